import { fateCode, ROW, type RowTable } from '../rows/row-table.ts';
import type { ChosenRows } from './choose.ts';

const DUPLICATE = fateCode('duplicate');

/** Rows of dropped.jsonl that are duplicates and were not read again; their id is that of the item that was kept. */
export function* earlierDuplicates(table: RowTable): Generator<number, void, undefined> {
  for (let row = 0; row < table.length; row++) if (isEarlierDuplicate(table, row)) yield row;
}

/** Whether a row is one of `earlierDuplicates`. */
export const isEarlierDuplicate = (table: RowTable, row: number): boolean =>
  table.dropped[row] === DUPLICATE &&
  (table.same[row] as number) < 0 &&
  table.has(row, ROW.earlier) &&
  !table.has(row, ROW.replaced);

/**
 * Duplicates of items that are no longer kept under their id. Where another row tells the message now, they become
 * duplicates of that row. Where none does (the file was read for another period, or as another format), the first of
 * them is kept.
 */
export function followItems(table: RowTable, { idFrom }: ChosenRows): void {
  const moved = movedItems(table, idFrom);
  if (moved.size === 0) return;
  for (const row of earlierDuplicates(table)) {
    const id = table.idOf(row);
    const kept = moved.get(id);
    if (kept === undefined) continue;
    if (kept >= 0) {
      table.same[row] = kept;
      continue;
    }
    table.dropped[row] = 0;
    moved.set(id, row);
  }
}

/**
 * Ids of the earlier corpus that no item has any more, each with the row that tells of the item now; -1 where there is
 * none.
 */
function movedItems(table: RowTable, idFrom: ChosenRows['idFrom']): Map<string, number> {
  const moved = new Map<string, number>();
  for (let row = 0; row < table.length; row++) {
    if (!table.has(row, ROW.earlier)) continue;
    const kept = table.same[row] as number;
    if (kept < 0 && !table.has(row, ROW.replaced)) continue;
    const id = table.idOf(row);
    if (kept < 0 || table.idOf(idFrom.get(kept) ?? kept) !== id) moved.set(id, kept);
  }
  return moved;
}
