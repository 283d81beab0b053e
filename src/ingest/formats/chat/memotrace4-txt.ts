import type { ItemType } from '../../../core/types.ts';
import { systemReason } from '../../../parse/placeholders.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { chatOfPath, type ItemFields, itemMaker, NOBODY, partner } from '../families/chat-item.ts';
import { cutQuote, MEMOTRACE_HEAD, memotraceDialect } from '../families/memotrace-txt-dialect.ts';
import { textBlocks } from '../families/text-blocks.ts';

/**
 * MemoTrace of 2025 and its forks, chat as text: `time name` over the words, `time` alone over a system line.
 *   2023-09-28 12:08:47 陈默
 *   【语音】书架周末我来钉一个新的
 * What is no text is written as in its CSV: a mark in 【】, then a transcript, a name, a title. A pat has a sender and is
 * told by its wording. Source: zprolab/WeChatMsg, exporter_txt.py and message.py.
 */
export const memotrace4Txt: Reader = {
  id: 'memotrace4-txt',
  title: { en: 'MemoTrace 2025 chat (.txt)', zh: '留痕 MemoTrace 2025 版聊天记录（.txt）' },
  kind: 'message',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: true, time: 'second' },
  detect: (head) => memotraceDialect(head).four,
  async *read(file) {
    const chat = chatOfPath(file.path);
    const item = itemMaker('memotrace4-txt', file, chat);
    for await (const block of textBlocks(file, headOf)) {
      if (!block.head) {
        yield item(block.line, { sender: NOBODY, text: block.body, dropped: 'unreadable' });
        continue;
      }
      const time = isoTime(block.head[1] ?? '');
      const name = block.head[2] ?? '';
      const system = systemReason(block.body);
      if (!name) yield item(block.line, { sender: NOBODY, time, text: block.body, dropped: system ?? 'system-line' });
      else if (system) yield item(block.line, { sender: { name }, time, text: block.body, dropped: system });
      else {
        const sender = name === chat.name ? partner(name, chat) : { name };
        yield item(block.line, { sender, time, ...content(block.body) });
      }
    }
  },
};

function headOf(line: string): RegExpExecArray | null {
  const found = MEMOTRACE_HEAD.exec(line);
  return found && isoTime(found[1] ?? '') ? found : null;
}

/** By the mark that the content begins with; `title` finds the title in what follows it. */
const MARKS: Record<string, { type: ItemType; title?: (rest: string) => string | undefined }> = {
  图片: { type: 'image' },
  视频: { type: 'video' },
  表情包: { type: 'sticker', title: (rest) => rest.trim() },
  文件: { type: 'file', title: (rest) => rest.replace(/ \d+(?:\.\d+)? [KMGT]?B .*$/su, '').trim() },
  音视频通话: { type: 'call', title: (rest) => rest.trim() },
  位置分享: { type: 'location', title: (rest) => field(rest, '名称') || field(rest, '标签') },
  分享链接: { type: 'link', title: (rest) => field(rest, '标题') },
  小程序: { type: 'link', title: (rest) => field(rest, '标题') },
  音乐分享: { type: 'link', title: (rest) => field(rest, '标题') },
  音乐: { type: 'link', title: (rest) => field(rest, '标题') },
  视频号: { type: 'link', title: (rest) => field(rest, '描述') },
  笔记: { type: 'link' },
  收藏笔记: { type: 'link' },
  名片: { type: 'card', title: (rest) => field(rest, '昵称') },
  红包: { type: 'transfer', title: (rest) => rest.replace(/^:/u, '').trim() },
  合并转发的聊天记录: { type: 'forward' },
};
const MARKED = /^【([^【】\n]{2,12})】/u;
/** `【发起转账】:￥200.00`, `【已收款】:…`, `【非实时转账收款】:…` */
const TRANSFER = /^:[￥¥]/u;
/** A message of a kind that MemoTrace does not know: its code, then a Python dictionary. */
const UNKNOWN = /^\d{2,15}\n\{.*\}$/su;

function content(body: string): Partial<ItemFields> {
  const name = MARKED.exec(body)?.[1];
  if (name === undefined) return UNKNOWN.test(body) ? { type: 'link' } : cutQuote(body, '引用：');
  const rest = body.slice(name.length + 2);
  if (name === '语音') return { type: 'voice', text: rest, media: { path: '' } };
  if (TRANSFER.test(rest)) return { type: 'transfer', title: `${name}${rest.split('\n', 1)[0]}` };
  const mark = MARKS[name];
  if (!mark) return cutQuote(body, '引用：');
  const title = mark.title?.(rest);
  return { type: mark.type, ...(title ? { title } : {}) };
}

/** `标题：…` or `链接: …`, a line each. */
function field(rest: string, name: string): string | undefined {
  for (const line of rest.split('\n')) {
    if (line.startsWith(`${name}：`) || line.startsWith(`${name}:`)) return line.slice(name.length + 1).trim();
  }
  return undefined;
}
