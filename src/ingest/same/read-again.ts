import { upsert } from '../../core/upsert.ts';
import { placeOf } from '../read/discover.ts';
import type { Ledger } from '../rows/ledger.ts';
import { fateCode, ROW, type RowTable } from '../rows/row-table.ts';
import { sortRows } from '../write/sort-rows.ts';
import { minuteOf } from './said-in-minute.ts';

/** In minutes: time zones are whole quarters of an hour apart, and at most 26 hours (UTC−12 to UTC+14). */
const ZONE_STEP = 15;
const ZONES_APART = 26 * 60;

const NONE: readonly number[] = [];

/**
 * Compares the items of the corpus with the rows of the same files, where this run has read those files again. What a
 * file says now counts, and each of its rows counts once.
 *
 * - If at least half of the items are found at their places (record and words, in whatever time zone, format or period
 *   they were read), the file has kept its rows, and each item that is found is replaced by its row. The row takes over
 *   the id if it is of the same kind; if the row is dropped now, so is the item.
 * - Otherwise the file was written anew: its items are recognised by their ids, dropped ones by time and words.
 * - An item that is not found stays: a shorter export takes nothing away. But if a file has the same size as before and
 *   is now read as another format, none of its items stays, because the file was misread before.
 */
export function meetAgain(ledger: Ledger): void {
  const { table, files } = ledger;
  const numbers = new Map<string, { earlier: number[]; now: number[] }>();
  files.forEach((file, n) => {
    if (file.readAgain) upsert(numbers, placeOf(file), () => ({ earlier: [], now: [] })).earlier.push(n);
  });
  if (numbers.size === 0) return;
  files.forEach((file, n) => {
    if (!file.earlier) numbers.get(placeOf(file))?.now.push(n);
  });
  const rows = rowsByFile(table, new Set([...numbers.values()].flatMap(({ earlier, now }) => [...earlier, ...now])));
  for (const { earlier, now } of numbers.values()) {
    const read = Uint32Array.from(now.flatMap((n) => rows.get(n) ?? NONE));
    for (const n of earlier) {
      const wasMisread =
        now.some((other) => isSameBytes(ledger, n, other)) && read.some((row) => isReadable(table, row));
      meet(ledger, Uint32Array.from(rows.get(n) ?? NONE), read, wasMisread);
    }
  }
}

function rowsByFile(table: RowTable, wanted: ReadonlySet<number>): Map<number, number[]> {
  const rows = new Map<number, number[]>([...wanted].map((file) => [file, []]));
  for (let row = 0; row < table.length; row++) rows.get(table.file[row] as number)?.push(row);
  return rows;
}

/** Whether a file that is now read to its end as another format is the same file as before. */
function isSameBytes({ files }: Ledger, before: number, now: number): boolean {
  const [a, b] = [files[before], files[now]];
  return a?.format !== b?.format && a?.bytes !== undefined && a.bytes === b?.bytes && b.brokeOff === undefined;
}

const isReadable = (table: RowTable, row: number): boolean => table.dropped[row] !== fateCode('unreadable');

function meet(ledger: Ledger, earlier: Uint32Array, now: Uint32Array, wasMisread: boolean): void {
  const { table } = ledger;
  const items = sortBy(table.record, earlier);
  const found = pair(table, items, sortBy(table.record, now), table.record);
  const keptRows = 2 * found.filter((row) => row >= 0).length >= items.length;
  items.forEach((item, i) => {
    const row = found[i] as number;
    if (keptRows && row >= 0) giveWay(ledger, item, row);
    else if (wasMisread) table.replace(item, 'duplicate');
    else ledger.admit(item);
  });
  const left = items.filter((item) => !table.has(item, ROW.replaced) && (table.same[item] as number) < 0);
  const hasTime = (row: number) => !Number.isNaN(table.epoch[row] as number);
  const dropped = now.filter((row) => !table.isKept(row) && hasTime(row));
  if (left.length === 0 || dropped.length === 0) return;
  const timed = sortBy(table.epoch, left.filter(hasTime));
  pair(table, timed, sortBy(table.epoch, dropped), table.epoch).forEach((row, i) => {
    if (row >= 0) giveWay(ledger, timed[i] as number, row);
  });
}

function giveWay(ledger: Ledger, item: number, row: number): void {
  const { table } = ledger;
  const reason = table.reasonOf(row);
  const isSameKind = table.kind[item] === table.kind[row];
  if (reason === undefined && isSameKind) ledger.admitAs(item, row);
  table.replace(item, reason ?? (isSameKind ? undefined : 'duplicate'));
}

const sortBy = (column: Uint32Array | Float64Array, rows: Uint32Array): Uint32Array =>
  sortRows(rows, (a, b) => (column[a] as number) - (column[b] as number) || a - b);

/**
 * For each item the row with the same value in the column and the same words; -1 where there is none. Both lists are
 * sorted.
 */
function pair(table: RowTable, items: Uint32Array, rows: Uint32Array, column: Uint32Array | Float64Array): Int32Array {
  const found = new Int32Array(items.length).fill(-1);
  const taken = new Uint8Array(rows.length);
  let from = 0;
  items.forEach((item, i) => {
    const value = column[item] as number;
    while (from < rows.length && (column[rows[from] as number] as number) < value) from++;
    for (let at = from; column[rows[at] as number] === value; at++) {
      const row = rows[at] as number;
      if (taken[at] === 1 || !isAlike(table, item, row)) continue;
      found[i] = row;
      taken[at] = 1;
      return;
    }
  });
  return found;
}

/** Whether two rows have the same words, at times that only the time zone makes different. */
function isAlike(table: RowTable, a: number, b: number): boolean {
  if (!table.saysTheSame(a, b)) return false;
  const minutes = Math.abs(minuteOf(table, a) - minuteOf(table, b));
  return Number.isNaN(minutes) || (minutes <= ZONES_APART && minutes % ZONE_STEP === 0);
}
