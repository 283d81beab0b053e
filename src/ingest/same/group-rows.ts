import type { RowTable } from '../rows/row-table.ts';

/** All rows of each message that has several, in their order, by the row that stands for the message. */
export function groupRows(table: RowTable): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    const head = table.headOf(row);
    if (head === row) continue;
    const group = groups.get(head);
    if (group) group.push(row);
    else groups.set(head, [head, row]);
  }
  // An earlier item may have been joined to the row that its place gives now.
  for (const rows of groups.values()) rows.sort((a, b) => a - b);
  return groups;
}
