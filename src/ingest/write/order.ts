import { placeOf } from '../read/discover.ts';
import type { SourceFile } from '../rows/collector.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { sortRows } from './sort-rows.ts';
import { timelineOf } from './timeline.ts';

export interface RowOrder {
  /** Kept rows, ordered by where they stand in time. */
  kept: Uint32Array;
  /** Dropped rows, ordered by where they lie in their files. */
  dropped: Uint32Array;
  /** Where each row stands in time, even without a time of its own. */
  timeline: Float64Array;
}

/**
 * Rows at the same time stay in the order of their file, and files are ordered by path. So the order does not show in
 * which run a row was first read.
 */
export function orderRows(table: RowTable, files: readonly SourceFile[]): RowOrder {
  const paths = files.map((file) => placeOf(file));
  const rank = new Map([...new Set(paths)].sort().map((path, n) => [path, n]));
  const ranks = Uint32Array.from(paths, (path) => rank.get(path) ?? 0);
  const { file, record } = table;
  const byPlace = (a: number, b: number) =>
    (ranks[file[a] as number] as number) - (ranks[file[b] as number] as number) ||
    (record[a] as number) - (record[b] as number) ||
    a - b;
  const timeline = timelineOf(table, ranks, byPlace);
  const byTime = (a: number, b: number) => (timeline[a] as number) - (timeline[b] as number) || byPlace(a, b);
  const { kept, dropped } = split(table);
  return { kept: sortRows(kept, byTime), dropped: sortRows(dropped, byPlace), timeline };
}

function split(table: RowTable): { kept: Uint32Array; dropped: Uint32Array } {
  let droppedCount = 0;
  let keptCount = 0;
  for (let row = 0; row < table.length; row++) {
    if (table.has(row, ROW.replaced)) continue;
    if (table.isKept(row)) keptCount++;
    else droppedCount++;
  }
  // Shared memory: another thread walks the kept rows too.
  const kept = new Uint32Array(new SharedArrayBuffer(keptCount * Uint32Array.BYTES_PER_ELEMENT));
  const dropped = new Uint32Array(droppedCount);
  [keptCount, droppedCount] = [0, 0];
  for (let row = 0; row < table.length; row++) {
    if (table.has(row, ROW.replaced)) continue;
    if (table.isKept(row)) kept[keptCount++] = row;
    else dropped[droppedCount++] = row;
  }
  return { kept, dropped };
}
