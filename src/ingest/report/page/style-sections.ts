import { counted } from '../../../core/counted.ts';
import { both, escapeHtml } from '../../../core/html.ts';
import type { Distribution, Drift, Greeting, Rate, StyleReport, Usage } from '../../../core/style.ts';
import { RATES } from '../../../core/style.ts';
import type { Seconds, Text } from '../../../core/types.ts';
import { RATE_TEXT } from '../../../core/wording/corpus.ts';
import { bars, chips, count, percent, table } from './charts.ts';
import { section } from './sections.ts';

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
    changes(style.drift),
  ].join('\n');
}

/** What the counts of phrases are based on: of a very large corpus not everything is counted. */
function phrasesText({ method: { phrases } }: StyleReport): Text {
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

function sessionsText(greetings: readonly Greeting[]): Text | undefined {
  const n = greetings[0]?.n;
  return n === undefined
    ? undefined
    : { en: `In ${counted(n, 'talk')} in which the person wrote.`, zh: `本人说过话的聊天共 ${count(n)} 次。` };
}

/** The number of cases, after a share; with a mark where there are too few to be sure. `unit`: its Chinese measure word. */
const of = ({ n, unsure }: { n: number; unsure?: true }, unit = ''): Text => ({
  en: `of ${count(n)}${unsure ? ', unsure' : ''}`,
  zh: `共 ${count(n)}${unit}${unsure ? '，数量少，仅供参考' : ''}`,
});

const byCount = (usages: readonly Usage[]) => [...usages].sort((a, b) => b.count - a.count);

function measures({ overall, method }: StyleReport): string {
  const line = (text: Text, spread: Distribution, show: (value: number) => Text = plain) =>
    spread.n
      ? [[both(text), both(show(spread.p50)), `${both(show(spread.p10))} – ${both(show(spread.p90))}`, count(spread.n)]]
      : [];
  const rows = [
    ...line({ en: 'characters in a message', zh: '一条消息的字数' }, overall.bubbleChars),
    ...line({ en: 'messages in a row', zh: '一次连发几条' }, overall.bubblesPerTurn),
    ...line({ en: 'time to answer', zh: '隔多久回复' }, overall.replyDelay, delay),
  ];
  const opens = overall.opens.n
    ? `<p>${both({
        en: `Began ${percent(overall.opens.value)} of the talks in which both sides wrote and ended ${percent(overall.closes.value)} of them (${of(overall.opens, ' 次').en}).`,
        zh: `双方都说过话的聊天中，${percent(overall.opens.value)} 由本人开始，${percent(overall.closes.value)} 由本人结束（${of(overall.opens, ' 次').zh}）。`,
      })}</p>`
    : '';
  const heads = [
    { en: '', zh: '' },
    { en: 'half below', zh: '一半低于' },
    { en: 'eight in ten between', zh: '八成在此之间' },
    { en: 'of', zh: '样本数' },
  ];
  return table(heads, rows) + opens + notCounted(method);
}

/** Why fewer messages are counted than the corpus has of the person. */
function notCounted({ heldOut, leftOut }: StyleReport['method']): string {
  const parts: Text[] = [
    ...(heldOut.bubbles
      ? [
          {
            en: `${count(heldOut.bubbles)} in the tenth of the talks that is set aside for \`persona eval\``,
            zh: `${count(heldOut.bubbles)} 条在为 \`persona eval\` 留出的一成聊天里`,
          },
        ]
      : []),
    ...(leftOut.noWords
      ? [{ en: `${count(leftOut.noWords)} without words`, zh: `${count(leftOut.noWords)} 条没有文字` }]
      : []),
    ...(leftOut.copied ? [{ en: `${count(leftOut.copied)} copied`, zh: `${count(leftOut.copied)} 条是转贴` }] : []),
  ];
  if (!parts.length) return '';
  const text = {
    en: `Of the person’s items these are in none of the figures here: ${parts.map(({ en }) => en).join(', ')}.`,
    zh: `本人的内容里，以下没有计入这些数字：${parts.map(({ zh }) => zh).join('，')}。`,
  };
  return `<p class="soft small">${both(text)}</p>`;
}

const plain = (value: number): Text => {
  const text = count(Math.round(value * 10) / 10);
  return { en: text, zh: text };
};

function delay(value: Seconds): Text {
  if (value < 60) return { en: `${Math.round(value)} s`, zh: `${Math.round(value)} 秒` };
  if (value < 3600) return { en: `${Math.round(value / 60)} min`, zh: `${Math.round(value / 60)} 分钟` };
  return { en: `${(value / 3600).toFixed(1)} h`, zh: `${(value / 3600).toFixed(1)} 小时` };
}

function words(title: Text, usages: readonly { text: string; count: number }[], most: number, about?: Text): string {
  if (!usages.length) return '';
  const body = chips(usages, most) + (about ? `<p class="soft small">${both(about)}</p>` : '');
  return `<div>${section(title, body)}</div>`;
}

function rates({ overall }: StyleReport): string {
  const lines = SHOWN_RATES.map((rate) => ({ rate, ...overall.rates[rate] }))
    .filter(({ value }) => value >= LEAST_RATE)
    .sort((a, b) => b.value - a.value)
    .map(({ rate, value }) => ({ name: both(RATE_TEXT[rate]), value, shown: percent(value) }));
  const messages = count(overall.n.bubbles);
  const about = both({
    en: `Of ${counted(overall.n.bubbles, 'message')}; letters and digits of all ${count(overall.n.chars)} characters.`,
    zh: `共 ${messages} 条消息；字母和数字按全部 ${count(overall.n.chars)} 个字计。`,
  });
  return lines.length
    ? section(
        { en: 'In how many messages there is …', zh: '多少消息里有……' },
        `${bars(lines)}<p class="soft small">${about}</p>`,
      )
    : '';
}

function partners({ byPartner }: StyleReport): string {
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
    count(n.bubbles),
    both(plain(bubbleChars.p50)) + mark(bubbleChars),
    replyDelay.n ? both(delay(replyDelay.p50)) + mark(replyDelay) : '–',
    address
      .slice(0, 4)
      .map(({ text }) => escapeHtml(text))
      .join('、') || '–',
  ]);
  return section({ en: 'With whom', zh: '对不同的人' }, table(heads, rows));
}

const FEATURES: Record<string, Text> = {
  'bubble-chars': { en: 'characters in a message', zh: '一条消息的字数' },
  'turn-chars': { en: 'characters in a turn', zh: '一次发言的字数' },
  'bubbles-per-turn': { en: 'messages in a row', zh: '一次连发几条' },
  'reply-delay': { en: 'time to answer', zh: '回复间隔' },
  opens: { en: 'begins the talk', zh: '由本人开始' },
  closes: { en: 'ends the talk', zh: '由本人结束' },
};

function featureText(feature: string): Text {
  const [kind = '', what = ''] = feature.split(':');
  if (kind === 'rate') return RATE_TEXT[what as Rate] ?? { en: what, zh: what };
  if (kind === 'end') return { en: `ends in ${what}`, zh: what === 'none' ? '末尾不加标点' : `以“${what}”结尾` };
  if (kind === 'particle') return { en: `says ${what}`, zh: `说“${what}”` };
  return FEATURES[feature] ?? { en: feature, zh: feature };
}

function changes(drift: readonly Drift[]): string {
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
      both(featureText(feature)),
      `${from.year}: ${show(feature, from.value)} <span class="soft small">${both(of(from))}</span>`,
      `${to.year}: ${show(feature, to.value)} <span class="soft small">${both(of(to))}</span>`,
    ]);
  return section({ en: 'What changed over the years', zh: '这些年的变化' }, table(heads, rows));
}
