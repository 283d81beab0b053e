import { upsert } from '../../core/upsert.ts';
import type { Names } from '../rows/names.ts';
import type { Persons } from './persons.ts';

/** What one person is called, in all exports of a run. */
export interface Called {
  ids: ReadonlySet<string>;
  /** Aliases included; no empty ones. */
  names: ReadonlySet<string>;
}

/** Every id and name of each person who wrote something: another export may know only one of them. */
export class CalledPersons {
  readonly #persons: Persons;
  readonly #called = new Map<number, { ids: Set<string>; names: Set<string> }>();
  readonly #words = new Set<string>();

  constructor({ senders, aliases }: Pick<Names, 'senders' | 'aliases'>, persons: Persons) {
    this.#persons = persons;
    senders.forEach(({ id, name }, n) => {
      const { ids, names } = upsert(this.#called, persons.of(n), () => ({ ids: new Set(), names: new Set() }));
      if (id !== undefined) ids.add(id);
      for (const word of [name, ...(aliases.get(n) ?? [])]) if (word) names.add(word);
    });
    for (const { ids, names } of this.#called.values()) for (const word of [...ids, ...names]) this.#words.add(word);
  }

  /** `sender`: a number of `Names`. */
  of(sender: number): Called {
    return this.#called.get(this.#persons.of(sender)) ?? NOBODY;
  }

  /** Whether anybody at all is called so. */
  knows(idOrName: string): boolean {
    return this.#words.has(idOrName);
  }
}

const NOBODY: Called = { ids: new Set(), names: new Set() };
