import type { ExportFile } from '../../../core/export-file.ts';
import { findVoice } from '../../../parse/find-media.ts';
import { byWords, type ItemFields } from './chat-item.ts';
import { CHATLOG_SENDER } from './chatlog-head.ts';

const VOICE = /^\[语音\]\([^()\s]*\/voice\/(\d+)[^()\s]*\)$/u;

/**
 * What a message of chatlog's text forms holds: words, `[语音](http://host/voice/<server id>)`, `[链接|title](url)`,
 * `[合并转发|title]` above what others wrote, or a quote, every line of which begins with `> `, above the own words.
 */
export function chatlogContent(file: ExportFile, body: string): Partial<ItemFields> {
  const voice = VOICE.exec(body)?.[1];
  if (voice) return { type: 'voice', messageId: voice, media: findVoice(file, null, { messageId: voice }) };
  if (UNKNOWN.test(body)) return { type: 'link' };
  const forward = FORWARD.exec(body);
  if (forward) return { type: 'forward', ...(forward[1] ? { title: forward[1] } : {}) };
  if (body === LOST) return { quote: { text: '' } };
  if (!body.startsWith('> ')) return byWords(body);
  const rows = body.split('\n');
  const end = rows.findIndex((row) => !row.startsWith('>'));
  const quoted = (end < 0 ? rows : rows.slice(0, end)).map((row) => row.replace(/^> ?/u, ''));
  const text = end < 0 ? '' : rows.slice(end).join('\n');
  const head = QUOTED_HEAD.exec(quoted[0] ?? '')?.groups;
  if (head)
    return { text, quote: { sender: head.name || (head.id ?? head.bare ?? ''), text: quoted.slice(1).join('\n') } };
  const words = quoted.join('\n');
  return { text, quote: { text: words === LOST ? '' : words } };
}

const QUOTED_HEAD = new RegExp(String.raw`^${CHATLOG_SENDER} (?:[\d-]+ )?\d\d:\d\d:\d\d$`, 'u');
/** Stands for a quoted message that the phone no longer has. */
const LOST = '[引用]';

/** The title may hold brackets: `[合并转发|一家[爱心]的聊天记录]`. */
const FORWARD = /^\[合并转发(?:\|(.*))?\](?:\n|$)/u;

/** A type that chatlog has no form for: its number and raw content, cut after 120 bytes. */
const UNKNOWN = /^Type: \d+ Content: /u;
