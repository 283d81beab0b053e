import type { Usage } from '../../core/style.ts';
import { upsert } from '../../core/upsert.ts';
import { AddressFinder } from './address.ts';
import { HABIT, ranked } from './scope.ts';
import { UsageCounter } from './usage-counter.ts';

/** Only a group of thousands has more. */
const MAX_NAMES = 4_000;

/** What the subject calls whom, by chat. */
export class Addressed {
  /** Names of the subject and of the partners: no catch-phrase is made of them. */
  readonly names: Set<string>;
  readonly #finder = new AddressFinder();
  readonly #terms = new Map<string, UsageCounter>();

  constructor(subjectNames: ReadonlySet<string> | undefined) {
    this.names = new Set(subjectNames);
  }

  /** Adds the name of somebody who is written to. */
  name(name: string | undefined): void {
    if (!name || this.names.size > MAX_NAMES) return;
    this.names.add(name);
    this.#finder.name(name);
    // 林小禾 is called 小禾.
    if (/^[\u4e00-\u9fa5]{3}$/u.test(name)) this.names.add(name.slice(1));
  }

  add(chat: string, text: string, item: string): void {
    const term = this.#finder.find(text);
    if (term !== undefined) upsert(this.#terms, chat, () => new UsageCounter()).add(term, item);
  }

  /** `bubbles`: the number of bubbles in the chat. */
  result(chat: string, bubbles: number): Usage[] {
    return ranked(this.#terms.get(chat)?.usages(bubbles, HABIT) ?? []);
  }
}
