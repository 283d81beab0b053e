import { upsert } from '../../core/upsert.ts';
import { placeOf } from '../read/discover.ts';
import type { Ledger } from '../rows/ledger.ts';
import { isNobody, type Names } from '../rows/names.ts';
import { ESSAY, MINUTE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
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
 * What most of the exports take the message for is what it is (one of them may give a transfer as a text). Of those rows the
 * richest wins: one that names a voice file that is there, then one whose file was there once, then one with seconds, with a time of day, with words, with all
 * of them where another tool has cut some off, with the sender's id, with the server's. Of an essay, which may be one whatever its author and date, before all that the one that
 * names the subject as its author, then one that names anybody, since a name is evidence and a missing one is none; then one
 * with a date of its own. The written row takes over a time that another one knows to the second. Among equals the one that
 * was in the corpus before stays, else the first. A row read again from the same place takes the place of what it gave before.
 * Whose words a message is says a row that knows the sender's id.
 * All others become duplicates whose `same` is the winner. `holderOf`: the first row with the id of a row;
 * `textOf`: the text of a bare row.
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
    const lacks = lackOf(table, winner);
    const giving = rows.filter(
      (row) =>
        row !== winner &&
        ((table.type[row] === table.type[winner] && (lackOf(table, row) & lacks) !== lacks) || adds(table, row)),
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
  for (const row of rows) {
    if (!table.has(row, ROW.earlier)) continue;
    if (rows.some((other) => !table.has(other, ROW.earlier) && placeAt(other) === placeAt(row))) table.replace(row);
  }
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
  const count = (value: number) => values.filter((other) => other === value).length;
  return values.reduce((best, value) => (count(value) > count(best) ? value : best), values[0] ?? 0);
}

/** More than all that makes a row rich. */
const TRUSTED = 1024;
/** Less than having words, more than knowing ids. */
const UNCUT = 16;

/** How well an essay knows whose it is and from when; this counts more than everything else. */
function authority(table: RowTable, row: number, names: Names): number {
  if (table.kind[row] !== ESSAY) return 0;
  const isNamed = !isNobody(names.senders[table.sender[row] as number]);
  const byWhom = isNamed ? (table.has(row, ROW.bySubject) ? 2 : 1) : 0;
  return 2 * TRUSTED * (2 * byWhom + (Number.isNaN(table.writtenAt(row)) ? 0 : 1));
}

/**
 * Texts with nothing beside them that are a part of another one: some tools lose emoji, or what stands before a colon. Only
 * where their sizes differ are they read.
 */
function cutTexts(table: RowTable, rows: readonly number[], textOf: (row: number) => string): ReadonlySet<number> {
  const bare = rows.filter((row) => table.has(row, ROW.bare) && table.has(row, ROW.hasText));
  const size = table.size[bare[0] as number];
  if (bare.every((row) => table.size[row] === size)) return NOTHING;
  const texts = bare.map((row) => ({ row, text: textOf(row) }));
  const isCut = (text: string) => texts.some((other) => other.text.length > text.length && other.text.includes(text));
  return new Set(texts.filter(({ text }) => isCut(text)).map(({ row }) => row));
}
const NOTHING: ReadonlySet<number> = new Set();

function richness(table: RowTable, row: number, persons: Persons, names: Names): number {
  const points: readonly (readonly [number, boolean])[] = [
    [512, table.has(row, ROW.hasMedia) && !table.has(row, ROW.mediaGone)],
    [256, table.has(row, ROW.hasMedia)],
    [128, table.precision[row] === SECOND],
    [64, (table.precision[row] as number) <= MINUTE],
    [32, table.has(row, ROW.hasText)],
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

/** What a row might have and lacks: words, the quoted words, a length, a title. */
const lackOf = (table: RowTable, row: number) => LENDABLE & ~(table.flags[row] as number);
const LENDABLE = ROW.hasText | ROW.quote | ROW.seconds | ROW.title;
