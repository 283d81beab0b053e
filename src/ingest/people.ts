import type { Sender } from '../core/types.ts';
import type { SourceFile } from './collector.ts';
import type { Names } from './names.ts';
import type { Persons } from './persons.ts';
import { ROW, type RowTable } from './row-table.ts';
import { upsert } from './upsert.ts';

/** Somebody who wrote something, as far as the exports tell them apart. Names and counts, never words. */
export interface PersonSeen {
  /** Number of the person. */
  person: number;
  name: string;
  /** Other names, the most used first. */
  names: string[];
  ids: string[];
  /** Items kept, of this run and of the corpus before. */
  items: number;
  /** Of them those that the export marks as sent by the owner of the account. */
  sent: number;
  first: string | null;
  last: string | null;
  /** Where seen, at most a few. */
  files: string[];
  fileCount: number;
  bySubject: boolean;
  /** All that names nobody, whoever wrote it. */
  unsigned?: true;
}

const FILES_SHOWN = 5;

/** Everybody, the busiest first; those of whom nothing is kept have no items. `dayOf`: local date of a time. */
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
  return [...seen]
    .map(([person, tally]) => tally.person(person, names, files, dayOf))
    .sort((a, b) => b.items - a.items || a.person - b.person);
}

class Tally {
  items = 0;
  #sent = 0;
  #mine = 0;
  #mineDropped = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  readonly #senders = new Map<number, number>();
  readonly #files = new Set<number>();

  add(table: RowTable, row: number, sender: number): void {
    // Before all is known of what is told twice, a row with the same id as another one is.
    const kept = table.dropped[row] === 0 && (table.same[row] as number) < 0;
    this.#senders.set(sender, (this.#senders.get(sender) ?? 0) + (kept ? 1 : 0));
    if (!kept) {
      if (table.has(row, ROW.bySubject)) this.#mineDropped++;
      return;
    }
    this.items++;
    if (table.has(row, ROW.sent)) this.#sent++;
    if (table.has(row, ROW.bySubject)) this.#mine++;
    const epoch = table.writtenAt(row);
    if (epoch < this.#first) this.#first = epoch;
    if (epoch > this.#last) this.#last = epoch;
    this.#files.add(table.file[row] as number);
  }

  person(
    person: number,
    { senders, aliases }: Names,
    files: readonly SourceFile[],
    dayOf: (epoch: number) => string,
  ): PersonSeen {
    const byUse = [...this.#senders].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([sender]) => sender);
    const called = byUse.flatMap((n) => [senders[n]?.name ?? '', ...(aliases.get(n) ?? [])]);
    const ids = new Set(byUse.flatMap((n) => senders[n]?.id ?? []));
    const [name = '', ...names] = [...new Set(called)].filter((alias) => alias && !ids.has(alias));
    const places = new Set([...this.#files].map((file) => files[file]?.file ?? ''));
    return {
      person,
      name: name || ([...ids][0] ?? ''),
      names,
      ids: [...ids],
      items: this.items,
      sent: this.#sent,
      first: this.#first <= this.#last ? dayOf(this.#first) : null,
      last: this.#first <= this.#last ? dayOf(this.#last) : null,
      files: [...places].slice(0, FILES_SHOWN),
      fileCount: places.size,
      bySubject: this.items ? 2 * this.#mine > this.items : this.#mineDropped > 0,
      ...(byUse.every((n) => isNobody(senders[n])) ? { unsigned: true } : {}),
    };
  }
}

const isNobody = (sender: Sender | undefined) => !sender?.name && sender?.id === undefined;

/** One line about a person for a list: `老默 · 陈默 (wxid_chenmo01) — 1203, 2021-03-04 … 2023-11-01, 老默.csv`. */
export function personLine({ name, names, ids, items, first, last, files, fileCount }: PersonSeen): string {
  const called = [name || '–', ...names.slice(0, 3)].join(' · ');
  const where = files.slice(0, 2).join(', ') + (fileCount > 2 ? ` (+${fileCount - 2})` : '');
  const span = first ? `, ${first} … ${last}` : '';
  return `${called}${ids.length && ids[0] !== name ? ` (${ids.join(', ')})` : ''} — ${items}${span}, ${where}`;
}
