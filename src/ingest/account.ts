import { DROP_REASONS, type DropReason } from '../core/types.ts';
import type { SourceFile } from './collector.ts';
import { fileKey } from './earlier.ts';
import type { PersonSeen } from './people.ts';
import type { Persons } from './persons.ts';
import { ROW, type RowTable } from './row-table.ts';

export type DropCounts = Partial<Record<DropReason, number>>;

/** rows = kept + all of `dropped`, always. */
export interface Account {
  rows: number;
  kept: number;
  dropped: DropCounts;
}

export interface FileAccount extends Account {
  format: string;
  file: string;
  root: string;
  /** Rows whose mark of direction and whose sender contradict each other. */
  conflicts?: number;
  brokeOff?: string;
  /** More than a fifth of the rows could not be read; the first of them. */
  misread?: { firstBad: number };
}

export interface SenderAccount extends Account {
  name: string;
  names: string[];
  ids: string[];
  bySubject: boolean;
  first: string | null;
  last: string | null;
}

const WIDTH = DROP_REASONS.length + 1;
/** A reader that gives up more than this share of a file has taken it for something it is not (proposal of methods 4.1). */
const MISREAD_SHARE = 0.2;

/** All rows by what they came from and what became of them; those of earlier runs too, where their file was not read again. */
export class Accounts {
  readonly #files: Float64Array;
  readonly #persons: Float64Array;
  readonly #firstBad = new Map<number, number>();
  readonly total: Account;

  constructor(table: RowTable, files: number, senders: number, persons: Persons) {
    this.#files = new Float64Array(files * WIDTH);
    this.#persons = new Float64Array(senders * WIDTH);
    const all = new Float64Array(WIDTH);
    const unreadable = DROP_REASONS.indexOf('unreadable') + 1;
    for (let row = 0; row < table.length; row++) {
      if (table.has(row, ROW.replaced)) continue;
      const fate = table.dropped[row] as number;
      const file = table.file[row] as number;
      add(all, fate);
      add(this.#files, file * WIDTH + fate);
      add(this.#persons, persons.of(table.sender[row] as number) * WIDTH + fate);
      if (fate === unreadable && !this.#firstBad.has(file)) this.#firstBad.set(file, table.record[row] as number);
    }
    this.total = accountAt(all, 0);
  }

  file(n: number, { format, file, root, brokeOff }: SourceFile, conflicts: number): FileAccount {
    const account = accountAt(this.#files, n);
    const firstBad = this.#firstBad.get(n);
    const misread = (account.dropped.unreadable ?? 0) > MISREAD_SHARE * account.rows;
    return {
      format,
      file,
      root,
      ...account,
      ...(conflicts ? { conflicts } : {}),
      ...(brokeOff === undefined ? {} : { brokeOff }),
      ...(misread && firstBad !== undefined ? { misread: { firstBad } } : {}),
    };
  }

  /** One entry for each person with rows in this run; system lines of nobody stand under an empty name. */
  senders(people: readonly PersonSeen[]): SenderAccount[] {
    const listed = new Set(people.map(({ person }) => person));
    const list: SenderAccount[] = people.map(({ person, name, names, ids, bySubject, first, last }) => ({
      name,
      names,
      ids,
      bySubject,
      first,
      last,
      ...accountAt(this.#persons, person),
    }));
    const rest = new Float64Array(WIDTH);
    for (let person = 0; person * WIDTH < this.#persons.length; person++) {
      if (listed.has(person)) continue;
      for (let fate = 0; fate < WIDTH; fate++) add(rest, fate, this.#persons[person * WIDTH + fate]);
    }
    const others = accountAt(rest, 0);
    if (others.rows) list.push({ name: '', names: [], ids: [], bySubject: false, first: null, last: null, ...others });
    return list;
  }
}

/** Two accounts of one thing. */
function sumOf(a: Account, b: Account): Account {
  const dropped: DropCounts = { ...a.dropped };
  for (const reason of DROP_REASONS) {
    const count = (a.dropped[reason] ?? 0) + (b.dropped[reason] ?? 0);
    if (count) dropped[reason] = count;
  }
  return { rows: a.rows + b.rows, kept: a.kept + b.kept, dropped };
}

function add(counts: Float64Array, at: number, n = 1): void {
  counts[at] = (counts[at] as number) + n;
}

function accountAt(counts: Float64Array, n: number): Account {
  const dropped: DropCounts = {};
  let rows = 0;
  for (let fate = 0; fate < WIDTH; fate++) {
    const count = counts[n * WIDTH + fate] as number;
    rows += count;
    const reason = DROP_REASONS[fate - 1];
    if (reason && count) dropped[reason] = count;
  }
  return { rows, kept: counts[n * WIDTH] as number, dropped };
}

/** One account a file, also where it was read in several runs, by path. */
export function accountsOfFiles(
  accounts: Accounts,
  files: readonly SourceFile[],
  conflicts: ReadonlyMap<number, number>,
): FileAccount[] {
  const merged = new Map<string, FileAccount>();
  files.forEach((file, n) => {
    const account = accounts.file(n, file, conflicts.get(n) ?? 0);
    // An earlier file of which everything was read again has no rows of its own left.
    if (file.earlier && account.rows === 0) return;
    const name = `${fileKey(file)}\n${file.format}`;
    const known = merged.get(name);
    merged.set(name, known ? { ...known, ...account, ...sumOf(known, account) } : account);
  });
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, account]) => account);
}
