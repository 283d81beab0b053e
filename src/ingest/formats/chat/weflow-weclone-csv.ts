import type { ItemType, ReadItem, Sender } from '../../../core/types.ts';
import { serverId } from '../../../parse/cells.ts';
import { systemReason } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { addContent } from '../families/bracket-content.ts';
import { byWords, droppedByWords, type ItemFields } from '../families/chat-item.ts';
import { csvChat } from '../families/csv-chat.ts';
import { SenderCache } from '../families/sender-cache.ts';
import { hasUtcTimes } from '../families/weclone.ts';
import { isGroupItself, weflowChat } from '../families/weflow-chat.ts';

/**
 * WeFlow's file for WeClone: PyWxDump's header without room_name, times in UTC.
 *   id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime
 *   6,1865648637454712954,text,0,陈默,放我那屋。[引用 林晓：又买书？],,2023-09-28T04:08:02.000Z
 * Quotes, links, calls and WeChat's own lines are all `text` and recognised by their words alone; a red packet shows
 * its bare title, as if somebody had typed it. Talkers are names.
 */
const reader = csvChat({
  id: 'weflow-weclone-csv',
  title: { en: 'WeFlow chat for WeClone (.csv)', zh: 'WeFlow 聊天记录，WeClone 版（.csv）' },
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: true, time: 'second' },
  guessesTypes: true,
  columns: ['id', 'MsgSvrID', 'type_name', 'is_sender', 'talker', 'msg', 'src', 'CreateTime'],
  messageId: 'MsgSvrID',
  detect: (header) => header.join() === 'id,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime',
  open: (file) => {
    const chat = weflowChat(file);
    const senders = new SenderCache((name): Sender => ({ name }));
    return (cell, record) => {
      const named = kindOfName(cell('type_name'));
      const time = isoTime(cell('CreateTime'));
      if (!named || time === null) return null;
      const msg = cell('msg');
      const own = cell('is_sender') === '1';
      const talker = cell('talker') || (own ? '我' : '');
      const reason = named === KINDS.text ? systemReason(msg) : null;
      const dropped = reason ?? (!own && isGroupItself(talker, chat) ? 'system-line' : null);
      const kind = named === KINDS.text && (chat.group ? GROUP_QUOTE : QUOTE).test(msg) ? KINDS.quote : named;
      const item: ReadItem = {
        kind: 'message',
        type: kind.type,
        conversation: chat.id ?? chat.name,
        conversationName: chat.name,
        sender: dropped ? { name: '' } : senders.of(talker),
        direction: own ? 'sent' : 'received',
        time,
        text: '',
        rowId: cell('id'),
        source: { format: 'weflow-weclone-csv', file: file.path, record },
      };
      if (chat.group !== undefined) item.group = chat.group;
      const id = serverId(cell('MsgSvrID'));
      if (id !== undefined) item.messageId = id;
      if (dropped) {
        item.text = msg;
        Object.assign(item, reason ? droppedByWords(reason) : { dropped });
      } else if (kind === KINDS.text) Object.assign(item, toldAsText(msg));
      else addContent(item, kind, { mediaPath: /^https?:/u.test(cell('src')) ? '' : cell('src') }, msg, file);
      return item;
    };
  },
});

/** Types that have names of their own: what looks like one of them in a text was typed (`[文件]我放在桌上了`). */
const NAMED = new Set<ItemType | undefined>(['image', 'voice', 'video', 'sticker', 'location', 'file']);

function toldAsText(msg: string): Partial<ItemFields> {
  const shown = byWords(msg, { unbracketed: false });
  return NAMED.has(shown.type) ? { text: msg } : shown;
}

const QUOTE = /\[引用 [^\n：:]{1,64}[：:][\s\S]*\]$/u;
/** In a group WeFlow may not know whom somebody quotes. */
const GROUP_QUOTE = /\[引用 [\s\S]+\]$/u;

export const weflowWecloneCsv: Reader = {
  ...reader,
  // WeClone's own files may lack room_name too; WeFlow writes UTC.
  detect: (head) => (reader.detect(head) === 'yes' && hasUtcTimes(head) ? 'yes' : 'no'),
};
