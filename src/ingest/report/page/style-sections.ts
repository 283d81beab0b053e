import { counted, grouped } from '../../../core/counted.ts';
import { both, escapeHtml } from '../../../core/html.ts';
import type { Distribution, Drift, Greeting, Rate, StyleReport, Usage } from '../../../core/style.ts';
import { RATES } from '../../../core/style.ts';
import type { Bilingual } from '../../../core/types.ts';
import { RATE_TEXT } from '../../../core/wording/corpus.ts';
import { bars, chips, percent, table } from './charts.ts';
import { delay, of, plain, type Unit, unitOf } from './figure-texts.ts';
import { measures } from './measures.ts';
import { note, section } from './sections.ts';

const PHRASES = 40;
const WORDS = 16;
const PARTNERS = 15;
const DRIFTS = 12;
/** A smaller rate would be shown as 0. */
const LEAST_RATE = 0.0005;
/** Rates that mean something to a family; the others are for programs. */
const SHOWN_RATES: readonly Rate[] = RATES.filter((rate) => rate !== 'masked');

/** How the person writes. The person's words appear only as habits: phrases, particles, greetings. */
export function styleSections(style: StyleReport): string {
  const { overall } = style;
  if (!overall.n.bubbles) return '';
  return [
    section({ en: 'How the person writes', zh: '本人怎么写' }, measures(style)),
    `<div class="two">${[
      words({ en: 'Own phrases', zh: '口头禅' }, style.catchPhrases, PHRASES, phrasesText(style)),
      words({ en: 'Final particles', zh: '语气词' }, overall.particles, WORDS),
      words({ en: 'Laughter', zh: '怎么笑' }, overall.laughter, WORDS),
      words({ en: 'Emoji', zh: '表情' }, byCount([...overall.emoji, ...overall.codes]), WORDS),
      words({ en: 'First words of a talk', zh: '开头的话' }, style.openings, WORDS, sessionsText(style.openings)),
      words({ en: 'Last words of a talk', zh: '结尾的话' }, style.farewells, WORDS, sessionsText(style.farewells)),
    ].join('')}</div>`,
    rates(style),
    partners(style),
    changes(style.drift, unitOf(style)),
  ].join('\n');
}

/** What the counts of phrases are based on: of a very large corpus not everything is counted. */
function phrasesText({ method: { phrases } }: StyleReport): Bilingual {
  const text = {
    en: 'More frequent than with the others and in everyday chat.',
    zh: '比其他人、也比日常聊天中用得更多。',
  };
  if (phrases.everySession > 1) {
    text.en += ` Counted in one talk of ${phrases.everySession} only.`;
    text.zh += `每 ${phrases.everySession} 次聊天只数其中一次。`;
  } else if (!phrases.exact) {
    text.en += ' So many that some uses were not counted.';
    text.zh += '内容太多，有些没有数进去。';
  }
  return text;
}

function sessionsText(greetings: readonly Greeting[]): Bilingual | undefined {
  const n = greetings[0]?.n;
  return n === undefined
    ? undefined
    : { en: `In ${counted(n, 'talk')} in which the person wrote.`, zh: `本人说过话的聊天共 ${grouped(n)} 次。` };
}

const byCount = (usages: readonly Usage[]) => [...usages].sort((a, b) => b.count - a.count);

function words(
  title: Bilingual,
  usages: readonly { text: string; count: number }[],
  most: number,
  about?: Bilingual,
): string {
  if (!usages.length) return '';
  const body = chips(usages, most) + (about ? note(about) : '');
  return `<div>${section(title, body)}</div>`;
}

function rates(style: StyleReport): string {
  const { n, rates: shares } = style.overall;
  const { one, several, measure } = unitOf(style);
  const lines = SHOWN_RATES.map((rate) => ({ rate, ...shares[rate] }))
    .filter(({ value }) => value >= LEAST_RATE)
    .sort((a, b) => b.value - a.value)
    .map(({ rate, value }) => ({ name: both(RATE_TEXT[rate]), value, shown: percent(value) }));
  const about = {
    en: `Of ${counted(n.bubbles, one, several.en)}; letters and digits of ${counted(n.chars, 'character')}.`,
    zh: `共 ${grouped(n.bubbles)} ${measure}${several.zh}；字母和数字按全部 ${grouped(n.chars)} 个字计。`,
  };
  return lines.length
    ? section(
        { en: `In how many ${several.en} there is …`, zh: `多少${several.zh}里有……` },
        `${bars(lines)}${note(about)}`,
      )
    : '';
}

function partners({ byPartner, method }: StyleReport): string {
  if (!byPartner.length) return '';
  const heads = [
    { en: 'with', zh: '对谁' },
    { en: 'messages', zh: '条数' },
    { en: 'characters', zh: '字数' },
    { en: 'answers in', zh: '多久回复' },
    { en: 'calls them', zh: '称呼' },
  ];
  const unsure = ` <span class="soft small">${both({ en: 'unsure', zh: '仅供参考' })}</span>`;
  const mark = (spread: Distribution) => (spread.unsure ? unsure : '');
  const rows = byPartner.slice(0, PARTNERS).map(({ name, n, bubbleChars, replyDelay, address }) => [
    escapeHtml(name),
    grouped(n.bubbles),
    both(plain(bubbleChars.p50)) + mark(bubbleChars),
    replyDelay.n ? both(delay(replyDelay.p50)) + mark(replyDelay) : '–',
    address
      .slice(0, 4)
      .map(({ text }) => escapeHtml(text))
      .join('、') || '–',
  ]);
  const all = method.partners.listed + method.partners.others;
  const busiest = {
    en: `Of the ${grouped(all)} chats in which the person wrote, those with the most messages.`,
    zh: `本人说过话的聊天共 ${grouped(all)} 个，这里是条数最多的几个。`,
  };
  const about = all > rows.length ? note(busiest) : '';
  return section({ en: 'With whom', zh: '对不同的人' }, table(heads, rows) + about);
}

const FEATURES: Record<string, Bilingual> = {
  'turn-chars': { en: 'characters in a turn', zh: '一次发言的字数' },
  'bubbles-per-turn': { en: 'messages in a row', zh: '一次连发几条' },
  'reply-delay': { en: 'time to answer', zh: '回复间隔' },
  opens: { en: 'begins the talk', zh: '由本人开始' },
  closes: { en: 'ends the talk', zh: '由本人结束' },
};

function featureText(feature: string, { length }: Unit): Bilingual {
  if (feature === 'bubble-chars') return length;
  const [kind = '', what = ''] = feature.split(':');
  if (kind === 'rate') return RATE_TEXT[what as Rate] ?? { en: what, zh: what };
  if (kind === 'end') return { en: `ends in ${what}`, zh: what === 'none' ? '末尾不加标点' : `以“${what}”结尾` };
  if (kind === 'particle') return { en: `says ${what}`, zh: `说“${what}”` };
  return FEATURES[feature] ?? { en: feature, zh: feature };
}

function changes(drift: readonly Drift[], unit: Unit): string {
  if (!drift.length) return '';
  const isShare = (feature: string) => feature.includes(':') || feature === 'opens' || feature === 'closes';
  const show = (feature: string, value: number): string =>
    isShare(feature) ? percent(value) : both(feature === 'reply-delay' ? delay(value) : plain(value));
  const heads = [
    { en: '', zh: '' },
    { en: 'from', zh: '从' },
    { en: 'to', zh: '到' },
  ];
  const rows = drift
    .slice(0, DRIFTS)
    .map(({ feature, from, to }) => [
      both(featureText(feature, unit)),
      `${from.year}: ${show(feature, from.value)} <span class="soft small">${both(of(from))}</span>`,
      `${to.year}: ${show(feature, to.value)} <span class="soft small">${both(of(to))}</span>`,
    ]);
  return section({ en: 'What changed over the years', zh: '这些年的变化' }, table(heads, rows));
}
