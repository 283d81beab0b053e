import { END_MARKS, type Figure, RATES, type StyleScope, UNSURE_BELOW, type Usage } from '../../core/style.ts';
import { BUBBLE_RATES, type Bucket } from './bucket.ts';
import { fourDigits } from './histogram.ts';
import { WORD, WORDS } from './lexicon.ts';
import { FUNCTION_WORDS, LAUGHING_CODES, LAUGHING_EMOJI } from './words.ts';

/** Entries of a list: a person has no more habits of one kind worth naming. */
const LISTED = 20;
/** Openings, farewells and forms of address count as habits if used at least twice. */
export const HABIT = 2;
const ITEMS = 5;

export function figure(value: number, n: number): Figure {
  return n < UNSURE_BELOW ? { value: fourDigits(value), n, unsure: true } : { value: fourDigits(value), n };
}

const share = (part: number, n: number): Figure => figure(n ? part / n : 0, n);

/** The counts of a bucket as figures. `open`: texts of its open words, by number. */
export function scopeOf(bucket: Bucket, open: readonly string[]): StyleScope {
  const { bubbles, chars } = bucket;
  const usages = (bits: number, counts: Uint32Array): Usage[] =>
    ranked(
      WORDS.filter(({ bits: has, index }) => has & bits && counts[index]).map(({ text, index }) =>
        usage(text, counts[index] as number, bubbles, bucket.examples(index)),
      ),
    );
  const signs = open.flatMap((text, index) => {
    const count = bucket.open[index] ?? 0;
    if (!count) return [];
    return {
      ...usage(text, count, bubbles, bucket.examples(WORDS.length + index)),
      chars: bucket.openChars[index] ?? 0,
    };
  });
  const plain = (wanted: (text: string) => boolean): Usage[] =>
    ranked(signs.filter(({ text }) => wanted(text)).map(({ chars: _, ...rest }) => rest));
  return {
    n: { bubbles, chars, turns: bucket.bubblesPerTurn.n, days: bucket.days.size },
    first: bucket.first,
    last: bucket.last,
    bubbleChars: bucket.bubbleChars.distribution(),
    turnChars: bucket.turnChars.distribution(),
    bubblesPerTurn: bucket.bubblesPerTurn.distribution(),
    replyDelay: bucket.replyDelay.distribution(),
    hours: [...bucket.hours],
    opens: share(bucket.opens, bucket.sessions),
    closes: share(bucket.closes, bucket.sessions),
    ends: record(END_MARKS, (_, at) => share(bucket.ends[at] as number, bubbles)),
    rates: record(RATES, (rate) => {
      if (rate === 'english') return share(bucket.english, chars);
      if (rate === 'digits') return share(bucket.digits, chars);
      return share(bucket.rates[BUBBLE_RATES.indexOf(rate)] as number, bubbles);
    }),
    particles: usages(WORD.particle, bucket.clauseEnds),
    laughter: ranked(signs.filter(({ text }) => isLaughter(text))).map(({ chars, text, ...rest }) => {
      const laugh = { text: text.replace(/^laugh:/u, ''), ...rest };
      return chars ? { ...laugh, meanLength: fourDigits(chars / rest.count) } : laugh;
    }),
    emoji: plain((text) => kindOf(text) === 'emoji'),
    codes: plain((text) => kindOf(text) === 'code'),
    doubled: plain((text) => kindOf(text) === 'mark'),
    functionWords: {
      n: chars,
      ...(chars < UNSURE_BELOW && { unsure: true as const }),
      per1000: record(FUNCTION_WORDS, (word) =>
        fourDigits(chars ? (1000 * (bucket.words[INDEX.get(word) as number] as number)) / chars : 0),
      ),
    },
    adverbs: usages(WORD.adverb, bucket.words),
    connectors: usages(WORD.connector, bucket.words),
  };
}

const INDEX = new Map(WORDS.map(({ text, index }) => [text, index]));

export function usage(text: string, count: number, bubbles: number, items: readonly string[]): Usage {
  return {
    text,
    count,
    per100: fourDigits(bubbles ? (100 * count) / bubbles : 0),
    items: spread([...new Set(items)], ITEMS),
  };
}

export function ranked<T extends Usage>(usages: T[]): T[] {
  return usages.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, LISTED);
}

/** At most `most` entries of a list, spread evenly over it. */
function spread(list: string[], most: number): string[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * (list.length - 1)) / (most - 1))] as string);
}

function kindOf(text: string): 'laugh' | 'code' | 'mark' | 'emoji' {
  if (text.startsWith('laugh:')) return 'laugh';
  if (text[0] === '[' && text.length > 2) return 'code';
  return text.length === 2 && text[0] === text[1] && /\p{P}|[~～]/u.test(text[0] as string) ? 'mark' : 'emoji';
}

function isLaughter(text: string): boolean {
  return (
    text.startsWith('laugh:') || LAUGHING_EMOJI.has(text) || (text[0] === '[' && LAUGHING_CODES.has(text.slice(1, -1)))
  );
}

function record<K extends string, V>(keys: readonly K[], value: (key: K, at: number) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key, at) => [key, value(key, at)])) as Record<K, V>;
}
