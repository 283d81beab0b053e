import { upsert } from '../../core/upsert.ts';
import { MESSAGE, MINUTE, ROW, type RowTable, TEXT } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';

/** This many messages in a row, of which TELLING are more than 嗯 or 好的, are nowhere the same by chance. */
const RUN = 20;
const TELLING = 10;
/**
 * A run is looked up by this many messages: few enough that every run holds some such group, enough that 嗯。好的。 finds
 * little.
 */
const WINDOW = 4;
/** What is said in more places of a file than this identifies none of them. Of all files, the first so many are tried. */
const PLACES = 50;

/** Two rows of different files that tell of one message. */
export interface Twin {
  head: number;
  row: number;
}

/**
 * Finds messages without a time of day (copied by hand, or exported without times) that another file tells of too. A
 * run is at least 20 messages with words: the same words, in the same order, by the same sides. What stands between
 * them belongs to it where it agrees. The other file may know times; if neither does, the heads are in the file that
 * was read first. No row is in two pairs.
 */
export function untimedRuns(table: RowTable, persons: Persons): Twin[] {
  if (!isAnyUntimed(table)) return [];
  const talks = talksOf(table, persons);
  const untimed = talks.filter((talk) => !talk.timed);
  const places = new Places(untimed);
  const taken = new Set<number>();
  const twins: Twin[] = [];
  // A file that knows all times has the better heads.
  for (const heads of [...talks.filter(({ timed }) => timed), ...untimed]) {
    const tried = new TriedStretches();
    for (let at = 0; at < heads.length; ) {
      const run = taken.has(heads.row(at)) ? undefined : places.longestRun(heads, at, taken, tried);
      if (run === undefined) {
        at++;
        continue;
      }
      for (const twin of run.twins()) {
        if (!isUntimed(table, twin.row)) continue;
        taken.add(twin.row);
        twins.push(twin);
      }
      tried.clear();
      at = run.headsFrom + run.length;
    }
  }
  return twins;
}

/** The messages of one file in its order, those that stand for themselves. */
class Talk {
  readonly timed: boolean;
  readonly rows: readonly number[];
  readonly #table: RowTable;
  readonly #persons: Persons;
  /** Positions in `rows` of the messages with words. */
  readonly #said: readonly number[];

  constructor(table: RowTable, persons: Persons, rows: readonly number[]) {
    this.#table = table;
    this.#persons = persons;
    this.rows = rows;
    this.timed = !rows.some((row) => isUntimed(table, row));
    this.#said = rows.flatMap((row, at) => (table.type[row] === TEXT && table.has(row, ROW.hasText) ? [at] : []));
  }

  /** Number of messages with words. */
  get length(): number {
    return this.#said.length;
  }

  /** The row of a message with words. */
  row(at: number): number {
    return this.rows[this.#said[at] as number] as number;
  }

  sender(at: number): number {
    return this.#persons.of(this.#table.sender[this.row(at)] as number);
  }

  isTelling(at: number): boolean {
    return this.#table.has(this.row(at), ROW.telling);
  }

  saysAsMuchAs(at: number, other: Talk, there: number): boolean {
    return this.#table.saysTheSame(this.row(at), other.row(there));
  }

  /** A number made of the next WINDOW messages. */
  window(at: number): number {
    let mixed = 0;
    for (let i = at; i < at + WINDOW; i++)
      mixed = Math.imul(mixed ^ (this.#table.words[2 * this.row(i)] as number), 0x9e3779b1);
    return mixed;
  }

  /** Rows between a message with words and the next one. */
  wordlessBehind(at: number): readonly number[] {
    return this.rows.slice((this.#said[at] as number) + 1, this.#said[at + 1]);
  }

  typesOf(rows: readonly number[]): string {
    return rows.map((row) => this.#table.type[row]).join();
  }
}

const isOwn = (table: RowTable, row: number): boolean =>
  table.kind[row] === MESSAGE && table.isKept(row) && (table.same[row] as number) < 0;

const isUntimed = (table: RowTable, row: number): boolean => (table.precision[row] as number) > MINUTE;

function isAnyUntimed(table: RowTable): boolean {
  for (let row = 0; row < table.length; row++) if (isUntimed(table, row) && isOwn(table, row)) return true;
  return false;
}

/** The talk of each file that is long enough to hold a run. */
function talksOf(table: RowTable, persons: Persons): Talk[] {
  const files = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (isOwn(table, row)) upsert(files, table.file[row] as number, () => []).push(row);
  }
  return [...files.values()].map((rows) => new Talk(table, persons, rows)).filter(({ length }) => length >= RUN);
}

interface Place {
  talk: Talk;
  at: number;
}

/**
 * Where two files say the same for a while and yet tell of no common run, such as a thousand times 好的. Each such stretch
 * is looked through once and not again for every message in it. Must be cleared when messages are taken, which may
 * divide a stretch.
 */
class TriedStretches {
  /** By the other file and by how far its messages stand from those of the heads: the end of the stretch in the heads. */
  readonly #ends = new Map<Talk, Map<number, number>>();

  isInVain(at: number, place: Place): boolean {
    return at < (this.#ends.get(place.talk)?.get(place.at - at) ?? 0);
  }

  add(at: number, place: Place, end: number): void {
    upsert(this.#ends, place.talk, () => new Map<number, number>()).set(place.at - at, end);
  }

  clear(): void {
    this.#ends.clear();
  }
}

/** Finds where something is said in files that do not know all times, by its first few messages. */
class Places {
  readonly #byWindow = new Map<number, Place[]>();

  constructor(talks: readonly Talk[]) {
    for (const talk of talks) {
      const own = new Map<number, number[]>();
      for (let at = 0; at + WINDOW <= talk.length; at++) upsert(own, talk.window(at), () => []).push(at);
      for (const [window, found] of own) {
        if (found.length > PLACES) continue;
        const places = upsert(this.#byWindow, window, () => []);
        for (const at of found.slice(0, PLACES - places.length)) places.push({ talk, at });
      }
    }
  }

  /** The longest run through a message of `heads`; undefined where there is none. */
  longestRun(heads: Talk, at: number, taken: ReadonlySet<number>, tried: TriedStretches): Run | undefined {
    if (at + WINDOW > heads.length) return undefined;
    let longest: Run | undefined;
    for (const place of this.#byWindow.get(heads.window(at)) ?? []) {
      if (place.talk === heads || (!heads.timed && heads.row(0) > place.talk.row(0))) continue;
      if (tried.isInVain(at, place)) continue;
      const run = new Run(heads, at, place.talk, place.at, taken);
      if (!run.isEnough()) tried.add(at, place, run.agreesUntil);
      else if (run.length > (longest?.length ?? 0)) longest = run;
    }
    return longest;
  }
}

/** Messages that two files tell in the same order: as many as agree before and after a place where the files agree. */
class Run {
  readonly headsFrom: number;
  readonly length: number;
  /** Where in the heads the files no longer say the same; by other sides they may say it behind the run. */
  readonly agreesUntil: number;
  readonly #heads: Talk;
  readonly #talk: Talk;
  readonly #from: number;

  constructor(heads: Talk, headAt: number, talk: Talk, at: number, taken: ReadonlySet<number>) {
    const agrees = (by: number) =>
      headAt + by >= 0 &&
      at + by >= 0 &&
      headAt + by < heads.length &&
      at + by < talk.length &&
      heads.saysAsMuchAs(headAt + by, talk, at + by) &&
      !taken.has(talk.row(at + by)) &&
      !taken.has(heads.row(headAt + by));
    let [first, end] = [0, 0];
    while (agrees(first - 1)) first--;
    const meant = new Map<number, number>();
    const meaning = new Map<number, number>();
    const bySameSide = (by: number) => {
      const [a, b] = [heads.sender(headAt + by), talk.sender(at + by)];
      return upsert(meant, b, () => a) === a && upsert(meaning, a, () => b) === b;
    };
    for (end = first; agrees(end) && bySameSide(end); ) end++;
    let until = end;
    while (agrees(until)) until++;
    this.agreesUntil = headAt + until;
    this.#heads = heads;
    this.#talk = talk;
    this.headsFrom = headAt + first;
    this.#from = at + first;
    this.length = end - first;
  }

  isEnough(): boolean {
    if (this.length < RUN) return false;
    let telling = 0;
    for (let i = 0; i < this.length; i++) if (this.#talk.isTelling(this.#from + i)) telling++;
    return telling >= TELLING;
  }

  /** The messages of the run, and pictures and the like between two of them where both files have the same. */
  *twins(): Generator<Twin> {
    for (let i = 0; i < this.length; i++) {
      yield { head: this.#heads.row(this.headsFrom + i), row: this.#talk.row(this.#from + i) };
      if (i === this.length - 1) return;
      const heads = this.#heads.wordlessBehind(this.headsFrom + i);
      const rows = this.#talk.wordlessBehind(this.#from + i);
      if (this.#heads.typesOf(heads) !== this.#talk.typesOf(rows)) continue;
      for (const [n, row] of rows.entries()) yield { head: heads[n] as number, row };
    }
  }
}
