import type { ReadItem } from '../../../core/types.ts';
import { isAccount } from '../../../parse/cells.ts';
import { isoTime, timePrecision, ZoneClock } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS, systemKind } from '../../../parse/wechat-types.ts';
import { chatOfFile } from '../families/chat-item.ts';
import { NamedSenders } from '../families/sender-cache.ts';
import { weflowContent } from '../families/weflow-content.ts';
import { xlsxChat } from '../families/xlsx-chat.ts';

/**
 * WeFlow's workbook, which its relatives write alike: three or four rows about the chat, then the header.
 *   会话信息
 *   微信ID | wxid_chenmo01 | | 昵称 | 老默 | 备注 | 陈默
 *   导出工具 | WeFlow | 导出版本 | 0.0.2 | 平台 | wechat | 导出时间 | 2026-03-20 20:26:40
 *   序号 | 时间 | 发送者昵称 | 发送者微信ID | 发送者备注 | 群昵称 | 发送者身份 | 消息类型 | 内容
 * The last releases call an account 账号ID. A compact workbook has neither names nor ids, only 发送者身份 (我, or the
 * peer's name). System rows name the peer. In a group the owner is 我 in older releases and has a name in later ones, so
 * that only 我 tells a side there. Source: hicccc77/WeFlow 46b49ef and 9fa96cd, ExcelFormatter.ts.
 */
export const weflowExcel = xlsxChat({
  id: 'weflow-excel',
  title: { en: 'WeFlow chat (.xlsx)', zh: 'WeFlow 聊天记录（.xlsx）' },
  carries: { senderIds: true, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  columns: [
    '序号',
    '时间',
    '发送者昵称',
    '发送者账号ID',
    '发送者微信ID',
    '发送者备注',
    '群昵称',
    '发送者身份',
    '消息类型',
    '内容',
  ],
  optional: ['发送者昵称', '发送者账号ID', '发送者微信ID', '发送者备注', '群昵称'],
  open: (file, lead, { timeZone }) => {
    const clock = new ZoneClock(timeZone);
    const path = chatOfFile(file);
    const after = (label: string) => {
      const row = lead.find((cells) => cells.includes(label));
      return row?.[row.indexOf(label) + 1] ?? '';
    };
    const id = after('账号ID') || after('微信ID') || path.id || '';
    const name = after('备注') || after('昵称') || path.name;
    const group = id ? id.endsWith('@chatroom') : path.group;
    const session = isAccount(id) ? id : undefined;
    const senders = new NamedSenders();
    return (cell, record) => {
      const written = cell('时间');
      const time = isoTime(written);
      const named = kindOfName(cell('消息类型'));
      if (time === null || !named) return null;
      const content = cell('内容');
      const kind = named === KINDS.system ? systemKind(content) : named;
      // 发送者身份 holds what the sender is called here: 我, a group nickname, a remark.
      const identity = cell('发送者身份');
      const account = cell('发送者账号ID') || cell('发送者微信ID');
      const own = identity === '我' || (account !== '' && group === false && account !== id);
      const names = [
        identity === '我' ? cell('发送者昵称') || '我' : identity,
        cell('群昵称'),
        cell('发送者备注'),
        cell('发送者昵称'),
      ];
      const sender = senders.of(account, names);
      const fields = weflowContent(file, content, { time, clock, session, group, kind });
      const dropped = kind.dropped ?? fields.dropped;
      const item: ReadItem = {
        kind: 'message',
        type: kind.type,
        conversation: id || name,
        conversationName: name,
        time,
        text: '',
        rowId: cell('序号'),
        ...fields,
        sender: dropped ? { name: '' } : sender,
        source: { format: 'weflow-excel', file: file.path, record },
      };
      if (group !== undefined) item.group = group;
      if (dropped) item.dropped = dropped;
      else if (own || group === false || (group === undefined && identity !== ''))
        item.direction = own ? 'sent' : 'received';
      const precision = timePrecision(written);
      if (precision !== 'second') item.precision = precision;
      return item;
    };
  },
});
