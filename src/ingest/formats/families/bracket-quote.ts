import type { Quote, ReadItem } from '../../../core/types.ts';
import { type JsonObject, str } from '../../../parse/loose-json.ts';
import { referredMessage } from '../../../parse/message-xml.ts';

/**
 * Adds the sender's own words and the quoted ones. The quoted words stand after the own words in brackets (WeFlow), in
 * the raw XML (CipherTalk), or nowhere.
 */
export function addQuote(item: ReadItem, message: JsonObject, content: string): void {
  const named = str(message.quotedSender);
  const at = quoteStart(content, named, str(message.quotedContent));
  item.text = at < 0 ? content : content.slice(0, at);
  const { sender: inBrackets, text: preview } = at < 0 ? { text: '' } : labelledQuote(content.slice(at + 4, -1));
  const raw = referredMessage(str(message.rawContent));
  const quote: Quote = { text: str(message.quotedContent) || preview || (raw?.text ?? '') };
  const sender = named || inBrackets || raw?.sender;
  const id = str(message.replyToMessageId) || str(message.quotedSvrid) || raw?.messageId;
  if (sender) quote.sender = sender;
  if (id) quote.messageId = id;
  if (quote.text || sender || id) item.quote = quote;
}

/**
 * Reads `name：preview`: a name may hold an ASCII colon (`哥: 上海：几点？`), which also stands for the wide one in old files.
 */
export function labelledQuote(label: string): Quote {
  const [, sender, text = ''] =
    /^([^：\n]{1,64})：([\s\S]*)$/u.exec(label) ?? /^([^:\n]{1,64}):([\s\S]*)$/u.exec(label) ?? [];
  return sender === undefined ? { text: label } : { sender, text };
}

/**
 * Where `[引用 name：preview]` begins; -1 where the content does not end with it. The quoted words may hold such a mark
 * too.
 */
function quoteStart(content: string, sender: string, quoted: string): number {
  if (!content.endsWith(']')) return -1;
  const exact = `[引用 ${sender}：${quoted}]`;
  if (content.endsWith(exact)) return content.length - exact.length;
  const named = sender ? content.lastIndexOf(`[引用 ${sender}`) : -1;
  return named < 0 ? content.lastIndexOf('[引用 ') : named;
}
