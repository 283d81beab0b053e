import { isoTime, timePrecision } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { type ChatName, chatOfFile, itemMaker, NOBODY } from '../families/chat-item.ts';
import { textBlocks } from '../families/text-blocks.ts';
import { wxCliContent } from '../families/wx-cli-content.ts';
import { wxCliSender } from '../families/wx-cli-message.ts';

/**
 * wx-cli, `wx export`: one heading per message, then `**sender**: ` and the content, in which every line after the
 * first begins with `> `.
 *   # 一家三口（群聊）
 *
 *   > 导出 33 条消息
 *
 *   ### 2023-12-30 18:02
 *
 *   **爸爸**: 那就清汤锅，两全其美。
 * Nothing is escaped. A fork writes ` (group)` and `Exported 33 messages`. Source: hatcat007/wx-cli-again c54145e, export.rs.
 */
export const wxCliMarkdown: Reader = {
  id: 'wx-cli-markdown',
  title: { en: 'wx-cli chat (.md)', zh: 'wx-cli 聊天记录（Markdown）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'minute' },
  guessesTypes: true,
  detect: ({ text }) => {
    const [title = '', count = ''] = text
      .slice(0, 2048)
      .split(/\r\n|\n|\r/u)
      .filter((line) => line.trim());
    return TITLE.test(title) && COUNT.test(count) ? 'yes' : 'no';
  },
  async *read(file) {
    let chat: ChatName = { ...chatOfFile(file), group: false };
    let item = itemMaker('wx-cli-markdown', file, chat);
    let begun = false;
    for await (const block of textBlocks(file, (line) => HEAD.exec(line))) {
      if (!block.head) {
        const title = begun ? null : TITLE.exec(block.body);
        if (title) {
          begun = true;
          chat = { name: title[1] || chat.name, group: title[2] !== undefined };
          item = itemMaker('wx-cli-markdown', file, chat);
        } else if (!block.body.startsWith('>')) {
          yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        }
        continue;
      }
      const [, written = ''] = block.head;
      const [, name = '', first = ''] = /^\n*(?:\*\*(.+?)\*\*: ?)?(.*)/u.exec(block.body) ?? [];
      const below = block.body.replace(/^\n*.*/u, '').replace(/\n>(?: |$)/gmu, '\n');
      const precision = timePrecision(written);
      yield item(block.line, {
        ...wxCliSender(chat, name),
        time: isoTime(written),
        ...(precision === 'second' ? {} : { precision }),
        ...wxCliContent(first + below),
      });
    }
  },
};

const TITLE = /^# (.*?)(（群聊）| \(group\))?\s*$/u;
const COUNT = /^> (?:导出 \d+ 条消息|Exported \d+ messages)\s*$/u;
const HEAD = /^### (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)\s*$/u;
