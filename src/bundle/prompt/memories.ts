import { simplified } from '../../core/simplified.ts';
import { asks, clausesOf } from '../../core/speech-signs.ts';
import type { Bilingual, Lang } from '../../core/types.ts';
import type { OwnItem } from '../corpus.ts';
import { isAsserted, isCompleted, isFirstPerson, isOwnDeed } from './assertion.ts';
import { claim, day, inQuotes, sentences } from './claims.ts';
import { isClosingLine } from './closing-line.ts';
import type { Claim, Quote } from './profile.ts';
import { grams } from './similarity.ts';

interface MemoryKind {
  id: string;
  title: Bilingual;
  /** How surely the clause is a memory. */
  weight: number;
  /** Matched within one clause, in simplified characters. */
  words: RegExp;
  /**
   * What the clause must be in a chat, where most is about today and about other people. Essays and posts are about
   * their author.
   */
  inChat: (clause: string, sentence: string) => boolean;
  /** The speaker lived through it; only in an essay or a post 我 may be left out. */
  own?: true;
}

/** 小时候 and 那年 alone mark the past; 以前 marks it only for one's own life: 以前的手机 is a thing. */
const KINDS: readonly MemoryKind[] = [
  {
    id: 'turning-point',
    title: { en: 'turning point', zh: '人生大事' },
    weight: 3,
    words:
      /(?:出生|结婚|离婚|怀孕|毕业|高考|考上|参军|当兵|退休|下岗|搬(?:家|到|进)|买(?:了)?房|住院|手术|确诊|第一次)(?!了?的(?!时候|那[年天会时次]))|\b(?:got married|(?:was|were) born|graduated|retired|moved (?:to|in)|first time|surgery)\b/iu,
    inChat: (_, sentence) => isCompleted(sentence),
    own: true,
  },
  {
    id: 'loss',
    title: { en: 'loss', zh: '离别' },
    weight: 3,
    words: /去世|过世|\bpassed away\b/iu,
    inChat: (_, sentence) => isCompleted(sentence) && isFirstPerson(sentence),
  },
  {
    id: 'story',
    title: { en: 'story', zh: '往事' },
    weight: 2.5,
    words:
      /小时候(?!那[张本件双把])|那(?:一)?年|当年|年轻(?:的)?时候|从前|那时候|那会儿|(?:我们?|咱们?|俺)以前(?!的)|以前(?:我|咱|俺)|(?:19|20)\d\d年|\b(?:when I was|back then|years ago|in (?:19|20)\d\d|as a (?:child|kid|boy|girl))\b/iu,
    inChat: () => true,
  },
  {
    id: 'shared',
    title: { en: 'shared memory', zh: '共同的记忆' },
    weight: 2,
    words:
      /还记得(?!把|带|去|给)|我记得|咱(?:们|俩)?(?:那|上)次|我们(?:那次|上次|第一次)|我们一起|\b(?:(?:I|we) (?:still )?remember (?:when|the|that|how)|the time we)\b/iu,
    inChat: (clause, sentence) => isCompleted(sentence) || /记得|remember/iu.test(clause),
  },
  {
    id: 'feeling',
    title: { en: 'what moved them', zh: '动情之处' },
    weight: 1.5,
    words:
      /想念|舍不得|难过|心疼|高兴(?:坏|得|极)|幸福|骄傲|自豪|遗憾|后悔|感动|想你|\b(?:missed you|so proud|regret|heartbroken|happiest)\b/iu,
    inChat: (clause) => FELT_BY_ME.test(clause),
  },
];
/** 我也想你 and I regret it; not 难过就难过一会儿, which comforts somebody else. */
const FELT_BY_ME =
  /[我咱俺][^你您他她它]{0,8}(?:想念|舍不得|难过|心疼|高兴|幸福|骄傲|自豪|遗憾|后悔|感动|想你)|\b(?:I|we)\b/u;
const MEMORIES_NAMED = 24;
/** Fewest characters of a memory: shorter sentences are answers. */
const MEMORY_LENGTH = [10, 80] as const;
/** Sentences that share this much of their grams tell the same story. */
const SAME_STORY = 0.5;

interface Memory {
  quote: Quote;
  kind: MemoryKind;
  weight: number;
  grams: Map<string, number>;
  /** Later tellings of the same story. */
  again: Quote[];
}

/** Dated facts and stories in the person's own sentences; a story told more than once is one entry that says so. */
export function memoryClaims(own: readonly OwnItem[], lang: Lang): Claim[] {
  const memories: Memory[] = [];
  for (const { quote, kind, weight } of candidates(own)) {
    const theirs = grams(quote.text);
    const same = memories.find((memory) => overlap(memory.grams, theirs) >= SAME_STORY);
    if (!same) memories.push({ quote, kind, weight, grams: theirs, again: [] });
    else if (same.quote.item !== quote.item) {
      same.again.push(quote);
      // A story that somebody tells twice matters to them.
      if (day(same.quote.time) !== day(quote.time)) same.weight += 1;
    }
    // Each is compared with each: the best few hundred are enough to choose from.
    if (memories.length >= 400) break;
  }
  memories.sort((a, b) => b.weight - a.weight || (a.quote.item < b.quote.item ? -1 : 1));
  const kept = memories.slice(0, MEMORIES_NAMED);
  kept.sort((a, b) => ((a.quote.time ?? '') < (b.quote.time ?? '') ? -1 : 1));
  return kept.flatMap(({ quote, kind, again }, i) => {
    const when = day(quote.time);
    const times = again.length
      ? { zh: `，说起过 ${again.length + 1} 次`, en: `, told ${again.length + 1} times` }
      : { zh: '', en: '' };
    const made = claim(
      {
        id: `memories.${i + 1}`,
        layer: 'memories',
        evidence: 'verbatim',
        quotes: [quote, ...again.slice(0, 3)],
        say: {
          zh: `${when ?? '日期不详'}（${kind.title.zh}${times.zh}）：${inQuotes(quote.text, lang)}`,
          en: `${when ?? 'undated'} (${kind.title.en}${times.en}): ${inQuotes(quote.text, lang)}`,
        },
      },
      lang,
      [quote.item, ...again.map(({ item }) => item)],
    );
    return made ? [made] : [];
  });
}

function candidates(own: readonly OwnItem[]): { quote: Quote; kind: MemoryKind; weight: number }[] {
  const found: { quote: Quote; kind: MemoryKind; weight: number }[] = [];
  for (const item of own) {
    if (item.flags?.includes('copied')) continue;
    for (const text of sentences(item.text)) {
      const length = [...text].length;
      if (length < MEMORY_LENGTH[0] || length > MEMORY_LENGTH[1] || isClosingLine(text)) continue;
      const kind = kindOf(simplified(text), item.kind === 'message');
      if (!kind) continue;
      const weight =
        kind.weight + (item.kind === 'essay' ? 1 : item.kind === 'post' ? 0.5 : 0) + (/\d|月|年/u.test(text) ? 0.5 : 0);
      found.push({ quote: { text, item: item.id, time: item.time }, kind, weight });
    }
  }
  return found.sort((a, b) => b.weight - a.weight || (a.quote.item < b.quote.item ? -1 : 1));
}

function kindOf(sentence: string, inChat: boolean): MemoryKind | undefined {
  if (asks(sentence)) return undefined;
  const clauses = clausesOf(sentence);
  return KINDS.find((kind) =>
    clauses.some(
      (clause) =>
        kind.words.test(clause) &&
        (!kind.own || isOwnDeed(clause, kind.words, !inChat)) &&
        (!inChat || (isRecalled(clause, kind) && kind.inChat(clause, sentence))),
    ),
  );
}

/** 想你 is no wish: a feeling counts as asserted although it holds a word of wishing. */
const isRecalled = (clause: string, { words }: MemoryKind): boolean => isAsserted(clause.replace(words, ' '));

/** Share of the shorter text's grams that the other text has too. */
function overlap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const gram of small.keys()) if (large.has(gram)) shared++;
  return shared / (small.size || 1);
}
