import type { StyleReport } from '../core/style.ts';
import type { Dialogue, Item, Lang, Seconds } from '../core/types.ts';
import { DialogueLines } from './dialogue-lines.ts';
import { ItemSource, type PassData } from './item-source.ts';
import type { LineSink, Spool } from './stores.ts';
import { loadSegmenter } from './style/segment.ts';
import { createStyle, type Style } from './style/style.ts';
import { createDialogues, type Dialogues } from './turns.ts';

export interface AnalysisOptions {
  /** Of the words for media in contexts. */
  lang: Lang;
  subjectNames: ReadonlySet<string>;
  /** Items of the subject that are to come. */
  expected: number;
}

export interface Analysis {
  dialogues: number;
  style: StyleReport;
}

/** Its dictionary takes a quarter of a second to load. */
let segmenter: ReturnType<typeof loadSegmenter> | undefined;

/** Dialogues and style, from the items in time order. */
export class Analyst {
  readonly #turns: Dialogues;
  readonly #style: Style;
  readonly #lines = new DialogueLines();
  readonly #sink: LineSink;

  private constructor(style: Style, options: AnalysisOptions, sink: LineSink) {
    this.#turns = createDialogues({ subjectNames: options.subjectNames, lang: options.lang });
    this.#style = style;
    this.#sink = sink;
  }

  static async create(options: AnalysisOptions, sink: LineSink): Promise<Analyst> {
    segmenter ??= loadSegmenter();
    const segment = await segmenter;
    const { subjectNames, expected } = options;
    return new Analyst(createStyle({ segment, subjectNames, expected }), options, sink);
  }

  see(item: Item, epoch: Seconds): void {
    this.#style.push(item, epoch);
    this.#take(this.#turns.push(item, epoch));
  }

  finish(): Analysis {
    this.#take(this.#turns.end());
    return { dialogues: this.#sink.count, style: this.#style.result() };
  }

  #take(dialogues: readonly Dialogue[]): void {
    for (const dialogue of dialogues) {
      this.#style.dialogue(dialogue);
      this.#sink.bytes(this.#lines.line(dialogue), 1);
    }
  }
}

/** The whole of it in one go, for a thread of its own beside the one that writes the items. */
export async function analyse(
  data: PassData,
  options: AnalysisOptions,
  spool: Pick<Spool, 'read'>,
  sink: LineSink,
): Promise<Analysis> {
  const source = new ItemSource(data, spool);
  const analyst = await Analyst.create(options, sink);
  for (const row of data.order) {
    const text = source.plainText(row);
    const item = text === undefined ? source.full(row) : source.light(row, text);
    analyst.see(item, data.columns.epoch[row] as number);
  }
  return analyst.finish();
}
