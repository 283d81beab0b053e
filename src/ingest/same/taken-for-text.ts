import type { ItemType } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { placeholder } from '../../parse/placeholders.ts';
import { LINK, MESSAGE, ROW, type RowTable, SECOND, TEXT } from '../rows/row-table.ts';
import { wordsCompared } from '../rows/words-compared.ts';
import { minuteOf } from './said-in-minute.ts';

/** Nobody sends more pictures and cards in a minute; an export that lost its times may have thousands in one. */
const MOST_IN_MINUTE = 50;
const NONE: readonly number[] = [];

/**
 * Pairs of a text and of something else in one minute, from two files of which one guesses types: the two may be one
 * message. An export without types may give a red packet by its title, and take `[图片]` that somebody typed for a
 * picture. `isOpen`: whether a row may still join another one. `guesses`: by number of the file, whether its format
 * tells no types.
 */
export function* takenForText(
  table: RowTable,
  guesses: readonly boolean[],
  isOpen: (row: number) => boolean,
): Generator<{ text: number; other: number }, void, undefined> {
  if (!guesses.includes(true)) return;
  const isGuess = (row: number) => guesses[table.file[row] as number] === true;
  const others = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (table.type[row] === TEXT || table.kind[row] !== MESSAGE || !isOpen(row)) continue;
    upsert(others, minuteOf(table, row), () => []).push(row);
  }
  if (others.size === 0) return;
  for (let text = 0; text < table.length; text++) {
    if (table.type[text] !== TEXT || table.kind[text] !== MESSAGE || !isOpen(text)) continue;
    const beside = others.get(minuteOf(table, text)) ?? NONE;
    if (beside.length > MOST_IN_MINUTE) continue;
    for (const other of beside) {
      if ((isGuess(text) || isGuess(other)) && isOpen(other) && isOpen(text)) yield { text, other };
    }
  }
}

/** What has a title of its own, which an export may leave out. */
const TITLED: ReadonlySet<ItemType> = new Set(['file', 'location', 'transfer', 'card', 'forward']);

/**
 * Whether a text that an export without types gives may be the title of a message of which no other export tells one, or
 * of a link, of which another tool may give the name of the app: both stand in one second, or in one minute where one of
 * them has no seconds, and neither export has there what the other one tells.
 */
export function mayBeTitle(table: RowTable, text: number, others: readonly number[]): boolean {
  const isExact = (row: number) => table.precision[row] === SECOND;
  const isAtOnce = (row: number) =>
    isExact(text) && isExact(row)
      ? table.epoch[row] === table.epoch[text]
      : minuteOf(table, row) === minuteOf(table, text);
  const isTitled = (row: number) =>
    table.type[row] === LINK || (TITLED.has(table.typeOf(row)) && !table.has(row, ROW.title));
  return others.every((row) => isTitled(row) && isAtOnce(row));
}

/** Whether a text is what an exporter writes for a message of another type: its title or a placeholder. */
export function standsFor(text: string, { type, title = '' }: { type: ItemType; title?: string }): boolean {
  const isTitle = (words: string) => wordsCompared(words) === wordsCompared(title);
  const found = placeholder(text);
  if (found?.kind.type === type) return !found.title || !title || isTitle(found.title);
  return title !== '' && isTitle(text);
}
