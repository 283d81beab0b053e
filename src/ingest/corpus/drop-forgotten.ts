import { breathe } from '../../core/breathe.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import type { Forgotten } from './forgotten.ts';
import { RowHashes, type Rows } from './row-hashes.ts';

/**
 * Marks every row that tells of something forgotten. Returns the numbers of the marked rows. Throws the signal's reason when
 * it aborts.
 */
export async function dropForgotten(
  rows: Rows,
  forgotten: Forgotten,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const { table } = rows;
  const heads = await forgottenHeads(rows, forgotten, signal);
  const marked: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (!heads.has(table.headOf(row))) continue;
    table.drop(row, 'forgotten');
    marked.push(row);
  }
  return marked;
}

/** Twenty hashes a row: this many take a tenth of a second or so. */
export const BREATHE_EVERY = 2048;

/**
 * The head of every message of which some row is forgotten, however that is recognised. Throws the signal's reason when it
 * aborts.
 */
export async function forgottenHeads(
  rows: Rows,
  forgotten: Forgotten,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<number>> {
  const { table } = rows;
  const hashes = new RowHashes(rows, forgotten.sha256);
  const senders = forgottenSenders(rows, forgotten);
  const isTheirs = rowsByThem(table, (row) => senders.has(table.sender[row] as number));
  const isForgotten = (row: number): boolean => {
    if (isTheirs(row) || hashes.items(row).some((item) => forgotten.items.has(item))) return true;
    const place = hashes.place(row);
    if (place !== undefined && forgotten.rows.has(place)) return true;
    const words = hashes.words(row);
    return (
      words !== undefined && forgotten.said.has(words) && hashes.said(row).some((said) => forgotten.said.has(said))
    );
  };
  const heads = new Set<number>();
  for (let row = 0; row < table.length; row++) {
    if (row % BREATHE_EVERY === 0) {
      await breathe();
      signal?.throwIfAborted();
    }
    if (isForgotten(row)) heads.add(table.headOf(row));
  }
  return heads;
}

/**
 * Tests for the rows of some people. If one of them is the subject, that includes what counts as the subject's and
 * names nobody, such as an essay.
 */
export function rowsByThem(table: RowTable, isByThem: (row: number) => boolean): (row: number) => boolean {
  let subject = false;
  for (let row = 0; row < table.length && !subject; row++) subject = table.has(row, ROW.bySubject) && isByThem(row);
  return (row) => isByThem(row) || (subject && table.has(row, ROW.bySubject));
}

/** Numbers of all senders that are a forgotten person. A person with ids anywhere is recognised by ids alone. */
function forgottenSenders({ names, persons }: Rows, forgotten: Forgotten): ReadonlySet<number> {
  const gone = new Set<number>();
  const withId = new Set<number>();
  names.senders.forEach(({ id }, n) => {
    if (id !== undefined) withId.add(persons.of(n));
  });
  names.senders.forEach((sender, n) => {
    const person = persons.of(n);
    if (sender.id === undefined && withId.has(person)) return;
    if (forgotten.hasSender(sender)) gone.add(person);
  });
  const numbers = names.senders.map((_, n) => n);
  return new Set(numbers.filter((n) => gone.has(persons.of(n))));
}
