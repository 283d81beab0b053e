import type { Quote } from '../../../core/types.ts';

/** The mark between own words and quoted ones: with an ASCII colon in MemoTrace 3, with a wide one since 2025. */
export type QuoteMark = '引用:' | '引用：';

/**
 * The exporter's own words for a quoted message that is gone. Before the first stands the account of the chat, whoever
 * wrote it (zprolab/WeChatMsg, wechat_v4.py); the second stands alone, in older builds.
 */
const [GONE, UNKNOWN] = ['无效的消息', '未知'] as const;
/** MemoTrace 3 puts these words in place of a reply that it cannot read (LC044/WeChatMsg, compress_content.py). */
const UNREAD = { text: '发生错误', quote: '引用错误' };
/** No nickname is longer. A text without a colon near its beginning, in its first line, names nobody. */
const NAMED = /^([^:：\n]{0,64})[:：] ?/u;

/**
 * Splits `own words⏎引用：name: quoted`, which is how MemoTrace's texts and tables write a reply. The own words end at the
 * first mark.
 */
export function splitQuote(body: string, mark: QuoteMark): { text: string; quote?: Quote } {
  if (body.startsWith(mark)) return { text: '', quote: namedQuote(body.slice(mark.length)) };
  const at = body.indexOf(`\n${mark}`);
  return at < 0 ? { text: body } : { text: body.slice(0, at), quote: namedQuote(body.slice(at + 1 + mark.length)) };
}

/** Reads `林晓: 又买书？`; forks write a wide colon. Of a lost message nothing is left. */
export function namedQuote(quoted: string): Quote {
  const [head = '', sender] = NAMED.exec(quoted) ?? [];
  const said = quoted.slice(head.length);
  if (said === GONE || quoted === UNKNOWN) return { text: '' };
  return { ...(sender ? { sender } : {}), text: said };
}

/** A quoted message whose writer is not told. */
export const namelessQuote = (quoted: string): Quote => ({ text: quoted === GONE ? '' : quoted });

/** A reply of MemoTrace 3 without what only says that it could not be read. */
export function readReply(reply: { text: string; quote?: Quote }): { text: string; quote?: Quote } {
  const fault = reply.text === UNREAD.text && (!reply.quote?.text || reply.quote.text === UNREAD.quote);
  return fault ? { text: '' } : reply;
}
