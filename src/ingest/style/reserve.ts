import { HOLD_OUT_FROM } from '../../core/hold-out.ts';

/** Most of the texts are by others; this many of them show well enough how they write. */
const MOST_REFERENCES = 20_000;

/**
 * What lies in held-out sessions (or in a held-out essay). It waits here while there is too little material to hold
 * anything out, and is counted after all if that stays so.
 */
export class Reserve {
  bubbles = 0;
  #units = 0;
  #references = 0;
  #waiting: (() => void)[] | undefined = [];

  /** Notes one more session with words of the subject, or one more essay. */
  unit(): void {
    if (++this.#units === HOLD_OUT_FROM) this.#waiting = undefined;
  }

  keep(count: () => void): void {
    this.#waiting?.push(count);
  }

  /**
   * Keeps text that the subject is compared with, but not all of it: there may be many chats in which the subject
   * hardly writes.
   */
  keepReference(count: () => void): void {
    if (this.#references++ < MOST_REFERENCES) this.keep(count);
  }

  /**
   * Called at the end: counts what still waits if there was too little to hold anything out, and returns whether that
   * was so.
   */
  admit(): boolean {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    for (const count of waiting ?? []) count();
    return waiting !== undefined;
  }
}
