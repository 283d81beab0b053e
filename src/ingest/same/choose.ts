import { upsert } from '../../core/upsert.ts';
import { placeOf } from '../read/discover.ts';
import type { Ledger } from '../rows/ledger.ts';
import { isNobody, type Names } from '../rows/names.ts';
import { DAY, ESSAY, MINUTE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import { earlierDuplicates } from './earlier-duplicates.ts';

/** Which of the rows that tell of one message is written, under which id, and which rows fill in what it lacks. */
export interface Choice {
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
 * Chooses one row for each message. All others become duplicates, whose `same` is the winner. A row read again from the
 * same place replaces what that place gave before. Among the rest these decide, in this order:
 *
 * 1. For an essay, which is one item whatever its author and date: the copy that names the subject as its author, then
 *    one that names anybody (a name is evidence, a missing name is not), then one with a date of its own.
 * 2. The type that most exports give the message; one of them may give a transfer as a text.
 * 3. The richest row: one that names a voice file that is there, then one whose file was there once, then one with
 *    seconds, with a time of day, with words, with all words where another tool has cut some off, with the sender's id (the row's own before one that is known
 *    by the name), with the server's id, with a quote or comments.
 * 4. Among equals the row of the earlier corpus, else the first.
 *
 * The written row takes over a time that another row knows to the second. A row that knows the sender's id decides
 * whose words the message is. `holderOf`: the first row with the id of a row. `textOf`: the text of a bare row.
 */
export function chooseRows(
  { table, names, files }: Pick<Ledger, 'table' | 'names' | 'files'>,
  persons: Persons,
  holderOf: (row: number) => number,
  textOf: (row: number) => string,
): Choice {
  const groups = groupRows(table);
  const places = files.map(placeOf);
  const idFrom = new Map<number, number>();
  const donors = new Map<number, number[]>();
  const known = new Set<number>();
  for (const rows of groups.values()) {
    replaceReadAgain(table, rows, places);
    let winner = -1;
    let best = -1;
    const counting = rows.filter((row) => !table.has(row, ROW.replaced));
    const type = mostOf(counting.map((row) => table.type[row] as number));
    const cut = cutTexts(table, counting, textOf);
    for (const row of counting) {
      const rich =
        authority(table, row, names) +
        (table.type[row] === type ? TRUSTED : 0) +
        richness(table, row, persons, names) +
        (cut.has(row) ? 0 : UNCUT);
      const score = 2 * rich + (table.has(row, ROW.earlier) ? 1 : 0);
      if (score > best) [winner, best] = [row, score];
    }
    const earlier = earlierOf(table, rows, winner, places);
    if (earlier !== undefined) known.add(winner);
    if (earlier !== undefined && table.idOf(earlier) !== table.idOf(winner)) idFrom.set(winner, earlier);
    const giving = rows.filter(
      (row) =>
        row !== winner && ((table.type[row] === table.type[winner] && lends(table, row, winner)) || adds(table, row)),
    );
    if (giving.length) donors.set(winner, giving);
    takeExactTime(table, winner, rows);
    takeSubject(table, winner, rows, persons);
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

/** All rows of each message that has several, in their order. */
function groupRows(table: RowTable): Map<number, number[]> {
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
  const minuteOf = (row: number) => Math.floor((table.epoch[row] as number) / 60);
  // A row that was read in another time zone says nothing about the second.
  const exact = rows.find((row) => table.precision[row] === SECOND && minuteOf(row) === minuteOf(winner));
  if (exact === undefined) return;
  table.epoch[winner] = table.epoch[exact] as number;
  table.precision[winner] = SECOND;
}

/** Takes `bySubject` from a row with a sender's id: two people may have one name, but not one id. */
function takeSubject(table: RowTable, winner: number, rows: readonly number[], persons: Persons): void {
  const knows = (row: number) => persons.hasId(table.sender[row] as number);
  if (knows(winner) || table.kind[winner] === ESSAY) return;
  const known = rows.find(knows);
  if (known === undefined) return;
  const mine = (table.flags[known] as number) & ROW.bySubject;
  table.flags[winner] = ((table.flags[winner] as number) & ~ROW.bySubject) | mine;
}

/** The value that occurs most often; the first one if there are several. */
function mostOf(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

/** More points than everything that makes a row rich. */
const TRUSTED = 1024;
/** Fewer points than having words, more than knowing ids. */
const UNCUT = 16;

/** How well an essay knows whose it is and from when; this counts more than everything else. */
function authority(table: RowTable, row: number, names: Names): number {
  if (table.kind[row] !== ESSAY) return 0;
  const isNamed = !isNobody(names.senders[table.sender[row] as number]);
  const byWhom = isNamed ? (table.has(row, ROW.bySubject) ? 2 : 1) : 0;
  return 2 * TRUSTED * (2 * byWhom + (Number.isNaN(table.writtenAt(row)) ? 0 : 1));
}

/**
 * Plain texts that are a part of another one of the same message: some tools lose emoji, or what stands before a colon.
 * The texts are read only where their sizes differ.
 */
function cutTexts(table: RowTable, rows: readonly number[], textOf: (row: number) => string): ReadonlySet<number> {
  const bare = rows.filter((row) => table.has(row, ROW.bare) && table.has(row, ROW.hasText));
  const size = table.size[bare[0] as number];
  if (bare.every((row) => table.size[row] === size)) return NOTHING;
  const byText = new Map<string, number[]>();
  for (const row of bare) upsert(byText, textOf(row), () => []).push(row);
  const texts = [...byText.keys()];
  const isCut = (text: string) => texts.some((other) => other.length > text.length && other.includes(text));
  return new Set(texts.filter(isCut).flatMap((text) => byText.get(text) ?? []));
}
const NOTHING: ReadonlySet<number> = new Set();

function richness(table: RowTable, row: number, persons: Persons, names: Names): number {
  const points: readonly (readonly [number, boolean])[] = [
    [512, table.has(row, ROW.hasMedia) && !table.has(row, ROW.mediaGone)],
    [256, table.has(row, ROW.hasMedia)],
    [128, table.precision[row] === SECOND],
    [64, (table.precision[row] as number) <= MINUTE],
    [32, table.has(row, ROW.hasText)],
    [16, (table.precision[row] as number) <= DAY],
    [8, persons.hasId(table.sender[row] as number)],
    // A name that is known to be this person's is still not their id.
    [4, names.senders[table.sender[row] as number]?.id !== undefined],
    [2, table.has(row, ROW.serverId)],
    [1, table.has(row, ROW.quote | ROW.comments)],
  ];
  return points.reduce((sum, [worth, has]) => sum + (has ? worth : 0), 0);
}

/**
 * Whether a row may add comments, of which each copy may know others, or that nobody else could see the item, which
 * most tools do not tell. A replaced row knows nothing that the row in its place does not.
 */
const adds = (table: RowTable, row: number) =>
  table.has(row, ROW.comments | ROW.onlyMe) && !table.has(row, ROW.replaced);

/** Whether a row has something that the written row lacks, or may know its length more exactly: 3″ may have been 3.5 s. */
const lends = (table: RowTable, row: number, winner: number): boolean => {
  const lacks = lackOf(table, winner);
  return (lackOf(table, row) & lacks) !== lacks || (table.has(row, ROW.seconds) && table.has(winner, ROW.seconds));
};

/** What a row might have and lacks: words, the quoted words, a length, a title. */
const lackOf = (table: RowTable, row: number) => LENDABLE & ~(table.flags[row] as number);
const LENDABLE = ROW.hasText | ROW.quote | ROW.seconds | ROW.title;
