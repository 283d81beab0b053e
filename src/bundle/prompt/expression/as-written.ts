import { simplified } from '../../../core/simplified.ts';
import { upsert } from '../../../core/upsert.ts';

/**
 * A form that was searched for in simplified characters and small letters, as these texts write it most often: 有点 is
 * 有點 for who writes so. What stands in quotation marks was written just so.
 */
export function asWritten(form: string, texts: readonly string[]): string {
  const spellings = new Map<string, string[]>();
  const sought = plain(form);
  for (const text of texts) {
    const at = plain(text).indexOf(sought);
    if (at >= 0) upsert(spellings, text.slice(at, at + form.length), () => []).push(text);
  }
  const [most] = [...spellings].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  return most?.[0] ?? form;
}

/** Of the same length as the text. */
const plain = (text: string): string => simplified(text).replace(/[A-Z]/gu, (letter) => letter.toLowerCase());
