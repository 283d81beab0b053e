/**
 * What QQ's message manager writes above each chat of a file that it saves, in a text between rules, in a page (.mht)
 * without them:
 *   ================================================================
 *   消息分组:我的好友
 *   ================================================================
 *   消息对象:林晓
 *   ================================================================
 * A page has the messages of each day below a line `日期: 2014-02-03`.
 */
const CHAT = /^消息(?:分组|对象)[:：]/u;
const RULE = /^={32,}$/u;
const FILE = /^消息记录（此消息记录为文本格式/u;

/** Whether a line says that QQ saved the chat below it. */
export const isQqTitle = (line: string): boolean => FILE.test(line) || CHAT.test(line);

/**
 * Whether a line is one of those above a chat. Below a message somebody may have typed it: then the line under it must
 * be one too.
 */
export const isAboveQqChat = (line: string, under: string | undefined, isBelowMessage: boolean): boolean =>
  (RULE.test(line) || CHAT.test(line)) && (!isBelowMessage || CHAT.test(under ?? ''));

/** Whom the chat is with, or what the group is called; '' where the line does not tell. */
export const qqChatName = (line: string): string => /^消息对象[:：](.*)/u.exec(line)?.[1]?.trim() ?? '';

/** Whether a line of a page stands above the messages of a day. */
export const isQqDay = (line: string): boolean => /^日期[:：]/u.test(line);

/** The numbers under which QQ itself says who joined or took a message back. */
export const QQ_ITSELF: ReadonlySet<string> = new Set(['10000', '1000000']);
