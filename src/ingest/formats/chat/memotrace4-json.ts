import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { serverId } from '../../../parse/cells.ts';
import { isObject, type JsonObject, num, str } from '../../../parse/loose-json.ts';
import { epochSeconds, ZoneClock } from '../../../parse/time.ts';
import { KINDS, kindOfV4, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { chatOfFile, setMessageId } from '../families/chat-item.ts';
import { jsonChat } from '../families/json-chat.ts';
import { namedQuote } from '../families/memotrace-quote.ts';
import { entryMedia, entryTitle } from '../families/memotrace4-entry.ts';
import { pageVoice } from '../families/memotrace4-voice.ts';
import { SenderCache, senderOf } from '../families/sender-cache.ts';

/**
 * MemoTrace since 2025: `<备注>.html.json` beside the page, the same messages unescaped.
 *   { "type": "34", "is_send": false, "timestamp": 1695874127, "server_id": "1269999524870328884", "display_name": "陈默",
 *     "path": "./voice/2023-09/20230928_120847_126999_0.mp3", "voice_to_text": "…", "duration": "2383" }
 * `type` is the number of 4.x as a string (for a pat the number 10000); `duration` of a voice message is in
 * milliseconds. There are only names; the folder tells the peer's wxid.
 */
export const memotrace4Json = jsonChat({
  id: 'memotrace4-json',
  title: { en: 'MemoTrace chat since 2025 (.html.json)', zh: '留痕 MemoTrace 聊天记录，2025 年起（.html.json）' },
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  array: null,
  detect: ({ items }) =>
    items.some((item) => isObject(item) && 'server_id' in item && 'is_send' in item && 'display_name' in item),
  open: (_frame, file, { timeZone }) => {
    const clock = new ZoneClock(timeZone);
    const chat = chatOfFile(file);
    const senders = new SenderCache((key) => {
      const name = key.slice(1);
      const isPeer = key[0] === '0' && chat.group === false;
      return name === '' && key[0] === '1'
        ? { name: '我' }
        : senderOf(undefined, [name, ...(isPeer ? [chat.name, chat.id] : [])]);
    });
    return (message, record) => {
      const kind = kindOf(message);
      const own = message.is_send === true || message.is_send === 1;
      const time = epochSeconds(message.timestamp);
      if (message.type === undefined || time === null) return null;
      const item: ReadItem = {
        kind: 'message',
        type: kind.type,
        conversation: chat.id ?? chat.name,
        conversationName: chat.name,
        sender: kind.dropped ? { name: '' } : senders.of(`${own ? 1 : 0}${str(message.display_name)}`),
        direction: own ? 'sent' : 'received',
        time,
        text: '',
        source: { format: 'memotrace4-json', file: file.path, record },
      };
      if (chat.group !== undefined) item.group = chat.group;
      setMessageId(item, str(message.server_id));
      if (kind.dropped) {
        item.text = str(message.text);
        item.dropped = kind.dropped;
      } else addContent(item, kind, message, file, clock);
      return item;
    };
  },
});

function kindOf(message: JsonObject): MessageKind {
  const kind = kindOfV4(num(message.type));
  return kind === KINDS.system ? systemKind(str(message.text)) : kind;
}

function addContent(item: ReadItem, kind: MessageKind, message: JsonObject, file: ExportFile, clock: ZoneClock): void {
  if (kind.words) {
    item.text = str(message.text);
    const quoted = str(message.quote_text);
    const id = serverId(str(message.quote_server_id));
    if (kind === KINDS.quote && (quoted || id))
      item.quote = { ...namedQuote(quoted), ...(id ? { messageId: id } : {}) };
    return;
  }
  const field = (key: string) => str(message[key]);
  if (kind === KINDS.voice) {
    item.text = str(message.voice_to_text);
    item.media = pageVoice(file, clock, {
      path: field('path'),
      id: str(message.server_id),
      epoch: epochSeconds(message.timestamp),
      own: item.direction === 'sent',
      milliseconds: num(message.duration),
    });
  } else {
    const media = entryMedia(file, field);
    if (media) item.media = media;
  }
  const title = entryTitle(kind, field);
  if (title) item.title = title;
}
