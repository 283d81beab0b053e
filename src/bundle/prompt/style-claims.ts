import type { StyleReport, Usage } from '../../core/style.ts';
import type { Item, Lang } from '../../core/types.ts';
import { claim, figure, quoted } from './claims.ts';
import type { Claim } from './profile.ts';

/** Beyond chance: two-sided 5 %. */
const SURE_Z = 1.96;

/** What only the whole corpus can tell: phrases that others do not use, how talks begin and end, what changed over the years. */
export function styleClaims(style: StyleReport, own: readonly Item[], lang: Lang): Claim[] {
  const known = new Set(own.map(({ id }) => id));
  // With a period window or items forgotten since, style.json may speak of items that are not in this bundle.
  const here = (ids: readonly string[]) => ids.filter((id) => known.has(id));
  const made = [
    catchPhrases(style, here, lang),
    usages('openings', style.openings, here, lang, { zh: '开口常说', en: 'Opens a talk with' }),
    usages('farewells', style.farewells, here, lang, { zh: '收尾常说', en: 'Ends a talk with' }),
    usages('connectors', style.overall.connectors, here, lang, {
      zh: '爱用的连接词',
      en: 'Favourite connecting words',
    }),
    usages('adverbs', style.overall.adverbs, here, lang, { zh: '爱用的副词', en: 'Favourite adverbs' }),
    ...style.dialect.map((dialect) =>
      usages(
        `dialect-${dialect.region}`,
        dialect.words.filter(({ count }) => count >= 2),
        here,
        lang,
        { zh: '带方言词', en: 'Dialect words' },
      ),
    ),
    delay(style, own, lang),
  ];
  return made.filter((one) => one !== null);
}

type Here = (ids: readonly string[]) => string[];

function catchPhrases(style: StyleReport, here: Here, lang: Lang): Claim | null {
  const phrases = style.catchPhrases.filter(({ z, items }) => z > SURE_Z && here(items).length > 0).slice(0, 16);
  // Where only a part of the sessions was looked through, a count is the least that it can be.
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
        zh: `口头禅（别人很少这么说）：${phrases.map(({ text, count }) => quoted(text, lang) + times(count)).join('、')}。不要每句都用。`,
        en: `Phrases of their own (others seldom use them): ${phrases.map(({ text, count }) => quoted(text, lang) + times(count)).join(', ')}. Not in every line.`,
      },
    },
    lang,
    phrases.flatMap(({ items }) => here(items)),
  );
}

function usages(id: string, list: readonly Usage[], here: Here, lang: Lang, intro: Record<Lang, string>): Claim | null {
  const used = list.filter(({ items, count }) => count >= 2 && here(items).length > 0).slice(0, 8);
  const forms = used.map(({ text, count }) => `${quoted(text, lang)}×${count}`);
  return claim(
    {
      id: `expression.${id}`,
      layer: 'expression',
      evidence: 'counted',
      figures: Object.fromEntries(used.map(({ text, count }) => [text, count])),
      say: { zh: `${intro.zh}:${forms.join('、')}。`, en: `${intro.en}: ${forms.join(', ')}.` },
    },
    lang,
    used.flatMap(({ items }) => here(items)),
  );
}

function delay({ overall }: StyleReport, own: readonly Item[], lang: Lang): Claim | null {
  const { p50, p90, n } = overall.replyDelay;
  if (n < 10) return null;
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
      figures: { median: Math.round(p50), p90: Math.round(p90) },
      say: {
        zh: `回消息一般要 ${say(p50, true)}，十次里九次在 ${say(p90, true)} 内。`,
        en: `Usually answers after ${say(p50, false)}; nine times in ten within ${say(p90, false)}.`,
      },
    },
    lang,
    own.filter(({ kind }) => kind === 'message'),
  );
}
