import type { Seconds } from '../../core/types.ts';
import { MESSAGE, ROW, type RowTable } from '../rows/row-table.ts';
import { sortRows } from './sort-rows.ts';

/** Later than any time, and still exact as a number. */
const AFTER_ALL: Seconds = 1e12;
/** So far apart that no session reaches from one to the other. */
const APART: Seconds = 1e9;

/**
 * Where each row stands in time, in Unix seconds. Rows are sorted by it, and it separates sessions and turns. Usually
 * it is the row's own time. A message without a time stands with the nearest dated row before it in its chat and file,
 * else with the nearest one after it. What has no such neighbour comes after everything else, each file by itself.
 *
 * `ranks`: by number of the file, its place among the paths. Dropped rows are neighbours too, but forgotten ones are
 * not: the next run no longer knows their times.
 */
export function timelineOf(
  table: RowTable,
  ranks: Uint32Array,
  byPlace: (a: number, b: number) => number,
): Float64Array {
  const lacking = filesLackingTimes(table, ranks);
  if (!lacking) return table.epoch;
  // Shared memory: another thread follows the sessions too.
  const timeline = new Float64Array(new SharedArrayBuffer(table.length * Float64Array.BYTES_PER_ELEMENT));
  timeline.set(table.epoch.subarray(0, table.length));
  const rows = sortRows(neighbours(table, ranks, lacking), byPlace);
  lend(table, ranks, timeline, rows);
  lend(table, ranks, timeline, rows.reverse());
  for (let row = 0; row < table.length; row++) {
    if (Number.isNaN(timeline[row])) timeline[row] = AFTER_ALL + APART * rankOf(table, ranks, row);
  }
  return timeline;
}

const rankOf = ({ file }: RowTable, ranks: Uint32Array, row: number) => ranks[file[row] as number] as number;

/** By rank, whether a kept row of the file has no time; undefined where every row has one. */
function filesLackingTimes(table: RowTable, ranks: Uint32Array): Uint8Array | undefined {
  let lacking: Uint8Array | undefined;
  for (let row = 0; row < table.length; row++) {
    if (!Number.isNaN(table.epoch[row]) || !table.isKept(row)) continue;
    lacking ??= new Uint8Array(ranks.length);
    lacking[rankOf(table, ranks, row)] = 1;
  }
  return lacking;
}

function neighbours(table: RowTable, ranks: Uint32Array, lacking: Uint8Array): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (lacking[rankOf(table, ranks, row)] === 0 || table.kind[row] !== MESSAGE) continue;
    if (!table.has(row, ROW.replaced) && table.reasonOf(row) !== 'forgotten') rows.push(row);
  }
  return Uint32Array.from(rows);
}

/** Passes times on, in the order of the rows, to rows of the same chat and file without one. */
function lend(table: RowTable, ranks: Uint32Array, timeline: Float64Array, rows: Uint32Array): void {
  let last = new Map<number, Seconds>();
  let rank = -1;
  for (const row of rows) {
    if (rankOf(table, ranks, row) !== rank) {
      rank = rankOf(table, ranks, row);
      last = new Map();
    }
    const chat = table.conversation[row] as number;
    if (Number.isNaN(timeline[row])) timeline[row] = last.get(chat) ?? Number.NaN;
    else last.set(chat, timeline[row] as number);
  }
}
