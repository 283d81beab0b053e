import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { serverId } from '../../../parse/cells.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { isoTime } from '../../../parse/time.ts';
import { KINDS, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import { byWords, type ChatName, chatOfFile, type ItemFields, NOBODY, partner } from '../families/chat-item.ts';
import {
  CARDS_AS_TEXT,
  dropReason,
  HIDDEN_ACCOUNT,
  RENDER_TYPES,
  warnOfPrivacy,
  withoutFavourites,
} from '../families/wechatdataanalysis.ts';
import { xlsxChat } from '../families/xlsx-chat.ts';

/**
 * WeChatDataAnalysis chat as a workbook: `messages.xlsx`, of which the second sheet, 会话信息, tells the account and the
 * chat (账号, 会话, 用户名, 是否群聊), line by line.
 *   序号 | 时间 | 发送者 | 消息类型 | 内容 | 本地 ID | 服务 ID
 *   9 | 2023-09-28 12:08:47 | 陈默 | voice | [语音 2383秒] 转写：书架周末我来钉一个新的 | 207 | 1269999524870328884
 * Senders are names; a quote has its own words alone. Sounds lie in `media/voices/` under the server id, and the 秒 of
 * their length are milliseconds. Source: LifeArchiveProject/WeChatDataAnalysis a7092e7, chat_export_service.py.
 */
export const wechatdataanalysisXlsx = xlsxChat({
  id: 'wechatdataanalysis-xlsx',
  title: { en: 'WeChatDataAnalysis chat (.xlsx)', zh: 'WeChatDataAnalysis 聊天记录（.xlsx）' },
  carries: { senderIds: false, messageIds: true, quotes: false, voice: true, transcripts: true, time: 'second' },
  sheet: '消息',
  columns: ['序号', '时间', '发送者', '消息类型', '内容', '本地 ID', '服务 ID'],
  messageId: '服务 ID',
  open: async (file, _lead, { emit }) => {
    const { chat, account } = await chatOf(file);
    const hidden = account === HIDDEN_ACCOUNT;
    if (hidden) warnOfPrivacy(emit, file);
    return (cell, record) => {
      const time = isoTime(cell('时间'));
      if (time === null) return null;
      const content = cell('内容');
      const shown = RENDER_TYPES[cell('消息类型')] ?? KINDS.other;
      const kind = shown === KINDS.system ? systemKind(content) : shown;
      const id = serverId(cell('服务 ID'));
      const dropped = dropReason(kind, hidden);
      const fields = dropped ? { text: content, dropped } : fieldsOf(file, kind, content, id);
      const item: ReadItem = {
        kind: 'message',
        type: kind.type,
        conversation: chat.id ?? chat.name,
        conversationName: chat.name,
        time,
        text: '',
        ...(id === undefined ? {} : { messageId: id }),
        ...fields,
        ...(fields.dropped ? { sender: NOBODY } : senderOf(cell('发送者'), chat, account)),
        source: { format: 'wechatdataanalysis-xlsx', file: file.path, record },
      };
      if (chat.group !== undefined) item.group = chat.group;
      return withoutFavourites(item);
    };
  },
});

/** In a private chat who is not called like the chat is the owner. */
function senderOf(name: string, chat: ChatName, account: string): Pick<ItemFields, 'sender' | 'direction'> {
  if (chat.group !== false) return { sender: { name } };
  if (name === chat.name || name === chat.id) return { sender: partner(name, chat), direction: 'received' };
  const owner: Sender = { name, ...(account && account !== name ? { aliases: [account] } : {}) };
  return { sender: owner, direction: 'sent' };
}

function fieldsOf(file: ExportFile, kind: MessageKind, content: string, id: string | undefined): Partial<ItemFields> {
  if (kind === KINDS.quote) return { text: content };
  if (kind === KINDS.text || kind === KINDS.other) return byWords(content, CARDS_AS_TEXT);
  if (kind === KINDS.voice) {
    const [, length, words = ''] = VOICE.exec(content) ?? [];
    const media = findVoice(file, null, id === undefined ? {} : { messageId: id });
    if (length) media.seconds = Number(length) / 1000;
    return { text: words === '[未识别到文字]' ? '' : words, media };
  }
  // Of a merged record the messages of others stand here.
  if (kind === KINDS.forward) return {};
  const title = content.replace(/^\[[^[\]\n]*\] ?/u, '').split('\n', 1)[0];
  return title ? { title } : {};
}

const VOICE = /^\[语音(?: (\d+)秒)?\](?: 转写：(.*))?$/su;

async function chatOf(file: ExportFile): Promise<{ chat: ChatName; account: string }> {
  const told = new Map<string, string>();
  for await (const rows of (await xlsxRows(file, '会话信息')) ?? []) {
    for (const { cells } of rows) told.set(cells[0] ?? '', cells[1] ?? '');
  }
  const id = told.get('用户名') ?? '';
  const account = told.get('账号') ?? '';
  if (!id) return { chat: chatOfFile(file), account };
  const group = id.endsWith('@chatroom') || told.get('是否群聊') === 'True';
  return { chat: { id, name: told.get('会话') || id, group }, account };
}
