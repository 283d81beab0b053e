import type { Dialogue, Item, Lang } from '../../core/types.ts';
import { claim, figure, percent, quantile, quoted } from './claims.ts';
import type { Claim } from './profile.ts';

/** Figures about how the person writes, each turned into a rule that a model can follow. */
export function expressionClaims(own: readonly Item[], dialogues: readonly Dialogue[], lang: Lang): Claim[] {
  const chat = own.filter(
    ({ kind, type, flags }) => kind === 'message' && type === 'text' && !flags?.includes('copied'),
  );
  const claims = [
    ...lengthClaims(chat, dialogues, lang),
    endings(chat, lang),
    particles(chat, lang),
    laughter(chat, lang),
    emoji(chat, lang),
    shortAnswers(chat, lang),
    catchPhrases(chat, lang),
    questions(chat, lang),
    longForm(own, lang),
  ];
  return claims.filter((made) => made !== null);
}

const lengthOf = (text: string) => [...text.replace(/\s+/gu, ' ').trim()].length;
const asWords = (text: string) => text.split(/\s+/u).filter(Boolean).length;

function lengthClaims(chat: readonly Item[], dialogues: readonly Dialogue[], lang: Lang): (Claim | null)[] {
  const measure = lang === 'zh' ? lengthOf : asWords;
  const lengths = chat.map(({ text }) => measure(text)).sort((a, b) => a - b);
  const [low, mid, high, most] = [0.25, 0.5, 0.75, 0.9].map((q) => Math.round(quantile(lengths, q))) as [
    number,
    number,
    number,
    number,
  ];
  const turns = dialogues.filter(({ bubbles, items }) => bubbles?.length && items.length);
  const sizes = turns.map(({ bubbles }) => bubbles?.length ?? 1);
  const mean = sizes.reduce((a, b) => a + b, 0) / (sizes.length || 1);
  const several = sizes.filter((size) => size > 1).length / (sizes.length || 1);
  return [
    claim(
      {
        id: 'expression.bubble-length',
        layer: 'expression',
        evidence: 'counted',
        figures: { median: mid, p25: low, p75: high, p90: most },
        say: {
          zh: `一条消息通常 ${low}–${high} 个字（中位数 ${mid}），十条里九条不超过 ${most} 个字。`,
          en: `A message usually has ${low}–${high} words (median ${mid}); nine in ten have no more than ${most}.`,
        },
      },
      lang,
      chat,
      true,
    ),
    claim(
      {
        id: 'expression.bubbles-per-turn',
        layer: 'expression',
        evidence: 'counted',
        figures: { mean: Math.round(mean * 100) / 100, several: Math.round(several * 100) / 100 },
        say: {
          zh:
            several >= 0.25
              ? `一次回复常拆成几条短消息发：${percent(several)} 的回复不止一条，平均 ${figure(mean)} 条。`
              : `一次回复一般就是一条消息（平均 ${figure(mean)} 条），很少连发。`,
          en:
            several >= 0.25
              ? `An answer often goes out as several short messages: ${percent(several)} of answers have more than one, ${figure(mean)} on average.`
              : `An answer is usually one message (${figure(mean)} on average), seldom several.`,
        },
      },
      lang,
      turns.flatMap(({ items }) => items),
      true,
    ),
  ];
}

const ENDINGS: readonly (readonly [id: string, zh: string, en: string, pattern: RegExp])[] = [
  ['stop', '以句号结尾', 'ends with a full stop', /[。.](?:["”」])?$/u],
  ['exclamation', '以感叹号结尾', 'ends with an exclamation mark', /[!！]+$/u],
  ['question', '以问号结尾', 'ends with a question mark', /[?？]+$/u],
  ['tilde', '以～结尾', 'ends with ~', /[~～]+$/u],
  ['ellipsis', '以省略号结尾', 'trails off with …', /(?:…+|\.{2,}|。{2,})$/u],
];

function endings(chat: readonly Item[], lang: Lang): Claim | null {
  const total = chat.length || 1;
  // An ellipsis of full stops is no full stop: the last pattern that fits counts.
  const kindOf = (text: string) => ENDINGS.findLast(([, , , pattern]) => pattern.test(text.trim()))?.[0] ?? 'none';
  const counts = new Map<string, number>();
  for (const { text } of chat) counts.set(kindOf(text), (counts.get(kindOf(text)) ?? 0) + 1);
  const none = (counts.get('none') ?? 0) / total;
  const told = ENDINGS.map(([id, zh, en]) => ({ id, zh, en, share: (counts.get(id) ?? 0) / total })).filter(
    ({ share }) => share >= 0.03,
  );
  const bare = {
    zh: none >= 0.5 ? '句尾多半不加标点' : '句尾一般有标点',
    en: none >= 0.5 ? 'Most messages end without punctuation' : 'Messages usually end with punctuation',
  };
  return claim(
    {
      id: 'expression.end-punctuation',
      layer: 'expression',
      evidence: 'counted',
      figures: { none: round(none), ...Object.fromEntries(told.map(({ id, share }) => [id, round(share)])) },
      say: {
        zh: `${bare.zh}（不加标点 ${percent(none)}${told.map(({ zh, share }) => `，${zh} ${percent(share)}`).join('')}）。`,
        en: `${bare.en} (none ${percent(none)}${told.map(({ en, share }) => `, ${en} ${percent(share)}`).join('')}).`,
      },
    },
    lang,
    chat,
    true,
  );
}

/** A 哈 behind another is laughter. */
const PARTICLE = /(?<![哈嘿呵])([啊呀吧呢嘛哦噢喔啦呗哈嗯唉嘞咯哩哟呐])(?=$|[，。！？!?~～…,\s])/gmu;

function particles(chat: readonly Item[], lang: Lang): Claim | null {
  if (lang !== 'zh') return null;
  const seen = tally(chat, PARTICLE);
  const top = seen.slice(0, 6).filter(({ items }) => items.length >= 2);
  return claim(
    {
      id: 'expression.particles',
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(top.map(({ form, count }) => [form, count])),
      say: {
        zh: `常用语气词：${top.map(({ form, count }) => `${form}（${count} 次，每百条 ${figure((count / chat.length) * 100)}）`).join('、')}。`,
        en: '',
      },
    },
    lang,
    top.flatMap(({ items }) => items),
    true,
  );
}

const LAUGHTER = /(哈{2,}|嘿{2,}|嘻{2,}|呵{2,}|h{3,}|(?:ha){2,}h?|lo+l|lmao)/giu;

function laughter(chat: readonly Item[], lang: Lang): Claim | null {
  const seen = tally(chat, LAUGHTER).filter(({ items }) => items.length >= 2);
  const items = seen.flatMap((form) => form.items);
  const forms = seen.slice(0, 4).map(({ form, count }) => `${quoted(form, lang)}×${count}`);
  return claim(
    {
      id: 'expression.laughter',
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(seen.slice(0, 4).map(({ form, count }) => [form, count])),
      say: {
        zh: `笑的写法：${forms.join('、')}；不用没出现过的写法。`,
        en: `Laughter is written ${forms.join(', ')}; use no other form.`,
      },
    },
    lang,
    items,
  );
}

const EMOJI =
  /(\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic})*|\[[\p{Script=Han}A-Za-z]{1,5}\])/gu;
/** What cleaning puts in the place of something that was no text looks like an emoji code. */
const NO_EMOJI =
  /^\[(?:图片|语音|视频|表情|动画表情|位置|文件|链接|通话|红包|转账|名片|电话|邮箱|地址|image|voice|video|file|link)\]$/iu;

function emoji(chat: readonly Item[], lang: Lang): Claim | null {
  const seen = tally(chat, EMOJI).filter(({ form }) => !NO_EMOJI.test(form));
  const using = new Set(seen.flatMap(({ items }) => items.map(({ id }) => id))).size;
  const share = using / (chat.length || 1);
  const top = seen.slice(0, 6);
  const rare = share < 0.02;
  return claim(
    {
      id: 'expression.emoji',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: round(share) },
      say: {
        zh: rare
          ? '几乎不用表情符号。'
          : `${percent(share)} 的消息带表情，常用 ${top.map(({ form }) => form).join(' ')}。`,
        en: rare
          ? 'Hardly ever uses emoji.'
          : `${percent(share)} of messages carry an emoji, mostly ${top.map(({ form }) => form).join(' ')}.`,
      },
    },
    lang,
    rare ? chat : seen.flatMap(({ items }) => items),
    true,
  );
}

const SHORT = 3;

function shortAnswers(chat: readonly Item[], lang: Lang): Claim | null {
  const measure = lang === 'zh' ? lengthOf : asWords;
  const short = chat.filter(({ text }) => measure(text) <= (lang === 'zh' ? SHORT : 2));
  const seen = [...grouped(short, ({ text }) => text.trim())].filter(([, items]) => items.length >= 3);
  seen.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const top = seen.slice(0, 8);
  const forms = top.map(([form, items]) => `${quoted(form, lang)}×${items.length}`);
  return claim(
    {
      id: 'expression.short-answers',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: round(short.length / (chat.length || 1)) },
      say: {
        zh: `${percent(short.length / (chat.length || 1))} 的消息不超过 ${SHORT} 个字，常见的有 ${forms.join('、')}。`,
        en: `${percent(short.length / (chat.length || 1))} of messages have one or two words, often ${forms.join(', ')}.`,
      },
    },
    lang,
    top.flatMap(([, items]) => items),
    true,
  );
}

/** Whole messages said again and again, on different days. */
function catchPhrases(chat: readonly Item[], lang: Lang): Claim | null {
  const measure = lang === 'zh' ? lengthOf : asWords;
  const longer = chat.filter(({ text }) => measure(text) > (lang === 'zh' ? SHORT : 2) && lengthOf(text) <= 30);
  const seen = [...grouped(longer, ({ text }) => text.trim().replace(/[。.!！~～\s]+$/u, ''))].filter(
    ([, items]) => new Set(items.map(({ time }) => time?.slice(0, 10))).size >= 3,
  );
  seen.sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const top = seen.slice(0, 12);
  return claim(
    {
      id: 'expression.phrases',
      layer: 'expression',
      evidence: 'verbatim',
      say: {
        zh: `常说的整句：${top.map(([form, items]) => `${quoted(form, lang)}（${items.length} 次）`).join('、')}。`,
        en: `Says these again and again: ${top.map(([form, items]) => `${quoted(form, lang)} (${items.length})`).join(', ')}.`,
      },
    },
    lang,
    top.flatMap(([, items]) => items),
  );
}

function questions(chat: readonly Item[], lang: Lang): Claim | null {
  const asking = chat.filter(({ text }) => /[?？]|(?:吗|呢|没有?|不)$/u.test(text.trim()));
  const share = asking.length / (chat.length || 1);
  if (share > 0.05 && share < 0.3) return null;
  return claim(
    {
      id: 'expression.questions',
      layer: 'expression',
      evidence: 'counted',
      figures: { share: round(share) },
      say: {
        zh: share >= 0.3 ? `爱问：${percent(share)} 的消息是在问对方。` : `很少发问（${percent(share)}），多是陈述。`,
        en:
          share >= 0.3
            ? `Asks a lot: ${percent(share)} of messages are questions.`
            : `Seldom asks (${percent(share)}); mostly states.`,
      },
    },
    lang,
    share >= 0.3 ? asking : chat,
    true,
  );
}

/** Essays and posts are another voice: longer thought, other sentences. */
function longForm(own: readonly Item[], lang: Lang): Claim | null {
  const essays = own.filter(({ kind, flags }) => kind === 'essay' && !flags?.includes('copied'));
  const measure = lang === 'zh' ? lengthOf : asWords;
  const lines = essays
    .flatMap(({ text }) => text.split(/[。！？!?\n]|\.\s/u))
    .map(measure)
    .filter((n) => n > 0)
    .sort((a, b) => a - b);
  const mid = Math.round(quantile(lines, 0.5));
  return claim(
    {
      id: 'expression.long-form',
      layer: 'expression',
      evidence: 'counted',
      figures: { essays: essays.length, sentence: mid },
      say: {
        zh: `写文章时语气和聊天不同：句子更长（中位数 ${mid} 个字），成段展开（共 ${essays.length} 篇）。只有对方要长文时才用。`,
        en: `Essays are another voice than chat: longer sentences (median ${mid} words), whole paragraphs (${essays.length} essays). Use it only when asked for something long.`,
      },
    },
    lang,
    essays,
  );
}

const round = (value: number) => Math.round(value * 1000) / 1000;

function grouped<T>(list: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of list) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Forms of a pattern over all messages, most frequent first; ties by form. */
function tally(chat: readonly Item[], pattern: RegExp): { form: string; count: number; items: Item[] }[] {
  const forms = new Map<string, { count: number; items: Set<Item> }>();
  for (const item of chat) {
    for (const [, form = ''] of item.text.matchAll(pattern)) {
      const entry = forms.get(form) ?? { count: 0, items: new Set<Item>() };
      entry.count++;
      entry.items.add(item);
      forms.set(form, entry);
    }
  }
  return [...forms]
    .map(([form, { count, items }]) => ({ form, count, items: [...items] }))
    .sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1));
}
