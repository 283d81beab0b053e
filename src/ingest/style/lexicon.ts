import { SIMPLIFIED, simplified } from '../../core/simplified.ts';
import {
  ADVERBS,
  AFFECTION,
  COMPOUNDS,
  CONNECTORS,
  DIALECTS,
  FIRST_PERSON,
  FUNCTION_WORDS,
  NEGATIONS,
  PARTICLES,
  QUESTIONS,
  SECOND_PERSON,
  SORRY,
  THANKS,
} from './words.ts';

/** The classes of a listed word, as bits: 我 is a function word and a first person. */
export const WORD = {
  function: 1,
  adverb: 2,
  connector: 4,
  particle: 8,
  negation: 16,
  first: 32,
  second: 64,
  question: 128,
  thanks: 256,
  sorry: 512,
  affection: 1024,
  dialect: 2048,
} as const;

export interface Word {
  text: string;
  /** Position in WORDS, where its counts are kept. */
  index: number;
  bits: number;
  region?: string;
}

const GROUPS: [readonly string[], number][] = [
  [FUNCTION_WORDS, WORD.function],
  [ADVERBS, WORD.adverb],
  [CONNECTORS, WORD.connector],
  [PARTICLES, WORD.particle],
  [NEGATIONS, WORD.negation],
  [FIRST_PERSON, WORD.first],
  [SECOND_PERSON, WORD.second],
  [QUESTIONS, WORD.question],
  [THANKS, WORD.thanks],
  [SORRY, WORD.sorry],
  [AFFECTION, WORD.affection],
  ...Object.values(DIALECTS).map((words): [string[], number] => [words, WORD.dialect]),
  [COMPOUNDS.map(simplified), 0],
];

const byText = new Map<string, Word>();
for (const [words, bits] of GROUPS) {
  for (const text of words) {
    const word = byText.get(text);
    if (word) word.bits |= bits;
    else byText.set(text, { text, index: byText.size, bits });
  }
}
for (const [region, words] of Object.entries(DIALECTS))
  for (const text of words) (byText.get(text) as Word).region = region;

// 想你 is one word here, but it still speaks of "you".
for (const word of byText.values()) {
  if (word.bits & (WORD.thanks | WORD.sorry | WORD.affection)) {
    if (/[你您]/u.test(word.text)) word.bits |= WORD.second;
    if (word.text.includes('我')) word.bits |= WORD.first;
  }
}

export const WORDS: readonly Word[] = [...byText.values()];

/** Latin words are looked up as a whole. */
export const LATIN_WORDS: ReadonlyMap<string, Word> = new Map(
  WORDS.filter(({ text }) => /^[a-z]/u.test(text)).map((word) => [word.text, word]),
);

/** Words that begin with one character, longest first, and their second characters, which rule out most words. */
export interface WordList {
  words: Word[];
  seconds: number[];
}

/** Position in LISTS by first character; 0 for none. The search ends here for nearly every character. */
export const LIST_OF = new Uint16Array(65_536);
const LISTS: WordList[] = [{ words: [], seconds: [] }];
for (const word of WORDS) {
  if (LATIN_WORDS.has(word.text)) continue;
  const first = word.text.charCodeAt(0);
  if (LIST_OF[first] === 0) LIST_OF[first] = LISTS.push({ words: [], seconds: [] }) - 1;
  LISTS[LIST_OF[first] as number]?.words.push(word);
}
for (const list of LISTS) {
  list.words.sort((a, b) => b.text.length - a.text.length);
  list.seconds = list.words.map(({ text }) => (text.length > 1 ? text.charCodeAt(1) : 0));
}
SIMPLIFIED.forEach((plain, code) => {
  if (plain !== code) LIST_OF[code] = LIST_OF[plain] as number;
});

/** The longest listed word at a position, in simplified or traditional characters; undefined where there is none. */
export function wordAt(text: string, at: number): Word | undefined {
  const list = LIST_OF[text.charCodeAt(at)] as number;
  if (list === 0) return undefined;
  const { words, seconds } = LISTS[list] as WordList;
  const next = at + 1 < text.length ? SIMPLIFIED[text.charCodeAt(at + 1)] : 0;
  for (let i = 0; i < words.length; i++) {
    const second = seconds[i];
    if (second !== 0 && second !== next) continue;
    const word = words[i] as Word;
    if (word.text.length <= 2 || goesOn(word.text, text, at)) return word;
  }
  return undefined;
}

/** Whether a word, of which two characters were found at a position, stands there as a whole. */
function goesOn(word: string, text: string, at: number): boolean {
  if (at + word.length > text.length) return false;
  for (let i = 2; i < word.length; i++) {
    if (SIMPLIFIED[text.charCodeAt(at + i)] !== word.charCodeAt(i)) return false;
  }
  return true;
}
