import { END_MARKS, RATES, type Rate } from '../../core/style.ts';
import { Histogram } from './histogram.ts';
import { WORDS } from './lexicon.ts';

/** Rates that count bubbles; the other two are shares of characters, with sums of their own. */
export const BUBBLE_RATES: readonly Rate[] = RATES.filter((rate) => rate !== 'english' && rate !== 'digits');
/**
 * As many different emoji, codes, doubled marks and laughs as anybody uses; what appears later is too rare to count.
 */
const OPEN_WORDS = 4096;
/** Items named per word in one bucket. In merged buckets a word still names items from several times and partners. */
const EXAMPLES = 2;

/** Words that no list can hold: emoji, [codes], marks. All buckets share one numbering. */
export class OpenWords {
  readonly texts: string[] = [];
  readonly #index = new Map<string, number>();

  /** The number of a text; -1 where there are too many already. */
  of(text: string): number {
    let index = this.#index.get(text);
    if (index === undefined) {
      if (this.texts.length >= OPEN_WORDS) return -1;
      index = this.texts.push(text) - 1;
      this.#index.set(text, index);
    }
    return index;
  }
}

/** All counts of one source, year and partner: only numbers, no texts. Buckets are added up to scopes. */
export class Bucket {
  bubbles = 0;
  chars = 0;
  english = 0;
  digits = 0;
  first: string | null = null;
  last: string | null = null;
  readonly days = new Set<string>();
  #day = '';
  readonly bubbleChars = new Histogram();
  readonly turnChars = new Histogram();
  readonly bubblesPerTurn = new Histogram();
  readonly replyDelay = new Histogram();
  readonly hours = new Uint32Array(24);
  /** Bubbles by rate, in the order of BUBBLE_RATES. */
  readonly rates = new Uint32Array(BUBBLE_RATES.length);
  readonly ends = new Uint32Array(END_MARKS.length);
  sessions = 0;
  opens = 0;
  closes = 0;
  /** Counts by Word.index. */
  readonly words = new Uint32Array(WORDS.length);
  /** Counts of particles at the end of a clause; elsewhere 啊 is a sigh and 哈 a laugh. */
  readonly clauseEnds = new Uint32Array(WORDS.length);
  /** Counts by index of OpenWords, and the characters of laughs. */
  readonly open: number[] = [];
  readonly openChars: number[] = [];
  readonly #examples = new Map<number, string[]>();

  /** Notes when something was written: `2021-03-04T20:15:30+08:00`, or less. Mostly called in order. */
  at(time: string): void {
    if (this.first === null || time < this.first) this.first = time;
    if (this.last === null || time > this.last) this.last = time;
    if (time.length < 10) return;
    if (!time.startsWith(this.#day) || this.#day === '') {
      this.#day = time.slice(0, 10);
      this.days.add(this.#day);
    }
    if (time.length < 13) return;
    const hour = (time.charCodeAt(11) - 48) * 10 + time.charCodeAt(12) - 48;
    if (hour >= 0 && hour < 24) this.hours[hour] = (this.hours[hour] as number) + 1;
  }

  /** Names an item in which a word was seen, for the first few uses. `open` words have numbers from WORDS.length on. */
  example(word: number, count: number, item: string): void {
    if (count > 4 * EXAMPLES) return;
    const items = this.#examples.get(word);
    if (items === undefined) this.#examples.set(word, [item]);
    else if (items.length < EXAMPLES && items.at(-1) !== item) items.push(item);
  }

  examples(word: number): readonly string[] {
    return this.#examples.get(word) ?? [];
  }

  merge(other: Bucket): void {
    this.bubbles += other.bubbles;
    this.chars += other.chars;
    this.english += other.english;
    this.digits += other.digits;
    if (other.first !== null && (this.first === null || other.first < this.first)) this.first = other.first;
    if (other.last !== null && (this.last === null || other.last > this.last)) this.last = other.last;
    for (const day of other.days) this.days.add(day);
    this.bubbleChars.merge(other.bubbleChars);
    this.turnChars.merge(other.turnChars);
    this.bubblesPerTurn.merge(other.bubblesPerTurn);
    this.replyDelay.merge(other.replyDelay);
    this.sessions += other.sessions;
    this.opens += other.opens;
    this.closes += other.closes;
    for (const name of ['hours', 'rates', 'ends', 'words', 'clauseEnds'] as const) add(this[name], other[name]);
    for (const name of ['open', 'openChars'] as const) add(this[name], other[name]);
    for (const [word, items] of other.#examples) {
      const mine = this.#examples.get(word);
      if (mine) mine.push(...items);
      else this.#examples.set(word, [...items]);
    }
  }
}

function add(into: Uint32Array | number[], from: Uint32Array | number[]): void {
  for (let i = 0; i < from.length; i++) into[i] = (into[i] ?? 0) + (from[i] ?? 0);
}
