import type { ExportFile } from '../../../core/export-file.ts';
import type { ItemType, Media } from '../../../core/types.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import type { ZoneClock } from '../../../parse/time.ts';
import { isRevoke, type MessageKind } from '../../../parse/wechat-types.ts';
import { byWords, type ItemFields } from './chat-item.ts';

/** `media/voices/voice_….wav`: the folder tells the type. The exporter may also put `..` or a chat's name before it. */
const PATH = /^(?:[^\n]*[\\/])?(voices|images|videos|emojis|files)[\\/][^\n]+\.[A-Za-z0-9]{2,5}$/u;
const TYPE_OF_FOLDER: Record<string, ItemType> = {
  voices: 'voice',
  images: 'image',
  videos: 'video',
  emojis: 'sticker',
  files: 'file',
};

/** When a message was sent, in local time, and in which chat, where its account is known. */
export interface MessageTime extends SoundPlace {
  time: string;
}

/** What tells the sound of a message besides its time. */
interface SoundPlace {
  clock: ZoneClock;
  session?: string | undefined;
}

/**
 * The content of a message in WeFlow's text and Markdown, where a voice message without file and transcript is
 * `[其他消息]`.
 */
export function weflowBlock(file: ExportFile, content: string, at: MessageTime): Partial<ItemFields> {
  if (content.trim() !== '[其他消息]') return weflowContent(file, content, at);
  return { type: 'voice', text: '', media: voiceAt(file, at.time, at) };
}

/**
 * The content of a message as WeFlow's text formats write it. `time` is local; `kind`: where the format gives a type.
 */
export function weflowContent(
  file: ExportFile,
  content: string,
  { time, kind, ...at }: MessageTime & { kind?: MessageKind | undefined },
): Partial<ItemFields> {
  if (kind?.dropped) return { text: content, dropped: isRevoke(content) ? 'revoked' : kind.dropped };
  if (kind?.words) return cutBracketQuote(content) ?? { text: content };
  const folder = PATH.exec(content)?.[1];
  const type = folder ? TYPE_OF_FOLDER[folder] : undefined;
  if (type) return { type, media: type === 'voice' ? findVoice(file, content) : findMedia(file, content) };
  const spoken = transcript(content);
  if (spoken !== null || kind?.what === 'voice')
    return { type: 'voice', text: spoken ?? '', media: voiceAt(file, time, at) };
  if (kind && kind.what !== 'other') {
    const shown = byWords(content);
    const title = shown.type ? shown.title : content;
    return { type: kind.type, ...(title ? { title } : {}) };
  }
  const quoted = cutBracketQuote(content);
  if (quoted) return quoted;
  const shown = byWords(content);
  // Red packets, lists and Channels have a bare title.
  return kind && !shown.type && !shown.dropped ? { type: kind.type, title: content } : shown;
}

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

/** Splits `own words[引用 name：quoted]` at the last mark at the end of the message. */
function cutBracketQuote(content: string): Partial<ItemFields> | null {
  const at = content.lastIndexOf('[引用 ');
  if (at < 0 || !content.endsWith(']')) return null;
  const inside = content.slice(at + 4, -1);
  const colon = inside.search(/[：:]/u);
  const quote = colon < 0 ? { text: inside } : { sender: inside.slice(0, colon), text: inside.slice(colon + 1) };
  return { text: content.slice(0, at), quote };
}
