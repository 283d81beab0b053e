import type { Usage } from '../../core/style.ts';
import { usage } from './scope.ts';

/** Number of different texts kept at once; when there are more, those that came once are forgotten. */
const MOST = 4_000;
const ITEMS = 5;

/** Counts short texts of an open kind, with the first items that held them, in bounded memory. */
export class UsageCounter {
  readonly #texts = new Map<string, { count: number; items: string[] }>();

  add(text: string, item: string): void {
    const found = this.#texts.get(text);
    if (found) {
      found.count++;
      if (found.items.length < ITEMS) found.items.push(item);
      return;
    }
    if (this.#texts.size >= MOST)
      for (const [rare, { count }] of this.#texts) if (count === 1) this.#texts.delete(rare);
    if (this.#texts.size < MOST) this.#texts.set(text, { count: 1, items: [item] });
  }

  /** All texts that came at least `least` times. `n`: the total that shares are taken of. */
  usages(n: number, least: number): Usage[] {
    return [...this.#texts]
      .filter(([, { count }]) => count >= least)
      .map(([text, { count, items }]) => usage(text, count, n, items));
  }
}
