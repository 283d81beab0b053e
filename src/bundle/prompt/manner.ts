import { simplified } from '../../core/simplified.ts';
import { asks } from '../../core/speech-signs.ts';
import type { Item, Lang } from '../../core/types.ts';
import { claim, day, quoted, sentences } from './claims.ts';
import type { Claim, Quote } from './profile.ts';
import { SCENES, sceneOf } from './scenes.ts';
import { mmr } from './similarity.ts';

/** Quotes a situation gets: enough to hear the voice, few enough to leave room. */
const QUOTES_EACH = 4;
const QUOTE_LENGTHS = [4, 60] as const;

/** How the person comforts, teases, refuses, apologises … in their own words, by situation. */
export function careClaims(own: readonly Item[], lang: Lang): Claim[] {
  const chat = own.filter(({ kind, flags }) => kind === 'message' && !flags?.includes('copied'));
  const byScene = new Map<string, Item[]>();
  for (const item of chat) {
    const scene = sceneOf(item.text);
    const list = byScene.get(scene);
    if (list) list.push(item);
    else byScene.set(scene, [item]);
  }
  return SCENES.filter(({ kind }) => kind === 'manner').flatMap(({ id, when }) => {
    const items = byScene.get(id) ?? [];
    const quotes = pick(
      items.map((item) => ({ text: item.text.replace(/\s*\n\s*/gu, ' ').trim(), item: item.id, time: item.time })),
      QUOTES_EACH,
    );
    if (!quotes.length) return [];
    const said = quotes.map(({ text }) => quoted(text, lang));
    const made = claim(
      {
        id: `care.${id}`,
        layer: 'care',
        evidence: 'verbatim',
        quotes,
        say: {
          zh: `${when.zh}（见 ${items.length} 次），你会这样说：${said.join('')}`,
          en: `${when.en} (seen ${items.length === 1 ? 'once' : `${items.length} times`}), you say things like ${said.join(' ')}`,
        },
      },
      lang,
      [...quotes.map(({ item }) => item), ...items],
      true,
    );
    return made ? [made] : [];
  });
}

/**
 * Words that mark a judgement of what is right, worth doing, or to be avoided, in simplified characters. Weight: how
 * surely. 我觉得 and 应该 alone mark no judgement: 我觉得有点冷, 应该到了吧.
 */
const VALUES: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [3, /做人|宁可|宁愿|原则|凡事|这辈子|一辈子|最要紧|最重要|说话(?:要)?算(?:话|数)|问心无愧|道理/u],
  [
    3,
    /\b(?:what matters|most important|never (?:lie|cheat|forget)|i believe|i'd rather|the point (?:of|is)|worth it)\b/iu,
  ],
  [
    2,
    /我(?:一直|总|始终)?(?:觉得|认为|相信)(?:人|做|过日子|日子|孩子|钱|只要|什么都|最)|人(?:就|总)?(?:应该|得有|要有|不能)|值得|值不值/u,
  ],
  [2, /\b(?:i always (?:think|say|thought|said)|one should|you should always|a promise)\b/iu],
  [1, /踏实|靠自己|吃亏|将心比心|本分|良心|尽力就好/u],
];
const VALUES_NAMED = 12;
/** Shorter ones are answers, not judgements. */
const VALUE_LENGTH = 8;

/** What the person values and how they decide: sentences that judge, essays and posts before chat. */
export function decisionClaims(own: readonly Item[], lang: Lang): Claim[] {
  const found: { quote: Quote; weight: number }[] = [];
  for (const item of own) {
    if (item.flags?.includes('copied')) continue;
    for (const text of sentences(item.text)) {
      const plain = simplified(text);
      const weight = Math.max(0, ...VALUES.filter(([, pattern]) => pattern.test(plain)).map(([w]) => w));
      const length = [...text].length;
      if (weight === 0 || length < VALUE_LENGTH || asks(plain)) continue;
      found.push({
        quote: { text, item: item.id, time: item.time },
        weight: weight + (item.kind === 'essay' ? 1.5 : item.kind === 'post' ? 1 : 0),
      });
    }
  }
  found.sort((a, b) => b.weight - a.weight || (a.quote.item < b.quote.item ? -1 : 1));
  const best = found.slice(0, 400);
  const top = Math.max(1, ...best.map(({ weight }) => weight));
  const quotes = pick(
    best.map(({ quote }) => quote),
    VALUES_NAMED,
    best.map(({ weight }) => weight / top),
  );
  return quotes.flatMap((quote, i) => {
    const when = day(quote.time);
    const made = claim(
      {
        id: `decisions.${i + 1}`,
        layer: 'decisions',
        evidence: 'verbatim',
        quotes: [quote],
        say: {
          zh: `${quoted(quote.text, lang)}${when ? `（${when}）` : ''}`,
          en: `${quoted(quote.text, lang)}${when ? ` (${when})` : ''}`,
        },
      },
      lang,
      [quote.item],
    );
    return made ? [made] : [];
  });
}

/** The best quotes that are unlike each other; same input, same choice. */
function pick(quotes: readonly Quote[], count: number, relevance?: readonly number[]): Quote[] {
  const distinct = new Map<string, { quote: Quote; relevance: number }>();
  quotes.forEach((quote, i) => {
    const length = [...quote.text].length;
    if (length < QUOTE_LENGTHS[0] || distinct.has(quote.text)) return;
    if (!relevance && length > QUOTE_LENGTHS[1]) return;
    // A quote without a weight is worth most at the length of a spoken sentence.
    distinct.set(quote.text, { quote, relevance: relevance?.[i] ?? 1 - Math.abs(length - 16) / 60 });
  });
  const list = [...distinct.values()].slice(0, 600);
  let left = count;
  return mmr({
    relevance: list.map((entry) => entry.relevance),
    texts: list.map(({ quote }) => quote.text),
    cost: list.map(() => 1),
    allowed: () => left > 0,
    taken: () => {
      left--;
    },
  }).map((at) => (list[at] as { quote: Quote }).quote);
}
