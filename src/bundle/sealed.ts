import { HOLD_OUT_FROM, isHeldOut, sessionOf } from '../core/hold-out.ts';
import { SESSION_GAP, sessionId } from '../core/session.ts';
import type { Dialogue, Item } from '../core/types.ts';
import { upsert } from '../core/upsert.ts';

/** A chat as its messages go by. */
interface Talk {
  sealed: boolean;
  /** Unix milliseconds of the last dated message. */
  last: number;
}

/** The held-out sessions of a corpus, whole: what both sides wrote in them, answered or not. */
export class SealedSessions {
  readonly #held: ReadonlySet<string>;
  readonly #known: ReadonlySet<string>;
  readonly #items = new Set<string>();
  readonly #talks = new Map<string, Talk>();

  constructor(dialogues: readonly Dialogue[]) {
    this.#known = new Set(dialogues.map(sessionOf));
    this.#held = new Set(this.#known.size < HOLD_OUT_FROM ? [] : [...this.#known].filter(isHeldOut));
    for (const dialogue of dialogues) {
      if (this.has(dialogue)) for (const id of dialogue.items) this.#items.add(id);
    }
  }

  get size(): number {
    return this.#held.size;
  }

  has(dialogue: Dialogue): boolean {
    return this.#held.has(sessionOf(dialogue));
  }

  /** Whether an item belongs to one. To be called in the order of the corpus: the opening item identifies a session. */
  holds(item: Item): boolean {
    if (this.#held.size === 0 || item.kind !== 'message') return false;
    const talk = upsert(this.#talks, item.conversation, (): Talk => ({ sealed: false, last: Number.NaN }));
    const at = Date.parse(item.time ?? '');
    const session = sessionId(item);
    if (this.#known.has(session)) talk.sealed = this.#held.has(session);
    else if (at - talk.last > SESSION_GAP * 1000) talk.sealed = false;
    if (!Number.isNaN(at)) talk.last = at;
    const day = sessionOf({ conversation: item.conversation, start: item.time ?? '' });
    return talk.sealed || this.#items.has(item.id) || this.#held.has(day);
  }
}
