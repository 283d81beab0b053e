import type { Dialogue, Item, Seconds } from '../../core/types.ts';
import type { LineSink } from '../stores.ts';
import { DialogueLines } from './dialogue-lines.ts';
import { createDialogues, type DialogueOptions, type Dialogues } from './dialogues.ts';

/** Writes dialogues.jsonl. */
export class DialogueWriter {
  readonly #turns: Dialogues;
  readonly #lines = new DialogueLines();
  readonly #sink: LineSink;

  constructor(options: DialogueOptions, sink: LineSink) {
    this.#turns = createDialogues(options);
    this.#sink = sink;
  }

  /**
   * Takes the items in time order. `epoch`: the item's time, NaN without one; `at`: where it stands in time, always
   * known.
   */
  push(item: Item, epoch: Seconds, at: Seconds): void {
    this.#take(this.#turns.push(item, epoch, at));
  }

  /** Writes what is still open; returns the number of dialogues. */
  finish(): number {
    this.#take(this.#turns.end());
    return this.#sink.count;
  }

  #take(dialogues: readonly Dialogue[]): void {
    for (const dialogue of dialogues) this.#sink.bytes(this.#lines.line(dialogue), 1);
  }
}
