/** Letters and marks of scripts that put no space between words or sentences: Chinese and Japanese. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3001-\\u303f\\uff01-\\uff60';
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, 'u');
const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** Whether the text is written without spaces between words, and with full-width marks. */
export const isUnspaced = (words: string): boolean => HAS_UNSPACED.test(words);

/** Marks after which a voice pauses, if only for a breath. */
const PAUSES = /[。！？!?.…，,]["”」』]?$/u;
const ENDS = /[。！？!?.…]["”」』]?$/u;
/** A mark that leaves a sentence open. */
const OPEN = /[，,、；;]$/u;

/** The same words on one line, closed as a sentence. */
export function closedSentence(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  return ENDS.test(line) ? line : `${line.replace(OPEN, '')}${isUnspaced(line) ? '。' : '.'}`;
}

/**
 * The words of stretches that are heard one after another. Each ends in a mark, so that a model reads the gap as a
 * pause; a space stands between two stretches where their script uses spaces.
 */
export function joinedWords(stretches: readonly string[]): string {
  const closed = stretches
    .map((words) => words.trim())
    .map((words) => (PAUSES.test(words) ? words : closedSentence(words)));
  const space = (before: string, next: string) => (ENDS_UNSPACED.test(before) || STARTS_UNSPACED.test(next) ? '' : ' ');
  return closed.map((words, i) => `${i ? space(closed[i - 1] as string, words) : ''}${words}`).join('');
}
