import { sqlCell, sqlRows } from '../../../parse/sql-rows.ts';
import { isoTime, timePrecision, ZoneClock } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, itemMaker } from '../families/chat-item.ts';
import { unreadableRow } from '../families/json-chat.ts';
import { weflowContent } from '../families/weflow-content.ts';

/**
 * EchoTrace's dump for PostgreSQL, all messages in one INSERT.
 *   INSERT INTO "public"."echotrace" ("date", "time", "is_send", "content", "send_name", "timestamp") VALUES
 *   ('2023-09-28', '12:08:02', false, '书哪有嫌多的', '陈默', '2023-09-28 12:08:02'),
 * Times are local; there are no types and no ids. Only the file names the chat, `陈默_聊天记录_1766236503118.sql`. A media
 * file that was exported is given as a path, any other as a placeholder. Source: ycccccccy/echotrace 3ae4206,
 * chat_export_service.dart.
 */
export const echotraceSql: Reader = {
  id: 'echotrace-sql',
  title: { en: 'EchoTrace chat (.sql)', zh: 'EchoTrace 聊天记录（.sql）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: true, transcripts: false, time: 'second' },
  detect: ({ text }) => (/(?:INSERT INTO|CREATE TABLE) "public"\."echotrace"/u.test(text) ? 'yes' : 'no'),
  async *read(file, { timeZone }) {
    const clock = new ZoneClock(timeZone);
    const chat = chatOfFile(file, (path) => path.replace(SAVED_AS, '.sql'));
    const item = itemMaker('echotrace-sql', file, chat);
    for await (const rows of sqlRows(file)) {
      for (const row of rows) {
        const { table, values, record, broken } = row;
        if (table !== 'echotrace') continue;
        const value = sqlCell(row);
        const [written = ''] = [value('timestamp'), `${value('date')} ${value('time')}`].filter(isoTime);
        const time = isoTime(written);
        if (broken || time === null) {
          yield unreadableRow('echotrace-sql', file, record, values.join());
          continue;
        }
        const precision = timePrecision(written);
        yield item(record, {
          sender: { name: value('send_name') },
          direction: /^(?:true|t|1)$/iu.test(value('is_send')) ? 'sent' : 'received',
          time,
          ...(precision === 'second' ? {} : { precision }),
          ...weflowContent(file, value('content'), { time, clock, group: chat.group }),
        });
      }
    }
  },
};

const SAVED_AS = /_聊天记录_\d{13}\.sql$/u;
