import { quotedWords, SHORTEST_CUT, withoutCutMark } from '../clean/quoted-words.ts';

/** What somebody said, one message per line, and the ids of the items with words among it. */
export interface Said {
  readonly text: string;
  readonly items: readonly string[];
}

/** A longer quote is compared by this many characters. */
const BEGINNING = 24;

/** Whether a quote shows words: for a voice message or a picture many exporters write only [语音] or [其他消息]. */
export const hasWords = (quote: string): boolean => quotedWords(quote).trim() !== '';

/**
 * Whether the quoted message stands among these turns: found by the id of its item, where that is known, or by its
 * words.
 */
export function holds(turns: readonly Said[], quote: string, item: string | undefined): boolean {
  if (item !== undefined && turns.some(({ items }) => items.includes(item))) return true;
  const words = quote.trim();
  // 好 is not 好吧好吧你说.
  if (words.length < SHORTEST_CUT) return turns.some(({ text }) => hasLine(text, words));
  const beginning = withoutCutMark(words.slice(0, BEGINNING)).words;
  return turns.some(({ text }) => text.includes(beginning));
}

const hasLine = (text: string, line: string) => `\n${text}\n`.includes(`\n${line}\n`);
