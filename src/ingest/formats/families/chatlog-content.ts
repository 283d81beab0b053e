import type { ExportFile } from '../../../core/export-file.ts';
import { findVoice } from '../../../parse/find-media.ts';
import type { Forms } from '../../../parse/placeholders.ts';
import { KINDS, type MessageWhat } from '../../../parse/wechat-types.ts';
import { byWords, type Habits, type ItemFields } from './chat-item.ts';
import { CHATLOG_NUMBER, CHATLOG_SENDER } from './chatlog-head.ts';

const VOICE = /^\[语音\]\([^()\s]*\/voice\/(\d+)[^()\s]*\)$/u;

/**
 * The content of a message in chatlog's text forms: words; `[语音](http://host/voice/<server id>)`; `[链接|title](url)`;
 * `[合并转发|title]` above what others wrote; or a quote, in which every line begins with `> `, above the own words.
 * `marksSystem`: the head of the message would say so if WeChat had written it.
 */
export function chatlogContent(
  file: ExportFile,
  body: string,
  { marksSystem = true }: Pick<Habits, 'marksSystem'> = {},
): Partial<ItemFields> {
  const voice = VOICE.exec(body)?.[1];
  if (voice) return { type: 'voice', messageId: voice, media: findVoice(file, null, { messageId: voice }) };
  if (UNKNOWN.test(body)) return { type: 'link' };
  return record(body) ?? shown(body) ?? chatlogReply(body) ?? byWords(body, { ...FORMS, marksSystem });
}

const FORMS: Forms = { tails: false, unbracketed: false };

/** Reads `[链接|title](url)`. The title may hold brackets and line ends, and the url of a mini program may be missing. */
function shown(body: string): Partial<ItemFields> | null {
  const [, name = '', inside = ''] = body.length < MAX_SHOWN ? (SHOWN.exec(body) ?? []) : [];
  const what = SHOWN_KINDS.get(name);
  if (what === undefined) return null;
  // A place is its name, its town, and where that lies; what was shared has its description behind its title.
  const words = what === 'location' || name === '分享' ? (inside.split('|')[0] ?? '') : inside;
  return { type: KINDS[what].type, ...titled(words) };
}

/** A title in one line; none where the value is missing. */
export function titled(written: string): { title?: string } {
  const title = written.replaceAll(/\s*\n\s*/gu, ' ').trim();
  return title && title !== NOTHING ? { title } : {};
}

const SHOWN = /^\[([^[\]|\n]+)\|([\s\S]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\))?$/u;
const SHOWN_KINDS: ReadonlyMap<string, MessageWhat> = new Map([
  ['位置', 'location'],
  ['链接', 'link'],
  ['文件', 'file'],
  ['小程序', 'miniprogram'],
  ['视频号', 'channels'],
  ['视频号直播', 'channels'],
  ['分享', 'link'],
  ['音乐', 'music'],
  ['转账', 'transfer'],
]);
/** Longest text that is searched for a title and an address, so that a text that only begins like one costs little. */
const MAX_SHOWN = 8192;
/** What a missing value looks like. */
const NOTHING = '%!s(<nil>)';

/**
 * A reply: whom it quotes, the quoted lines, then the own words. A message in which somebody typed `> ` first is no
 * reply.
 */
export function chatlogReply(body: string): Pick<ItemFields, 'text' | 'quote'> | null {
  if (body === LOST) return { quote: { text: '' } };
  if (!body.startsWith('> ')) return null;
  const rows = body.split('\n');
  const end = rows.findIndex((row) => row !== '>' && !row.startsWith('> '));
  const quoted = (end < 0 ? rows : rows.slice(0, end)).map((row) => row.replace(/^> ?/u, ''));
  const text = end < 0 ? '' : rows.slice(end).join('\n');
  if (quoted[0] === LOST) return { text, quote: { text: '' } };
  const head = QUOTED_HEAD.exec(quoted[0] ?? '')?.groups;
  if (!head) return null;
  return { text, quote: { sender: head.name || (head.id ?? head.bare ?? ''), text: quoted.slice(1).join('\n') } };
}

const QUOTED_HEAD = new RegExp(String.raw`^${CHATLOG_SENDER}${CHATLOG_NUMBER} (?:[\d-]+ )?\d\d:\d\d:\d\d$`, 'u');
/** Stands for a quoted message that the phone no longer has. */
const LOST = '[引用]';

/** A merged forward, a note or a notice: its title, and below it what it holds, two blanks deep. */
function record(body: string): Partial<ItemFields> | null {
  const [, name = '', title = ''] = RECORD.exec(body) ?? [];
  const what = RECORD_KINDS.get(name);
  return what === undefined ? null : { type: KINDS[what].type, ...titled(title) };
}

/** The title may hold brackets: `[合并转发|一家[爱心]的聊天记录]`. */
const RECORD = /^\[(合并转发|笔记|群公告)(?:\]$|\|(.*)\](?:\n|$))/u;
const RECORD_KINDS: ReadonlyMap<string, MessageWhat> = new Map([
  ['合并转发', 'forward'],
  ['笔记', 'note'],
  ['群公告', 'notice'],
]);

/** A type for which chatlog has no form: its number and raw content, cut after 120 bytes. */
const UNKNOWN = /^Type: \d+(?: SubType: \d+)? Content: /u;
