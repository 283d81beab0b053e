import { looseTime } from '../../../parse/loose-time.ts';
import { systemKind } from '../../../parse/wechat-types.ts';
import { place } from '../../read/discover.ts';
import type { Reader } from '../../reader.ts';
import { itemMaker, NOBODY } from '../families/chat-item.ts';
import { byStomakunWords, stomakunChat } from '../families/stomakun-chat.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * WechatExport-iOS by stomakun (2015 to 2017) as text: `老默(2022/3/5 7:58:40): 带了，门口那把黑的。`, texts run on below.
 * WeChat's own lines have a sender, too: `[系统消息](2022/3/5 7:58:02): …`. The time is in the style of the computer that
 * exported. Sources: stomakun/WechatExport-iOS b22148f and 85ab247, wechat.cs.
 */
export const stomakunTxt: Reader = {
  id: 'stomakun-txt',
  title: { en: 'WechatExport-iOS chat (.txt, 2017)', zh: 'WechatExport-iOS 聊天记录（.txt，2017 年）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'second' },
  guessesTypes: true,
  detect({ text }) {
    const rows = text.slice(0, 8192).split(/\r?\n|\r/u);
    const first = rows.find((row) => row.trim() && !SYSTEM.test(row));
    return first && headOf(first) && MESSAGE.test(first) ? 'yes' : 'no';
  },
  async *read(file) {
    const { chat, owner } = stomakunChat(place(file));
    const item = itemMaker('stomakun-txt', file, chat);
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const { name, time, text = '', line } = block.head.groups ?? {};
      const below = block.body ? `\n${block.body}` : '';
      if (line !== undefined) {
        const words = line + below;
        yield item(block.line, { sender: NOBODY, text: words, dropped: systemKind(words).dropped ?? 'system-line' });
        continue;
      }
      const when = looseTime(time ?? '');
      const words = text + below;
      yield item(block.line, {
        sender: { name: name ?? '' },
        time: when?.time ?? null,
        ...(name === owner ? { direction: 'sent' } : {}),
        ...(when?.precision === 'minute' ? { precision: 'minute' } : {}),
        ...(name === SYSTEM_NAME
          ? { text: words, dropped: systemKind(words).dropped ?? 'system-line' }
          : byStomakunWords(words)),
      });
    }
  },
};

const MESSAGE = /^(?<name>.{1,64}?)\((?<time>[\d/.-]{8,10} [^()]{4,14})\): ?(?<text>.*)$/u;
const SYSTEM_NAME = '[系统消息]';
const SYSTEM = /^系统消息: ?(?<line>.*)$/u;

function headOf(line: string): RegExpExecArray | null {
  const found = MESSAGE.exec(line);
  if (found) return looseTime(found.groups?.time ?? '')?.time ? found : null;
  return SYSTEM.exec(line);
}
