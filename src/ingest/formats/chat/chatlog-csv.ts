import type { Sender } from '../../../core/types.ts';
import { detach } from '../../../parse/detach.ts';
import { isoTime, timePrecision } from '../../../parse/time.ts';
import { byWords, itemMaker, NOBODY } from '../families/chat-item.ts';
import { chatlogContent } from '../families/chatlog-content.ts';
import { csvChat } from '../families/csv-chat.ts';
import { SenderCache, senderOf } from '../families/sender-cache.ts';

/**
 * chatlog: the answer of `format=csv`, without types and without a mark of direction.
 *   Time,SenderName,Sender,TalkerName,Talker,Content
 *   2023-09-28 12:08:02,陈默,wxid_chenmo01,陈默,wxid_chenmo01,"> 林晓(wxid_linxiao88) 09-28 12:07:30⏎> 又买书？⏎放我那屋。"
 * The owner's rows have no Sender in 3.x, and usually no SenderName, although the owner may have a nickname in a group.
 * People who have left the group have none either. WeChat's own lines have the Sender 系统消息, and in groups of 3.x none.
 * chatlog_alpha puts a column MessageID first and saves the same table as a workbook. Source: sjzar/chatlog,
 * message_v3.go; teest114514/chatlog_alpha 524b16f, message.go.
 */
export const chatlogCsv = csvChat({
  id: 'chatlog-csv',
  title: { en: 'chatlog, saved answer (.csv)', zh: 'chatlog 查询结果（.csv）' },
  carries: { senderIds: true, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  guessesTypes: true,
  columns: ['MessageID', 'Time', 'SenderName', 'Sender', 'TalkerName', 'Talker', 'Content'],
  optional: ['MessageID'],
  open: (file) => {
    const chats = new Map<string, ReturnType<typeof itemMaker>>();
    const senders = new SenderCache((key): Sender => {
      const [id, name] = key.split('\u0000');
      return id || name ? senderOf(id || undefined, [name]) : { name: '我' };
    });
    return (cell, record) => {
      const talker = cell('Talker');
      const written = cell('Time');
      const time = isoTime(written);
      if (time === null || talker === '') return null;
      let item = chats.get(talker);
      if (!item) {
        const id = detach(talker);
        item = itemMaker('chatlog-csv', file, {
          id,
          name: detach(cell('TalkerName')) || id,
          group: talker.endsWith('@chatroom'),
        });
        chats.set(id, item);
      }
      const content = cell('Content');
      if (cell('Sender') === '系统消息') {
        const { dropped = 'system-line' } = byWords(content);
        return item(record, { sender: NOBODY, time, text: content, dropped });
      }
      const id = cell('Sender');
      const marksSystem = id !== '' || !talker.endsWith('@chatroom');
      const fields = chatlogContent(file, content, { marksSystem });
      if (fields.dropped) return item(record, { sender: NOBODY, time, ...fields });
      const sender = senders.of(`${id}\u0000${cell('SenderName')}`);
      const made = item(record, { sender, ...directionOf(id, talker), time, ...fields });
      const rowId = cell('MessageID');
      if (rowId !== '') made.rowId = rowId;
      const precision = timePrecision(written);
      if (precision !== 'second') made.precision = precision;
      return made;
    };
  },
});

/** A group names its members without saying which of them is the owner. */
function directionOf(sender: string, talker: string): { direction?: 'sent' | 'received' } {
  if (sender === '') return { direction: 'sent' };
  return talker.endsWith('@chatroom') ? {} : { direction: sender === talker ? 'received' : 'sent' };
}
