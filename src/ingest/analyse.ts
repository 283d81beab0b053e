import type { StyleReport } from '../core/style.ts';
import type { Dialogue, Item, Lang, Seconds } from '../core/types.ts';
import { DialogueLines } from './dialogue-lines.ts';
import { createDialogues, type Dialogues } from './dialogues.ts';
import { ItemSource, type PassData } from './item-source.ts';
import type { LineSink, Spool } from './stores.ts';
import { loadSegmenter } from './style/segment.ts';
import { createStyle } from './style/style.ts';

export interface AnalysisOptions {
  /** Of the words for media in contexts. */
  lang: Lang;
  subjectNames: ReadonlySet<string>;
  /** Items of the subject that are to come. */
  expected: number;
}

/** Writes dialogues.jsonl. */
export class DialogueWriter {
  readonly #turns: Dialogues;
  readonly #lines = new DialogueLines();
  readonly #sink: LineSink;

  constructor({ subjectNames, lang }: AnalysisOptions, sink: LineSink) {
    this.#turns = createDialogues({ subjectNames, lang });
    this.#sink = sink;
  }

  /** The items in time order. `epoch`: its time, NaN without one; `at`: where it stands all the same. */
  push(item: Item, epoch: Seconds, at: Seconds): void {
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

/** Makes style.json in one go, for a thread of its own beside the one that writes the items. */
export async function styleOf(
  data: PassData,
  options: AnalysisOptions,
  spool: Pick<Spool, 'read'>,
): Promise<StyleReport> {
  const source = new ItemSource(data, spool);
  const style = createStyle(options);
  for (const row of data.order) {
    const text = source.plainText(row);
    const item = text === undefined ? source.full(row) : source.light(row, text);
    style.push(item, data.columns.epoch[row] as number, data.timeline[row] as number);
  }
  return style.result(await loadSegmenter());
}
