import { HOLD_OUT_FROM } from '../../core/hold-out.ts';

/** Others' texts are most of what there is; so many say enough of how they write. */
const MOST_REFERENCES = 20_000;

/**
 * What lies in held-out sessions (or is a held-out essay). While there is too little to hold anything out it waits here, and
 * is counted after all if it stays so.
 */
export class Reserve {
  bubbles = 0;
  #units = 0;
  #references = 0;
  #waiting: (() => void)[] | undefined = [];

  /** One more session with words of the subject, or one more essay. */
  unit(): void {
    if (++this.#units === HOLD_OUT_FROM) this.#waiting = undefined;
  }

  keep(count: () => void): void {
    this.#waiting?.push(count);
  }

  /** What the subject is compared with: of many chats that the subject hardly writes in, not everything. */
  keepReference(count: () => void): void {
    if (this.#references++ < MOST_REFERENCES) this.keep(count);
  }

  /** At the end: counts what still waits. Whether there was so little that nothing is held out. */
  admit(): boolean {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (const count of waiting ?? []) count();
    return waiting !== undefined;
  }
}
