import { simplified } from '../../core/simplified.ts';
import {
  ASKED_AFTER,
  LATIN_LAUGHS,
  LAUGHING_CHARACTERS,
  LAUGHING_NUMBER,
  LAUGHING_WORDS,
} from '../../core/speech-signs.ts';
import { RATES, type Rate } from '../../core/style.ts';
import { BUBBLE_RATES, type Bucket, type OpenWords } from './bucket.ts';
import { LATIN_WORDS, LIST_OF, WORD, WORDS, type Word, wordAt } from './lexicon.ts';
import { C, CODE, END_DOTS, END_EMOJI, END_NONE, ENDS, isRareHan, KIND, MASK, STICKY_EMOJI, URL } from './signs.ts';
import { LAUGHING_CODES, LAUGHING_EMOJI } from './words.ts';

/** Bit of a rate in the mask of one bubble. */
const bit = (rate: Rate) => 1 << BUBBLE_RATES.indexOf(rate);
const RATE = Object.fromEntries(RATES.map((rate) => [rate, bit(rate)])) as Record<Rate, number>;
const RATE_OF_WORD: [number, number][] = [
  [WORD.negation, RATE.negation],
  [WORD.first, RATE['first-person']],
  [WORD.second, RATE['second-person']],
  [WORD.question, RATE.question],
  [WORD.thanks, RATE.thanks],
  [WORD.sorry, RATE.sorry],
  [WORD.affection, RATE.affection],
  [WORD.adverb, RATE.adverb],
  [WORD.connector, RATE.connector],
];
/** The rates of each word, by its index: looked up once per word instead of tested nine times. */
const RATES_OF = new Uint32Array(
  WORDS.map(({ bits }) => RATE_OF_WORD.reduce((mask, [is, rate]) => (bits & is ? mask | rate : mask), 0)),
);

const NE = WORDS.findIndex(({ text }) => text === '呢');
/** Laughs are 哈哈 and longer: a single 哈 is a particle. */
const LAUGH_RUN = new Map([...LAUGHING_CHARACTERS].map((char) => [char.charCodeAt(0), char + char]));
const LAUGHS_AT = new Uint8Array(65_536);
for (const laugh of [...LAUGHING_CHARACTERS, ...LAUGHING_WORDS]) LAUGHS_AT[laugh.charCodeAt(0)] = 1;
/** Matches at one position: set `lastIndex`. */
const LAUGH_NUMBER = new RegExp(LAUGHING_NUMBER.source, 'uy');

/** Reads one bubble into a bucket, once from left to right. */
export class BubbleReader {
  readonly #open: OpenWords;
  #bucket!: Bucket;
  #item = '';
  #rates = 0;
  /** How the bubble ends if the current sign is its last. */
  #end = END_NONE;

  constructor(open: OpenWords) {
    this.#open = open;
  }

  /**
   * Returns the number of characters, as `charactersIn` of the core counts them. If it is 0, nothing is counted.
   */
  read(text: string, bucket: Bucket, item: string, masked: boolean): number {
    this.#bucket = bucket;
    this.#item = item;
    this.#rates = masked ? RATE.masked : 0;
    this.#end = END_NONE;
    let chars = 0;
    let previous: number = C.space;
    const { length } = text;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      const kind = KIND[code] as number;
      let size = 1;
      if (kind === C.han) {
        size = this.#han(text, at, code);
        chars += size;
        this.#end = END_NONE;
      } else if (kind === C.space) {
        if (
          previous === C.han &&
          at + 1 < length &&
          KIND[text.charCodeAt(at + 1)] === C.han &&
          code !== NEWLINE &&
          code !== AFTER_NAME
        )
          this.#rates |= RATE['space-for-comma'];
      } else if (kind === C.mark) {
        size = runLength(text, at, code);
        chars += size;
        this.#mark(text, at, code, size);
      } else if (kind === C.latin) {
        size = this.#latin(text, at);
        chars += size;
        this.#end = END_NONE;
      } else if (kind === C.digit) {
        size = this.#digits(text, at);
        chars += size;
        this.#end = END_NONE;
      } else {
        size = this.#sign(text, at, code, kind);
        chars++;
      }
      previous = kind;
      at += size;
    }
    if (chars === 0) return 0;
    bucket.chars += chars;
    bucket.ends[this.#end] = (bucket.ends[this.#end] as number) + 1;
    if (chars === 1 && this.#end !== END_EMOJI && [...text.trim()].length === 1) this.#rates |= RATE['one-character'];
    if (this.#rates !== 0) count(bucket.rates, this.#rates);
    bucket.bubbles++;
    bucket.bubbleChars.add(chars);
    return chars;
  }

  /** Reads a Chinese character: the longest listed word, a laugh, or nothing. Returns its length. */
  #han(text: string, at: number, code: number): number {
    if (LAUGHS_AT[code] === 1) {
      const size = this.#laughter(text, at, code);
      if (size > 0) return size;
    }
    if (LIST_OF[code] === 0) return 1;
    const word = wordAt(text, at);
    if (word === undefined) return 1;
    this.#word(word, text, at + word.text.length);
    return word.text.length;
  }

  /** Length of a laugh in Chinese characters; 0 where there is none. */
  #laughter(text: string, at: number, code: number): number {
    const run = LAUGH_RUN.get(code);
    if (run !== undefined && text.charCodeAt(at + 1) === code) {
      const size = runLength(text, at, code);
      // In the northeast 嘎嘎 before a word means "very": 今天嘎嘎冷.
      const isVery = code === GA && size === 2 && !(startsClause(text, at) && endsClause(text, at + size));
      if (!isVery) {
        this.#laugh(run, size);
        return size;
      }
    }
    const word = LAUGHING_WORDS.find((laughing) => text.startsWith(laughing, at));
    if (word === undefined) return 0;
    this.#laugh(word, word.length);
    return word.length;
  }

  #word(word: Word, text: string, next: number): void {
    const { index, bits } = word;
    if (bits === 0) return;
    const bucket = this.#bucket;
    const seen = (bucket.words[index] as number) + 1;
    bucket.words[index] = seen;
    if (bits & ~(WORD.function | WORD.particle)) bucket.example(index, seen, this.#item);
    this.#rates |= RATES_OF[index] as number;
    if (bits & WORD.particle && endsClause(text, next)) {
      const ended = (bucket.clauseEnds[index] as number) + 1;
      bucket.clauseEnds[index] = ended;
      bucket.example(index, ended, this.#item);
      this.#rates |= index === NE && asksAfter(text, next - 1) ? RATE.particle | RATE.question : RATE.particle;
    }
  }

  /** Reads a mark or a row of one mark. */
  #mark(text: string, at: number, code: number, size: number): void {
    if (code === FULL_QUESTION || code === QUESTION) this.#rates |= RATE.question;
    // …… and ... are one ellipsis, and the second " of "" closes what the first opened.
    const single = code === DOTS ? 2 : code === DOT ? 3 : 1;
    if (size > single && DOUBLED.includes(text[at] as string)) {
      this.#rates |= RATE['doubled-mark'];
      this.#openWord(`${text[at]}${text[at]}`, size);
    }
    this.#end = code === DOT && size > 1 ? END_DOTS : (ENDS[code] as number);
  }

  /** Reads a number, which may be a laugh; returns its length. */
  #digits(text: string, at: number): number {
    let size = 1;
    while (at + size < text.length && KIND[text.charCodeAt(at + size)] === C.digit) size++;
    this.#bucket.digits += size;
    if (size >= 3 && text.startsWith('233', at)) {
      LAUGH_NUMBER.lastIndex = at;
      if (LAUGH_NUMBER.test(text)) this.#laugh('233', size);
    }
    return size;
  }

  #latin(text: string, at: number): number {
    let end = at + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (KIND[code] === C.latin) continue;
      // don't, it’s: one word.
      if ((code === APOSTROPHE || code === CURLY) && KIND[text.charCodeAt(end + 1)] === C.latin) continue;
      break;
    }
    const first = text.charCodeAt(at) | 32;
    if ((first === LOWER_H || first === LOWER_W) && (text.charCodeAt(end) === COLON || text.charCodeAt(end) === DOT)) {
      URL.lastIndex = at;
      const url = URL.exec(text);
      if (url) return url[0].length;
    }
    this.#bucket.english += end - at;
    if (end - at > LONGEST_WORD) return end - at;
    const word = text.slice(at, end).toLowerCase().replace('’', "'");
    const listed = LATIN_WORDS.get(word);
    if (listed) this.#word(listed, text, end);
    else if (LAUGHS.has(first)) {
      const laugh = LATIN_LAUGHS.find(([form]) => form.test(word));
      if (laugh) this.#laugh(laugh[1], word.length);
    }
    return end - at;
  }

  /** Reads a [code], an emoji, or any other sign; returns its length. */
  #sign(text: string, at: number, code: number, kind: number): number {
    if (kind === C.bracket) return this.#bracket(text, at, code);
    this.#end = ENDS[code] as number;
    if (kind !== C.high && kind !== C.symbol) return 1;
    STICKY_EMOJI.lastIndex = at;
    const emoji = STICKY_EMOJI.exec(text)?.[0];
    if (emoji === undefined) {
      if (isRareHan(code)) this.#end = END_NONE;
      return kind === C.high ? 2 : 1;
    }
    this.#end = END_EMOJI;
    this.#rates |= RATE.emoji;
    this.#openWord(emoji, 0);
    if (LAUGHING_EMOJI.has(emoji)) this.#rates |= RATE.laughter;
    return emoji.length;
  }

  #bracket(text: string, at: number, code: number): number {
    CODE.lastIndex = at;
    const name = CODE.exec(text)?.[0];
    this.#end = name === undefined ? (ENDS[code] as number) : MASK.test(name) ? END_NONE : END_EMOJI;
    if (name === undefined || this.#end === END_NONE) return name?.length ?? 1;
    this.#rates |= RATE['emoji-code'];
    this.#openWord(name, 0);
    if (LAUGHING_CODES.has(name.slice(1, -1))) this.#rates |= RATE.laughter;
    return name.length;
  }

  #laugh(text: string, size: number): void {
    this.#rates |= RATE.laughter;
    this.#openWord(`laugh:${text}`, size);
  }

  #openWord(text: string, size: number): void {
    const index = this.#open.of(text);
    if (index < 0) return;
    const bucket = this.#bucket;
    const seen = (bucket.open[index] ?? 0) + 1;
    bucket.open[index] = seen;
    bucket.openChars[index] = (bucket.openChars[index] ?? 0) + size;
    bucket.example(WORDS.length + index, seen, this.#item);
  }
}

const GA = '嘎'.charCodeAt(0);
/** WeChat puts it between a name after @ and the next word. */
const AFTER_NAME = 0x2005;
const NEWLINE = 10;
const DOT = 46;
const COLON = 58;
const QUESTION = 63;
const FULL_QUESTION = 0xff1f;
const DOTS = 0x2026;
const APOSTROPHE = 39;
const CURLY = 0x2019;
const LOWER_H = 104;
const LOWER_W = 119;
const DOUBLED = '！？。～…，!?.~,、';
/** Nobody types a longer word: it is a link, a key, or a row of one letter. */
const LONGEST_WORD = 40;
/** First letters of laughs. */
const LAUGHS = new Set(['h', 'l', 'x', 'a'].map((letter) => letter.charCodeAt(0)));

function runLength(text: string, at: number, code: number): number {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) === code) end++;
  return end - at;
}

const isSpoken = (kind: number): boolean => kind === C.han || kind === C.latin || kind === C.digit;

/** Whether a clause starts here: at the beginning, or after a mark, a space or a sign. */
const startsClause = (text: string, at: number): boolean =>
  at === 0 || !isSpoken(KIND[text.charCodeAt(at - 1)] as number);

/** Whether a clause ends here: at the end, or before a mark, a space or a sign. A particle does not end it. */
function endsClause(text: string, at: number): boolean {
  return at >= text.length || !isSpoken(KIND[text.charCodeAt(at)] as number);
}

/** Whether before 呢 its clause holds only the thing that is asked after. */
function asksAfter(text: string, ne: number): boolean {
  let from = ne;
  while (ne - from < LONGEST_ASKED && !startsClause(text, from)) from--;
  return from < ne && startsClause(text, from) && ASKED_AFTER.has(simplified(text.slice(from, ne)));
}
const LONGEST_ASKED = Math.max(...[...ASKED_AFTER].map(({ length }) => length));

function count(rates: Uint32Array, mask: number): void {
  for (let left = mask; left !== 0; left &= left - 1) {
    const at = 31 - Math.clz32(left & -left);
    rates[at] = (rates[at] as number) + 1;
  }
}
