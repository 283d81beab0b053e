import { upsert } from '../../core/upsert.ts';
import { placeholder } from '../../parse/placeholders.ts';
import { isNobody, type Names } from '../rows/names.ts';
import { DAY, ESSAY, LINK, MINUTE, ROW, type RowTable, SECOND, TEXT } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';

/**
 * Returns what finds, among the rows that tell of one message, the one to write. These decide, in this order:
 *
 * 1. For an essay, which is one item whatever its author and date: the copy that names the subject as its author, then
 *    one that names anybody (a name is evidence, a missing name is not), then one with a date of its own.
 * 2. The row with most of what an item should have: see `wealthOf`.
 * 3. Among equals the row of the earlier corpus, else the first.
 *
 * `guesses`: by number of the file, whether its format tells no types. `textOf`: the text of a bare row.
 */
export function bestRow(
  table: RowTable,
  names: Names,
  persons: Persons,
  guesses: readonly boolean[],
  textOf: (row: number) => string,
): (rows: readonly number[]) => number {
  const wealth = wealthOf(table, names, persons);
  return (rows) => {
    const told = { type: typeOf(table, rows, guesses, textOf), cut: cutTexts(table, rows, textOf) };
    let best = -1;
    let most = -1;
    for (const row of rows) {
      const score = 2 * wealth(row, told) + (table.has(row, ROW.earlier) ? 1 : 0);
      if (score > most) [best, most] = [row, score];
    }
    return best;
  };
}

/** What the rows of one message tell together. */
interface Told {
  type: number;
  /** Rows whose words are a part of those of another row. */
  cut: ReadonlySet<number>;
}

/**
 * How much a row has that an item should have. Each entry counts more than all below it together: first what the
 * written row must have itself, then what it may take over from the others. There a row with ids comes first, since
 * its exporter read the phone's database and not a page; the item gets an id by which other exports find it again.
 */
function wealthOf(table: RowTable, names: Names, persons: Persons): (row: number, told: Told) => number {
  const precision = (row: number) => table.precision[row] as number;
  const sender = (row: number) => table.sender[row] as number;
  const has: readonly ((row: number, told: Told) => boolean)[] = [
    (row, { type }) => table.type[row] === type,
    (row) => table.hasFile(row),
    (row) => table.has(row, ROW.hasMedia),
    (row) => table.has(row, ROW.hasMedia) && table.has(row, ROW.recording),
    (row) => precision(row) <= MINUTE,
    (row) => precision(row) <= DAY,
    // A row without words has none that are cut.
    (row) => table.has(row, ROW.hasText),
    (row, { cut }) => !cut.has(row),
    // A name that is known to be this person's is still not their id.
    (row) => !table.has(row, ROW.untold) && persons.hasId(sender(row)),
    (row) => !table.has(row, ROW.untold) && names.senders[sender(row)]?.id !== undefined,
    (row) => table.has(row, ROW.serverId),
    (row) => precision(row) === SECOND,
    (row) => table.has(row, ROW.quote | ROW.comments),
  ];
  return (row, told) =>
    has.reduce((wealth, test) => 2 * wealth + (test(row, told) ? 1 : 0), authority(table, row, names));
}

/** How well an essay knows whose it is and from when; this counts more than all that a row has. */
function authority(table: RowTable, row: number, names: Names): number {
  if (table.kind[row] !== ESSAY) return 0;
  const isNamed = !isNobody(names.senders[table.sender[row] as number]);
  const byWhom = isNamed ? (table.has(row, ROW.bySubject) ? 2 : 1) : 0;
  return 2 * byWhom + (Number.isNaN(table.writtenAt(row)) ? 0 : 1);
}

/**
 * The type of a message: that which most exports give, for one of them may give a transfer as a text. Exports that
 * tell no types are asked only where no other one tells of the message. Of two types that are guessed as often a text
 * that looks like a placeholder was typed, for its exporter writes another one; any other text is the title of
 * something that was not recognised.
 */
function typeOf(
  table: RowTable,
  rows: readonly number[],
  guesses: readonly boolean[],
  textOf: (row: number) => string,
): number {
  const telling = rows.filter((row) => !isVague(table, row));
  const knows = telling.some((row) => table.type[row] !== TEXT) ? telling : rows;
  const told = knows.filter((row) => !guesses[table.file[row] as number]);
  const counts = new Map<number, number>();
  for (const row of told.length ? told : knows) {
    const type = table.type[row] as number;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  const [type = TEXT, ...more] = counts.keys();
  if (more.length === 0) return type;
  const isTyped = (row: number) =>
    table.type[row] === TEXT && table.has(row, ROW.bare) && placeholder(textOf(row)) !== null;
  const text = told.length ? 0 : rows.some(isTyped) ? 0.5 : -0.5;
  const weight = ([type, count]: [number, number]) => (type === TEXT ? count + text : count);
  return [...counts].reduce((best, one) => (weight(one) > weight(best) ? one : best))[0];
}

/** A link to nothing: what some exporters give for everything that they do not know. */
const isVague = (table: RowTable, row: number) => table.type[row] === LINK && !table.has(row, ROW.title | ROW.hasText);

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
