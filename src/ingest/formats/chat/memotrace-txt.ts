import { decodeEntities } from '../../../parse/html-text.ts';
import { decodeEscapes } from '../../../parse/js-literal.ts';
import { placeholder, systemReason } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { chatOfFile, type ItemFields, itemMaker, NOBODY } from '../families/chat-item.ts';
import { readReply, splitQuote } from '../families/memotrace-quote.ts';
import { MEMOTRACE_HEAD, memotraceDialect } from '../families/memotrace-txt-dialect.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * MemoTrace (留痕) up to 2024, chat as text: a head line, then the words, which may hold blank lines.
 *   2023-09-28 12:08:02 陈默
 *   书哪有嫌多的，放不下就放我那屋。
 *   引用:林晓:又买书？
 * A head with nothing below it is a system line, and so is one that reads so or begins with a tag: it may have several
 * lines. Times are local; names are escaped as in its HTML export. Calls, cards, places, transfers and forwards are left
 * out. Source: LC044/WeChatMsg 8be7d0d, exporter_txt.py.
 */
export const memotraceTxt: Reader = {
  id: 'memotrace-txt',
  title: { en: 'MemoTrace chat (.txt)', zh: '留痕 MemoTrace 聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'second' },
  guessesTypes: true,
  detect: (head) => memotraceDialect(head).legacy,
  async *read(file) {
    const item = itemMaker('memotrace-txt', file, chatOfFile(file));
    const names = new Set<string>();
    for await (const block of textBlocks(file, headOf, { belowBlank: true })) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const time = isoTime(block.head[1] ?? '');
      const name = decodeEntities(decodeEscapes(block.head[2] ?? '')).trim();
      const system = systemReason(name) ?? (block.body && !name.startsWith('<') ? null : 'system-line');
      if (system && !names.has(name)) {
        const text = block.body ? `${name}\n${block.body}` : name;
        yield item(block.line, { sender: NOBODY, time, text, dropped: system });
      } else {
        if (block.body) names.add(name);
        yield item(block.line, { ...senderOf(name), time, ...content(block.body) });
      }
    }
  },
};

function headOf(line: string): RegExpExecArray | null {
  const found = MEMOTRACE_HEAD.exec(line);
  return found?.[2] && isoTime(found[1] ?? '') ? found : null;
}

/** Builds of 2023-12 call the owner 你 (LC044/WeChatMsg 03967fe, output_pc.py). */
const senderOf = (name: string): ItemFields =>
  name === '你' ? { sender: { name: '我' }, direction: 'sent' } : { sender: { name } };

const LINK = /^\s*\[链接\]:title:(.*)$/mu;

function content(body: string): Partial<ItemFields> {
  const link = body.trimStart().startsWith('[链接]:title:') ? LINK.exec(body) : null;
  if (link) return { type: 'link', title: link[1]?.trim() ?? '' };
  const found = placeholder(body, { tails: false, unbracketed: false });
  if (found) return { type: found.kind.type, ...(found.kind.type === 'voice' ? { media: { path: '' } } : {}) };
  return readReply(splitQuote(body, '引用:'));
}
