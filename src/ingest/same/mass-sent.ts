import { MESSAGE, ROW, type RowTable } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';

/**
 * Methods 4.3: the same text of 20 characters or more, sent to three chats within a day, is a greeting for everybody.
 */
const CHATS = 3;
const WITHIN = 86_400;

/** Flags as `copied` what one person sent to several chats. Returns the number of flagged rows. */
export function flagMassSent(table: RowTable, persons: Persons): number {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (!table.has(row, ROW.long) || !table.isKept(row) || table.kind[row] !== MESSAGE) continue;
    if (table.has(row, ROW.replaced) || Number.isNaN(table.epoch[row] as number)) continue;
    const key = `${persons.of(table.sender[row] as number)},${table.words[2 * row]},${table.words[2 * row + 1]}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  let flagged = 0;
  for (const rows of groups.values()) {
    if (rows.length < CHATS) continue;
    const byTime = rows.sort((a, b) => (table.epoch[a] as number) - (table.epoch[b] as number) || a - b);
    byTime.forEach((row, at) => {
      const near = around(byTime, at, (other) =>
        Math.abs((table.epoch[other] as number) - (table.epoch[row] as number)),
      );
      if (new Set(near.map((other) => table.conversation[other])).size < CHATS) return;
      if (!table.has(row, ROW.copied)) flagged++;
      table.set(row, ROW.copied);
    });
  }
  return flagged;
}

/**
 * The neighbours of a row in time, itself included; limited in number, so that a joke repeated for years stays cheap.
 */
function around(rows: readonly number[], at: number, distance: (row: number) => number): number[] {
  const near = [rows[at] as number];
  for (const step of [-1, 1]) {
    for (let i = at + step; near.length < 200; i += step) {
      const row = rows[i];
      if (row === undefined || distance(row) > WITHIN) break;
      near.push(row);
    }
  }
  return near;
}
