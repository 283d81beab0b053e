import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, chatOfFile, itemMaker, NOBODY } from '../families/chat-item.ts';
import { pageTitle } from '../families/page-title.ts';
import { messageOf } from '../families/wechatexporter-message.ts';
import { idOf, type PageFacts, pageBlocks } from '../families/wechatexporter-page.ts';

/**
 * WechatExporter (iPhone backups) as a page, in all its layouts: 1.0 to 1.7, 1.8 and 1.9.
 *   <div class="msg chat right " msgid="102" msgtype="1">…<span class="dspname right">老默</span> 2022-03-05 07:58:40…
 * `right` is the owner; a person's id is the file name of the picture. Messages of a forwarded record (`fmsg`) belong
 * to the message that carries it. `msgid` counts within the phone's chat and is no id of the server's. Source:
 * BlueMatthew/WechatExporter, res/templates at v1.0, v1.7, v1.8.0.10 and 8f8ce41.
 */
export const wechatexporterHtml: Reader = {
  id: 'wechatexporter-html',
  title: {
    en: 'WechatExporter chat from an iPhone backup (.html)',
    zh: 'WechatExporter 导出的 iPhone 聊天记录（网页）',
  },
  kind: 'message',
  carries: { senderIds: true, messageIds: false, quotes: true, voice: true, transcripts: false, time: 'second' },
  detect: ({ text }) => (MESSAGE.test(text) || (TITLE.test(text) && FRAME.test(text)) ? 'yes' : 'no'),
  async *read(file, { emit }) {
    const chat = await chatOf(file);
    const item = itemMaker('wechatexporter-html', file, chat);
    const facts: PageFacts = { head: '', pages: 0, missing: 0 };
    let record = 0;
    /** Held back until the next one: what follows tells a forwarded record from a link. */
    let held: ReadItem | undefined;
    for await (const block of pageBlocks(file, facts)) {
      const { part, fields } = block.tag
        ? messageOf(file, block)
        : { fields: { sender: NOBODY, dropped: 'unreadable' as const } };
      const rowId = idOf(block.tag);
      if (part) {
        if (part === 'start' && held) held = { ...held, type: 'forward', text: '', title: held.title ?? held.text };
        continue;
      }
      if (held) yield held;
      held = item(record++, rowId ? { ...fields, rowId } : fields);
    }
    if (held) yield held;
    if (facts.missing) {
      const { pages: total, missing } = facts;
      emit({ type: 'warn', notice: { code: 'chat-pages-missing', facts: { file: file.path, total, missing } } });
    }
  },
};

const MESSAGE =
  /<div class="msg (?:chat|media)[ -](?:left|right|notice)[^"]*" msgid="|<div class="(?:chat|media)-(?:left|right)"/u;
/** Lists of chats have it the other way round: `微信聊天记录 - 老默`. */
const TITLE = /<title>[^\n]{1,300}? - (?:微信聊天记录|WeChat Chat History)\s*<\/title>/u;
const FRAME = /id="msgs-div"|class="msgs"|moreWechatMsgs|\.chat-left|\.nt-box/u;

/** The chat's id is looked for in this many messages: messages of the partner show it. */
const LOOK_AHEAD = 3000;

/**
 * The chat by the title and attributes of the page. In a private chat the title is the name of the person on the left.
 */
async function chatOf(file: ExportFile): Promise<ChatName> {
  const facts: PageFacts = { head: '', pages: 0, missing: 0 };
  const chat: ChatName = { name: chatOfFile(file).name };
  let named = false;
  let left = LOOK_AHEAD;
  for await (const block of pageBlocks(file, facts)) {
    if (!named) {
      named = true;
      chat.name = pageTitle(facts.head) || chat.name;
    }
    const { side, part, fields } = messageOf(file, block);
    if (side === 'left' && !part && fields.sender.name) {
      if (fields.sender.name === chat.name) {
        chat.group = false;
        if (fields.sender.id) chat.id = fields.sender.id;
      }
      break;
    }
    if (--left <= 0) break;
  }
  const session = /<body[^>]* sid="([^"]+)"/u.exec(facts.head)?.[1];
  if (session) {
    chat.id = session;
    chat.group = session.endsWith('@chatroom');
  }
  return chat;
}
