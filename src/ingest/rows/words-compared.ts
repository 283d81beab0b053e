/**
 * A text in the form in which it is compared across tools. Tools differ in white space, some lose emoji, and some take
 * what stands before the first colon (8:30到家) for the sender's id and cut it off.
 */
export function wordsCompared(text: string): string {
  if (!UNSURE.test(text)) return text;
  const words = text.replace(LIKE_AN_ID, '').replace(UNSURE_PARTS, '');
  return words || text;
}
const UNSURE = /[\s:[\u2600-\u27bf\ud800-\udfff]/;
/** The `//` keeps out addresses of pages: https://… */
const LIKE_AN_ID = /^[\w-]+:(?!\/\/)/;
const UNSURE_PARTS = /\s+|\[[^[\]\s]{1,8}\]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/gu;
