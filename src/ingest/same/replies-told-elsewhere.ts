import { upsert } from '../../core/upsert.ts';
import { fateCode, MESSAGE, ROW, type RowTable, SECOND, TEXT } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';

const EMPTY = fateCode('empty');

/**
 * Replies whose words their format leaves out become duplicates of the text that another export tells of the same
 * person and second: the only one, or of several the only one in the same chat. A text that the reply's own file tells
 * too is another message. Returns how many replies nobody tells, by number of the file.
 */
export function joinWordlessReplies(table: RowTable, persons: Persons): Map<number, number> {
  const untold = new Map<number, number>();
  const replies = wordlessReplies(table);
  if (!replies.length) return untold;
  const momentOf = (row: number) => `${persons.of(table.sender[row] as number)},${table.epoch[row]}`;
  const asked = new Set(replies.map(momentOf));
  /** Rows that are written, by person and second, and in which files they are told. */
  const told = new Map<string, Map<number, Set<number>>>();
  for (let row = 0; row < table.length; row++) {
    if (table.kind[row] !== MESSAGE || table.has(row, ROW.wordless | ROW.replaced)) continue;
    const moment = momentOf(row);
    if (!asked.has(moment)) continue;
    const head = table.headOf(row);
    if (!table.isKept(head) || table.type[head] !== TEXT || !table.has(head, ROW.hasText)) continue;
    const files = upsert(
      upsert(told, moment, () => new Map()),
      head,
      () => new Set(),
    );
    files.add(table.file[row] as number);
  }
  for (const row of replies) {
    const file = table.file[row] as number;
    const moment = table.precision[row] === SECOND ? momentOf(row) : '';
    const elsewhere = [...(told.get(moment) ?? [])].flatMap(([head, files]) => (files.has(file) ? [] : [head]));
    const here = elsewhere.filter((head) => table.conversation[head] === table.conversation[row]);
    const [only, ...others] = elsewhere.length > 1 ? here : elsewhere;
    if (only === undefined || others.length) untold.set(file, (untold.get(file) ?? 0) + 1);
    else {
      table.same[row] = only;
      table.drop(row, 'duplicate');
    }
  }
  return untold;
}

function wordlessReplies(table: RowTable): number[] {
  const replies: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (!table.has(row, ROW.wordless) || table.has(row, ROW.replaced)) continue;
    if (table.dropped[row] === EMPTY) replies.push(row);
  }
  return replies;
}
