import { simplified } from '../../../core/simplified.ts';
import { loadSegmenter, type Segmenter } from '../../../parse/segmenter.ts';
import { type BundleCorpus, spread } from '../../corpus.ts';
import type { Claim } from '../../prompt/profile.ts';
import { questionOf } from '../../question.ts';
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
  const candidates = told.map((text, i) => [
    ...new Set([...people.filter((name) => text.includes(name)), ...(nouns[i] ?? [])]),
  ]);
  const common = commonKeys(new Set(candidates.flat()), corpus, new Set(claims.flatMap(({ items }) => items)));
  return claims.map((claim, i) => {
    const named = (candidates[i] ?? []).filter((key) => !common.has(key)).slice(0, KEYS);
    const entry = { content: claim.say, claim: claim.id };
    return named.length ? { keys: [...named, ...yearsOf(claim)], ...entry } : { keys: [], constant: true, ...entry };
  });
}

/** A key in more than this share of the messages, and in more than a few, would call its memory up all the time. */
const COMMON = 0.02;
const A_FEW = 2;
/** Messages that are searched: more would change no share. */
const SEARCHED = 20_000;

/** The keys that stand in many messages of either side, those aside that the memories themselves are told in. */
function commonKeys(
  keys: ReadonlySet<string>,
  { own, dialogues }: BundleCorpus,
  telling: ReadonlySet<string>,
): ReadonlySet<string> {
  const said = own.filter(({ kind, id }) => kind === 'message' && !telling.has(id)).map(({ text }) => text);
  const asked = dialogues.flatMap((dialogue) => questionOf(dialogue).map(({ text }) => text));
  const messages = spread([...said, ...asked], SEARCHED).map((text) => text.toLowerCase());
  const most = Math.max(A_FEW, COMMON * messages.length);
  const isCommon = (key: string) => messages.filter((text) => text.includes(key.toLowerCase())).length > most;
  return new Set([...keys].filter(isCommon));
}

/** The text to search for keys: a model's sentence for its claim, the person's quotes for any other. */
const textOf = ({ evidence, quotes = [], say }: Claim) =>
  evidence === 'model' || !quotes.length ? say : quotes.map(({ text }) => text).join('\n');

const yearsOf = ({ say }: Claim): string[] => [...new Set(say.match(/(?:19|20)\d\d/gu))];

/** Tags of things, names and places: n, nr, ns, nt, nz, s. */
const NOUN = /^(?:n[rstz]?|nrt|s)$/u;
/** Words tagged as nouns that everybody uses all the time. */
const EVERYDAY = new Set(
  `东西 时候 小时候 时间 人家 事情 地方 样子 有点 问题 办法 意思 感觉 家里 家人 朋友 里面 外面 上面 下面 旁边 回家 楼下 楼上 门口 路上 手机 电话 微信 照片
  视频 房间 公司 学校 单位 身上 手里 心里 大家 别人 老人 生活 工作 吃饭 上班 下班 睡觉 天气 名字 世界 日子 身边 身体 晚饭 早饭 午饭
  time times day days morning evening night week month year years house home work thing things people phone room door street life world
  family friend friends kids children moment rest same other first last next`
    .split(/\s+/u)
    .filter(Boolean),
);
/** 修一修 is a verb said twice; after a verb 过 ends it, so 擦过油 is cut within 过油. */
const NO_NOUN = /^(.)一\1$/u;
const VERB_ENDING = /^[过着了得]/u;

function nounsOf(texts: readonly string[], segment: Segmenter | null): string[][] {
  const cut = segment?.(texts.map(simplified)) ?? [];
  return texts.map((text, i) => {
    let at = 0;
    const found = (cut[i] ?? []).flatMap(({ word, tag }, n, words) => {
      // Simplifying goes character by character, so the same place in the original text holds the word as written.
      const written = text.slice(at, at + word.length);
      at += word.length;
      const isCutOff = VERB_ENDING.test(word) && words[n - 1]?.tag.startsWith('v');
      const isNoun = word.length >= 2 && NOUN.test(tag) && !NO_NOUN.test(word) && !isCutOff;
      return isNoun && !EVERYDAY.has(word) ? [written] : [];
    });
    return [...found, ...englishNouns(text)];
  });
}

/** Names, which are capitalised within a sentence, and words after an article or a possessive. */
function englishNouns(text: string): string[] {
  const names = text.match(/(?<=[a-z,;] )[A-Z][a-z]{2,}/gu) ?? [];
  const things = text.match(/(?<=\b(?:the|an?|my|our|his|her|your|their) )[a-z]{4,}/giu) ?? [];
  return [...names, ...things.filter((thing) => !EVERYDAY.has(thing.toLowerCase()))];
}
