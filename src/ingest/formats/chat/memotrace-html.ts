import type { ExportFile } from '../../../core/export-file.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import { decodeEscapes, literalItems } from '../../../parse/js-literal.ts';
import { str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { KINDS, kindOfV3, systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';

/**
 * MemoTrace (留痕) up to 2024, chat as a page: an array of JavaScript objects, one after the other.
 *   const chatMessages = [
 *   { type:34, text:'./voice/1269999524870328884.mp3',is_send:0,…,voice_to_text:'None',timestamp:1695874127,…},
 * Texts are escaped for HTML, then for JavaScript; titles, file names and memos are not. An apostrophe there breaks its
 * entry, and then only the known keys are picked out. The only ids are those in the names of the voice files. Source:
 * LC044/WeChatMsg 8be7d0d, exporter_html.py.
 */
export const memotraceHtml: Reader = {
  id: 'memotrace-html',
  title: { en: 'MemoTrace chat (.html)', zh: '留痕 MemoTrace 聊天记录（网页）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => (SIGNATURE.test(text) ? 'yes' : 'no'),
  async *read(file) {
    const chat = chatOfFile(file);
    let item = itemMaker('memotrace-html', file, chat);
    for await (const part of literalItems(file, { marker: MARKER, resync: ENTRY })) {
      if ('before' in part) {
        const title = decodeEntities(/<title>([^<]*)<\/title>/u.exec(part.before)?.[1] ?? '').trim();
        if (title) item = itemMaker('memotrace-html', file, { ...chat, name: title });
        continue;
      }
      for (const { value, broken, record } of part.items) {
        const entry = broken === undefined ? (value as Entry) : rescued(broken);
        if (entry === null || typeof entry !== 'object' || entry.type === undefined) {
          yield item(record, { sender: NOBODY, dropped: 'unreadable' });
        } else yield item(record, fieldsOf(file, entry));
      }
    }
  },
};

const SIGNATURE = /const chatMessages = \[\s*\{ ?type:/u;
const MARKER = /const chatMessages = \[/u;
const ENTRY = /\{ type:\d+,/gu;

type Entry = Record<string, unknown>;

function fieldsOf(file: ExportFile, entry: Entry): ItemFields {
  const type = Number(entry.type);
  const name = decodeEntities(str(entry.displayname));
  const time = epochSeconds(entry.timestamp);
  const sent = Number(entry.is_send) === 1;
  const fields: ItemFields = {
    sender: { name },
    time,
    group: Number(entry.is_chatroom) === 1,
    // A call tells who called only by name.
    ...(entry.is_send === undefined || type === 0 ? {} : { direction: sent ? 'sent' : 'received' }),
  };
  const text = decodeEntities(str(entry.text));
  if (type === 0) return { ...fields, text, dropped: systemKind(text).dropped ?? 'system-line' };
  return { ...fields, ...content(file, type, text, entry) };
}

function content(file: ExportFile, type: number, text: string, entry: Entry): Partial<ItemFields> {
  const title = str(entry.title) || str(entry.file_name);
  switch (type) {
    case 1:
      // The exporter's own words for a video that it did not find.
      return text === '视频丢失' ? { type: 'video' } : { text };
    case 3:
      return { type: /^https?:/u.test(text) ? 'sticker' : 'image' };
    case 34: {
      const words = decodeEntities(str(entry.voice_to_text));
      const id = /(\d{15,20})\.\w+$/u.exec(text)?.[1];
      return {
        type: 'voice',
        text: words === 'None' ? '' : words,
        ...(id ? { messageId: id } : {}),
        media: findVoice(file, text || null, id ? { messageId: id } : {}),
      };
    }
    case 49: {
      const kind = kindOfV3(49, Number(entry.sub_type));
      if (kind === KINDS.quote) {
        const refer = decodeEntities(str(entry.refer_text));
        // The exporter's own words for a reply that it could not read.
        return { text: text === '发生错误' && !refer ? '' : text, ...quoteOf(refer) };
      }
      const amount = str(entry.feedesc);
      const shown = kind === KINDS.transfer && amount ? `${amount} ${str(entry.pay_memo)}`.trim() : title;
      return { type: kind.type, ...(shown ? { title: shown } : {}) };
    }
    default:
      return { type: kindOfV3(type).type, ...(type === 50 ? { title: text } : {}) };
  }
}

/** `林晓：又买书？`; absent when the quoted message was no text. */
function quoteOf(refer: string): Partial<ItemFields> {
  const colon = refer.indexOf('：');
  if (colon < 0) return { quote: { text: refer } };
  return { quote: { sender: refer.slice(0, colon), text: refer.slice(colon + 1) } };
}

/** What can be saved of an entry that an apostrophe broke; null without its type and time. */
function rescued(raw: string): Entry | null {
  const type = /^\{ ?type:\s*(\d+)/u.exec(raw)?.[1];
  const timestamp = /timestamp:\s*(\d+)/u.exec(raw)?.[1];
  if (type === undefined || timestamp === undefined) return null;
  const entry: Entry = { type: Number(type), timestamp: Number(timestamp) };
  for (const key of ['is_send', 'is_chatroom', 'sub_type']) {
    const value = new RegExp(`\\b${key}:\\s*(\\d+)`, 'u').exec(raw)?.[1];
    if (value !== undefined) entry[key] = Number(value);
  }
  for (const key of ['text', 'displayname', 'voice_to_text', 'refer_text']) {
    const value = new RegExp(`\\b${key}:\\s*'((?:[^'\\\\]|\\\\.)*)'`, 'su').exec(raw)?.[1];
    if (value !== undefined) entry[key] = decodeEscapes(value);
  }
  // These values are not escaped: each ends where the next key begins.
  for (const key of ['title', 'file_name', 'pay_memo', 'feedesc']) {
    const value = new RegExp(`\\b${key}:\\s*'(.*?)'\\s*(?:,\\s*\\w+:|,?\\s*\\}|$)`, 'su').exec(raw)?.[1];
    if (value !== undefined) entry[key] = value;
  }
  return entry;
}
