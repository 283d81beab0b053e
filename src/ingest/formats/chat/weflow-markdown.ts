import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote } from '../../../core/types.ts';
import { isAccount } from '../../../parse/cells.ts';
import { isoTime, ZoneClock } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS, type MessageKind } from '../../../parse/wechat-types.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, type ItemFields, itemMaker, NOBODY, partner } from '../families/chat-item.ts';
import { textBlocks } from '../families/text-blocks.ts';
import { isGroupItself, weflowChat } from '../families/weflow-chat.ts';
import { spokenBeside, type WeflowPlace, weflowBlock, weflowContent } from '../families/weflow-content.ts';

/**
 * WeFlow chat as Markdown: a head with the chat, then one heading per message, with blank lines between its parts.
 *   ## 2023\-12\-30 18:02:50 爸爸
 *
 *   > 妈妈: 又火锅……上火
 *
 *   那就清汤锅，两全其美。
 * Everything is escaped with backslashes, the date too. Source: hicccc77/WeFlow 46b49ef, MarkdownFormatter.ts.
 */
export const weflowMarkdown: Reader = {
  id: 'weflow-markdown',
  title: { en: 'WeFlow chat (.md)', zh: 'WeFlow 聊天记录（Markdown）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  guessesTypes: true,
  asksSession: true,
  detect: ({ text }) =>
    /^- 导出工具: WeFlow\s*$/mu.test(text.slice(0, 4096)) && !/^\s*# 朋友圈导出/u.test(text) ? 'yes' : 'no',
  async *read(file, { timeZone, session }) {
    const clock = new ZoneClock(timeZone);
    const chat: Chat = weflowChat(file);
    let item = itemMaker('weflow-markdown', file, chat);
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        if (readFrontLine(block.body, chat)) item = itemMaker('weflow-markdown', file, chat);
        else yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const name = unescaped(block.head[2] ?? '');
      const time = unescaped(block.head[1] ?? '');
      const at = { time, clock, group: chat.group, session: chat.account ?? session };
      const fields = content(file, block.body, at);
      yield item(block.line, {
        sender: name === '我' ? { name } : partner(name, chat),
        time: isoTime(time),
        ...(chat.group === false || name === '我' ? { direction: name === '我' ? 'sent' : 'received' } : {}),
        ...fields,
        ...(isGroupItself(name, chat) ? { text: fields.text ?? '', dropped: fields.dropped ?? 'system-line' } : {}),
      });
    }
  },
};

const HEAD = /^## (\d{4}\\?-\d\d\\?-\d\d \d\d:\d\d:\d\d) (.*)$/u;

function headOf(line: string): RegExpExecArray | null {
  const found = HEAD.exec(line);
  return found && isoTime(unescaped(found[1] ?? '')) ? found : null;
}

/** `account`: as the lines above the messages state it, which older versions do not. */
type Chat = ChatName & { account?: string };

/** Reads a line above the first message; false where it is none of the known lines. */
function readFrontLine(line: string, chat: Chat): boolean {
  const [, key, value = ''] = /^- ([^:：]+)[:：]\s*(.*)$/u.exec(line) ?? [];
  if (key === '会话ID') {
    const id = unescaped(value.replace(/^`+|`+$/gu, '')).trim();
    chat.id = id || chat.name;
    if (isAccount(id)) chat.account = id;
  } else if (key === '会话类型') chat.group = value.includes('群');
  else if (line.startsWith('# ')) chat.name = unescaped(line.slice(2)).trim() || chat.name;
  return key !== undefined || line.startsWith('# ') || /^-{3,}$/u.test(line.trim());
}

const MEDIA = /^(!?)\[((?:\\.|[^\]\\\n])*)\]\(((?:\\.|[^)\\\n])*)\)$/u;

function content(file: ExportFile, raw: string, at: WeflowPlace): Partial<ItemFields> {
  const { quote, body } = cutQuote(raw.replace(/^\n+/u, ''));
  const fields =
    shownOrLinked(file, body, at) ?? (body === EMPTY ? { text: '' } : weflowBlock(file, unescaped(body), at));
  return quote ? { ...fields, quote } : fields;
}

/** In place of no words at all stands the name of the type. */
const EMPTY = '\\[文本消息\\]';

/** A reply has the quoted lines, `> name: words`, above its own. */
function cutQuote(raw: string): { quote?: Quote; body: string } {
  if (!raw.startsWith('> ')) return { body: raw };
  const rows = raw.split('\n');
  const end = rows.findIndex((row) => !row.startsWith('>'));
  const quoted = unescaped((end < 0 ? rows : rows.slice(0, end)).map((row) => row.replace(/^> ?/u, '')).join('\n'));
  const colon = quoted.indexOf(': ');
  return {
    quote: colon < 0 ? { text: quoted } : { sender: quoted.slice(0, colon), text: quoted.slice(colon + 2) },
    body: end < 0 ? '' : rows.slice(end).join('\n').replace(/^\n+/u, ''),
  };
}

/** `![图片](media/images/…)`, `[语音文件](media/voices/…)`, `[title](https://…)`; null for words. */
function shownOrLinked(file: ExportFile, body: string, at: WeflowPlace): Partial<ItemFields> | null {
  const [first = '', ...more] = body.split('\n');
  const [, shown, label, target = ''] = MEDIA.exec(first) ?? [];
  if (label === undefined) return null;
  const words = unescaped(more.join('\n').trim());
  // A picture is labelled by its type.
  const kind = shown ? kindOfName(unescaped(label)) : FILES[label];
  const media = weflowContent(file, decode(target), { ...at, kind });
  if (media.media) return { ...media, text: media.type === 'voice' ? spokenBeside(words) : '' };
  // The picture is still in the web.
  if (kind) return { type: kind.type };
  return words ? null : { type: 'link', title: unescaped(label) };
}

const FILES: Partial<Record<string, MessageKind>> = { 语音文件: KINDS.voice, 视频文件: KINDS.video };

/** Paths are written as addresses. */
function decode(path: string): string {
  const bare = unescaped(path);
  try {
    return decodeURI(bare);
  } catch {
    return bare;
  }
}

const unescaped = (text: string) => text.replace(/\\([\\`*_{}[\]<>#+\-.!|()])/gu, '$1');
