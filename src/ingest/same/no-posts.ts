import { fateCode, kindCode, ROW, type RowTable } from '../rows/row-table.ts';

const SYSTEM_LINE = fateCode('system-line');
const POST = kindCode('post');

/**
 * Drops what another export, which knows more, has by the same server id as no post at all: WeChat keeps the cover of an
 * album as a post, and only some tools tell its type. Rows dropped as such have an id (see `Collector`).
 */
export function dropNoPosts(table: RowTable): void {
  const none = new Set<string>();
  for (let row = 0; row < table.length; row++) {
    if (table.dropped[row] === SYSTEM_LINE && isPost(table, row) && table.hasId(row)) none.add(table.idOf(row));
  }
  if (none.size === 0) return;
  for (let row = 0; row < table.length; row++) {
    if (!table.isKept(row) || !isPost(table, row) || !none.has(table.idOf(row))) continue;
    table.drop(row, 'system-line');
    table.same[row] = -1;
  }
}

/** A row that is replaced says nothing any more. */
const isPost = (table: RowTable, row: number) => table.kind[row] === POST && !table.has(row, ROW.replaced);
