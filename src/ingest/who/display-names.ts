import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { Names } from '../rows/names.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import type { Persons } from './persons.ts';

/** What looks like an id of a person or a group in any export. */
const ID_LIKE = /^(?:wxid_|gh_)|@(?:chatroom|openim)$/u;
export const isChatId = (id: string): boolean => ID_LIKE.test(id);

/** A name of a person or chat, and the number of rows it stands in. */
export interface NameUse {
  name: string;
  uses: number;
}

/**
 * The order in which names are shown, best first: ids and empty names come last; then the more used name wins, then the
 * alphabet. It depends only on what the exports say, not on which of them was read first.
 */
export function byUse(isId: (name: string) => boolean): (a: NameUse, b: NameUse) => number {
  return (a, b) =>
    Number(isId(a.name)) - Number(isId(b.name)) || b.uses - a.uses || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** The names of one person or chat, each once, best first. */
export function namesByUse(called: readonly NameUse[], isId: (name: string) => boolean): string[] {
  const uses = new Map<string, number>();
  for (const each of called) uses.set(each.name, (uses.get(each.name) ?? 0) + each.uses);
  return [...uses]
    .map(([name, count]) => ({ name, uses: count }))
    .sort(byUse(isId))
    .map(({ name }) => name);
}

export const idsIn = (senders: Iterable<Sender>): Set<string> => new Set([...senders].flatMap(({ id }) => id ?? []));

/** Tests whether a word is an id: it is in one of the sets, or looks like an id. */
export const isIdOf =
  (...ids: readonly ReadonlySet<string>[]) =>
  (word: string): boolean =>
    isChatId(word) || ids.some((known) => known.has(word));

/** Tests whether a name is no name: it is empty, the id of some sender, or looks like an id. */
export function idTest({ senders }: Pick<Names, 'senders'>): (name: string) => boolean {
  const isId = isIdOf(idsIn(senders));
  return (name) => name === '' || isId(name);
}

/** In how many rows each number of a column stands; replaced rows do not count. */
export function usesOf(
  table: RowTable,
  column: Uint32Array,
  numbers: number,
  except: number = ROW.replaced,
): Uint32Array {
  const uses = new Uint32Array(numbers);
  for (let row = 0; row < table.length; row++) {
    const n = column[row] as number;
    if (!table.has(row, except)) uses[n] = (uses[n] as number) + 1;
  }
  return uses;
}

/** What people and chats are called in any export, for exports that know only their ids. */
export class DisplayNames {
  readonly isId: (name: string) => boolean;
  readonly #names: Names;
  readonly #persons: Persons;
  /** All names, best first, ids left out. */
  readonly #people = new Map<number, readonly string[]>();
  readonly #chats = new Map<string, readonly string[]>();

  constructor(table: RowTable, names: Names, persons: Persons) {
    this.isId = idTest(names);
    this.#names = names;
    this.#persons = persons;
    const people = new Map<number, NameUse[]>();
    const used = usesOf(table, table.sender, names.senders.length, ROW.replaced | ROW.untold);
    names.senders.forEach(({ name }, n) => {
      const called = upsert(people, persons.of(n), () => []);
      if (used[n]) called.push({ name, uses: used[n] });
      for (const alias of names.aliasesRead(n)) called.push({ name: alias, uses: 0 });
    });
    this.#keepNames(people, this.#people);
    const chats = new Map<string, NameUse[]>();
    const rows = usesOf(table, table.conversation, names.conversations.length);
    names.conversations.forEach(({ id, name }, n) => {
      if (name !== undefined && rows[n]) upsert(chats, id, () => []).push({ name, uses: rows[n] });
    });
    this.#keepNames(chats, this.#chats);
  }

  /**
   * Best name of a person; undefined where only ids are known. `before`: what an earlier run has shown; it stays as long
   * as any export calls the person so.
   */
  person(person: number, before?: string): string | undefined {
    return shownOf(this.#people.get(person), before);
  }

  /**
   * Best name of a chat; a private chat without one is called by the name of the partner. Undefined where only ids are
   * known. `before`: as for `person`.
   */
  chat(id: string, before?: string): string | undefined {
    const partner = this.#persons.named(id);
    return shownOf(this.#chats.get(id), before) ?? (partner === undefined ? undefined : this.person(partner, before));
  }

  /** All senders as they are written, by their numbers: where an id stands in place of a name, the name replaces it. */
  senders(): Sender[] {
    return this.#names.senders.map((sender, n) => {
      if (sender.id === undefined || !this.isId(sender.name)) return sender;
      return { id: sender.id, name: this.person(this.#persons.of(n)) ?? sender.name };
    });
  }

  #keepNames<K>(called: ReadonlyMap<K, readonly NameUse[]>, into: Map<K, readonly string[]>): void {
    for (const [key, all] of called) {
      const names = namesByUse(all, this.isId).filter((name) => !this.isId(name));
      if (names.length) into.set(key, names);
    }
  }
}

const shownOf = (names: readonly string[] = [], before?: string): string | undefined =>
  before !== undefined && names.includes(before) ? before : names[0];
