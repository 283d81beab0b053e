import { counted } from '../../../core/counted.ts';
import { both } from '../../../core/html.ts';
import type { Distribution, StyleReport } from '../../../core/style.ts';
import type { Text } from '../../../core/types.ts';
import { count, percent, table } from './charts.ts';
import { delay, isOfTalk, of, plain, unitOf } from './figure-texts.ts';
import { note } from './sections.ts';

/** How long messages and answers are, who begins and ends, and what none of the figures is of. */
export function measures(style: StyleReport): string {
  const { overall } = style;
  const line = (text: Text, spread: Distribution, show: (value: number) => Text = plain) =>
    spread.n
      ? [[both(text), both(show(spread.p50)), `${both(show(spread.p10))} – ${both(show(spread.p90))}`, count(spread.n)]]
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
  return table(heads, rows) + opens + notCounted(style);
}

/** Why fewer items are counted than the corpus has of the person. */
function notCounted(style: StyleReport): string {
  const { heldOut, leftOut } = style.method;
  const posts = isOfTalk(style) ? (style.bySource.post?.n.bubbles ?? 0) : 0;
  const essays = isOfTalk(style) ? (style.bySource.essay?.n.bubbles ?? 0) : 0;
  const parts: [n: number, text: Text][] = [
    [
      heldOut.bubbles,
      {
        en: `${count(heldOut.bubbles)} in the tenth that is set aside for \`persona eval\``,
        zh: `${count(heldOut.bubbles)} 条在为 \`persona eval\` 留出的一成里`,
      },
    ],
    [posts, { en: `${counted(posts, 'post')} with words`, zh: `有文字的动态 ${count(posts)} 条` }],
    [essays, { en: `${counted(essays, 'essay')} with words`, zh: `有文字的文章 ${count(essays)} 篇` }],
    [leftOut.noWords, { en: `${count(leftOut.noWords)} without words`, zh: `${count(leftOut.noWords)} 条没有文字` }],
    [leftOut.copied, { en: `${count(leftOut.copied)} copied`, zh: `${count(leftOut.copied)} 条是转贴` }],
  ];
  const texts = parts.filter(([n]) => n > 0).map(([, text]) => text);
  if (!texts.length) return '';
  return note({
    en: `Of the person’s items these are in none of the figures here: ${texts.map(({ en }) => en).join(', ')}.`,
    zh: `本人的内容里，以下没有计入这些数字：${texts.map(({ zh }) => zh).join('，')}。`,
  });
}
