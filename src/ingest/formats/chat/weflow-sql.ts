import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { type SqlRow, sqlCell, sqlRows } from '../../../parse/sql-rows.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { KINDS, kindOfV4, systemKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { addContent } from '../families/bracket-content.ts';
import { setMessageId } from '../families/chat-item.ts';
import { unreadableRow } from '../families/json-chat.ts';
import { SenderCache } from '../families/sender-cache.ts';

/**
 * WeFlow's SQL dump, one INSERT per message.
 *   INSERT INTO weflow_messages (session_id, local_id, message_id, create_time, sender, is_send, local_type, media_type,
 *     content, media_path) VALUES ('wxid_chenmo01', '506', '1865648637454713000', 1695874082, 'wxid_chenmo01', FALSE,
 *     244813135921, NULL, '放我那屋。[引用 林晓：又买书？]', NULL);
 * Ids only, no names. A voice message without transcript has the content `[其他消息]` and its path in media_path. Server
 * ids have gone through a number, which keeps 16 or 17 of their 19 digits: `1865648637454713000`. Source:
 * hicccc77/WeFlow 9fa96cd, SqlFormatter.ts.
 */
export const weflowSql: Reader = {
  id: 'weflow-sql',
  title: { en: 'WeFlow chat (.sql)', zh: 'WeFlow 聊天记录（.sql）' },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: ({ text }) =>
    /(?:INSERT INTO|CREATE TABLE(?: IF NOT EXISTS)?) ["`]?weflow_messages\b/u.test(text) ? 'yes' : 'no',
  async *read(file) {
    const senders = new SenderCache((id): Sender => ({ id, name: id }));
    for await (const rows of sqlRows(file)) {
      for (const row of rows) {
        if (row.table !== 'weflow_messages') continue;
        yield itemOf(row, file, senders) ?? unreadableRow('weflow-sql', file, row.record, row.values.join());
      }
    }
  },
};

function itemOf(row: SqlRow, file: ExportFile, senders: SenderCache): ReadItem | null {
  const value = sqlCell(row);
  const time = epochSeconds(value('create_time'));
  const session = value('session_id');
  if (row.broken || time === null || session === '') return null;
  const content = value('content');
  const known = kindOfV4(Number(value('local_type')));
  const kind = known === KINDS.system ? systemKind(content) : known;
  const own = /^(?:true|1)$/iu.test(value('is_send'));
  const sender = value('sender');
  const item: ReadItem = {
    kind: 'message',
    type: kind.type,
    conversation: session,
    conversationName: session,
    group: session.endsWith('@chatroom'),
    sender: kind.dropped || sender === '' ? { name: !kind.dropped && own ? '我' : '' } : senders.of(sender),
    direction: own ? 'sent' : 'received',
    time,
    text: '',
    rowId: value('local_id'),
    source: { format: 'weflow-sql', file: file.path, record: row.record },
  };
  const id = value('message_id');
  if (!isRoundedNumber(id)) setMessageId(item, id);
  if (kind.dropped) {
    item.text = content;
    item.dropped = kind.dropped;
  } else addContent(item, kind, { mediaPath: value('media_path') }, content, file);
  return item;
}

/**
 * Whether the digits are those of a number too large to be exact; a server id of which that is true by chance is rare.
 */
const isRoundedNumber = (digits: string) =>
  Number(digits) > Number.MAX_SAFE_INTEGER && String(Number(digits)) === digits;
