import { upsert } from '../../core/upsert.ts';
import { MESSAGE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import type { ChatMatcher } from './chat-matcher.ts';
import { chatIn } from './mirrored.ts';
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
  /** File and person whom a name of the file was found to mean. */
  readonly #found = new Set<string>();
  #told: Told | undefined;

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
    for (const [key, person] of this.#meant) this.#found.add(`${key.slice(0, key.indexOf(','))},${person}`);
  }

  /**
   * Whether two rows are of the same person. Where one export knows only names, they also count as such if nothing
   * tells the two apart: both are on the same side of the chat (on two phones, on opposite sides of a private one), in a
   * private chat with the subject both are the subject's or neither is, their words are so long that two people would
   * not write them at the same time, or they are of one second and either may be the other: two exports of a chat tell
   * of one 好 in a second where two people would have sent two.
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
    if (this.#table.has(a, ROW.telling) || this.#onOneSide(a, b)) return true;
    return this.#isSameSecond(a, b) && this.#mayMean(a, right) && this.#mayMean(b, left);
  }

  /** Whether both rows are of private chats in which the subject is one of two, and on the same side. */
  #onOneSide(a: number, b: number): boolean {
    if (!this.#chats.arePrivate(a, b)) return false;
    this.#told ??= toldBy(this.#table, this.#persons);
    const { sides } = this.#told;
    const areTold = [a, b].every((row) => sides.get(chatIn(this.#table, row)) === BOTH);
    return areTold && this.#table.has(a, ROW.bySubject) === this.#table.has(b, ROW.bySubject);
  }

  /** Whether the sender of a row may be this person, who does not write in the same file under another name. */
  #mayMean(row: number, person: number): boolean {
    const file = this.#table.file[row] as number;
    this.#told ??= toldBy(this.#table, this.#persons);
    return !this.#told.writers.get(file)?.has(person) && !this.#found.has(`${file},${person}`);
  }

  #isSameSecond(a: number, b: number): boolean {
    const { epoch, precision } = this.#table;
    return epoch[a] === epoch[b] && precision[a] === SECOND && precision[b] === SECOND;
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

/** What is known of the people of each file. */
interface Told {
  /** By file, everybody who writes there. */
  writers: ReadonlyMap<number, ReadonlySet<number>>;
  /** By file and chat, whose words are there: the subject's, others', or both. */
  sides: ReadonlyMap<string, number>;
}
const [MINE, OTHERS, BOTH] = [1, 2, 3];

function toldBy(table: RowTable, persons: Persons): Told {
  const writers = new Map<number, Set<number>>();
  const sides = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    if (table.kind[row] !== MESSAGE || !table.isKept(row)) continue;
    upsert(writers, table.file[row] as number, () => new Set()).add(persons.of(table.sender[row] as number));
    const chat = chatIn(table, row);
    sides.set(chat, (sides.get(chat) ?? 0) | (table.has(row, ROW.bySubject) ? MINE : OTHERS));
  }
  return { writers, sides };
}
