import type { ExportFile } from '../../../core/export-file.ts';
import { serverId } from '../../../parse/cells.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import { type LiteralItem, literalItems } from '../../../parse/js-literal.ts';
import { isObject, str } from '../../../parse/loose-json.ts';
import { epochSeconds, ZoneClock } from '../../../parse/time.ts';
import { kindOfV4, systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, chatOfFile, type ItemFields, itemMaker, NOBODY, partner } from '../families/chat-item.ts';
import { namedQuote } from '../families/memotrace-quote.ts';
import { entryMedia, entryTitle } from '../families/memotrace4-entry.ts';
import { pageVoice } from '../families/memotrace4-voice.ts';

/**
 * MemoTrace of 2025 and its forks, chat as a page with JSON inside.
 *   const wxid="34567890123@chatroom";  const chatMessages = [ { "type": "1", "is_send": false, "text": "…" }, … ];
 * Every string is escaped for HTML, except addresses. `<name>.html.json` beside the page (memotrace4-json) is written
 * from the same array, but may be of another day or cut off: both are read. Source: zprolab/WeChatMsg, exporter_html.py.
 */
export const memotrace4Html: Reader = {
  id: 'memotrace4-html',
  title: { en: 'MemoTrace chat since 2025 (.html)', zh: '留痕 MemoTrace 聊天记录，2025 年起（网页）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => (/const wxid\s*=\s*"/u.test(text) && PAGE_ARRAY.test(text) ? 'yes' : 'no'),
  async *read(file, { timeZone }) {
    const chat: ChatName = chatOfFile(file);
    const clock = new ZoneClock(timeZone);
    let item = itemMaker('memotrace4-html', file, chat);
    for await (const part of literalItems(file, { marker: PAGE_ARRAY, resync: ENTRY })) {
      if ('before' in part) {
        readHead(part.before, chat);
        item = itemMaker('memotrace4-html', file, chat);
        continue;
      }
      for (const found of part.items) {
        yield item(found.record, fieldsOf(file, found, chat, clock) ?? { sender: NOBODY, dropped: 'unreadable' });
      }
    }
  },
};

const PAGE_ARRAY = /const chatMessages\s*=\s*\[/u;
const ENTRY = /\{\s*"type": ?(?:"\d+"|\d+),\s*"is_send":/gu;

function readHead(before: string, chat: ChatName): void {
  const id = /const wxid\s*=\s*"([^"]+)"/u.exec(before)?.[1];
  const title = decodeEntities(/<title>([^<]*)<\/title>/u.exec(before)?.[1] ?? '').trim();
  if (title) chat.name = title;
  if (id) {
    chat.id = id;
    chat.group = id.endsWith('@chatroom');
  }
}

function fieldsOf(file: ExportFile, { value }: LiteralItem, chat: ChatName, clock: ZoneClock): ItemFields | null {
  if (!isObject(value) || value.type === undefined) return null;
  const field = (key: string): string => {
    const text = str(value[key]);
    return text.startsWith('http') ? text : decodeEntities(text);
  };
  const kind = kindOfV4(Number(value.type));
  const text = field('text');
  const serverId = field('server_id');
  const sent = value.is_send === true || value.is_send === 1 || value.is_send === '1';
  const name = field('display_name');
  const fields: ItemFields = {
    sender: sent || kind.dropped ? { name } : partner(name, chat),
    time: epochSeconds(value.timestamp),
    direction: sent ? 'sent' : 'received',
    ...(/^[1-9]\d*$/u.test(serverId) ? { messageId: serverId } : {}),
  };
  if (kind.dropped) {
    const { direction: _, ...line } = fields;
    return { ...line, text, dropped: systemKind(text).dropped ?? kind.dropped };
  }
  switch (kind.what) {
    case 'text':
      return { ...fields, text };
    case 'quote':
      return { ...fields, text, ...quoteOf(field('quote_text'), field('quote_server_id')) };
    case 'voice':
      return {
        ...fields,
        type: 'voice',
        text: field('voice_to_text'),
        media: pageVoice(file, clock, {
          path: field('path'),
          id: serverId,
          epoch: epochSeconds(value.timestamp),
          own: sent,
          milliseconds: Number(value.duration),
        }),
      };
    default: {
      const title = entryTitle(kind, field);
      const media = entryMedia(file, field);
      return { ...fields, type: kind.type, ...(title ? { title } : {}), ...(media ? { media } : {}) };
    }
  }
}

/** Reads `林晓: 又买书？`; a lost message is `wxid: 无效的消息`. */
function quoteOf(quoted: string, id: string): Partial<ItemFields> {
  if (!quoted && !id) return {};
  const messageId = serverId(id);
  return { quote: { ...namedQuote(quoted), ...(messageId === undefined ? {} : { messageId }) } };
}
