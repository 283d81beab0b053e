import { upsert } from '../../core/upsert.ts';
import { placeOf } from '../read/discover.ts';
import type { Ledger } from '../rows/ledger.ts';
import type { Names } from '../rows/names.ts';
import { ESSAY, MINUTE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import { bestRow } from './best-row.ts';
import { earlierDuplicates } from './earlier-duplicates.ts';
import { groupRows } from './group-rows.ts';
import { minuteOf } from './said-in-minute.ts';

/** Which of the rows that tell of one message is written, under which id, and which rows fill in what it lacks. */
export interface ChosenRows {
  /** Where the id of another row stays: number of the row with that id, by number of the written row. */
  idFrom: ReadonlyMap<number, number>;
  /**
   * Rows with something that the written row may lack (a transcript, the quoted words, comments …), by number of the
   * written row.
   */
  donors: ReadonlyMap<number, readonly number[]>;
  /** Written rows whose message was in the earlier corpus. */
  known: ReadonlySet<number>;
}

/**
 * Chooses one row for each message: see `bestRow`. All others become duplicates, whose `same` is the winner. A row read
 * again from the same place replaces what that place gave before.
 *
 * The written row takes over a time that another row knows to the second, and the sender of a row that knows the
 * sender's id. `guesses`: by number of the file, whether its format tells no types. `holderOf`: the first row with the
 * id of a row. `textOf`: the text of a bare row.
 */
export function chooseRows(
  { table, names, files }: Pick<Ledger, 'table' | 'names' | 'files'>,
  persons: Persons,
  guesses: readonly boolean[],
  holderOf: (row: number) => number,
  textOf: (row: number) => string,
): ChosenRows {
  const best = bestRow(table, names, persons, guesses, textOf);
  const groups = groupRows(table);
  const places = files.map(placeOf);
  const idFrom = new Map<number, number>();
  const donors = new Map<number, number[]>();
  const known = new Set<number>();
  for (const rows of groups.values()) {
    replaceReadAgain(table, rows, places);
    const winner = best(rows.filter((row) => !table.has(row, ROW.replaced)));
    const earlier = earlierOf(table, rows, winner, places);
    if (earlier !== undefined) known.add(winner);
    if (earlier !== undefined && table.idOf(earlier) !== table.idOf(winner)) idFrom.set(winner, earlier);
    const giving = rows.filter(
      (row) =>
        row !== winner && ((table.type[row] === table.type[winner] && lends(table, row, winner)) || adds(table, row)),
    );
    // An item of the earlier corpus has masked words; it lends them only where nothing read now has any.
    if (giving.length)
      donors.set(
        winner,
        giving.toSorted((a, b) => isReplaced(table, a) - isReplaced(table, b)),
      );
    takeExactTime(table, winner, rows);
    takeSender(table, winner, rows, names, persons);
    for (const row of rows) {
      table.same[row] = row === winner ? -1 : winner;
      if (row !== winner && !table.has(row, ROW.replaced)) table.drop(row, 'duplicate');
    }
  }
  for (const row of earlierDuplicates(table)) {
    const holder = adds(table, row) ? holderOf(row) : -1;
    if (holder < 0) continue;
    upsert(donors, table.headOf(holder), () => []).push(row);
  }
  withholdIds(table, idFrom, holderOf);
  return { idFrom, donors, known };
}

const isReplaced = (table: RowTable, row: number) => Number(table.has(row, ROW.replaced));

/**
 * Makes sure that no two items have one id: where the id that should stay belongs to another message by now, the row
 * keeps its own. In another time zone the 早 of the evening gets the id that the 早 of the morning had.
 */
function withholdIds(table: RowTable, idFrom: Map<number, number>, holderOf: (row: number) => number): void {
  let taken: number[];
  do {
    taken = [...idFrom].flatMap(([winner, item]) => {
      const holder = holderOf(item);
      if (holder < 0 || holder === item) return [];
      const message = table.headOf(holder);
      return message === winner || idFrom.has(message) ? [] : [winner];
    });
    for (const winner of taken) idFrom.delete(winner);
  } while (taken.length > 0);
}

/** An earlier item is replaced if its file tells the message again. `places`: places of the files, by number. */
function replaceReadAgain(table: RowTable, rows: readonly number[], places: readonly string[]): void {
  const placeAt = (row: number) => places[table.file[row] as number];
  const isEarlier = (row: number) => table.has(row, ROW.earlier);
  if (!rows.some(isEarlier)) return;
  const told = new Set(rows.filter((row) => !isEarlier(row)).map(placeAt));
  for (const row of rows) if (isEarlier(row) && told.has(placeAt(row))) table.replace(row);
}

/**
 * The item of the earlier corpus whose id stays. A wrong time zone may have split a message into two items. Then the
 * item with the winner's own id is taken, else the item from the winner's own file, else the first.
 */
function earlierOf(
  table: RowTable,
  rows: readonly number[],
  winner: number,
  places: readonly string[],
): number | undefined {
  const placeAt = (row: number) => places[table.file[row] as number];
  const earlier = [winner, ...rows].filter((row) => table.has(row, ROW.earlier));
  const own = table.idOf(winner);
  return (
    earlier.find((row) => table.idOf(row) === own) ??
    earlier.find((row) => placeAt(row) === placeAt(winner)) ??
    earlier[0]
  );
}

/** Takes the seconds from another row: one tool may show only the minute where another one writes the second. */
function takeExactTime(table: RowTable, winner: number, rows: readonly number[]): void {
  if (table.precision[winner] !== MINUTE) return;
  // A row that was read in another time zone says nothing about the second.
  const exact = rows.find((row) => table.precision[row] === SECOND && minuteOf(table, row) === minuteOf(table, winner));
  if (exact === undefined) return;
  table.epoch[winner] = table.epoch[exact] as number;
  table.precision[winner] = SECOND;
}

/**
 * Takes the sender, and with it `bySubject`, from a row that has the sender's id, else from one whose name is that of
 * somebody with an id: two people may have one name, but not one id. Where nobody has an id, a name of the subject
 * counts more than a name that nobody said is theirs too.
 */
function takeSender(table: RowTable, winner: number, rows: readonly number[], names: Names, persons: Persons): void {
  const hasId = (row: number) => names.senders[table.sender[row] as number]?.id !== undefined;
  if (hasId(winner) || table.kind[winner] === ESSAY) return;
  const isKnown = (row: number) => persons.hasId(table.sender[row] as number);
  const first = (test: (row: number) => boolean) =>
    rows.find((row) => !table.has(row, ROW.replaced) && test(row)) ?? rows.find(test);
  const isTheirs = (row: number) => table.has(row, ROW.bySubject);
  const known = first(hasId) ?? (isKnown(winner) ? undefined : (first(isKnown) ?? first(isTheirs)));
  if (known === undefined) return;
  table.sender[winner] = table.sender[known] as number;
  const mine = (table.flags[known] as number) & ROW.bySubject;
  table.flags[winner] = ((table.flags[winner] as number) & ~ROW.bySubject) | mine;
}

/**
 * Whether a row may add comments, of which each copy may know others, or that nobody else could see the item, which
 * most tools do not tell. A replaced row knows nothing that the row in its place does not.
 */
const adds = (table: RowTable, row: number) =>
  table.has(row, ROW.comments | ROW.onlyMe) && !table.has(row, ROW.replaced);

/**
 * Whether a row has something that the written row lacks, or may know its length or the quoted words more exactly: 3″
 * may have been 3.5 s, and a quote may lack its line breaks or its writer.
 */
const lends = (table: RowTable, row: number, winner: number): boolean => {
  const lacks = lackOf(table, winner);
  const bothHave = (flag: number) => table.has(row, flag) && table.has(winner, flag);
  return (lackOf(table, row) & lacks) !== lacks || bothHave(ROW.seconds) || bothHave(ROW.quote);
};

/** What a row might have and lacks: words, the quoted words, a length, a title. */
const lackOf = (table: RowTable, row: number) => LENDABLE & ~(table.flags[row] as number);
const LENDABLE = ROW.hasText | ROW.quote | ROW.seconds | ROW.title;
