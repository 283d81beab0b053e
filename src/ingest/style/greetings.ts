import { type Greeting, UNSURE_BELOW } from '../../core/style.ts';
import type { Item } from '../../core/types.ts';
import { HABIT, ranked } from './scope.ts';
import { UsageCounter } from './usage-counter.ts';

/** Whole messages up to this length can open or end a talk. */
const MOST_CHARS = 12;

/** The words with which talks are opened or ended. */
export class Greetings {
  readonly #words = new UsageCounter();

  /** 晚安！ and 晚安~ are one farewell. */
  add({ text, id, flags }: Item): void {
    if (text.length > MOST_CHARS || flags?.length) return;
    const words = text.replace(/[\s。！!~～.…，,]+$/gu, '');
    if (words) this.#words.add(words, id);
  }

  /** `sessions`: the number of sessions looked at. */
  result(sessions: number): Greeting[] {
    return ranked(this.#words.usages(sessions, HABIT)).map((usage) => ({
      ...usage,
      n: sessions,
      ...(sessions < UNSURE_BELOW && { unsure: true as const }),
    }));
  }
}
