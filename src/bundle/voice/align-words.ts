import type { Seconds } from '../../core/types.ts';

/** Where a voice may pause: after a mark, quotation marks and space that follow it included, but not within 3.5. */
const PIECE_END =
  /(?<=[。！？!?；;，,、：:.…][”"」』）)]*\s*)(?!(?<=\d[.,:])\d)(?=[^\s。！？!?；;，,、：:.…”"」』）)])/u;

/**
 * Share by which a stretch may be faster or slower than the rate that all have in common: for the choice of marks that is
 * believed, and for any other choice that would make it doubtful.
 */
const SLACK = { believed: 0.15, doubt: 0.25 };
/** Seconds by which a stretch may differ besides: a final syllable is drawn out, and a pause is found to the frame. */
const LENGTH_SLACK: Seconds = 0.1;
/** Seconds a syllable, from the fastest talker to one who dictates. */
const SYLLABLE: readonly [Seconds, Seconds] = [0.1, 0.5];

/**
 * The words of each stretch of speech between the pauses of a segment; null where that is not certain.
 *
 * A transcript has no times. Each pause must lie at a mark of punctuation, and in only one way: with every other choice
 * of marks some stretch would be spoken much faster than another. A voice may pass over marks, but a pause within a
 * phrase leaves everything unknown: no words are better than wrong ones.
 */
export function wordsByStretch(transcript: string, stretches: readonly Seconds[]): string[] | null {
  if (!transcript.trim()) return null;
  const pieces = transcript.trim().split(PIECE_END);
  const lengths = pieces.map(syllablesIn);
  const [ends, another] = alignments(lengths, stretches, SLACK.doubt);
  if (!ends || another || !alignments(lengths, stretches, SLACK.believed).length) return null;
  return ends.map((end, i) => pieces.slice(ends[i - 1] ?? 0, end).join(''));
}

/**
 * The first two ways to give every stretch one or more pieces, in order, so that one rate fits all of them. Each is the
 * number of pieces up to the end of each stretch.
 */
function alignments(lengths: readonly Range[], stretches: readonly Seconds[], slack: number): number[][] {
  const found: number[][] = [];
  const align = (ends: readonly number[], rate: Range): void => {
    const stretch = stretches[ends.length];
    const from = ends.at(-1) ?? 0;
    if (stretch === undefined && from === lengths.length) found.push([...ends]);
    if (stretch === undefined) return;
    const last = lengths.length - (stretches.length - ends.length - 1);
    let said: Range = [0, 0];
    for (let end = from + 1; end <= last && found.length < 2; end++) {
      said = sum(said, lengths[end - 1] as Range);
      const common = overlap(rate, ratesOf(stretch, said, slack));
      if (common) align([...ends, end], common);
    }
  };
  align([], SYLLABLE);
  return found;
}

/** Least and most. */
type Range = readonly [number, number];

const sum = (a: Range, b: Range): Range => [a[0] + b[0], a[1] + b[1]];

function overlap(a: Range, b: Range): Range | null {
  const both: Range = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
  return both[0] <= both[1] ? both : null;
}

/** Rates, in seconds a syllable, from which the stretch is no further off than the slack. */
const ratesOf = (seconds: Seconds, [least, most]: Range, slack: number): Range => [
  (seconds - LENGTH_SLACK) / (most * (1 + slack)),
  (seconds + LENGTH_SLACK) / (least * (1 - slack)),
];

/**
 * About how many syllables are heard: one for a character of Chinese, Japanese or Korean and for a capital that is
 * spelt, three for ten letters of an alphabet. How a digit is read is not told: 10 is one syllable, 128 in English seven.
 */
function syllablesIn(text: string): Range {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const characters = count(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu);
  const letters = count(/\p{L}/gu) - characters;
  const spelt = count(/\p{Lu}(?=\p{Lu})|(?<=\p{Lu})\p{Lu}/gu);
  const digits = count(/\p{N}/gu);
  const certain = characters + spelt + 0.3 * (letters - spelt);
  return [certain + 0.5 * digits, certain + 2.5 * digits];
}
