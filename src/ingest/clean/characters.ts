import type { ReadItem } from '../../core/types.ts';
import type { CleaningRule } from './rule.ts';

/**
 * Line ends become LF; byte order marks, control characters and zero-width characters are removed; half a character
 * becomes U+FFFD.
 */
export const characters: CleaningRule = {
  id: 'characters',
  title: {
    en: 'line ends made uniform; invisible and control characters taken out',
    zh: '统一换行符，去除不可见字符和控制字符',
  },
  apply(item) {
    if (!item.text || !SUSPECT.test(item.text)) return tidyRest(item);
    const text = tidy(item.text);
    const changed = text !== item.text;
    item.text = text;
    return tidyRest(item) || changed;
  },
};

/** Title and quote are other people's words, but the same exporters wrote them. */
function tidyRest(item: ReadItem): boolean {
  let changed = false;
  if (item.title !== undefined && SUSPECT.test(item.title)) {
    const title = tidy(item.title);
    changed = title !== item.title;
    item.title = title;
  }
  if (item.quote && SUSPECT.test(item.quote.text)) {
    const text = tidy(item.quote.text);
    changed ||= text !== item.quote.text;
    item.quote = { ...item.quote, text };
  }
  return changed;
}

/** One test before the work: nearly every message passes it. */
const SUSPECT =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff]/;

export function tidy(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed();
  return wellFormed.replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n').replace(INVISIBLE, keepJoiner);
}

/** U+200D is not removed everywhere: it joins the people of 👨‍👩‍👧 and is kept between two parts of one emoji. */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\u200d/gu;
function keepJoiner(found: string, at: number, whole: string): string {
  return found === '\u200d' &&
    JOINED.test(whole.slice(at + 1, at + 3)) &&
    JOINS.test(whole.slice(Math.max(0, at - 3), at))
    ? found
    : '';
}
const JOINED = /^\p{Extended_Pictographic}/u;
/** A variation selector or a skin tone may stand between the picture and the joiner. */
const JOINS = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
