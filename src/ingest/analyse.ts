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

let segmenter: ReturnType<typeof loadSegmenter> | undefined;

/** Loads what style needs while nobody waits for it yet: the dictionary takes a quarter of a second. */
export function prepareStyle(): ReturnType<typeof loadSegmenter> {
  segmenter ??= loadSegmenter();
  return segmenter;
}

/** Looks at the items in time order. */
export interface Analyst {
  /** `epoch`: its time, NaN without one; `at`: where it stands all the same. */
  see(item: Item, epoch: Seconds, at: Seconds): void;
}

/** Writes dialogues.jsonl. */
export class DialogueWriter implements Analyst {
  readonly #turns: Dialogues;
  readonly #lines = new DialogueLines();
  readonly #sink: LineSink;

  constructor({ subjectNames, lang }: AnalysisOptions, sink: LineSink) {
    this.#turns = createDialogues({ subjectNames, lang });
    this.#sink = sink;
  }

  see(item: Item, epoch: Seconds, at: Seconds): void {
    this.#take(this.#turns.push(item, epoch, at));
  }

  /** How many there are. */
  finish(): number {
    this.#take(this.#turns.end());
    return this.#sink.count;
  }

  #take(dialogues: readonly Dialogue[]): void {
    for (const dialogue of dialogues) this.#sink.bytes(this.#lines.line(dialogue), 1);
  }
}

/** Makes style.json. It follows the turns by itself, which is quicker than being told of them by another thread. */
export class StyleAnalyst implements Analyst {
  readonly #turns: Dialogues;
  readonly #style: Style;

  private constructor(style: Style, { subjectNames, lang }: AnalysisOptions) {
    this.#turns = createDialogues({ subjectNames, lang });
    this.#style = style;
  }

  static async create(options: AnalysisOptions): Promise<StyleAnalyst> {
    const segment = await prepareStyle();
    const { subjectNames, expected } = options;
    return new StyleAnalyst(createStyle({ segment, subjectNames, expected }), options);
  }

  see(item: Item, epoch: Seconds, at: Seconds): void {
    this.#style.push(item, epoch, at);
    for (const dialogue of this.#turns.push(item, epoch, at)) this.#style.dialogue(dialogue);
  }

  finish(): StyleReport {
    for (const dialogue of this.#turns.end()) this.#style.dialogue(dialogue);
    return this.#style.result();
  }
}

/** The whole of it in one go, for a thread of its own beside the one that writes the items. */
export async function styleOf(
  data: PassData,
  options: AnalysisOptions,
  spool: Pick<Spool, 'read'>,
): Promise<StyleReport> {
  const source = new ItemSource(data, spool);
  const analyst = await StyleAnalyst.create(options);
  for (const row of data.order) {
    const text = source.plainText(row);
    const item = text === undefined ? source.full(row) : source.light(row, text);
    analyst.see(item, data.columns.epoch[row] as number, data.timeline[row] as number);
  }
  return analyst.finish();
}
