import { placeholder } from '../../parse/placeholders.ts';
import { memotrace4Content } from '../formats/families/memotrace4-content.ts';

/** A message that its tool did not understand; in a group it stands below the id of the person who wrote it. */
const RAW = /^(?:[\w@.-]+:)?\s*<(?:msg|\?xml)\b/u;

/** The words of a quoted message; '' where the exporter wrote what stands for a picture, a card, a link. */
export function quotedWords(text: string): string {
  if (RAW.test(text) || placeholder(text, { tails: false })) return '';
  const { type, text: said = '' } = memotrace4Content(text);
  return type === undefined ? text : said;
}

/** No exporter cuts a quote as short as this, unless it marks the cut: such a quote is the whole message. */
export const SHORTEST_CUT = 12;

/** A quote without the mark with which some exporters end one that they cut. */
export function withoutCutMark(quote: string): { words: string; isCut: boolean } {
  const words = quote.trim().replace(CUT, '').trim();
  return { words, isCut: words.length < quote.trim().length };
}
const CUT = /(?:…+|\.{3,})$/u;
