import { upsert } from '../../core/upsert.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import type { ChatMatcher } from './chat-matcher.ts';
import type { Phones } from './phones.ts';

/** At least this many telling messages must be from both. */
const COINCIDENCES = 3;
const SIDES = ROW.sent | ROW.received;

/**
 * Whether two rows may be from one person. Where an export knows only names (我, a nickname in the group), what was said
 * at the same time shows whom each name of a file means: somebody with an id, or somebody under another name.
 */
export class SenderMatcher {
  readonly #table: RowTable;
  readonly #persons: Persons;
  readonly #chats: ChatMatcher;
  readonly #phones: Phones;
  /** File and person without an id, to the persons with an id who said the same, and how often. */
  readonly #together = new Map<string, Map<number, number>>();
  /** The same for persons without an id: one export calls by a remark whom the other calls by a nickname. */
  readonly #namesakes = new Map<string, Map<number, number>>();
  readonly #meant = new Map<string, number>();

  constructor(table: RowTable, persons: Persons, chats: ChatMatcher, phones: Phones) {
    this.#table = table;
    this.#persons = persons;
    this.#chats = chats;
    this.#phones = phones;
  }

  /** Notes that two rows seem to tell of one message; `certain`: they do tell of one. */
  evidence(a: number, b: number, certain = false): void {
    const [left, right] = [this.#hasId(a), this.#hasId(b)];
    if (left && right) return;
    const [first, second] = [this.#person(a), this.#person(b)];
    if (first === second) return;
    // Of two names the later one means the earlier one, so that both mean one person.
    const [named, known] = left || (!right && first < second) ? [b, first] : [a, second];
    const counts = upsert(left || right ? this.#together : this.#namesakes, this.#key(named), () => new Map());
    counts.set(known, (counts.get(known) ?? 0) + (certain ? COINCIDENCES : 1));
  }

  conclude(): void {
    // An id says more than a name.
    for (const [key, counts] of [...this.#namesakes, ...this.#together]) {
      const [first, second] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (first && first[1] >= COINCIDENCES && 2 * (second?.[1] ?? 0) < first[1]) this.#meant.set(key, first[0]);
    }
  }

  /**
   * Whether two rows are of the same person. Where one export knows only names, they also count as such if nothing
   * tells the two apart: both are on the same side of the chat (on two phones, on opposite sides of a private one), or
   * their words are so long that two people would not write them at the same time.
   */
  same(a: number, b: number): boolean {
    const [left, right] = [this.#meantBy(a), this.#meantBy(b)];
    if (left === right) return true;
    if (this.#persons.hasId(left) && this.#persons.hasId(right)) return false;
    const { flags } = this.#table;
    const [sideA, sideB] = [(flags[a] as number) & SIDES, (flags[b] as number) & SIDES];
    if (sideA && sideB) {
      if (this.#phones.mayBeOne(a, b)) return sideA === sideB;
      // On the other phone the same message has the other direction.
      if (this.#chats.arePrivate(a, b)) return sideA !== sideB;
    }
    return this.#table.has(a, ROW.telling);
  }

  #meantBy(row: number): number {
    const person = this.#person(row);
    return this.#persons.hasId(person) ? person : (this.#meant.get(this.#key(row)) ?? person);
  }

  #person(row: number): number {
    return this.#persons.of(this.#table.sender[row] as number);
  }

  #hasId(row: number): boolean {
    return this.#persons.hasId(this.#person(row));
  }

  #key(row: number): string {
    return `${this.#table.file[row]},${this.#person(row)}`;
  }
}
