import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { weflowFileName } from '../../../parse/names-for-files.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { isRevoke } from '../../../parse/wechat-types.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import { addContent } from '../families/bracket-content.ts';
import { type ChatName, chatOfFile, NOBODY } from '../families/chat-item.ts';
import { SenderCache, senderOf } from '../families/sender-cache.ts';
import { weflowKind } from '../families/weflow-message.ts';
import { xlsxChat } from '../families/xlsx-chat.ts';

const COLUMNS = ['序号', '时间', '发送者', '微信ID', '消息类型', '消息内容', '原始类型代码', '时间戳'] as const;

/**
 * CipherTalk's workbook, one row a message; only the file and the sheet name the chat.
 *   序号 | 时间 | 日期 | 时刻 | 星期 | 发送者 | 微信ID | 消息类型 | 消息内容 | 原始类型代码 | 时间戳
 *   3 | 2023/09/28 12:05:12 | 2023/9/28 | 12:05:12 | 四 | chenmo01 | chenmo01 | 文本消息 | 下午四点下班 | 1 | 1695873912
 * Rows of the owner give the account without its `wxid_` as id and as name, unless the program knew the account by
 * another form. Lines of the system have the id of the chat. Contents are those of its JSON; quoted words and server
 * ids are left out. Source: w1ndys/CipherTalk 2d4aa3f, exportService.ts.
 */
export const ciphertalkExcel = xlsxChat({
  id: 'ciphertalk-excel',
  title: { en: 'CipherTalk chat (.xlsx)', zh: '密语 CipherTalk 聊天记录（.xlsx）' },
  carries: { senderIds: true, messageIds: false, quotes: false, voice: true, transcripts: true, time: 'second' },
  columns: COLUMNS,
  open: async (file) => {
    const { chat, owner } = await peopleOf(file);
    const senders = new SenderCache((key): Sender => {
      const [id = '', name = ''] = key.split('\u0000');
      const account = accountOf(id, name, owner);
      return senderOf(account || undefined, name === id ? [] : [name]);
    });
    return (cell, record) => {
      const time = epochSeconds(cell('时间戳'));
      const id = cell('微信ID');
      const content = cell('消息内容');
      if (time === null || id === '') return null;
      const kind = weflowKind(cell('消息类型'), Number(cell('原始类型代码') || Number.NaN), content);
      const item: ReadItem = {
        kind: 'message',
        type: kind.type,
        conversation: chat.id ?? chat.name,
        conversationName: chat.name,
        ...(chat.group === undefined ? {} : { group: chat.group }),
        sender: kind.dropped ? NOBODY : senders.of(`${id}\u0000${cell('发送者')}`),
        time,
        text: '',
        rowId: cell('序号'),
        source: { format: 'ciphertalk-excel', file: file.path, record },
      };
      if (kind.dropped) {
        item.text = content;
        item.dropped = kind.dropped;
        return item;
      }
      const own = owner ? owner.has(id) : chat.group === false ? id !== chat.id : undefined;
      if (own !== undefined) item.direction = own ? 'sent' : 'received';
      addContent(item, kind, {}, content, file);
      return item;
    };
  },
});

interface People {
  chat: ChatName;
  /** The forms in which rows give the account of the owner; undefined where it cannot be told. */
  owner: ReadonlySet<string> | undefined;
}

/** Who the chat is with, and who exported it, as all rows together tell. */
async function peopleOf(file: ExportFile): Promise<People> {
  const chat = chatOfFile(file);
  const names = new Map<string, string>();
  let revoker = '';
  let columns: readonly string[] = [];
  for await (const rows of (await xlsxRows(file)) ?? []) {
    for (const { cells } of rows) {
      if (!columns.includes('微信ID')) {
        columns = cells;
        continue;
      }
      const id = cells[columns.indexOf('微信ID')] ?? '';
      const content = cells[columns.indexOf('消息内容')] ?? '';
      const ofSystem = cells[columns.indexOf('原始类型代码')] === '10000';
      if (ofSystem && content.startsWith('你') && isRevoke(content)) revoker = id;
      else if (id) names.set(id, cells[columns.indexOf('发送者')] ?? '');
    }
  }
  const room = [...names.keys()].find((id) => id.endsWith('@chatroom'));
  const peer = [...names].find(([, name]) => weflowFileName(name) === chat.name)?.[0];
  const id = room ?? peer ?? chat.id;
  const group = room ? true : peer ? false : chat.group;
  const unnamed = [...names].filter(([one, name]) => one === name && one !== id && BARE.test(one)).map(([one]) => one);
  const own = revoker || (unnamed.length === 1 ? unnamed[0] : undefined);
  return {
    chat: {
      name: names.get(id ?? '') || chat.name,
      ...(id ? { id } : {}),
      ...(group === undefined ? {} : { group }),
    },
    owner: own === undefined ? undefined : new Set([own, `wxid_${own}`, `wxid_${own.replace(/_\w{4}$/u, '')}`]),
  };
}

/** An account that WeChat gave, without the `wxid_` before it. */
const BARE = /^[a-z0-9]{6,}$/u;

/** The account of a row; the owner's without its `wxid_` has it again. */
const accountOf = (id: string, name: string, owner: ReadonlySet<string> | undefined) =>
  id === name && BARE.test(id) && owner?.has(id) ? `wxid_${id}` : id;
