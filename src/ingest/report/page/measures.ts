import { counted, grouped } from '../../../core/counted.ts';
import { both } from '../../../core/html.ts';
import { DELAY, type Distribution, type StyleReport } from '../../../core/style.ts';
import type { Bilingual } from '../../../core/types.ts';
import { percent, table } from './charts.ts';
import { delay, isOfTalk, of, plain, unitOf } from './figure-texts.ts';
import { note } from './sections.ts';

/** How long messages and answers are, who begins and ends, and what none of the figures is of. */
export function measures(style: StyleReport): string {
  const { overall } = style;
  const line = (text: Bilingual, spread: Distribution, show: (value: number) => Bilingual = plain) =>
    spread.n
      ? [
          [
            both(text),
            both(show(spread.p50)),
            `${both(show(spread.p10))} – ${both(show(spread.p90))}`,
            grouped(spread.n),
          ],
        ]
      : [];
  const rows = [
    ...line(unitOf(style).length, overall.bubbleChars),
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
  return table(heads, rows) + answersCounted(style) + opens + notCounted(style);
}

/** Which answers the time to answer is of. */
function answersCounted({ overall, method: { delays } }: StyleReport): string {
  const { n } = overall.replyDelay;
  if (!n) return '';
  const [soonest, latest] = DELAY.map(delay) as [Bilingual, Bilingual];
  const text = {
    en: `The time to answer counts only what came after ${soonest.en} to ${latest.en} in private chats: ${grouped(n)} of ${counted(delays.answers, 'answer')}.`,
    zh: `隔多久回复：只算私聊里隔了 ${soonest.zh}到 ${latest.zh}才回的，${grouped(delays.answers)} 次回复里有 ${grouped(n)} 次。`,
  };
  if (delays.withoutSeconds) {
    text.en += ` ${counted(delays.withoutSeconds, 'more tells', 'more tell')} no seconds.`;
    text.zh += `另有 ${grouped(delays.withoutSeconds)} 次的时间没有秒数，没有计入。`;
  }
  return note(text);
}

/** Why fewer items are counted than the corpus has of the person. */
function notCounted(style: StyleReport): string {
  const { heldOut, leftOut } = style.method;
  const posts = isOfTalk(style) ? (style.bySource.post?.n.bubbles ?? 0) : 0;
  const essays = isOfTalk(style) ? (style.bySource.essay?.n.bubbles ?? 0) : 0;
  const parts: [n: number, text: Bilingual][] = [
    [
      heldOut.bubbles,
      {
        en: `${grouped(heldOut.bubbles)} in the tenth that is set aside for \`persona eval\``,
        zh: `${grouped(heldOut.bubbles)} 条在为 \`persona eval\` 留出的一成里`,
      },
    ],
    [posts, { en: `${counted(posts, 'post')} with words`, zh: `有文字的动态 ${grouped(posts)} 条` }],
    [essays, { en: `${counted(essays, 'essay')} with words`, zh: `有文字的文章 ${grouped(essays)} 篇` }],
    [
      leftOut.noWords,
      { en: `${grouped(leftOut.noWords)} without words`, zh: `${grouped(leftOut.noWords)} 条没有文字` },
    ],
    [leftOut.copied, { en: `${grouped(leftOut.copied)} copied`, zh: `${grouped(leftOut.copied)} 条是转贴` }],
  ];
  const texts = parts.filter(([n]) => n > 0).map(([, text]) => text);
  if (!texts.length) return '';
  return note({
    en: `Of the person’s items these are in none of the figures here: ${texts.map(({ en }) => en).join(', ')}.`,
    zh: `本人的内容里，以下没有计入这些数字：${texts.map(({ zh }) => zh).join('，')}。`,
  });
}
