import type { Names } from '../rows/names.ts';

/**
 * Which senders are one person. These are joined: senders with the same id; senders one of whom has the other's id as
 * an alias (an account name beside the wxid); and a name without an id with the only person who has that name or is
 * also known by it. A name that two people have stays on its own.
 */
export class Persons {
  /** Number of the person, by number of the sender; the smallest sender number of the group. */
  readonly #parent: Int32Array;
  readonly #byId = new Map<string, number>();
  /** Name to the persons with an id who have it. */
  readonly #byName = new Map<string, Set<number>>();
  readonly #ids = new Map<number, string>();

  constructor(names: Names) {
    this.#parent = Int32Array.from(names.senders, (_, n) => n);
    names.senders.forEach(({ id }, n) => {
      if (id === undefined) return;
      const known = this.#byId.get(id);
      if (known === undefined) this.#byId.set(id, n);
      else this.#join(known, n);
    });
    for (const [n, aliases] of names.aliases) {
      for (const alias of aliases) {
        const other = this.#byId.get(alias);
        if (other !== undefined && names.senders[n]?.id !== undefined) this.#join(other, n);
      }
    }
    names.senders.forEach(({ id, name }, n) => {
      if (id === undefined) return;
      for (const called of [name, ...(names.aliases.get(n) ?? [])]) {
        if (!called || this.#byId.has(called)) continue;
        const persons = this.#byName.get(called) ?? new Set();
        this.#byName.set(called, persons.add(this.of(n)));
      }
    });
    const named = new Map<string, number>();
    names.senders.forEach(({ id, name }, n) => {
      if (id !== undefined || !name) return;
      const owner = this.named(name);
      const first = named.get(name);
      if (owner !== undefined) this.#join(owner, n);
      else if (first !== undefined) this.#join(first, n);
      else named.set(name, n);
    });
    this.#joinCalled(named, names);
    names.senders.forEach(({ id }, n) => {
      const person = this.of(n);
      if (id !== undefined && !this.#ids.has(person)) this.#ids.set(person, id);
    });
  }

  /**
   * Joins a name without an id to the one other sender without an id who is also known by it: a QQ number beside a
   * nickname.
   */
  #joinCalled(named: ReadonlyMap<string, number>, names: Names): void {
    const callers = new Map<number, Set<number>>();
    for (const [n, aliases] of names.aliases) {
      if (names.senders[n]?.id !== undefined) continue;
      for (const alias of aliases) {
        const other = named.get(alias);
        if (other !== undefined) callers.set(other, (callers.get(other) ?? new Set()).add(this.of(n)));
      }
    }
    // An account in which two authors write does not make them one person.
    const isJoined = (other: number, persons: ReadonlySet<number>): boolean => {
      const others = [...persons].map((n) => this.of(n)).filter((n) => n !== this.of(other));
      const [only, second] = new Set(others);
      if (only === undefined || second !== undefined) return false;
      this.#join(only, other);
      return true;
    };
    // Two who call a third may become one.
    while ([...callers].filter(([other, persons]) => isJoined(other, persons)).length);
  }

  of(sender: number): number {
    let at = sender;
    while (this.#parent[at] !== at) at = this.#parent[at] as number;
    return at;
  }

  /** The person with this id, or else the only person with this name. */
  named(idOrName: string): number | undefined {
    const byId = this.#byId.get(idOrName);
    if (byId !== undefined) return this.of(byId);
    const persons = new Set([...(this.#byName.get(idOrName) ?? [])].map((n) => this.of(n)));
    const [only] = persons;
    return persons.size === 1 ? only : undefined;
  }

  /** Makes one person of senders that are known to be one. */
  unite(senders: readonly number[], names: Names): void {
    const [first] = senders;
    if (first === undefined) return;
    const [id] = senders.flatMap((sender) => this.idOf(sender) ?? []);
    for (const sender of senders) this.#join(first, sender);
    if (id === undefined) return;
    this.#ids.set(this.of(first), id);
    for (const sender of senders) {
      const name = names.senders[sender]?.name;
      if (name) this.#byName.set(name, (this.#byName.get(name) ?? new Set()).add(first));
    }
  }

  /** An id of the sender's person; undefined where only names are known. */
  idOf(sender: number): string | undefined {
    return this.#ids.get(this.of(sender));
  }

  hasId(sender: number): boolean {
    return this.#ids.has(this.of(sender));
  }

  /** The smaller number leads, so that the result does not depend on the order of joining. */
  #join(a: number, b: number): void {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y) as [number, number];
    this.#parent[high] = low;
  }
}
