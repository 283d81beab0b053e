import { simplified } from '../../core/simplified.ts';
import { asks, clausesOf } from '../../core/speech-signs.ts';
import type { Dialogue, Lang } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { OwnItem } from '../corpus.ts';
import { questionOf } from '../question.ts';
import { claim, day, inQuotes, sentences } from './claims.ts';
import type { Claim, Quote } from './profile.ts';
import { mmr } from './similarity.ts';
import { SPEECH_ACTS, speechActOf } from './speech-acts.ts';

/** Quotes a situation gets: enough to hear the voice, few enough to leave room. */
const QUOTES_EACH = 4;
const QUOTE_LENGTHS = [4, 60] as const;

/** How the person comforts, teases, refuses, apologises … in their own words, by situation. */
export function careClaims(own: readonly OwnItem[], dialogues: readonly Dialogue[], lang: Lang): Claim[] {
  const answers = new Map(dialogues.flatMap((dialogue) => dialogue.items.map((item) => [item, dialogue] as const)));
  const performed = new Map<string, OwnItem[]>();
  for (const item of own) {
    if (item.kind !== 'message' || item.flags?.includes('copied')) continue;
    const answer = answers.get(item.id);
    const asked = answer ? questionOf(answer).map(({ text }) => text) : [];
    const act = speechActOf(item.text, asked.join('\n'));
    if (act) upsert(performed, act.id, () => []).push(item);
  }
  return SPEECH_ACTS.flatMap(({ id, when }) => {
    const items = performed.get(id) ?? [];
    const quotes = pick(
      items.map((item) => ({ text: item.text.replace(/\s*\n\s*/gu, ' ').trim(), item: item.id, time: item.time })),
      QUOTES_EACH,
    );
    if (!quotes.length) return [];
    const said = quotes.map(({ text }) => inQuotes(text, lang));
    const made = claim(
      {
        id: `care.${id}`,
        layer: 'care',
        evidence: 'verbatim',
        quotes,
        n: items.length,
        say: {
          zh: `${when.zh}（见 ${items.length} 次），你会这样说：${said.join('')}`,
          en: `${when.en} (seen ${items.length === 1 ? 'once' : `${items.length} times`}), you say things like ${said.join(' ')}`,
        },
      },
      lang,
      [...quotes.map(({ item }) => item), ...items],
    );
    return made ? [made] : [];
  });
}

/**
 * Words that mark a judgement of what is right, worth doing, or to be avoided in life, in simplified characters. Weight:
 * how surely. Each is matched within one clause. 我觉得, 最重要的是 and I believe alone mark none: 最重要的是先把火关小.
 */
const VALUES: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [
    3,
    /做人(?!家|流|质|事部|工|口)|宁[可愿]|原则(?!上)|凡事|人(?:活)?(?:这)?一辈子|说话(?:要)?算(?:话|数)|问心无愧|(?:教我|做人|明白|懂得|懂)的道理/u,
  ],
  [
    3,
    /(?:人|日子|家|一辈子|一生|朋友|夫妻).{0,4}最(?:要紧|重要)|最(?:要紧|重要)的(?:是|就是)(?:健康|平安|身体|家|人|良心|踏实|开心|诚实|心|不能|问心)/u,
  ],
  [
    3,
    /\b(?:what matters (?:most |in life )?is (?:that|who|how|being|keeping|helping|telling|family|honesty|health|kindness)|the most important things?(?: in life)? (?:is|are) (?:family|health|honesty|kindness|love|that you|to be)|(?:i )?never (?:lie|cheat|steal|break a promise)|i believe (?:in|that (?:people|one|you should|everyone|we should)|people|one should|everyone)|i'd rather .+ than|a promise is)\b/iu,
  ],
  [
    2,
    /我(?:一直|总|始终)?(?:觉得|认为|相信)(?:过?日子(?:要|就|得)|只要人|人(?:要|得|应该|不能|活|总得|就得|就该))|^(?:人就|人总|人)(?:应该|得有|要有|不能(?:太|只|光|总|没))/u,
  ],
  [
    2,
    /\b(?:one should (?:always|never)|you should always (?:be|tell|keep|do|say|help)|people should (?:always|never))\b/iu,
  ],
  [1, /[得要]靠自己|吃亏是福|[别不]怕吃亏|将心比心|守本分|安分守己|[凭讲对]得?[起着]?良心|脚踏实地|踏踏实实|尽力就好/u],
];
const VALUES_NAMED = 12;
/** Shorter ones are answers, not judgements. */
const VALUE_LENGTH = 8;

/** What the person values and how they decide: sentences that judge, essays and posts before chat. */
export function decisionClaims(own: readonly OwnItem[], lang: Lang): Claim[] {
  const found: { quote: Quote; weight: number }[] = [];
  for (const item of own) {
    if (item.flags?.includes('copied')) continue;
    for (const text of sentences(item.text)) {
      const plain = simplified(text);
      const clauses = clausesOf(plain);
      const judged = VALUES.filter(([, pattern]) => clauses.some((clause) => pattern.test(clause)));
      const weight = Math.max(0, ...judged.map(([w]) => w));
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
          zh: `${inQuotes(quote.text, lang)}${when ? `（${when}）` : ''}`,
          en: `${inQuotes(quote.text, lang)}${when ? ` (${when})` : ''}`,
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
