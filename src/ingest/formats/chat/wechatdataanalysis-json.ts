import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote, ReadItem, Sender } from '../../../core/types.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { isObject, type JsonObject, num, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { KINDS, kindOfV4, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { type ChatName, chatOfFile, NOBODY, setMessageId } from '../families/chat-item.ts';
import { jsonChat } from '../families/json-chat.ts';
import { senderOf } from '../families/sender-cache.ts';
import {
  directionOf,
  dropReason,
  HIDDEN_ACCOUNT,
  RENDER_TYPES,
  warnOfPrivacy,
  withoutFavourites,
} from '../families/wechatdataanalysis.ts';

/**
 * WeChatDataAnalysis: `conversations/<n>_<name>_<id>/messages.json` of its zip, or of the zip unpacked.
 *   {"id":"message_0:Msg_…:207","serverId":1269999524870328884,"createTime":1695874127,"type":34,"renderType":"voice",
 *    "isSent":false,"senderUsername":"wxid_chenmo01","senderDisplayName":"陈默","content":"[语音 2383秒]","voiceLength":"2383",
 *    "voiceTranscript":"…","offlineMedia":[{"kind":"voice","path":"media/voices/voice_1269999524870328884.mp3"}]}
 * `voiceLength` is in milliseconds, and the 秒 in the content is wrong. `renderType` tells the kind; where it is `text`,
 * which also stands for sign-up lists and notices, `type` does. System rows may be "sent" by a person, and where the
 * folder of the account is not called after the owner's id, no row at all is "sent".
 * Source: LifeArchiveProject/WeChatDataAnalysis a7092e7, chat_export_service.py.
 */
export const wechatdataanalysisJson = jsonChat({
  id: 'wechatdataanalysis-json',
  title: { en: 'WeChatDataAnalysis chat (.json in its .zip)', zh: 'WeChatDataAnalysis 聊天记录（.zip 里的 .json）' },
  carries: { senderIds: true, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: 'messages',
  needs: ['conversation'],
  detect: ({ frame, items }) =>
    'schemaVersion' in frame &&
    isObject(frame.conversation) &&
    'username' in frame.conversation &&
    (!items.length || items.some((item) => isObject(item) && 'renderType' in item)),
  open: (frame, file, { emit }) => {
    const chat = obj(frame.conversation);
    const id = str(chat.username);
    const account = str(frame.account);
    const hidden = account === HIDDEN_ACCOUNT;
    if (hidden) warnOfPrivacy(emit, file);
    const group = chat.isGroup === true || id.endsWith('@chatroom');
    const base = {
      conversation: id || str(chat.displayName) || chatOfFile(file).name,
      conversationName: str(chat.displayName) || id,
      group,
    };
    const open: Open = {
      file,
      base,
      account,
      hidden,
      chat: { id, name: base.conversationName, group },
      senders: new Map(),
    };
    return (message, record) => itemOf(message, record, open);
  },
});

interface Open {
  file: ExportFile;
  base: Pick<ReadItem, 'conversation' | 'conversationName' | 'group'>;
  chat: ChatName;
  account: string;
  /** Exported in privacy mode. */
  hidden: boolean;
  senders: Map<string, Sender>;
}

function itemOf(
  message: JsonObject,
  record: number,
  { file, base, chat, account, hidden, senders }: Open,
): ReadItem | null {
  if (message.type === undefined && message.renderType === undefined) return null;
  const content = str(message.content);
  const kind = kindOf(message, content);
  const dropped = dropReason(kind, hidden);
  const sent = message.isSent === true;
  const item: ReadItem = {
    kind: 'message',
    type: kind.type,
    ...base,
    sender: dropped ? NOBODY : senderOfMessage(message, senders),
    direction: sent ? 'sent' : directionOf(str(message.senderUsername), account, chat),
    time: epochSeconds(message.createTime) ?? isoTime(str(message.createTimeText)),
    text: '',
    rowId: str(message.id),
    source: { format: 'wechatdataanalysis-json', file: file.path, record },
  };
  setMessageId(item, str(message.serverId));
  if (dropped) {
    item.text = content;
    item.dropped = dropped;
  } else if (kind.words) {
    item.text = content;
    if (kind === KINDS.quote) addQuote(item, message);
  } else addOther(item, kind, message, file);
  return withoutFavourites(item);
}

function kindOf({ type, renderType }: JsonObject, content: string): MessageKind {
  const kind = kindOfV4(num(type));
  if (renderType === 'system') return kind === KINDS.pat ? kind : systemKind(content);
  if (kind === KINDS.system) return systemKind(content);
  const shown = RENDER_TYPES[str(renderType)];
  return shown === undefined || shown === KINDS.text ? kind : shown;
}

function senderOfMessage(message: JsonObject, senders: Map<string, Sender>): Sender {
  const id = str(message.senderUsername);
  const name = str(message.senderDisplayName);
  const key = `${id}\u0000${name}`;
  const sender = senders.get(key) ?? (id || name ? senderOf(id || undefined, [name]) : NOBODY);
  senders.set(key, sender);
  return sender;
}

function addQuote(item: ReadItem, message: JsonObject): void {
  const quote: Quote = { text: str(message.quoteContent) };
  const sender = str(message.quoteTitle) || str(message.quoteUsername);
  if (sender) quote.sender = sender;
  setMessageId(quote, str(message.quoteServerId));
  if (quote.text || sender || quote.messageId) item.quote = quote;
}

function addOther(item: ReadItem, kind: MessageKind, message: JsonObject, file: ExportFile): void {
  const media = Array.isArray(message.offlineMedia) ? message.offlineMedia.map(obj) : [];
  const path = str(media.find((one) => one.kind === MEDIA_KIND[kind.what])?.path);
  if (kind === KINDS.voice) {
    item.text = str(message.voiceTranscript);
    item.media = findVoice(file, path || null, item.messageId ? { messageId: item.messageId } : {});
    const seconds = num(message.voiceLength) / 1000;
    if (seconds >= 0) item.media.seconds = seconds;
    return;
  }
  if (path) item.media = findMedia(file, path);
  const title = str(message.title) || str(message.locationPoiname) || str(message.locationLabel);
  if (title) item.title = title;
}

const MEDIA_KIND: Partial<Record<MessageKind['what'], string>> = {
  voice: 'voice',
  image: 'image',
  video: 'video',
  sticker: 'emoji',
  file: 'file',
};
