import type { Quote } from '../../../core/types.ts';

/** What stands between own words and quoted ones: with an ASCII colon in MemoTrace 3, with a wide one since 2025. */
export type QuoteMark = '引用:' | '引用：';

/** The exporters' own words for a quoted message that is gone; older builds write 未知. */
const LOST = new Set(['未知', '无效的消息']);
/** No nickname is longer; what has no colon near its beginning, and in its first line, names nobody. */
const NAMED = /^([^:：\n]{0,64})[:：] ?/u;

/** `own words⏎引用：name: quoted`, as the texts and tables of MemoTrace write a reply; the first mark ends the own words. */
export function cutQuote(body: string, mark: QuoteMark): { text: string; quote?: Quote } {
  if (body.startsWith(mark)) return { text: '', quote: namedQuote(body.slice(mark.length)) };
  const at = body.indexOf(`\n${mark}`);
  return at < 0 ? { text: body } : { text: body.slice(0, at), quote: namedQuote(body.slice(at + 1 + mark.length)) };
}

/** `林晓: 又买书？`, in forks with a wide colon; of a lost message nothing is left but, at most, who wrote it. */
export function namedQuote(quoted: string): Quote {
  const [head = '', sender] = NAMED.exec(quoted) ?? [];
  const said = quoted.slice(head.length);
  return { ...(sender ? { sender } : {}), text: LOST.has(said) ? '' : said };
}
