import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote, ReadItem, Sender } from '../../../core/types.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { isObject, type JsonObject, num, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { KINDS, kindOfV3, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { chatOfFile, NOBODY } from '../families/chat-item.ts';
import { chatlogReply, titled } from '../families/chatlog-content.ts';
import { jsonChat } from '../families/json-chat.ts';
import { senderOf } from '../families/sender-cache.ts';

/**
 * chatlog: a saved answer of `GET /api/v1/chatlog?…&format=json`, one array, sometimes of several chats.
 *   {"seq":1695874082000,"time":"2023-09-28T12:08:02+08:00","talker":"wxid_chenmo01","talkerName":"陈默","isChatRoom":false,
 *    "sender":"wxid_chenmo01","senderName":"陈默","isSelf":false,"type":49,"subType":57,"content":"放我那屋。",
 *    "contents":{"refer":{"senderName":"林晓","type":1,"content":"又买书？"}}}
 * The owner's rows have no senderName, and in private chats of 3.x no sender. System rows have the sender 系统消息, and
 * isSelf may be true. A voice message names its server id; its sound is only on the program's server. chatlog_alpha
 * fills an empty content with what its text shows. Source: sjzar/chatlog, message.go; teest114514/chatlog_alpha,
 * route.go.
 */
export const chatlogJson = jsonChat({
  id: 'chatlog-json',
  title: { en: 'chatlog, saved answer (.json)', zh: 'chatlog 查询结果（.json）' },
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  array: null,
  detect: ({ items }) =>
    items.some((item) => isObject(item) && 'isChatRoom' in item && 'isSelf' in item && 'seq' in item),
  open: (_frame, file) => {
    const cache = new Map<string, Sender>();
    return (message, record) => chatlogItem(message, record, file, cache);
  },
});

function chatlogItem(
  message: JsonObject,
  record: number,
  file: ExportFile,
  cache: Map<string, Sender>,
): ReadItem | null {
  if (message.type === undefined) return null;
  const content = str(message.content);
  const known = message.sender === '系统消息' ? KINDS.system : kindOfV3(num(message.type), num(message.subType) || 0);
  const kind = known === KINDS.system ? systemKind(content) : known;
  const talker = str(message.talker);
  const item: ReadItem = {
    kind: 'message',
    type: kind.type,
    conversation: talker || str(message.talkerName) || chatOfFile(file).name,
    conversationName: str(message.talkerName) || talker,
    group: message.isChatRoom === true,
    sender: kind.dropped ? NOBODY : senderOfMessage(message, cache),
    direction: message.isSelf === true ? 'sent' : 'received',
    time: isoTime(str(message.time)) ?? epochSeconds(message.seq),
    text: '',
    rowId: str(message.seq),
    source: { format: 'chatlog-json', file: file.path, record },
  };
  if (kind.dropped) {
    item.text = content;
    item.dropped = kind.dropped;
  } else addContents(item, kind, content, obj(message.contents), file);
  return item;
}

function senderOfMessage(message: JsonObject, cache: Map<string, Sender>): Sender {
  const own = message.isSelf === true;
  const peer = own || message.isChatRoom === true ? '' : str(message.talker);
  const id = str(message.sender) || peer;
  const name = str(message.senderName) || (peer ? str(message.talkerName) : '') || (own && !id ? '我' : '');
  const key = `${id}\u0000${name}`;
  const sender = cache.get(key) ?? senderOf(id || undefined, [name]);
  cache.set(key, sender);
  return sender;
}

function addContents(item: ReadItem, kind: MessageKind, content: string, contents: JsonObject, file: ExportFile): void {
  if (kind.words) item.text = content;
  if (kind === KINDS.quote) {
    const shown = chatlogReply(content);
    if (shown) item.text = shown.text ?? '';
    const quote = quoteOf(obj(contents.refer)) ?? shown?.quote;
    if (quote) item.quote = quote;
  } else if (kind === KINDS.voice) {
    const id = str(contents.voice);
    item.media = id ? findVoice(file, null, { messageId: id }) : { path: '' };
    if (id) item.messageId = id;
  } else if (kind === KINDS.location) {
    const title = str(contents.label);
    if (title) item.title = title;
  } else if (!kind.words) {
    const title = str(contents.title) || titled(/^\[[^|\]]*\|([^\]]*)\]/u.exec(content)?.[1] ?? '').title;
    if (title) item.title = title;
  }
}

function quoteOf(refer: JsonObject): Quote | null {
  if (!Object.keys(refer).length) return null;
  const sender = str(refer.senderName) || str(refer.sender);
  return { text: str(refer.content), ...(sender ? { sender } : {}) };
}
