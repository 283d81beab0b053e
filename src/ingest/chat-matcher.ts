import type { Names } from './names.ts';
import type { Persons } from './persons.ts';
import { ROW, type RowTable } from './row-table.ts';
import { upsert } from './upsert.ts';

/** At least so many telling messages must stand in both. */
const COINCIDENCES = 3;

/**
 * Which chats of different exports are one. A group is its id. A private chat is its two people: on her phone it is called
 * after him, on his phone after her. A chat that an export knows by a name only is that of the person, or group, who alone
 * has that name, else it is found by what was said in it at the same time.
 */
export class ChatMatcher {
  readonly #table: RowTable;
  readonly #persons: Persons;
  /** Person who owns the account that a file was exported from, by number of the file; -1 where no id of them is known. */
  readonly #owners: Int32Array;
  /** The chat as far as names tell, by number of the conversation: an id, or a name that nothing explains. */
  readonly #keys: readonly string[];
  /** `a\nb` to how often something telling was said in both at the same time. */
  readonly #together = new Map<string, number>();
  readonly #joined = new Set<string>();

  constructor(table: RowTable, names: Names, persons: Persons, owners: Int32Array) {
    this.#table = table;
    this.#persons = persons;
    this.#owners = owners.map((owner) => (owner >= 0 && persons.hasId(owner) ? owner : -1));
    const ids = new Set(names.senders.flatMap(({ id }) => (id === undefined ? [] : [id])));
    const isId = (id: string) => ids.has(id) || ID_LIKE.test(id);
    const byName = new Map<string, Set<string>>();
    for (const { id, name } of names.conversations) {
      if (name !== undefined && isId(id)) upsert(byName, name, () => new Set()).add(id);
    }
    this.#keys = names.conversations.map(({ id, name }) => {
      if (isId(id)) return id;
      const person = persons.named(id);
      const found = onlyOne(byName.get(name ?? id)) ?? (person === undefined ? undefined : names.senders[person]?.id);
      return found ?? NAMED + id;
    });
  }

  /** How many owners of accounts are known by their ids. */
  get phones(): number {
    return new Set(this.#owners.filter((owner) => owner >= 0)).size;
  }

  /** Whether two rows may come from the same account: they do where it is not known. */
  samePhone(a: number, b: number): boolean {
    const [left, right] = [this.phoneOf(a), this.phoneOf(b)];
    return left < 0 || right < 0 || left === right;
  }

  evidence(a: number, b: number): void {
    const [left, right] = this.#pair(a, b);
    if (left === right || !(isNamed(left) || isNamed(right))) return;
    const key = `${left}\n${right}`;
    this.#together.set(key, (this.#together.get(key) ?? 0) + 1);
  }

  /** Two chats are one when telling messages coincide often enough, and no other chat has half as many with the named one. */
  conclude(): void {
    const best = new Map<string, [first: number, second: number]>();
    for (const [key, count] of this.#together) {
      for (const chat of key.split('\n')) {
        const [first, second] = best.get(chat) ?? [0, 0];
        best.set(chat, count > first ? [count, first] : [first, Math.max(second, count)]);
      }
    }
    for (const [key, count] of this.#together) {
      const clear = key.split('\n').every((chat) => {
        const [first, second] = best.get(chat) ?? [0, 0];
        // Several exports that know a chat by its name only may lie beside one that knows its id.
        return !isNamed(chat) || (count === first && 2 * second < first);
      });
      if (clear && count >= COINCIDENCES) this.#joined.add(key);
    }
  }

  same(a: number, b: number): boolean {
    const [left, right] = this.#pair(a, b);
    if (left === right) return GROUP.test(left) || this.samePhone(a, b);
    return this.#joined.has(`${left}\n${right}`) || this.#acrossPhones(a, b);
  }

  /** Her chat with him, and his with her. */
  #acrossPhones(a: number, b: number): boolean {
    const [ownerA, ownerB] = [this.phoneOf(a), this.phoneOf(b)];
    if (ownerA === ownerB || (ownerA < 0 && ownerB < 0)) return false;
    const [partnerA, partnerB] = [this.#partnerOf(a), this.#partnerOf(b)];
    return (ownerA < 0 || ownerA === partnerB) && (ownerB < 0 || ownerB === partnerA);
  }

  #partnerOf(row: number): number {
    const key = this.#keyOf(row);
    return this.#table.has(row, ROW.group) || isNamed(key) ? -2 : (this.#persons.named(key) ?? -2);
  }

  /** The owner of the account that a row was exported from; -1 where no id is known. */
  phoneOf(row: number): number {
    return this.#owners[this.#table.file[row] as number] as number;
  }

  #pair(a: number, b: number): [string, string] {
    const [left, right] = [this.#keyOf(a), this.#keyOf(b)];
    return left <= right ? [left, right] : [right, left];
  }

  #keyOf(row: number): string {
    return this.#keys[this.#table.conversation[row] as number] as string;
  }
}

/** What looks like an id of a person or a group in any export. */
const ID_LIKE = /^(?:wxid_|gh_)|@(?:chatroom|openim)$/u;
const GROUP = /@chatroom$/u;

/** In front of the name of a chat that no id is known of. */
const NAMED = '\u0001';
const isNamed = (key: string) => key.startsWith(NAMED);

function onlyOne(set: ReadonlySet<string> | undefined): string | undefined {
  const [only] = set ?? [];
  return set?.size === 1 ? only : undefined;
}
