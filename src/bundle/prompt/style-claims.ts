import { DELAY, type StyleReport, type Usage } from '../../core/style.ts';
import type { Lang } from '../../core/types.ts';
import type { OwnItem } from '../corpus.ts';
import { claim, figure, inQuotes } from './claims.ts';
import { asWritten } from './expression/as-written.ts';
import type { Claim } from './profile.ts';
import { Told } from './told.ts';

/** From this z on a phrase is beyond chance: two-sided 5 %. */
const SURE_Z = 1.96;
const CATCH_PHRASES_NAMED = 16;
const USAGES_NAMED = 8;
/** Least number of uses: a single one is chance. */
const USED = 2;
/** With fewer answers than this no delay is stated. */
const DELAYS = 10;

/** Claims that need the whole corpus: phrases that others do not use, words used most, how soon an answer comes. */
export function styleClaims(style: StyleReport, own: readonly OwnItem[], lang: Lang, told: Told = new Told()): Claim[] {
  const here = among(own);
  const { connectors, adverbs } = style.overall;
  const made = [
    catchPhrases(style, here, lang, told),
    usages('connectors', connectors, here, lang, { zh: '用得最多的连接词', en: 'Most used connecting words' }),
    usages('adverbs', adverbs, here, lang, { zh: '用得最多的副词', en: 'Most used adverbs' }),
    ...style.dialect.map(({ region, words }) =>
      usages(`dialect-${region}`, words, here, lang, { zh: '带方言词', en: 'Dialect words' }),
    ),
    delay(style, own, lang),
  ];
  return made.filter((one) => one !== null);
}

/** How talks begin and end. */
export function greetingClaims(
  style: StyleReport,
  own: readonly OwnItem[],
  lang: Lang,
  told: Told = new Told(),
): Claim[] {
  const here = among(own);
  const greetings = (id: string, list: readonly Usage[], intro: Record<Lang, string>) =>
    usages(
      id,
      told.fresh(used(list, here), (usage) => usage, USAGES_NAMED),
      here,
      lang,
      intro,
    );
  const made = [
    greetings('openings', style.openings, { zh: '开口常说', en: 'Opens a talk with' }),
    greetings('farewells', style.farewells, { zh: '收尾常说', en: 'Ends a talk with' }),
  ];
  return made.filter((one) => one !== null);
}

/** The items of a usage that are in this bundle: style.json may name others, outside its period or forgotten since. */
type Here = (ids: readonly string[]) => OwnItem[];

function among(own: readonly OwnItem[]): Here {
  const known = new Map(own.map((item) => [item.id, item]));
  return (ids) => ids.flatMap((id) => known.get(id) ?? []);
}

/** Usages in the words of this bundle: style.json counts forms in simplified characters and small letters. */
const written = <T extends { text: string; items: readonly string[] }>(list: readonly T[], here: Here): T[] =>
  list.flatMap((usage) => {
    const texts = here(usage.items).map(({ text }) => text);
    return texts.length ? { ...usage, text: asWritten(usage.text, texts) } : [];
  });

const used = (list: readonly Usage[], here: Here) =>
  written(
    list.filter(({ count }) => count >= USED),
    here,
  );

function catchPhrases(style: StyleReport, here: Here, lang: Lang, told: Told): Claim | null {
  const sure = written(
    style.catchPhrases.filter(({ z }) => z > SURE_Z),
    here,
  );
  const phrases = told.fresh(sure, (phrase) => phrase, CATCH_PHRASES_NAMED);
  // Where only a part of the sessions was searched, a count is a lower bound.
  const { exact } = style.method.phrases;
  const times = (n: number) =>
    lang === 'zh' ? `（${exact ? '' : '至少 '}${n} 次）` : ` (${exact ? '' : 'at least '}${n})`;
  return claim(
    {
      id: 'expression.catch-phrases',
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(phrases.map(({ text, count }) => [text, count])),
      say: {
        zh: `口头禅（别人很少这么说）：${phrases.map(({ text, count }) => inQuotes(text, lang) + times(count)).join('、')}。不要每句都用。`,
        en: `Phrases of their own (others seldom use them): ${phrases.map(({ text, count }) => inQuotes(text, lang) + times(count)).join(', ')}. Not in every line.`,
      },
    },
    lang,
    phrases.flatMap(({ items }) => here(items)),
  );
}

function usages(id: string, list: readonly Usage[], here: Here, lang: Lang, intro: Record<Lang, string>): Claim | null {
  const most = used(list, here).slice(0, USAGES_NAMED);
  const forms = most.map(({ text, count }) => `${inQuotes(text, lang)}×${count}`);
  return claim(
    {
      id: `expression.${id}`,
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(most.map(({ text, count }) => [text, count])),
      say: { zh: `${intro.zh}：${forms.join('、')}。`, en: `${intro.en}: ${forms.join(', ')}.` },
    },
    lang,
    most.flatMap(({ items }) => here(items)),
  );
}

function delay({ overall, method }: StyleReport, own: readonly OwnItem[], lang: Lang): Claim | null {
  const { p50, p90, n } = overall.replyDelay;
  const { answers } = method.delays;
  const [soonest, latest] = DELAY;
  if (n < DELAYS) return null;
  const count =
    n === answers
      ? { zh: `全部 ${n} 次回复`, en: `all ${n}` }
      : { zh: `${answers} 次回复里有 ${n} 次`, en: `${n} of ${answers}` };
  const say = (seconds: number, zh: boolean) =>
    seconds < 90
      ? `${Math.round(seconds)} ${zh ? '秒' : 's'}`
      : seconds < 5400
        ? `${figure(seconds / 60)} ${zh ? '分钟' : 'min'}`
        : `${figure(seconds / 3600)} ${zh ? '小时' : 'h'}`;
  return claim(
    {
      id: 'expression.reply-delay',
      layer: 'expression',
      evidence: 'counted',
      figures: { median: Math.round(p50), p90: Math.round(p90), answers },
      n,
      say: {
        zh: `私聊里隔了 ${say(soonest, true)}到 ${say(latest, true)}才回的消息（${count.zh}），一半在 ${say(p50, true)}内，十次里九次在 ${say(p90, true)}内。`,
        en: `Of the answers in private chats that came after ${say(soonest, false)} to ${say(latest, false)} (${count.en}), half came within ${say(p50, false)} and nine in ten within ${say(p90, false)}.`,
      },
    },
    lang,
    own.filter(({ kind }) => kind === 'message'),
  );
}
