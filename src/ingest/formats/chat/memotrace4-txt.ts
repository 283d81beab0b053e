import { systemReason } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, droppedByWords, itemMaker, NOBODY, partner } from '../families/chat-item.ts';
import { MEMOTRACE_HEAD, memotraceDialect } from '../families/memotrace-txt-dialect.ts';
import { memotrace4Content } from '../families/memotrace4-content.ts';
import { voiceOfText } from '../families/memotrace4-voice.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * MemoTrace of 2025 and its forks, chat as text: `time name` over the words, `time` alone over a system line.
 *   2023-09-28 12:08:47 陈默
 *   【语音】书架周末我来钉一个新的
 * Everything but text is written as in its CSV: a mark in 【】, then a transcript, a name, a title. A pat has a sender
 * and is recognised by its wording. Source: zprolab/WeChatMsg, exporter_txt.py and message.py.
 */
export const memotrace4Txt: Reader = {
  id: 'memotrace4-txt',
  title: { en: 'MemoTrace 2025 chat (.txt)', zh: '留痕 MemoTrace 2025 版聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: true, transcripts: true, time: 'second' },
  detect: (head) => memotraceDialect(head).four,
  async *read(file) {
    const chat = chatOfFile(file);
    const item = itemMaker('memotrace4-txt', file, chat);
    for await (const block of textBlocks(file, headOf, { belowBlank: true })) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const time = isoTime(block.head[1] ?? '');
      const name = block.head[2]?.trim() ?? '';
      const system = systemReason(block.body);
      if (!name) yield item(block.line, { sender: NOBODY, time, text: block.body, dropped: system ?? 'system-line' });
      else if (system) yield item(block.line, { sender: { name }, time, text: block.body, ...droppedByWords(system) });
      else {
        const sender = name === chat.name ? partner(name, chat) : { name };
        const fields = memotrace4Content(block.body);
        const media = fields.type === 'voice' ? { media: voiceOfText(file, chat, name, time) } : {};
        yield item(block.line, { sender, time, ...fields, ...media });
      }
    }
  },
};

function headOf(line: string): RegExpExecArray | null {
  const found = MEMOTRACE_HEAD.exec(line);
  return found && isoTime(found[1] ?? '') ? found : null;
}
