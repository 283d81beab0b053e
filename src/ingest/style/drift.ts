import { type Drift, END_MARKS, UNSURE_BELOW } from '../../core/style.ts';
import { BUBBLE_RATES, type Bucket } from './bucket.ts';
import type { Histogram } from './histogram.ts';
import { fourDigits } from './histogram.ts';
import { WORD, WORDS } from './lexicon.ts';

/** Methods 4.6: more than two standard errors. */
const LEAST_Z = 2;
/**
 * With a hundred thousand messages every difference is significant; a change of less than a fifth is not worth telling.
 */
const LEAST_CHANGE = 0.2;
/** A share below this in both years is rare, and if it doubles, that is chance. */
const LEAST_SHARE = 0.01;
const LISTED = 40;

interface Sample {
  value: number;
  n: number;
  /** Square of the standard error. */
  error: number;
}

/**
 * Features that changed: between the first and the last year with enough material, and in the sharpest step between two
 * years.
 */
export function drift(years: ReadonlyMap<string, Bucket>): Drift[] {
  const ordered = [...years].filter(([, { bubbles }]) => bubbles >= UNSURE_BELOW).sort(([a], [b]) => (a < b ? -1 : 1));
  if (ordered.length < 2) return [];
  const pairs: [number, number][] = [[0, ordered.length - 1]];
  for (let at = 1; at < ordered.length && ordered.length > 2; at++) pairs.push([at - 1, at]);
  return FEATURES.flatMap(({ name, of }) => {
    const samples = ordered.map(([, bucket]) => of(bucket));
    const moves = pairs.flatMap(([from, to]) =>
      move(name, ordered[from]?.[0] ?? '', samples[from], ordered[to]?.[0] ?? '', samples[to]),
    );
    return moves.sort((a, b) => Math.abs(b.z) - Math.abs(a.z)).slice(0, 1);
  })
    .sort((a, b) => Math.abs(b.z) - Math.abs(a.z) || (a.feature < b.feature ? -1 : 1))
    .slice(0, LISTED);
}

function move(
  feature: string,
  fromYear: string,
  from: Sample | undefined,
  toYear: string,
  to: Sample | undefined,
): Drift[] {
  if (!from || !to || from.n < UNSURE_BELOW || to.n < UNSURE_BELOW) return [];
  const z = (to.value - from.value) / Math.sqrt(from.error + to.error);
  const change = Math.abs(to.value - from.value) / Math.max(from.value, to.value);
  if (!(Math.abs(z) > LEAST_Z && change >= LEAST_CHANGE)) return [];
  return [
    {
      feature,
      from: { year: fromYear, value: fourDigits(from.value), n: from.n },
      to: { year: toYear, value: fourDigits(to.value), n: to.n },
      z: fourDigits(z),
    },
  ];
}

/** Share of bubbles. One observation is added to each side, so that a share of 0 has an error too. */
function shareSample(part: number, n: number): Sample | undefined {
  if (n === 0) return undefined;
  const smooth = (part + 1) / (n + 2);
  return { value: part / n, n, error: (smooth * (1 - smooth)) / n };
}

function meanSample(values: Histogram): Sample | undefined {
  return values.n ? { value: values.mean(), n: values.n, error: (values.variance() + 1e-9) / values.n } : undefined;
}

const notRare = (of: (bucket: Bucket) => Sample | undefined) => (bucket: Bucket) => {
  const sample = of(bucket);
  return sample && sample.value < LEAST_SHARE ? { ...sample, value: Math.max(sample.value, LEAST_SHARE) } : sample;
};

const FEATURES: { name: string; of: (bucket: Bucket) => Sample | undefined }[] = [
  { name: 'bubble-chars', of: ({ bubbleChars }) => meanSample(bubbleChars) },
  { name: 'turn-chars', of: ({ turnChars }) => meanSample(turnChars) },
  { name: 'bubbles-per-turn', of: ({ bubblesPerTurn }) => meanSample(bubblesPerTurn) },
  { name: 'reply-delay', of: ({ replyDelay }) => meanSample(replyDelay) },
  { name: 'opens', of: ({ opens, sessions }) => shareSample(opens, sessions) },
  { name: 'closes', of: ({ closes, sessions }) => shareSample(closes, sessions) },
  ...BUBBLE_RATES.map((rate, at) => ({
    name: `rate:${rate}`,
    of: notRare(({ rates, bubbles }: Bucket) => shareSample(rates[at] as number, bubbles)),
  })),
  ...END_MARKS.map((end, at) => ({
    name: `end:${end}`,
    of: notRare(({ ends, bubbles }: Bucket) => shareSample(ends[at] as number, bubbles)),
  })),
  ...WORDS.filter(({ bits }) => bits & WORD.particle).map(({ text, index }) => ({
    name: `particle:${text}`,
    of: notRare(({ clauseEnds, bubbles }: Bucket) =>
      shareSample(Math.min(bubbles, clauseEnds[index] as number), bubbles),
    ),
  })),
];
