import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote } from '../../../core/types.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import { decodeEscapes, literalItems } from '../../../parse/js-literal.ts';
import { str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { KINDS, kindOfV3, systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, chatOfFile, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { readReply } from '../families/memotrace-quote.ts';

/**
 * MemoTrace (留痕) up to 2024, chat as a page: an array of JavaScript objects, one after the other.
 *   const chatMessages = [
 *   { type:34, text:'./voice/1269999524870328884.mp3',is_send:0,…,voice_to_text:'None',timestamp:1695874127,…},
 * Texts are escaped for HTML, then for JavaScript; titles, file names and memos are not. An apostrophe there breaks its
 * entry, and then only the known keys are picked out. The only ids are those in the names of the voice files. Some
 * builds put pictures in place of emoji. Those of 2023-11 and 2023-12 give neither names nor times of messages: a time
 * stands in an entry of its own (`type:0`) wherever five minutes have passed. Source: LC044/WeChatMsg 8be7d0d,
 * 05063c6 (emoji) and 03967fe (without names), exporter_html.py, replace_text.py and output_pc.py.
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
    let stamp: string | null = null;
    for await (const part of literalItems(file, { marker: MARKER, resync: ENTRY })) {
      if ('before' in part) {
        const title = decodeEntities(/<title>([^<]*)<\/title>/u.exec(part.before)?.[1] ?? '').trim();
        if (title && title !== UNTITLED) {
          chat.name = title;
          item = itemMaker('memotrace-html', file, chat);
        }
        continue;
      }
      for (const { value, broken, record } of part.items) {
        const entry = broken === undefined ? (value as Entry) : rescued(broken);
        if (entry === null || typeof entry !== 'object' || entry.type === undefined) {
          yield item(record, { sender: NOBODY, dropped: 'unreadable' });
        } else {
          const fields = fieldsOf(file, entry, chat);
          if (Number(entry.type) === 0 && entry.timestamp === undefined) stamp = isoTime(fields.text ?? '') ?? stamp;
          yield item(record, fields.time === null && stamp ? { ...fields, time: stamp, precision: 'day' } : fields);
        }
      }
    }
  },
};

const SIGNATURE = /const chatMessages = \[\s*\{ ?type:/u;
const MARKER = /const chatMessages = \[/u;
const ENTRY = /\{ type:\d+,/gu;

type Entry = Record<string, unknown>;

/** The title of the template, which builds of 2023 did not always replace. */
const UNTITLED = 'Chat Records';

/** `[微笑]` as a picture; some names have a blank inside. */
const EMOJI = /<img [^<>]*\bid="([^"<>]*)" class="emoji_img">/gu;

const wordsOf = (value: unknown) =>
  decodeEntities(str(value).replace(EMOJI, (_, name: string) => `[${name.replaceAll(' ', '')}]`));

function fieldsOf(file: ExportFile, entry: Entry, chat: ChatName): ItemFields {
  const type = Number(entry.type);
  const time = epochSeconds(entry.timestamp);
  const sent = Number(entry.is_send) === 1;
  const unnamed = entry.displayname === undefined && entry.is_send !== undefined;
  const name = unnamed ? (sent ? '我' : chat.name) : decodeEntities(str(entry.displayname));
  const fields: ItemFields = {
    sender: { name },
    time,
    ...(entry.is_chatroom === undefined ? {} : { group: Number(entry.is_chatroom) === 1 }),
    // A call tells who called only by name.
    ...(entry.is_send === undefined || type === 0 ? {} : { direction: sent ? 'sent' : 'received' }),
  };
  const text = wordsOf(entry.text);
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
        return readReply({ text, quote: quoteOf(wordsOf(entry.refer_text)) });
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
function quoteOf(refer: string): Quote {
  const colon = refer.indexOf('：');
  return colon < 0 ? { text: refer } : { sender: refer.slice(0, colon), text: refer.slice(colon + 1) };
}

/** What can be saved of an entry that an apostrophe broke; null without its type and its time or side. */
function rescued(raw: string): Entry | null {
  const type = /^\{ ?type:\s*(\d+)/u.exec(raw)?.[1];
  if (type === undefined || !/\b(?:timestamp|is_send):\s*\d/u.test(raw)) return null;
  const entry: Entry = { type: Number(type) };
  for (const key of ['timestamp', 'is_send', 'is_chatroom', 'sub_type']) {
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
