import type { Lang } from '../../../core/types.ts';
import { upsert } from '../../../core/upsert.ts';
import type { OwnItem } from '../../corpus.ts';
import { claim, inQuotes, percent } from '../claims.ts';
import type { Claim } from '../profile.ts';
import type { Told } from '../told.ts';
import { sizeOf } from './length.ts';
import { roundShare } from './tally.ts';

/** A short answer: 嗯, 好的, 知道了; in English one word or two. */
const SHORT: Record<Lang, number> = { zh: 3, en: 2 };
/** A short answer said this often is a habit. */
const SHORT_SEEN = 3;
const SHORT_NAMED = 8;

export function shortAnswers(chat: readonly OwnItem[], lang: Lang): Claim | null {
  const short = chat.filter(({ text }) => sizeOf(text, lang) <= SHORT[lang]);
  const top = mostFrequent(short, ({ text }) => text.trim())
    .filter(([, items]) => items.length >= SHORT_SEEN)
    .slice(0, SHORT_NAMED);
  const forms = top.map(([form, items]) => `${inQuotes(form, lang)}×${items.length}`);
  const share = short.length / (chat.length || 1);
  return claim(
    {
      id: 'expression.short-answers',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: roundShare(share) },
      n: chat.length,
      say: {
        zh: `${percent(share)} 的消息不超过 ${SHORT.zh} 个字，说得最多的是 ${forms.join('、')}。`,
        en: `${percent(share)} of messages have one or two words, most often ${forms.join(', ')}.`,
      },
    },
    lang,
    top.flatMap(([, items]) => items),
  );
}

/** A sentence repeated within one talk is its topic, not a habit: it must come back on other days. */
const DAYS = 3;
/** A longer message that comes back was copied. */
const PHRASE_CHARACTERS = 30;
const PHRASES_NAMED = 12;

/** Whole messages said again and again, on different days. */
export function wholePhrases(chat: readonly OwnItem[], lang: Lang, told: Told): Claim | null {
  const longer = chat.filter(
    ({ text }) => sizeOf(text, lang) > SHORT[lang] && [...text.trim()].length <= PHRASE_CHARACTERS,
  );
  const seen = mostFrequent(longer, ({ text }) => text.trim().replace(/[。.!！~～\s]+$/u, '')).filter(
    ([, items]) => new Set(items.map(({ time }) => time?.slice(0, 10))).size >= DAYS,
  );
  const top = told.fresh(seen, ([text, items]) => ({ text, count: items.length }), PHRASES_NAMED);
  return claim(
    {
      id: 'expression.phrases',
      layer: 'expression',
      evidence: 'verbatim',
      say: {
        zh: `常说的整句：${top.map(([form, items]) => `${inQuotes(form, lang)}（${items.length} 次）`).join('、')}。`,
        en: `Says these again and again: ${top.map(([form, items]) => `${inQuotes(form, lang)} (${items.length})`).join(', ')}.`,
      },
    },
    lang,
    top.flatMap(([, items]) => items),
  );
}

function mostFrequent(list: readonly OwnItem[], keyOf: (item: OwnItem) => string): [string, OwnItem[]][] {
  const groups = new Map<string, OwnItem[]>();
  for (const item of list) upsert(groups, keyOf(item), () => []).push(item);
  return [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}
