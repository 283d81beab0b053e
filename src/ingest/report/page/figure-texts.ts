import { grouped } from '../../../core/counted.ts';
import type { StyleReport } from '../../../core/style.ts';
import type { Bilingual, Seconds } from '../../../core/types.ts';

/** What the figures of `overall` count, in the words of a caption. */
export interface Unit {
  /** In English. */
  one: string;
  several: Bilingual;
  /** The Chinese measure word. */
  measure: string;
  /** Says that a figure is how long one is. */
  length: Bilingual;
}

const MESSAGE: Unit = {
  one: 'message',
  several: { en: 'messages', zh: '消息' },
  measure: '条',
  length: { en: 'characters in a message', zh: '一条消息的字数' },
};
const POST: Unit = {
  one: 'post',
  several: { en: 'posts', zh: '动态' },
  measure: '条',
  length: { en: 'characters in a post', zh: '一条动态的字数' },
};
const ESSAY: Unit = {
  one: 'essay',
  several: { en: 'essays', zh: '文章' },
  measure: '篇',
  length: { en: 'characters in an essay', zh: '一篇文章的字数' },
};
const WRITING: Unit = {
  one: 'post or essay',
  several: { en: 'posts and essays', zh: '动态和文章' },
  measure: '条',
  length: { en: 'characters in a post or essay', zh: '一条动态或一篇文章的字数' },
};

/** Whether `overall` is of chats and voice messages; otherwise there are none, and it is of posts and essays. */
export const isOfTalk = ({ bySource }: Pick<StyleReport, 'bySource'>): boolean =>
  bySource.chat !== undefined || bySource.voice !== undefined;

export function unitOf(style: Pick<StyleReport, 'bySource'>): Unit {
  if (isOfTalk(style)) return MESSAGE;
  if (!style.bySource.essay) return POST;
  return style.bySource.post ? WRITING : ESSAY;
}

/** The number of cases, after a share; with a mark where there are too few to be sure. `unit`: its Chinese measure word. */
export const of = ({ n, unsure }: { n: number; unsure?: true }, unit = ''): Bilingual => ({
  en: `of ${grouped(n)}${unsure ? ', unsure' : ''}`,
  zh: `共 ${grouped(n)}${unit}${unsure ? '，数量少，仅供参考' : ''}`,
});

/** To one decimal. */
export const plain = (value: number): Bilingual => {
  const text = grouped(Math.round(value * 10) / 10);
  return { en: text, zh: text };
};

export function delay(value: Seconds): Bilingual {
  if (value < 60) return { en: `${Math.round(value)} s`, zh: `${Math.round(value)} 秒` };
  if (value < 3600) return { en: `${Math.round(value / 60)} min`, zh: `${Math.round(value / 60)} 分钟` };
  const { en, zh } = plain(value / 3600);
  return { en: `${en} h`, zh: `${zh} 小时` };
}
