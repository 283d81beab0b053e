import type { ContextTurn } from './context-turn.ts';

/** No exporter cuts a quote as short as that: it is the whole message, and 好 is not 好吧好吧你说. */
const WHOLE = 12;
/** Of a longer one this many characters tell. */
const BEGINNING = 24;
/** How some exporters end a quote that they cut. */
const CUT = /(?:…|\.{3})$/u;

/** Whether the quoted message stands among these turns. A quote without words is nothing to look for. */
export function holds(turns: readonly ContextTurn[], quote: string): boolean {
  const words = quote.trim();
  if (words.length < WHOLE) return words === '' || turns.some(({ text }) => hasLine(text, words));
  const beginning = words.slice(0, BEGINNING).replace(CUT, '').trim();
  return turns.some(({ text }) => text.includes(beginning));
}

const hasLine = (text: string, line: string) => `\n${text}\n`.includes(`\n${line}\n`);
