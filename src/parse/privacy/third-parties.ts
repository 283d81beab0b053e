import type { PersonNames } from './key.ts';
import { personNumber } from './placeholder.ts';

/** Everybody but the subject, numbered from 1 in the order in which they occur. */
export class ThirdParties {
  /** By number, from 1. */
  readonly #people: { names: string[]; ids: string[] }[];
  readonly #byName = new Map<string, number>();
  readonly #byId = new Map<string, number>();
  readonly #keep: ReadonlySet<string>;

  /**
   * `known`: the people of an earlier run, whose numbers stay. `keep`: the subject's names, which belong to nobody
   * else.
   */
  constructor(known: readonly PersonNames[], keep: ReadonlySet<string>) {
    this.#keep = keep;
    this.#people = known.map(({ names, ids }) => ({ names: [...names], ids: [...ids] }));
    this.#people.forEach((person, n) => {
      this.#index(person, n + 1);
    });
  }

  /**
   * Joins a person to somebody known who has one of the same ids, or one of the same names unless both have ids: 张三 may
   * be two people.
   */
  add(person: { names: readonly string[]; ids?: readonly string[] }): void {
    const called = [...(person.ids ?? []), ...person.names];
    const mine = (list: readonly string[]) =>
      list.map((one) => one.trim()).filter((one) => one && !this.#keep.has(one) && personNumber(one) === undefined);
    const names = mine(person.names);
    const ids = mine(person.ids ?? []);
    const own = called.map(personNumber).find((number) => number !== undefined);
    if (!names.length && !ids.length && own === undefined) return;
    const number = this.#numberOf(names, ids) ?? own ?? this.#people.length + 1;
    while (this.#people.length < number) this.#people.push({ names: [], ids: [] });
    const known = this.#people[number - 1] as { names: string[]; ids: string[] };
    known.names.push(...names.filter((name) => !known.names.includes(name)));
    known.ids.push(...ids.filter((id) => !known.ids.includes(id)));
    this.#index(known, number);
  }

  numberOf(nameOrId: string): number | undefined {
    const called = nameOrId.trim();
    return this.#keep.has(called) ? undefined : (this.#byId.get(called) ?? this.#byName.get(called));
  }

  get list(): PersonNames[] {
    return this.#people.map(({ names, ids }) => ({ names: [...names], ids: [...ids] }));
  }

  /** The number of every name; where two people share a name, the number of the first. */
  get names(): ReadonlyMap<string, number> {
    return this.#byName;
  }

  get ids(): ReadonlyMap<string, number> {
    return this.#byId;
  }

  #numberOf(names: readonly string[], ids: readonly string[]): number | undefined {
    const byId = ids.map((id) => this.#byId.get(id)).find((number) => number !== undefined);
    if (byId !== undefined) return byId;
    return names
      .map((name) => this.#byName.get(name))
      .find((number) => number !== undefined && (!ids.length || !this.#people[number - 1]?.ids.length));
  }

  #index({ names, ids }: PersonNames, number: number): void {
    for (const name of names) if (!this.#byName.has(name)) this.#byName.set(name, number);
    for (const id of ids) if (!this.#byId.has(id)) this.#byId.set(id, number);
  }
}
