import type { ExportFile } from '../../../core/export-file.ts';
import { firstLine, lines } from '../../../parse/lines.ts';
import { isoTime, timePrecision } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, chatOfFile, itemMaker, NOBODY } from '../families/chat-item.ts';
import { speakers } from '../families/speakers.ts';
import { textBlocks } from '../families/text-blocks.ts';
import { wxCliContent, wxCliMark } from '../families/wx-cli-content.ts';
import { wxCliSender } from '../families/wx-cli-message.ts';

/**
 * wx-cli, `wx export --format txt`: a title, then one line per message, below which the message may go on.
 *   === 一家三口[群] (33 条) ===
 *
 *   [2023-12-30 18:02] 爸爸: 那就清汤锅，两全其美。
 * In a private chat only the owner's lines have a name, so it is the name with which most lines begin. A fork writes
 * `[group]` and `(33 messages)`. Source: hatcat007/wx-cli-again c54145e, export.rs.
 */
export const wxCliTxt: Reader = {
  id: 'wx-cli-txt',
  title: { en: 'wx-cli chat (.txt)', zh: 'wx-cli 聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'minute' },
  guessesTypes: true,
  detect: ({ text }) => (TITLE.test(firstLine(text)) ? 'yes' : 'no'),
  async *read(file) {
    const chat = await chatOf(file);
    const item = itemMaker('wx-cli-txt', file, chat);
    const owner = chat.group === false ? await ownerOf(file, chat) : undefined;
    const isName = (name: string) => chat.group !== false || name === owner || name === chat.name;
    for await (const block of textBlocks(file, (line) => HEAD.exec(line))) {
      if (!block.head) {
        if (!TITLE.test(block.body) && !block.body.startsWith('[wx] '))
          yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const [, written = '', text = ''] = block.head;
      const named = nameIn(text);
      const name = named !== undefined && isName(named) ? named : '';
      const words = name ? text.slice(name.length + 2) : text;
      const precision = timePrecision(written);
      yield item(block.line, {
        ...wxCliSender(chat, name),
        time: isoTime(written),
        ...(precision === 'second' ? {} : { precision }),
        ...wxCliContent(block.body ? `${words}\n${block.body}` : words),
      });
    }
  },
};

const TITLE = /^=== (.*?)(\[(?:群|group)\])? \(\d+ (?:条|messages)\) ===\s*$/u;
const HEAD = /^\[(\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)\] ?(.*)$/u;

/** What stands before the first colon that is followed by a blank; undefined for a mark like `[链接] 公园: 预约`. */
const nameIn = (text: string): string | undefined => (wxCliMark(text) ? undefined : /^(.{1,64}?): /u.exec(text)?.[1]);

async function chatOf(file: ExportFile): Promise<ChatName> {
  for await (const { text } of lines(file)) {
    if (!text.trim()) continue;
    const [, name, group] = TITLE.exec(text) ?? [];
    return { name: name || chatOfFile(file).name, group: group !== undefined };
  }
  return chatOfFile(file);
}

async function ownerOf(file: ExportFile, chat: ChatName): Promise<string | undefined> {
  const counts = await speakers(file, (line) => nameIn(HEAD.exec(line)?.[2] ?? ''));
  let owner: string | undefined;
  for (const [name, count] of counts) {
    if (name !== chat.name && count > (counts.get(owner ?? '') ?? 0)) owner = name;
  }
  return owner;
}
