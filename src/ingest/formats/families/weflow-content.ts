import type { ExportFile } from '../../../core/export-file.ts';
import type { ItemType, Media } from '../../../core/types.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import type { ZoneClock } from '../../../parse/time.ts';
import { isRevoke, KINDS, type MessageKind, type MessageWhat } from '../../../parse/wechat-types.ts';
import { labelledQuote } from './bracket-quote.ts';
import { byWords, type Habits, type ItemFields } from './chat-item.ts';

/** `media/voices/voice_….wav`: the folder tells the type. The exporter may also put `..` or a chat's name before it. */
const PATH = /^(?:[^\n]*[\\/])?(voices|images|videos|emojis|files)[\\/][^\n]+\.[A-Za-z0-9]{2,5}$/u;
/** `media/file/pdf/合同.pdf`, `../file/no-extension/README`: files lie in folders by their extension. */
const FILE_PATH = /^(?:media|\.\.)[\\/](?:[^\n]+[\\/])?file[\\/][^\\/\n]+[\\/][^\\/\n]+$/u;
const TYPE_OF_FOLDER: Record<string, ItemType> = {
  voices: 'voice',
  images: 'image',
  videos: 'video',
  emojis: 'sticker',
  files: 'file',
};

/** Where a message stands. */
export interface WeflowPlace extends SoundPlace {
  /** Local time. */
  time: string;
  /** Whether it is in a group; undefined where the file does not tell. */
  group: boolean | undefined;
}

/** What tells the sound of a message besides its time. */
export interface SoundPlace {
  clock: ZoneClock;
  /** The chat, where its account is known. */
  session?: string | undefined;
}

/**
 * The content of a message in WeFlow's text and Markdown, where a voice message without file and transcript is
 * `[其他消息]`.
 */
export function weflowBlock(file: ExportFile, content: string, at: WeflowPlace): Partial<ItemFields> {
  if (content.trim() !== '[其他消息]') return weflowContent(file, content, { ...at, habits: WEFLOW_HABITS });
  return { type: 'voice', text: '', media: voiceAt(file, at.time, at) };
}

/** The content of a message as WeFlow's text formats write it. `kind`: where the format gives a type; else `habits`. */
export function weflowContent(
  file: ExportFile,
  content: string,
  at: WeflowPlace & { kind?: MessageKind | undefined; habits?: Habits },
): Partial<ItemFields> {
  const { time, group, kind } = at;
  if (kind?.dropped) return { text: content, dropped: isRevoke(content) ? 'revoked' : kind.dropped };
  if (kind?.words) return (kind === KINDS.quote && cutBracketQuote(content, group)) || { text: content };
  const type = typeOfPath(content) ?? (kind && MEDIA_KINDS.has(kind) && isPath(content) ? kind.type : undefined);
  if (type) return { type, media: type === 'voice' ? findVoice(file, content) : findMedia(file, content) };
  const spoken = transcript(content);
  if (spoken !== null || kind?.what === 'voice')
    return { type: 'voice', text: spoken ?? '', media: voiceAt(file, time, at) };
  if (kind && kind.what !== 'other') {
    const shown = byWords(content);
    const title = shown.type ? shown.title : content;
    return { type: kind.type, ...(title ? { title } : {}) };
  }
  const quoted = cutBracketQuote(content, group);
  if (quoted) return quoted;
  const shown = byWords(content, at.habits);
  // Red packets, lists and Channels have a bare title.
  return kind && !shown.type && !shown.dropped ? { type: kind.type, title: content } : shown;
}

function typeOfPath(content: string): ItemType | undefined {
  const folder = PATH.exec(content)?.[1];
  if (folder) return TYPE_OF_FOLDER[folder];
  return FILE_PATH.test(content) ? 'file' : undefined;
}

/** Where the type is known, the names of folders do not matter. */
const MEDIA_KINDS: ReadonlySet<MessageKind> = new Set([
  KINDS.voice,
  KINDS.image,
  KINDS.video,
  KINDS.sticker,
  KINDS.file,
]);
const isPath = (content: string) => /^(?:[^[\]\n]*[\\/])[^\\/\n]+\.[A-Za-z0-9]{2,5}$/u.test(content);

/**
 * WeFlow's plain text and its page write titles right behind the bracket, and put a blank only before what has a shape
 * of its own: coordinates, the length or end of a call, an amount, and a title above its address. Source:
 * hicccc77/WeFlow, formatPlainExportContent and parseVoipMessage.
 */
export const WEFLOW_HABITS: Habits = {
  unbracketed: false,
  tails: ({ what }, tail) => !/^\s/u.test(tail) || (PARTED[what]?.test(tail) ?? false),
};
const PARTED: Partial<Record<MessageWhat, RegExp>> = {
  link: /\nhttps?:\/\//u,
  location: /\(-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?\)$/u,
  call: /^ (?:[\d:]+|.*(?:已|无应答|未接|拒绝|取消|忙线|挂断).*)$/u,
  transfer: /转账给|[￥¥]/u,
};

/** Reads `[语音转文字] …`; the mark of a failed transcript is no words. Null for what is no voice message. */
export function transcript(content: string): string | null {
  const words = /^\[语音转文字\]\s*/u.exec(content);
  if (words) return content.slice(words[0].length);
  return /^\[语音消息(?: - [^\]\n]*)?\]$/u.test(content) ? '' : null;
}

/** The words beside an exported voice file: a transcript with or without its mark, never a placeholder. */
export const spokenBeside = (text: string): string => transcript(text) ?? (byWords(text).type ? '' : text);

/**
 * The sound of a message with a transcript, if it was exported. The message does not name it, but the name of the file
 * holds the second and the id of the message.
 */
export function voiceAt(
  file: ExportFile,
  time: string | number | null,
  { clock, session }: SoundPlace,
  messageId = '',
): Media {
  const epoch = typeof time === 'string' ? clock.epoch(time.replace(' ', 'T')) : time;
  const known = epoch !== null && Number.isFinite(epoch);
  return findVoice(file, null, {
    ...(messageId ? { messageId } : {}),
    ...(known ? { epoch } : {}),
    ...(session ? { session } : {}),
  });
}

/**
 * Splits `own words[引用 name：quoted]` at the last mark at the end of the message. Only in a group may WeFlow not know
 * whom somebody quotes; in a private chat a mark without a name was typed.
 */
function cutBracketQuote(content: string, group: boolean | undefined): Partial<ItemFields> | null {
  const at = content.lastIndexOf('[引用 ');
  if (at < 0 || !content.endsWith(']')) return null;
  const inside = content.slice(at + 4, -1);
  const quote = labelledQuote(inside);
  if (quote.sender === undefined && group === false) return null;
  return { text: content.slice(0, at), quote };
}
