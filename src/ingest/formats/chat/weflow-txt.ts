import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { firstLine, lines } from '../../../parse/lines.ts';
import { isoTime, ZoneClock } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import type { Reader } from '../../reader.ts';
import { itemMaker, NOBODY } from '../families/chat-item.ts';
import { textBlocks } from '../families/text-blocks.ts';
import { isGroupItself, weflowChat } from '../families/weflow-chat.ts';
import { type SoundPlace, weflowBlock, weflowContent } from '../families/weflow-content.ts';

/**
 * WeFlow chat as text: a head line with the name in quotes, then the content; the owner is '我' in private chats.
 *   2023-09-28 12:08:02 '陈默'
 *   书哪有嫌多的，放不下就放我那屋。[引用 林晓：又买书？]
 * Media are given as paths, everything else but text in brackets. System rows have the name of the chat. There are no
 * types and no ids. Before 2026-01-23 it was a table with tabs, one line per message: `序号 时间 发送者身份 消息类型 内容 …`. Source:
 * hicccc77/WeFlow 46b49ef, TxtFormatter.ts.
 */
export const weflowTxt: Reader = {
  id: 'weflow-txt',
  title: { en: 'WeFlow chat (.txt)', zh: 'WeFlow 聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  guessesTypes: true,
  asksSession: true,
  detect({ text }) {
    const first = firstLine(text);
    return HEAD.test(first) || isTable(first) ? 'yes' : 'no';
  },
  async *read(file, { timeZone, session }) {
    const at = { clock: new ZoneClock(timeZone), session };
    for await (const { text } of lines(file)) {
      if (!text.trim()) continue;
      yield* isTable(text) ? table(file, at) : blocks(file, at);
      return;
    }
  },
};

const HEAD = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (['"])(.*)\2$/u;
const OWNER = '我';

async function* blocks(file: ExportFile, at: SoundPlace): AsyncGenerator<ReadItem> {
  const chat = weflowChat(file);
  const item = itemMaker('weflow-txt', file, chat);
  for await (const block of textBlocks(file, headOf)) {
    if (!block.head) {
      yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
      continue;
    }
    const name = block.head[3] ?? '';
    const fields = weflowBlock(file, block.body, { ...at, time: block.head[1] ?? '', group: chat.group });
    yield item(block.line, {
      sender: { name },
      time: isoTime(block.head[1] ?? ''),
      ...(chat.group === false || name === OWNER ? { direction: name === OWNER ? 'sent' : 'received' } : {}),
      ...fields,
      ...(isGroupItself(name, chat) ? { text: block.body, dropped: fields.dropped ?? 'system-line' } : {}),
    });
  }
}

function headOf(line: string): RegExpExecArray | null {
  const found = HEAD.exec(line);
  return found && isoTime(found[1] ?? '') ? found : null;
}

const isTable = (line: string) =>
  /(?:^|\t)时间\t/u.test(line) && /\t消息类型\t/u.test(line) && /\t内容(?:\t|$)/u.test(line);

/** Reads the table. The user chose its columns; line ends and tabs inside values have become blanks. */
async function* table(file: ExportFile, at: SoundPlace): AsyncGenerator<ReadItem> {
  const chat = weflowChat(file);
  const item = itemMaker('weflow-txt', file, chat);
  let columns: string[] | undefined;
  for await (const { text: line, number } of lines(file)) {
    if (!line.trim()) continue;
    const cells = line.split('\t');
    if (!columns) {
      columns = cells.map((cell) => cell.trim());
      continue;
    }
    const cell = (name: string) => cells[columns?.indexOf(name) ?? -1]?.trim() ?? '';
    const time = isoTime(cell('时间'));
    if (!time || cells.length < columns.length - 1) {
      yield item(number, { sender: NOBODY, text: line, dropped: 'unreadable' });
      continue;
    }
    const owner = cell('发送者身份') === OWNER;
    const id = cell('发送者微信ID');
    const name = cell('发送者备注') || cell('发送者昵称') || cell('发送者身份') || id;
    const kind = kindOfName(cell('消息类型'));
    const fields = weflowContent(file, cell('内容'), { ...at, time, group: chat.group, kind });
    yield item(number, {
      sender: id ? { id, name } : { name },
      time,
      ...(owner ? { direction: 'sent' } : chat.group === false ? { direction: 'received' } : {}),
      ...fields,
    });
  }
}
