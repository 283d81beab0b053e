import type { ItemType } from '../../../core/types.ts';
import type { ItemFields } from './chat-item.ts';
import { splitQuote } from './memotrace-quote.ts';

const NOTHING = /^\s*$/u;
/** The parts of a card stand in lines of their own. */
const LINES = /^\s*(?:\n|$)/u;

/**
 * Marks with which a content begins. `title` finds the title in what follows the mark. `rest`: how the text after the
 * mark must begin, for marks that people type too: 【图片】这张是在海边.
 */
const MARKS: Record<string, { type: ItemType; rest?: RegExp; title?: (rest: string) => string | undefined }> = {
  图片: { type: 'image', rest: NOTHING },
  视频: { type: 'video', rest: NOTHING },
  表情包: { type: 'sticker', title: (rest) => rest.trim() },
  文件: { type: 'file', title: (rest) => rest.replace(/ \d+(?:\.\d+)? ?[KMGT]?B(?: .*)?$/su, '').trim() },
  音视频通话: { type: 'call', title: (rest) => rest.trim() },
  位置分享: { type: 'location', title: (rest) => field(rest, '名称') || field(rest, '标签') },
  分享链接: { type: 'link', rest: LINES, title: (rest) => field(rest, '标题') },
  小程序: { type: 'link', rest: LINES, title: (rest) => field(rest, '标题') },
  音乐分享: { type: 'link', rest: LINES, title: (rest) => field(rest, '标题') },
  音乐: { type: 'link', rest: LINES, title: (rest) => field(rest, '标题') },
  视频号: { type: 'link', rest: LINES, title: (rest) => field(rest, '描述') },
  笔记: { type: 'link', rest: LINES },
  收藏笔记: { type: 'link', rest: LINES },
  名片: { type: 'card', rest: LINES, title: (rest) => field(rest, '昵称') },
  红包: { type: 'transfer', rest: /^\s*(?:[:：]|$)/u, title: (rest) => rest.replace(/^\s*[:：]/u, '').trim() },
  合并转发的聊天记录: { type: 'forward', rest: LINES },
};
const MARKED = /^【([^【】\n]{2,12})】/u;
/** `【发起转账】:￥200.00`, `【已收款】:…`, `【非实时转账收款】:…` */
const TRANSFER = /^:[￥¥]/u;
/**
 * A message of a kind that MemoTrace does not know: its code (-1 for all of WeChat 3), then its XML as a Python
 * dictionary, or as it is where it cannot be parsed.
 */
const UNKNOWN = /^(?:-1|\d{2,15})\n(?:\{.*\}|<[^<>]+>.*)$/su;

/**
 * A message in the text form of MemoTrace since 2025, which its tables use too: words, a reply with `引用：`, or a mark in
 * 【】.
 */
export function memotrace4Content(body: string): Partial<ItemFields> {
  const name = MARKED.exec(body)?.[1];
  if (name === undefined) return UNKNOWN.test(body) ? { type: 'link' } : splitQuote(body, '引用：');
  const rest = body.slice(name.length + 2);
  if (name === '语音') return { type: 'voice', text: rest, media: { path: '' } };
  if (TRANSFER.test(rest)) return { type: 'transfer', title: `${name}${rest.split('\n', 1)[0]}` };
  const mark = MARKS[name];
  if (!mark || mark.rest?.test(rest) === false) return splitQuote(body, '引用：');
  const title = mark.title?.(rest);
  return { type: mark.type, ...(title ? { title } : {}) };
}

/** The value of a field; each field is one line, `标题：…` or `链接: …`. */
function field(rest: string, name: string): string | undefined {
  for (const line of rest.split('\n')) {
    if (line.startsWith(`${name}：`) || line.startsWith(`${name}:`)) return line.slice(name.length + 1).trim();
  }
  return undefined;
}
