import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import { isNobody, type Names } from '../rows/names.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { byUse, idTest, type NameUse, namesByUse } from './display-names.ts';
import type { Persons } from './persons.ts';

/** Somebody who wrote something, as far as the exports tell people apart. Names and counts, never words. */
export interface PersonSeen {
  /** Number of the person. */
  person: number;
  name: string;
  /** Other names, the most used first. */
  names: string[];
  ids: string[];
  /** Items kept, of this run and of the earlier corpus. */
  items: number;
  /** How many of these items the export marks as sent by the owner of the account. */
  sent: number;
  first: string | null;
  last: string | null;
  /** Files that hold a row of the person, kept or not; a few at most. */
  files: string[];
  fileCount: number;
  bySubject: boolean;
  /** This entry stands for everything that names nobody, whoever wrote it. */
  unsigned?: true;
}

const FILES_SHOWN = 5;

/**
 * Everybody, the busiest first; people of whom nothing is kept have no items. `dayOf`: local date of a time. Names and
 * files are counted in all rows, also in rows that repeat what another export told.
 */
export function listPeople(
  table: RowTable,
  names: Names,
  files: readonly SourceFile[],
  persons: Persons,
  dayOf: (epoch: number) => string,
): PersonSeen[] {
  const seen = new Map<number, Tally>();
  for (let row = 0; row < table.length; row++) {
    if (table.has(row, ROW.replaced)) continue;
    const sender = table.sender[row] as number;
    const person = persons.of(sender);
    upsert(seen, person, () => new Tally()).add(table, row, sender);
  }
  const isId = idTest(names);
  const byName = byUse(isId);
  return [...seen]
    .map(([person, tally]) => ({ tally, one: tally.person(person, names, files, dayOf, isId) }))
    .sort((a, b) => compare(a.tally, b.tally) || byName({ ...a.one, uses: 0 }, { ...b.one, uses: 0 }))
    .map(({ one }) => one);
}

/** The busier one first; of two equally busy people the one who was there first. */
const compare = (a: Tally, b: Tally): number =>
  b.items - a.items || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0);

class Tally {
  items = 0;
  #sent = 0;
  #mine = 0;
  #mineDropped = 0;
  first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  readonly #senders = new Map<number, number>();
  readonly #files = new Set<number>();

  add(table: RowTable, row: number, sender: number): void {
    // Before all duplicates are found, a row with the same id as another one already counts as a duplicate.
    const kept = table.isKept(row) && (table.same[row] as number) < 0;
    this.#senders.set(sender, (this.#senders.get(sender) ?? 0) + 1);
    this.#files.add(table.file[row] as number);
    if (!kept) {
      if (table.has(row, ROW.bySubject)) this.#mineDropped++;
      return;
    }
    this.items++;
    if (table.has(row, ROW.sent)) this.#sent++;
    if (table.has(row, ROW.bySubject)) this.#mine++;
    const epoch = table.dayKnown(row);
    if (epoch < this.first) this.first = epoch;
    if (epoch > this.#last) this.#last = epoch;
  }

  person(
    person: number,
    { senders, aliases }: Names,
    files: readonly SourceFile[],
    dayOf: (epoch: number) => string,
    isId: (name: string) => boolean,
  ): PersonSeen {
    const called: NameUse[] = [];
    const numbers: NameUse[] = [];
    for (const [n, uses] of this.#senders) {
      const { id, name = '' } = senders[n] ?? {};
      called.push({ name, uses });
      for (const alias of aliases.get(n) ?? []) called.push({ name: alias, uses: 0 });
      if (id !== undefined) numbers.push({ name: id, uses });
    }
    const ids = namesByUse(numbers, () => false);
    const [name = '', ...names] = namesByUse(called, isId).filter((each) => each && !ids.includes(each));
    const places = new Set([...this.#files].map((file) => files[file]?.file ?? ''));
    return {
      person,
      name: name || (ids[0] ?? ''),
      names,
      ids,
      items: this.items,
      sent: this.#sent,
      first: this.first <= this.#last ? dayOf(this.first) : null,
      last: this.first <= this.#last ? dayOf(this.#last) : null,
      files: [...places].slice(0, FILES_SHOWN),
      fileCount: places.size,
      bySubject: this.items ? 2 * this.#mine > this.items : this.#mineDropped > 0,
      ...([...this.#senders.keys()].every((n) => isNobody(senders[n])) ? { unsigned: true } : {}),
    };
  }
}

/** What a person is called: `老默 · 陈默 (wxid_chenmo01)`. */
export function calledInFull({ name, names, ids }: PersonSeen): string {
  const called = [name || '–', ...names.slice(0, 3)].join(' · ');
  return `${called}${ids.length && ids[0] !== name ? ` (${ids.join(', ')})` : ''}`;
}

/** One line about a person for a list: `老默 · 陈默 (wxid_chenmo01) — 1203, 2021-03-04 … 2023-11-01, 老默.csv`. */
export function personLine(one: PersonSeen): string {
  const { items, first, last, files, fileCount } = one;
  const where = files.slice(0, 2).join(', ') + (fileCount > 2 ? ` (+${fileCount - 2})` : '');
  const span = first ? `, ${first} … ${last}` : '';
  return `${calledInFull(one)} — ${items}${span}, ${where}`;
}
