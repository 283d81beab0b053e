import type { Bubble } from '../../core/types.ts';
import type { Said } from './holds-quote.ts';

/** A closed turn as it stands in contexts. */
export class ContextTurn implements Bubble, Said {
  readonly role: Bubble['role'];
  readonly name: string;
  readonly text: string;
  readonly #items: readonly string[];
  readonly #endsInMedia: boolean;
  /** Where a writer keeps the bytes of this turn, since eight dialogues share a turn. */
  readonly #encoded: { by: unknown; at: number; size: number } = { by: undefined, at: 0, size: 0 };

  constructor(role: Bubble['role'], name: string, text: string, items: readonly string[], endsInMedia = false) {
    this.role = role;
    this.name = name;
    this.text = text;
    this.#items = items;
    this.#endsInMedia = endsInMedia;
  }

  // Getters belong to the class, so they do not become fields of the JSON.
  get items(): readonly string[] {
    return this.#items;
  }

  get endsInMedia(): boolean {
    return this.#endsInMedia;
  }

  get encoded(): { by: unknown; at: number; size: number } {
    return this.#encoded;
  }
}
