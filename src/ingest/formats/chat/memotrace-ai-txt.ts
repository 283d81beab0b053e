import type { Sender } from '../../../core/types.ts';
import { placeholder } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, itemMaker, NOBODY } from '../families/chat-item.ts';
import { speakers } from '../families/speakers.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * MemoTrace's text for chat programs (`<name>_chat.txt`): a line of stars for each day; below it, what one person wrote
 * in a row stands on one line, with only blanks between the messages. There are no times of day, and personal data is
 * already masked (`[phone xxx]`).
 *   ********************2023-09-28********************
 *
 *   林晓:几点到家？ 小禾一直念叨你
 * Since 2025 each message has a line of its own, but only the first of several by one person has the name, over
 * midnight too. Read only when asked for with `--from` (see rejected.ts): the same chat as CSV or HTML holds much more.
 * Source: LC044/WeChatMsg 8be7d0d and zprolab/WeChatMsg, exporter_ai_txt.py.
 */
export const memotraceAiTxt: Reader = {
  id: 'memotrace-ai-txt',
  title: { en: 'MemoTrace text for AI (_chat.txt)', zh: '留痕 MemoTrace 的 AI 对话文本（_chat.txt）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'day' },
  guessesTypes: true,
  onlyAsked: true,
  detect: ({ text }) => (/^\*{20}\d{4}-\d\d-\d\d\*{20}\s*$/mu.test(text.slice(0, 4096)) ? 'yes' : 'no'),
  async *read(file) {
    const chat = chatOfFile(file, (path) => path.replace(/_chat(?=\.txt$)/iu, ''));
    const item = itemMaker('memotrace-ai-txt', file, chat);
    let day: string | null = null;
    let speaker: Sender = NOBODY;
    // A sentence with a colon looks the same, so only a name that comes again, or that is the chat's, begins a message.
    const counts = await speakers(file, (line) => SPOKEN.exec(line)?.groups?.name);
    const isSpeaker = (name: string | undefined) => name === chat.name || (counts.get(name ?? '') ?? 0) > 1;
    const headOf = (line: string) => {
      const found = SPOKEN.exec(line);
      return DAY.exec(line) ?? (isSpeaker(found?.groups?.name) ? found : null);
    };
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const { date, name = '', text = '' } = block.head.groups ?? {};
      if (date !== undefined) {
        day = isoTime(date);
        // Whoever spoke last before midnight is not named again.
        if (!block.body.trim()) continue;
      } else speaker = { name };
      const words = [text, block.body].filter(Boolean).join('\n').replace(/ $/u, '');
      const shown = placeholder(words, { tails: false });
      yield item(block.line, {
        sender: speaker,
        ...(speaker === NOBODY ? { dropped: 'unreadable' } : {}),
        time: day,
        ...(day === null ? { flags: ['no-time'] } : { precision: 'day' }),
        ...(/\[(?:phone|email|id_card|password|account) xxx\]/u.test(words) ? { flags: ['masked'] } : {}),
        ...(shown ? { type: shown.kind.type } : { text: words }),
      });
    }
  },
};

const DAY = /^\*{20}(?<date>\d{4}-\d\d-\d\d)\*{20}\s*$/u;
const SPOKEN = /^(?<name>[^\s:：][^:\n：]{0,63}):(?<text>.*)$/u;
