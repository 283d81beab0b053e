import { DROP_REASONS, type DropReason } from '../../core/types.ts';
import { placeOf } from '../read/discover.ts';
import type { SourceFile } from '../rows/collector.ts';
import { fateCode, ROW, type RowTable } from '../rows/row-table.ts';
import type { PersonSeen } from '../who/people.ts';
import type { Persons } from '../who/persons.ts';
import type { SubjectResult } from '../who/subject.ts';

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
/** The fate of a kept row. */
const KEPT = 0;
/**
 * If a reader cannot read more than this share of a file, it has taken the file for something it is not (proposal of
 * methods 4.1).
 */
export const MISREAD_SHARE = 0.2;

/** All rows by origin and fate, including rows of earlier runs whose file was not read again. */
export class Accounts {
  readonly #files: Float64Array;
  /** Rows that count as the subject's, and all others, by the person who wrote them. The last slot is nobody's. */
  readonly #own: Fates;
  readonly #others: Fates;
  readonly #isSubject: (person: number) => boolean;
  readonly #firstBad = new Map<number, number>();
  readonly total: Account;

  constructor(
    table: RowTable,
    files: number,
    senders: number,
    persons: Persons,
    { writers, isSubject }: Pick<SubjectResult, 'writers' | 'isSubject'>,
  ) {
    this.#isSubject = isSubject;
    this.#files = new Float64Array(files * WIDTH);
    this.#own = new Fates(senders + 1);
    this.#others = new Fates(senders + 1);
    const all = new Float64Array(WIDTH);
    const [unreadable, forgotten] = [fateCode('unreadable'), fateCode('forgotten')];
    for (let row = 0; row < table.length; row++) {
      if (table.has(row, ROW.replaced)) continue;
      const fate = table.dropped[row] as number;
      const file = table.file[row] as number;
      add(all, fate);
      add(this.#files, file * WIDTH + fate);
      const own = table.has(row, ROW.bySubject) && !NOBODYS.has(fate);
      const writer = fate === forgotten ? -1 : (writers.get(row) ?? persons.of(table.sender[row] as number));
      (own ? this.#own : this.#others).add(writer < 0 ? senders : writer, fate, table.dayKnown(row));
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

  /**
   * The subject, then everybody else by name, then nobody (rows that name no sender). Together they hold all rows.
   * `dayOf`: local date of a time.
   */
  senders(people: readonly PersonSeen[], dayOf: (epoch: number) => string): SenderAccount[] {
    const [mine, nobody] = [new Fates(1), new Fates(1)];
    const byPerson = new Map(people.map((one) => [one.person, one]));
    const isMine = (one: PersonSeen) =>
      one.bySubject || (this.#isSubject(one.person) && this.#own.rows(one.person) > 0);
    let unsigned = 0;
    for (let person = 0; person < this.#own.length; person++) {
      mine.addAll(this.#own, person);
      const who = byPerson.get(person);
      if (!who || who.unsigned) {
        unsigned += this.#own.kept(person);
        nobody.addAll(this.#others, person);
      } else if (isMine(who)) {
        // Without a mark of direction that the row of the subject contradicts, nothing tells whose it is instead.
        mine.addAll(this.#others, person, (fate) => NOBODYS.has(fate));
        nobody.addAll(this.#others, person, (fate) => !NOBODYS.has(fate));
      }
    }
    const list: SenderAccount[] = people
      .filter((one) => !isMine(one) && !one.unsigned && this.#others.rows(one.person) > 0)
      .map((one) => ({
        ...nameOf([one]),
        ...this.#others.span(one.person, dayOf),
        ...this.#others.account(one.person),
      }));
    if (mine.rows(0)) {
      const named = { ...nameOf(people.filter(isMine)), bySubject: true };
      list.unshift({ ...named, ...(unsigned ? { unsigned } : {}), ...mine.span(0, dayOf), ...mine.account(0) });
    }
    if (nobody.rows(0)) list.push({ ...nameOf([]), first: null, last: null, ...nobody.account(0) });
    return list;
  }
}

/** Rows by fate, and when the kept ones were written, of each person. */
class Fates {
  readonly length: number;
  readonly #counts: Float64Array;
  readonly #first: Float64Array;
  readonly #last: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.#counts = new Float64Array(length * WIDTH);
    this.#first = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
    this.#last = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  }

  /** `epoch`: NaN where it is not known. */
  add(n: number, fate: number, epoch: number): void {
    add(this.#counts, n * WIDTH + fate);
    if (fate === KEPT) this.#widen(n, epoch, epoch);
  }

  /** Adds those of another one to the only slot of this one. */
  addAll(from: Fates, n: number, isMeant: (fate: number) => boolean = () => true): void {
    for (let fate = 0; fate < WIDTH; fate++) if (isMeant(fate)) add(this.#counts, fate, from.#counts[n * WIDTH + fate]);
    if (isMeant(KEPT)) this.#widen(0, from.#first[n] as number, from.#last[n] as number);
  }

  #widen(n: number, first: number, last: number): void {
    if (first < (this.#first[n] as number)) this.#first[n] = first;
    if (last > (this.#last[n] as number)) this.#last[n] = last;
  }

  kept(n: number): number {
    return this.#counts[n * WIDTH + KEPT] as number;
  }

  rows(n: number): number {
    return this.account(n).rows;
  }

  account(n: number): Account {
    return accountAt(this.#counts, n);
  }

  span(n: number, dayOf: (epoch: number) => string): Pick<SenderAccount, 'first' | 'last'> {
    const [first, last] = [this.#first[n] as number, this.#last[n] as number];
    return first <= last ? { first: dayOf(first), last: dayOf(last) } : { first: null, last: null };
  }
}

/**
 * System lines and damaged rows belong to the person whom they name, if any, not to the owner of the chat or essay; what
 * was forgotten names nobody any more, also in the run that still reads whose it was.
 */
const NOBODYS: ReadonlySet<number> = new Set(
  (['system-line', 'revoked', 'unreadable', 'forgotten'] as const).map((reason) => fateCode(reason)),
);

/** Joins several entries of one person. */
function nameOf(people: readonly PersonSeen[]): Pick<SenderAccount, 'name' | 'names' | 'ids' | 'bySubject'> {
  const [name = '', ...names] = new Set(people.flatMap((one) => [one.name, ...one.names]).filter(Boolean));
  return {
    name,
    names,
    ids: [...new Set(people.flatMap(({ ids }) => ids))],
    bySubject: people.some(({ bySubject }) => bySubject),
  };
}

export const NO_ROWS: Account = { rows: 0, kept: 0, dropped: {} };

/** Adds up two accounts of one thing. */
export function sumOfAccounts(a: Account, b: Account): Account {
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
    merged.set(name, known ? { ...known, ...account, ...sumOfAccounts(known, account) } : account);
  });
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, account]) => account);
}
