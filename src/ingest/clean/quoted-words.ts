import { placeholder } from '../../parse/placeholders.ts';
import { memotrace4Content } from '../formats/families/memotrace4-content.ts';

/** A message that its tool did not understand, in a group below the id of whoever wrote it. */
const RAW = /^(?:[\w@.-]+:)?\s*<(?:msg|\?xml)\b/u;

/** What a quoted message says: nothing where the exporter wrote what stands for a picture, a card, a link. */
export function quotedWords(text: string): string {
  if (RAW.test(text) || placeholder(text, { tails: false })) return '';
  const { type, text: said = '' } = memotrace4Content(text);
  return type === undefined ? text : said;
}
