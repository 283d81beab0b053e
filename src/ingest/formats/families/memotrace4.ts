import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { serverId, sureDigits } from '../../../parse/cells.ts';
import { isoTime, timePrecision } from '../../../parse/time.ts';
import { kindOfName, kindWithoutName } from '../../../parse/wechat-type-names.ts';
import { KINDS, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { chatOfFile, NOBODY } from './chat-item.ts';
import type { RowMaker } from './csv-chat.ts';
import { splitQuote } from './memotrace-quote.ts';
import { memotrace4Content } from './memotrace4-content.ts';
import { memotrace4Voice } from './memotrace4-voice.ts';
import { SenderCache, senderOf } from './sender-cache.ts';

export const MEMOTRACE4_COLUMNS = ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称'] as const;
export type Memotrace4Column = (typeof MEMOTRACE4_COLUMNS)[number];
/** Columns that scripts leave out, which keep the first five alone. */
export const MEMOTRACE4_NAMES: ReadonlySet<Memotrace4Column> = new Set(['备注', '昵称']);

/**
 * The eight columns of MemoTrace since 2025, as CSV and as the sheet 聊天记录.
 *
 *   消息ID,类型,发送人,时间,内容,备注,昵称,更多信息
 *   2096438911375126733,引用消息,陈默,2023-09-28 12:08:02,"放我那屋。⏎引用：林晓: 又买书？",陈默,老默,more
 *
 * There are no ids of people and no marks of direction. In a private chat the owner's rows are those without 备注 and 昵称.
 * Where a table lacks these columns, only a row of the peer, or one of 我, tells its side.
 * In the sheet a row of a path alone follows the first message with a sound, a video or a document: its link is put one
 * row too low. Source: zprolab/WeChatMsg, exporter_csv.py and exporter_xlsx.py.
 */
export function memotrace4Rows(format: string, file: ExportFile): RowMaker<Memotrace4Column> {
  const chat = chatOfFile(file);
  const group = chat.group ?? chat.id?.endsWith('@chatroom');
  // The folder gives the peer's wxid, and the file is named after the peer.
  const senders = new SenderCache((key) => {
    const [name = '', remark = '', nickname = ''] = key.split('\u0000');
    const isPeer = group === false && (remark !== '' || nickname !== '' || name === chat.name);
    return senderOf(undefined, [name, remark, nickname, ...(isPeer ? [chat.id] : [])]);
  });
  const wordless = {
    kind: 'message',
    type: 'text',
    conversation: chat.id ?? chat.name,
    sender: NOBODY,
    time: null,
    text: '',
  } as const;
  return (cell, record, has) => {
    const content = cell('内容');
    const written = cell('时间');
    const time = isoTime(written);
    const id = serverId(cell('消息ID'));
    const known = kindOfName(cell('类型')) ?? kindWithoutName(cell('消息ID'), time);
    const source = { format, file: file.path, record };
    if (written === '' && cell('类型') === '' && LINK.test(content)) return { ...wordless, source };
    if (!known || (written !== '' && time === null)) return null;
    const kind = kindOf(known, content);
    const remark = cell('备注');
    const nickname = cell('昵称');
    const name = cell('发送人');
    const item: ReadItem = {
      kind: 'message',
      type: kind.type,
      conversation: chat.id ?? chat.name,
      conversationName: chat.name,
      sender: kind.dropped ? NOBODY : senders.of(`${name}\u0000${remark}\u0000${nickname}`),
      time,
      text: '',
      source,
    };
    if (group !== undefined) item.group = group;
    const precision = timePrecision(written);
    if (precision !== 'second') item.precision = precision;
    const isTold = has('昵称') || name === chat.name || name === '我';
    const own = group === false && remark === '' && nickname === '' && name !== '' && name !== chat.name;
    if (group === false && isTold && !kind.dropped) item.direction = own ? 'sent' : 'received';
    if (id !== undefined) item.messageId = id;
    if (kind.dropped) {
      item.text = content;
      item.dropped = kind.dropped;
    } else if (kind === KINDS.voice) {
      item.text = content.replace(/^【语音】/u, '');
      // In a group the table does not tell who the owner is.
      item.media = memotrace4Voice(file, {
        id: sureDigits(cell('消息ID')),
        local: time ?? '',
        sides: group === false && isTold ? [own] : [false, true],
      });
    } else addContent(item, kind, content);
    return item;
  };
}

/** The path in a row of its own. */
const LINK = /^\.\/(?:voice|video|file)\//u;

function kindOf(known: MessageKind, content: string): MessageKind {
  if (known === KINDS.system) return systemKind(content);
  // In 4.x a note is labelled as a pat.
  return known === KINDS.pat && content.startsWith('【笔记】') ? KINDS.note : known;
}

function addContent(item: ReadItem, kind: MessageKind, content: string): void {
  if (kind === KINDS.text) item.text = content;
  else if (kind === KINDS.quote) {
    const { text, quote } = splitQuote(content, '引用：');
    item.text = text;
    if (quote) item.quote = quote;
  } else {
    const { title } = memotrace4Content(content);
    if (title) item.title = title;
  }
}
