import { DROP_REASONS, type DropReason } from '../../core/types.ts';
import { placeOf } from '../read/discover.ts';
import type { SourceFile } from '../rows/collector.ts';
import { fateCode, ROW, type RowTable } from '../rows/row-table.ts';
import type { PersonSeen } from '../who/people.ts';
import type { Persons } from '../who/persons.ts';

export type DropCounts = Partial<Record<DropReason, number>>;

/** Rows by fate; always `rows` = `kept` + the sum of `dropped`. */
export interface Account {
  rows: number;
  kept: number;
  dropped: DropCounts;
}

export interface FileAccount extends Account {
  format: string;
  file: string;
  root: string;
  /** Size of the file when it was last read. */
  bytes?: number;
  /** Rows whose mark of direction contradicts their sender. */
  conflicts?: number;
  brokeOff?: string;
  /** Present if more than a fifth of the rows could not be read; `firstBad` is the first of these rows. */
  misread?: { firstBad: number };
}

/**
 * The account of one person, or of nobody where `name` is empty. A row belongs to the person whose words it counts as,
 * whatever name its export gives.
 */
export interface SenderAccount extends Account {
  name: string;
  names: string[];
  ids: string[];
  bySubject: boolean;
  /** How many of the subject's kept rows name nobody: essays without an author. */
  unsigned?: number;
  first: string | null;
  last: string | null;
}

const WIDTH = DROP_REASONS.length + 1;
/**
 * If a reader cannot read more than this share of a file, it has taken the file for something it is not (proposal of
 * methods 4.1).
 */
export const MISREAD_SHARE = 0.2;

/** All rows by origin and fate, including rows of earlier runs whose file was not read again. */
export class Accounts {
  readonly #files: Float64Array;
  /** Rows that count as the subject's, and all others, by the person whom the export names. */
  readonly #own: Float64Array;
  readonly #others: Float64Array;
  readonly #firstBad = new Map<number, number>();
  readonly total: Account;

  constructor(table: RowTable, files: number, senders: number, persons: Persons) {
    this.#files = new Float64Array(files * WIDTH);
    this.#own = new Float64Array(senders * WIDTH);
    this.#others = new Float64Array(senders * WIDTH);
    const all = new Float64Array(WIDTH);
    const unreadable = fateCode('unreadable');
    for (let row = 0; row < table.length; row++) {
      if (table.has(row, ROW.replaced)) continue;
      const fate = table.dropped[row] as number;
      const file = table.file[row] as number;
      add(all, fate);
      add(this.#files, file * WIDTH + fate);
      const own = table.has(row, ROW.bySubject) && !NOBODYS.has(fate);
      add(own ? this.#own : this.#others, persons.of(table.sender[row] as number) * WIDTH + fate);
      if (fate === unreadable && !this.#firstBad.has(file)) this.#firstBad.set(file, table.record[row] as number);
    }
    this.total = accountAt(all, 0);
  }

  file(n: number, { format, file, root, bytes, brokeOff }: SourceFile, conflicts: number): FileAccount {
    const account = accountAt(this.#files, n);
    const firstBad = this.#firstBad.get(n);
    const misread = (account.dropped.unreadable ?? 0) > MISREAD_SHARE * account.rows;
    return {
      format,
      file,
      root,
      ...(bytes === undefined ? {} : { bytes }),
      ...account,
      ...(conflicts ? { conflicts } : {}),
      ...(brokeOff === undefined ? {} : { brokeOff }),
      ...(misread && firstBad !== undefined ? { misread: { firstBad } } : {}),
    };
  }

  /** The subject, then everybody else by name, then nobody (rows that name no sender). Together they hold all rows. */
  senders(people: readonly PersonSeen[]): SenderAccount[] {
    const mine = new Float64Array(WIDTH);
    const nobody = new Float64Array(WIDTH);
    const byPerson = new Map(people.map((one) => [one.person, one]));
    let unsigned = 0;
    for (let person = 0; person * WIDTH < this.#own.length; person++) {
      addAll(mine, this.#own, person);
      const who = byPerson.get(person);
      if (!who || who.unsigned) {
        unsigned += this.#own[person * WIDTH] as number;
        addAll(nobody, this.#others, person);
      } else if (who.bySubject) {
        // A row that names the subject but has the other direction is somebody else's.
        for (let fate = 0; fate < WIDTH; fate++) {
          add(NOBODYS.has(fate) ? mine : nobody, fate, this.#others[person * WIDTH + fate]);
        }
      }
    }
    const subject = people.filter(({ bySubject }) => bySubject);
    const list: SenderAccount[] = people
      .filter((one) => !one.bySubject && !one.unsigned)
      .map((one) => ({ ...nameOf([one]), ...accountAt(this.#others, one.person) }))
      .filter(({ rows }) => rows > 0);
    const own = accountAt(mine, 0);
    if (own.rows) list.unshift({ ...nameOf(subject), bySubject: true, ...(unsigned ? { unsigned } : {}), ...own });
    const rest = accountAt(nobody, 0);
    if (rest.rows) list.push({ ...nameOf([]), ...rest });
    return list;
  }
}

/** System lines and damaged rows belong to the person whom they name, if any, not to the owner of the chat or essay. */
const NOBODYS: ReadonlySet<number> = new Set(
  (['system-line', 'revoked', 'unreadable'] as const).map((reason) => fateCode(reason)),
);

/** Joins several entries of one person. */
function nameOf(people: readonly PersonSeen[]): Omit<SenderAccount, keyof Account> {
  const [name = '', ...names] = new Set(people.flatMap((one) => [one.name, ...one.names]).filter(Boolean));
  const days = people.flatMap(({ first, last }) => [first, last].filter((day) => day !== null)).sort();
  return {
    name,
    names,
    ids: [...new Set(people.flatMap(({ ids }) => ids))],
    bySubject: people.some(({ bySubject }) => bySubject),
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
  };
}

function addAll(into: Float64Array, from: Float64Array, n: number): void {
  for (let fate = 0; fate < WIDTH; fate++) add(into, fate, from[n * WIDTH + fate]);
}

export const NOTHING: Account = { rows: 0, kept: 0, dropped: {} };

/** Adds up two accounts of one thing. */
export function sumOf(a: Account, b: Account): Account {
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

/** One account per file, ordered by path, even where several runs read the file. */
export function accountsOfFiles(
  accounts: Accounts,
  files: readonly SourceFile[],
  conflicts: ReadonlyMap<number, number>,
): FileAccount[] {
  const merged = new Map<string, FileAccount>();
  files.forEach((file, n) => {
    const account = accounts.file(n, file, conflicts.get(n) ?? 0);
    // An earlier file whose rows were all read again has no rows left.
    if (file.earlier && account.rows === 0) return;
    const name = `${placeOf(file)}\n${file.format}`;
    const known = merged.get(name);
    merged.set(name, known ? { ...known, ...account, ...sumOf(known, account) } : account);
  });
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, account]) => account);
}
