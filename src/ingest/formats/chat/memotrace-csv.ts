import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { isAccount, serverId } from '../../../parse/cells.ts';
import { CsvSlicer } from '../../../parse/csv-slices.ts';
import { detach } from '../../../parse/detach.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { hasIndexColumn, WithoutFirstCell, withoutIndexColumn } from '../../../parse/index-column.ts';
import { xmlAttribute } from '../../../parse/message-xml.ts';
import type { RowCursor } from '../../../parse/row-cursor.ts';
import { tableCursor, tableHeader } from '../../../parse/table.ts';
import { epochSeconds, isoTime, timePrecision } from '../../../parse/time.ts';
import { KINDS, kindOfV3, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { type MemotraceChat, memotraceChat } from '../families/memotrace-chat.ts';
import { type MemotraceVoices, voicesBeside } from '../families/memotrace-voices.ts';
import { inRuns } from '../families/runs.ts';
import { senderOf } from '../families/sender-cache.ts';
import { SpreadsheetLosses } from '../families/spreadsheet-losses.ts';
import { voiceXml } from '../families/voice-xml.ts';

const HEADER = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime';
const [TALKER_ID, TYPE, SUB_TYPE, IS_SENDER, CREATE_TIME] = [1, 2, 3, 4, 5] as const;
const [CONTENT, STR_TIME, REMARK, NICKNAME, SENDER] = [7, 8, 9, 10, 11] as const;

/**
 * MemoTrace (留痕) until 2024: one CSV a chat, or `messages.csv` with all of them.
 *   localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender
 *   1003,7,1,0,0,1695873912,3,下午四点下班，坐高铁回。,2023-09-28 12:05:12,陈默,老默,wxid_chenmo01
 * Cells are taken by position: a build of 2023-12 writes nine names above twelve cells, one of 2024-01 puts the server
 * id under Remark and Python's bytes under Sender. Every app message (49) has an empty StrContent, so the words of
 * quote replies are not in the file. System lines name the peer, or the sender of the preceding row.
 */
export const memotraceCsv: Reader = {
  id: 'memotrace-csv',
  title: { en: 'MemoTrace chat until 2024 (.csv)', zh: '留痕 MemoTrace 聊天记录，2024 年及以前（.csv）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: false, voice: false, transcripts: true, time: 'second' },
  slicer: (size) => new CsvSlicer(size),
  detect: (head) => (withoutIndexColumn(tableHeader(head)).slice(0, 9).join() === HEADER ? 'yes' : 'no'),

  ...inRuns(async function* (file, { emit }) {
    const chat = await memotraceChat(file);
    const rows = new Rows(file, chat, await voicesBeside(file));
    for await (const cursor of tableCursor(file)) yield rows.items(cursor);
    rows.losses.tell(emit, file);
  }),
};

/** Python's `b'…'`, which builds from around New Year 2024 write in place of names. */
const isBytes = (cell: string): boolean => cell.startsWith("b'") || cell.startsWith('b"');

/** A key is as long as a name, and a damaged file may hold any number of them. */
const MAX_SENDERS = 50_000;

class Rows {
  readonly losses = new SpreadsheetLosses();
  /** The header has been passed. */
  #begun = false;
  #isIndexed = false;
  readonly #file: ExportFile;
  readonly #chat: MemotraceChat;
  readonly #voices: MemotraceVoices;
  /** By the cells from Remark to Sender. */
  readonly #senders = new Map<string, Sender>();
  readonly #lastOwn: { key: string; sender: Sender | null } = { key: '', sender: null };
  readonly #lastOther: { key: string; sender: Sender | null } = { key: '', sender: null };
  readonly #own: Sender = { name: '我' };
  readonly #peer: Sender;
  readonly #nobody: Sender = { name: '' };

  constructor(file: ExportFile, chat: MemotraceChat, voices: MemotraceVoices) {
    this.#file = file;
    this.#chat = chat;
    this.#voices = voices;
    this.#peer = chat.id && !chat.group ? { id: chat.id, name: chat.name } : { name: chat.name };
  }

  *items(table: RowCursor): Generator<ReadItem, void, undefined> {
    let row = this.#isIndexed ? new WithoutFirstCell(table) : table;
    while (row.next()) {
      if (!this.#begun) {
        this.#begun = true;
        this.#isIndexed = hasIndexColumn(row.cells());
        if (this.#isIndexed) row = new WithoutFirstCell(table);
        if (row.text(0) === 'localId') continue;
      }
      yield this.#item(row);
    }
  }

  #item(row: RowCursor): ReadItem {
    const type = row.int(TYPE);
    const own = row.int(IS_SENDER);
    if (row.broken || Number.isNaN(type) || !(own === 0 || own === 1)) return this.#unreadable(row);
    let kind = kindOfV3(type, row.int(SUB_TYPE));
    let text = '';
    if (kind === KINDS.text) text = row.text(CONTENT);
    else if (kind.dropped) {
      text = row.text(CONTENT);
      if (kind === KINDS.system) kind = systemKind(text);
    }
    const item = this.#base(row, kind, own === 1, text);
    if (kind.dropped) item.dropped = kind.dropped;
    else if (kind === KINDS.voice) this.#addVoice(item, row);
    else if (kind === KINDS.location || kind === KINDS.card) this.#addTitle(item, row);
    else if (kind === KINDS.quote) item.wordsLeftOut = true;
    return item;
  }

  #base(row: RowCursor, kind: MessageKind, own: boolean, text: string): ReadItem {
    const chat = this.#chat;
    const all = chat.allChats;
    const named = this.#named(row);
    const conversation = all ? this.#chatOf(row) : (chat.id ?? chat.name);
    const item: ReadItem = {
      kind: 'message',
      type: kind.type,
      conversation,
      conversationName: all ? conversation : chat.name,
      sender: kind.dropped ? this.#nobody : (named ?? this.#unnamed(own, conversation)),
      direction: own ? 'sent' : 'received',
      time: epochSeconds(row.int(CREATE_TIME)) ?? isoTime(row.text(STR_TIME)),
      text,
      rowId: row.text(0),
      source: { format: 'memotrace-csv', file: this.#file.path, record: row.record },
    };
    if (chat.group !== undefined && !all) item.group = chat.group;
    if (typeof item.time === 'string') {
      const precision = timePrecision(row.text(STR_TIME));
      if (precision !== 'second') item.precision = precision;
    }
    // Builds without names have the server id here.
    const id = named ? '' : row.text(REMARK);
    const messageId = serverId(id);
    if (messageId !== undefined) item.messageId = messageId;
    this.losses.note(item, id);
    return item;
  }

  #unnamed(own: boolean, conversation: string): Sender {
    if (own) return this.#own;
    if (this.#chat.allChats) return { name: conversation };
    return this.#chat.group ? this.#nobody : this.#peer;
  }

  /**
   * The chat of a row in the one file of all chats. Some builds give no names, and then only numbers tell the chats
   * apart.
   */
  #chatOf(row: RowCursor): string {
    const name = row.length > SENDER && !isBytes(row.text(SENDER)) ? row.text(REMARK) || row.text(NICKNAME) : '';
    return detach(name || `TalkerId ${row.text(TALKER_ID)}`);
  }

  /** The last three cells are the same in every message of a sender. */
  #named(row: RowCursor): Sender | null {
    if (row.length <= SENDER) return null;
    const last = row.int(IS_SENDER) === 1 ? this.#lastOwn : this.#lastOther;
    if (row.hasKey(REMARK, SENDER, last.key)) return last.sender;
    last.key = detach(row.key(REMARK, SENDER));
    const known = this.#senders.get(last.key);
    last.sender = known ?? this.#readSender(row.text(SENDER), row.text(REMARK), row.text(REMARK + 1));
    if (!known && last.sender && this.#senders.size < MAX_SENDERS) this.#senders.set(last.key, last.sender);
    return last.sender;
  }

  #readSender(sender: string, remark: string, nickname: string): Sender | null {
    if (isBytes(sender)) return null;
    if (this.#chat.allChats) return sender === '我' || sender === '' ? null : senderOf(undefined, [sender]);
    // In `wxid_x:25319:1` the part after the colon does not belong to the account.
    const id = sender.split(':', 1)[0] ?? '';
    return isAccount(id) ? senderOf(id, [remark, nickname]) : null;
  }

  /** Adds the name of a place, else its address, or the name on a card. */
  #addTitle(item: ReadItem, row: RowCursor): void {
    const xml = row.text(CONTENT);
    const title = ['poiname', 'label', 'nickname'].map((name) => xmlAttribute(xml, name).trim()).find(Boolean);
    if (title) item.title = title;
  }

  #addVoice(item: ReadItem, row: RowCursor): void {
    const { seconds, transcript } = voiceXml(row.text(CONTENT));
    if (transcript) item.text = transcript;
    const path = this.#voices.get(`${item.time}:${item.direction === 'sent' ? 1 : 0}`) || null;
    item.media = findVoice(this.#file, path, item.messageId ? { messageId: item.messageId } : {});
    if (seconds !== undefined) item.media.seconds = seconds;
  }

  #unreadable(row: RowCursor): ReadItem {
    return {
      kind: 'message',
      type: 'text',
      conversation: this.#chat.id ?? this.#chat.name,
      sender: this.#nobody,
      time: null,
      text: row.cells().join(),
      source: { format: 'memotrace-csv', file: this.#file.path, record: row.record },
      dropped: 'unreadable',
    };
  }
}
