import { simplified } from '../../../core/simplified.ts';
import { loadSegmenter, type Segmenter } from '../../../parse/segmenter.ts';
import type { Claim } from '../../prompt/profile.ts';
import type { BundleContext } from '../../target.ts';

/** A memory that is given to the model when one of its keys is mentioned, or always. */
export interface BookEntry {
  keys: string[];
  /** It has no key that somebody would mention, so it is always given. */
  constant?: true;
  content: string;
  /** Id of the claim in prompt/profile.json. */
  claim: string;
}

/** Most keys of a memory: more would call it up where nobody spoke of it. */
const KEYS = 6;

/**
 * The memories of the prompt with the keys that call up each: the people, places and things it names, and its years.
 */
export async function memoryBook({ corpus, profile }: BundleContext): Promise<BookEntry[]> {
  const claims = profile.claims.filter(({ layer }) => layer === 'memories');
  if (!claims.length) return [];
  const segment = await loadSegmenter();
  const people = [...corpus.people, ...corpus.groups].map(({ name }) => name).filter(Boolean);
  const told = claims.map(textOf);
  const nouns = nounsOf(told, segment);
  return claims.map((claim, i) => {
    const text = told[i] ?? '';
    const named = [...new Set([...people.filter((name) => text.includes(name)), ...(nouns[i] ?? [])])].slice(0, KEYS);
    const entry = { content: claim.say, claim: claim.id };
    return named.length ? { keys: [...named, ...yearsOf(claim)], ...entry } : { keys: [], constant: true, ...entry };
  });
}

/** The text to search for keys: a model's sentence for its claim, the person's quotes for any other. */
const textOf = ({ evidence, quotes = [], say }: Claim) =>
  evidence === 'model' || !quotes.length ? say : quotes.map(({ text }) => text).join('\n');

const yearsOf = ({ say }: Claim): string[] => [...new Set(say.match(/(?:19|20)\d\d/gu))];

/** Tags of things, names and places: n, nr, ns, nt, nz, s. */
const NOUN = /^(?:n[rstz]?|nrt|s)$/u;
/** Words tagged as nouns that everybody uses all the time. */
const EVERYDAY = new Set(
  '东西 时候 小时候 时间 人家 事情 地方 样子 有点 问题 办法 意思 感觉 家里 家人 朋友 里面 外面 上面 下面 旁边'.split(
    ' ',
  ),
);

function nounsOf(texts: readonly string[], segment: Segmenter | null): string[][] {
  const cut = segment?.(texts.map(simplified)) ?? [];
  return texts.map((text, i) => {
    let at = 0;
    const found = (cut[i] ?? []).flatMap(({ word, tag }) => {
      // Simplifying goes character by character, so the same place in the original text holds the word as written.
      const written = text.slice(at, at + word.length);
      at += word.length;
      return word.length >= 2 && NOUN.test(tag) && !EVERYDAY.has(word) ? [written] : [];
    });
    return [...found, ...englishNouns(text)];
  });
}

/** Names, which are capitalised within a sentence, and words after an article or a possessive. */
function englishNouns(text: string): string[] {
  const names = text.match(/(?<=[a-z,;] )[A-Z][a-z]{2,}/gu) ?? [];
  const things = text.match(/(?<=\b(?:the|an?|my|our|his|her|your|their) )[a-z]{4,}/giu) ?? [];
  return [...names, ...things];
}
