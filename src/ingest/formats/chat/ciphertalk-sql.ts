import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { type SqlRow, sqlCell, sqlRows } from '../../../parse/sql-rows.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS, kindOfV4, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { addContent } from '../families/bracket-content.ts';
import { type ChatName, chatOfFile, NOBODY } from '../families/chat-item.ts';
import { unreadableRow } from '../families/json-chat.ts';
import { NamedSenders } from '../families/sender-cache.ts';

/**
 * CipherTalk's script for PostgreSQL: one row of the chat, then its messages, 500 in an INSERT.
 *   INSERT INTO sessions (wxid, display_name, session_type, owner_id, …) VALUES ('wxid_linxiao88', '晓晓', 'private', …);
 *   INSERT INTO messages (session_wxid, local_id, create_time, formatted_time, msg_type, content, is_send,
 *     sender_username, sender_display_name, group_nickname, reply_to_message_id) VALUES
 *   ('wxid_linxiao88', 303, 1695873912, '2023-09-28 12:05:12', '文本消息', '下午四点下班', 1, 'wxid_chenmo01', '老默', NULL, NULL),
 * Contents are those of its JSON, while types are named by the number of the database alone, and most numbers have no
 * name: `其他消息(244813135921)` is a reply. Quoted words and server ids are left out. Source: w1ndys/CipherTalk 2d4aa3f,
 * exportService.ts.
 */
export const ciphertalkSql: Reader = {
  id: 'ciphertalk-sql',
  title: { en: 'CipherTalk chat (.sql)', zh: '密语 CipherTalk 聊天记录（.sql）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: false, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) => (HEAD.test(text) ? 'yes' : 'no'),
  async *read(file) {
    let chat: ChatName = chatOfFile(file);
    const senders = new NamedSenders();
    for await (const rows of sqlRows(file)) {
      for (const row of rows) {
        if (row.table === 'sessions' && !row.broken) chat = chatIn(row);
        else if (row.table === 'messages' || row.broken)
          yield itemOf(row, file, chat, senders) ??
            unreadableRow('ciphertalk-sql', file, row.record, row.values.join());
      }
    }
  },
};

const HEAD = /^-- 密语 CipherTalk - |INSERT INTO messages \(session_wxid, local_id, create_time, formatted_time,/mu;

function chatIn(row: SqlRow): ChatName {
  const value = sqlCell(row);
  const id = value('wxid');
  return { id, name: value('display_name') || id, group: value('session_type') === 'group' };
}

function itemOf(row: SqlRow, file: ExportFile, chat: ChatName, senders: NamedSenders): ReadItem | null {
  const value = sqlCell(row);
  const time = epochSeconds(value('create_time'));
  const session = value('session_wxid');
  const content = value('content');
  const kind = kindOf(value('msg_type'), content);
  if (row.broken || time === null || session === '' || !kind) return null;
  const own = value('is_send') === '1';
  const names = [value('sender_display_name'), value('group_nickname')];
  const item: ReadItem = {
    kind: 'message',
    type: kind.type,
    conversation: session,
    conversationName: chat.id === session ? chat.name : session,
    group: session.endsWith('@chatroom'),
    sender: kind.dropped ? NOBODY : senders.of(value('sender_username'), names),
    direction: own ? 'sent' : 'received',
    time,
    text: '',
    rowId: value('local_id'),
    source: { format: 'ciphertalk-sql', file: file.path, record: row.record },
  };
  if (kind.dropped) {
    item.text = content;
    item.dropped = kind.dropped;
  } else addContent(item, kind, {}, content, file);
  return item;
}

/** Undefined for a type that the program does not write. */
function kindOf(named: string, content: string): MessageKind | undefined {
  const number = /^其他消息\((\d+)\)$/u.exec(named)?.[1];
  if (number !== undefined) return kindOfV4(Number(number));
  // The program takes pats for messages taken back.
  if (named === '消息撤回') return systemKind(content) === KINDS.revoke ? KINDS.revoke : KINDS.pat;
  if (named === '引用/文件/链接消息') return kindOfName(APP.exec(content)?.[1] ?? '引用消息');
  const kind = kindOfName(named);
  return kind === KINDS.system ? systemKind(content) : kind;
}

/** What the program puts before the title of anything but a reply. */
const APP = /^\[(文件|聊天记录|小程序|链接|转账|群公告)\](?: |$)/u;
