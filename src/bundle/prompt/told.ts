import { Repetitions } from './similarity.ts';

export interface Telling {
  text: string;
  /** How often it was said. */
  count: number;
}

/** What the prompt has quoted already, so that no other line quotes it again, or a part of it, or nearly the same. */
export class Told {
  readonly #repetitions = new Repetitions();
  readonly #told: Telling[] = [];

  /** The first `most` entries of a list that say something new; they count as quoted from now on. */
  fresh<T>(list: readonly T[], tellingOf: (entry: T) => Telling, most: number): T[] {
    const taken: T[] = [];
    for (const entry of list) {
      if (taken.length >= most) break;
      const telling = tellingOf(entry);
      if (this.#isPiece(telling) || !this.#repetitions.add(telling.text)) continue;
      this.#told.push(telling);
      taken.push(entry);
    }
    return taken;
  }

  /** Whether it is a part of something quoted and no more frequent than the whole, so never said without it. */
  #isPiece({ text, count }: Telling): boolean {
    return this.#told.some((whole) => whole.count >= count && whole.text.includes(text));
  }
}
