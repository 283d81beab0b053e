import type { DialectMarker } from '../../core/style.ts';
import type { Bucket } from './bucket.ts';
import { WORD, WORDS } from './lexicon.ts';
import { figure, ranked, usage } from './scope.ts';

/**
 * A region is named when its words come this often in 1,000 characters, and at least three times. At least two
 * different words are needed: a single one may be a name, a fashion, or part of a word that no list holds.
 */
const DIALECT_RATE = 0.3;
const DIALECT_COUNT = 3;
const DIALECT_WORDS = 2;

/** Regions whose words the subject uses, the most used first. */
export function dialectOf(bucket: Bucket): DialectMarker[] {
  const words = WORDS.filter(({ bits, index }) => bits & WORD.dialect && bucket.words[index]);
  const regions = new Set(words.flatMap(({ region }) => region ?? []));
  return [...regions]
    .map((region) => ({ region, used: words.filter((word) => word.region === region) }))
    .filter(({ used }) => used.length >= DIALECT_WORDS)
    .map(({ region, used }) => {
      const count = used.reduce((sum, { index }) => sum + (bucket.words[index] as number), 0);
      return {
        count,
        region,
        words: ranked(
          used.map(({ text, index }) =>
            usage(text, bucket.words[index] as number, bucket.bubbles, bucket.examples(index)),
          ),
        ),
        per1000: figure(bucket.chars ? (1000 * count) / bucket.chars : 0, bucket.chars),
      };
    })
    .filter(({ count, per1000 }) => count >= DIALECT_COUNT && per1000.value >= DIALECT_RATE)
    .sort((a, b) => b.count - a.count || (a.region < b.region ? -1 : 1))
    .map(({ count: _, ...marker }) => marker);
}
