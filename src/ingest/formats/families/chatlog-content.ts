import type { ExportFile } from '../../../core/export-file.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { byWords, type ItemFields } from './chat-item.ts';

const VOICE = /^\[语音\]\([^()\s]*\/voice\/(\d+)[^()\s]*\)$/u;

/**
 * What a message of chatlog's text forms holds: words, `[语音](http://host/voice/<server id>)`, `[链接|title](url)`, or a
 * quote, every line of which begins with `> `, above the own words.
 */
export function chatlogContent(file: ExportFile, body: string): Partial<ItemFields> {
  const voice = VOICE.exec(body)?.[1];
  if (voice) return { type: 'voice', messageId: voice, media: findMedia(file, null, { messageId: voice }) };
  if (UNKNOWN.test(body)) return { type: 'link' };
  if (!body.startsWith('> ')) return byWords(body);
  const rows = body.split('\n');
  const end = rows.findIndex((row) => !row.startsWith('>'));
  const quoted = (end < 0 ? rows : rows.slice(0, end)).map((row) => row.replace(/^> ?/u, ''));
  const text = end < 0 ? '' : rows.slice(end).join('\n');
  const [, name] = /^(.*)\([\w@.-]+\) (?:[\d-]+ )?\d\d:\d\d:\d\d$/u.exec(quoted[0] ?? '') ?? [];
  if (name !== undefined) return { text, quote: { sender: name, text: quoted.slice(1).join('\n') } };
  const words = quoted.join('\n');
  return { text, quote: { text: words === '[引用]' ? '' : words } };
}

/** A type that chatlog has no form for: its number and raw content, cut after 120 bytes. */
const UNKNOWN = /^Type: \d+ Content: /u;
