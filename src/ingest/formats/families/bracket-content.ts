import type { ExportFile } from '../../../core/export-file.ts';
import type { Media, ReadItem } from '../../../core/types.ts';
import { isAccount } from '../../../parse/cells.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { type JsonObject, str } from '../../../parse/loose-json.ts';
import { VOICE_ENCODINGS } from '../../../parse/media-index.ts';
import { placeholder } from '../../../parse/placeholders.ts';
import { KINDS, type MessageKind } from '../../../parse/wechat-types.ts';
import { addQuote } from './bracket-quote.ts';
import { uncutText } from './uncut-text.ts';
import { voiceXml } from './voice-xml.ts';

/**
 * Adds the words, title, quote and media of a message, by its kind. Keys that a format does not have count as empty.
 */
export function addContent(
  item: ReadItem,
  kind: MessageKind,
  message: JsonObject,
  content: string,
  file: ExportFile,
): void {
  switch (kind) {
    case KINDS.text:
      item.text = uncutText(content, str(message.rawContent));
      break;
    case KINDS.quote:
      addQuote(item, message, content);
      break;
    case KINDS.voice:
      addVoice(item, message, content, file);
      break;
    case KINDS.image:
    case KINDS.video:
    case KINDS.sticker:
    case KINDS.file: {
      const path = str(message.mediaPath) || bracketed(content).rest;
      if (looksLikePath(path)) item.media = findMedia(file, path);
      else if (kind === KINDS.file && path) item.title = path;
      break;
    }
    default: {
      const known = placeholder(content);
      const shown = known ? known.title : (LINKED.exec(content)?.[1] ?? bracketed(content).rest);
      const title = str(message.linkTitle) || str(message.locationPoiname) || shown;
      if (title) item.title = title.split('\n', 1)[0] as string;
    }
  }
}

/**
 * Contents of a voice message: `media/voices/….wav`, `words`, `[语音转文字] words`, `[语音 3.2秒]`,
 * `[语音消息] voices/20230928/1695874127.wav words`. What only says that somebody spoke, and for how long, is no words:
 * `[语音] 5"`, `语音消息`.
 */
function addVoice(item: ReadItem, message: JsonObject, content: string, file: ExportFile): void {
  const { name, rest } = bracketed(content);
  // A number alone may be what was said.
  const whole = /^\d+$/u.test(rest) ? null : placeholder(content);
  const { path, words } = splitPath(name === '' ? content : rest);
  if (name === '语音转文字') item.text = rest;
  else if (whole?.kind !== KINDS.voice && !LABEL.test(words) && !looksLikePath(words)) item.text = words;
  const seconds = voiceXml(str(message.rawContent)).seconds ?? (whole ?? placeholder(`[${name}]`))?.seconds;
  item.media = voiceMedia(item, file, str(message.mediaPath) || path);
  if (seconds !== undefined) item.media.seconds = seconds;
}

/** The name of the kind, without its brackets. */
const LABEL = /^(?:语音(?:消息)?|語音訊息)$/u;

function voiceMedia(item: ReadItem, file: ExportFile, path: string): Media {
  const hints = {
    ...(item.messageId ? { messageId: item.messageId } : {}),
    ...(typeof item.time === 'number' ? { epoch: item.time } : {}),
    // Where the format knows no account, this is the name of the chat.
    ...(isAccount(item.conversation) ? { session: item.conversation } : {}),
  };
  return findVoice(file, looksLikePath(path) ? path : null, hints);
}

/** Splits `[文件] a.pdf` into `文件` and `a.pdf`. Without a bracket at the beginning everything is `rest`. */
function bracketed(content: string): { name: string; rest: string } {
  const [head, name = ''] = /^\[([^\]\n]*)\]\s*/u.exec(content) ?? [];
  return head === undefined ? { name: '', rest: content } : { name, rest: content.slice(head.length) };
}

/** Splits a path, which may hold blanks, from the words after it. */
function splitPath(text: string): { path: string; words: string } {
  const [head = '', path = ''] = PATH_AT_START.exec(text) ?? [];
  return { path, words: text.slice(head.length).trim() };
}

/** Pages put `?…` after the name, so that browsers fetch the file anew. */
const PATH_AT_START = new RegExp(
  `^((?:[^\\n]*[\\\\/])?[^\\\\/\\n]*?\\.(?:${VOICE_ENCODINGS.join('|')}))(?:\\?\\S*)?(?=\\s|$)`,
  'iu',
);

/** `[title](http://…)`. */
const LINKED = /^\[([^\n]+)\]\([^\n]*\)$/u;

const looksLikePath = (text: string) => /^[^\n]{1,400}\.[A-Za-z0-9]{2,5}$/u.test(text) && /[\\/]/u.test(text);
