/**
 * Sorts row numbers by a comparison, stably. Files are in time order, so their rows already form runs. Finding and
 * merging the runs goes once through sorted input, where Array.sort takes 20 comparisons a row.
 */
export function sortRows(rows: Uint32Array, compare: (a: number, b: number) => number): Uint32Array {
  let runs = runsOf(rows, compare);
  let from = rows;
  let into = runs.length > 2 ? new Uint32Array(new SharedArrayBuffer(rows.byteLength)) : rows;
  while (runs.length > 2) {
    const merged = [0];
    for (let i = 0; i + 1 < runs.length; i += 2) {
      const [start, middle, end] = [runs[i] as number, runs[i + 1] as number, runs[i + 2] ?? (runs[i + 1] as number)];
      merge(from, into, start, middle, end, compare);
      merged.push(end);
    }
    [from, into] = [into, from];
    runs = merged;
  }
  return from;
}

/** Beginnings of the ascending runs, and the end of the last one. */
function runsOf(rows: Uint32Array, compare: (a: number, b: number) => number): number[] {
  const starts = [0];
  for (let i = 1; i < rows.length; i++) {
    if (compare(rows[i - 1] as number, rows[i] as number) > 0) starts.push(i);
  }
  starts.push(rows.length);
  return starts;
}

function merge(
  from: Uint32Array,
  into: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: (a: number, b: number) => number,
): void {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at++) {
    const takeLeft = left < middle && (right >= end || compare(from[left] as number, from[right] as number) <= 0);
    into[at] = from[takeLeft ? left++ : right++] as number;
  }
}
