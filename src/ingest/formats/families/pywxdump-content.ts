import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote, ReadItem } from '../../../core/types.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { parseJson } from '../../../parse/json-text.ts';
import { isObject, type JsonObject, obj, str } from '../../../parse/loose-json.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS, type MessageKind } from '../../../parse/wechat-types.ts';
import { setMessageId } from './chat-item.ts';

/** Fills in what a message holds. `msg` and `src`: the columns of that name. */
export function addPywxdumpContent(
  item: ReadItem,
  kind: MessageKind,
  msg: string,
  src: string,
  file: ExportFile,
): void {
  switch (kind) {
    case KINDS.text:
      item.text = msg;
      break;
    case KINDS.quote:
      addQuote(item, msg);
      break;
    case KINDS.voice:
      addVoice(item, msg, src, file);
      break;
    case KINDS.image:
    case KINDS.video:
      if (src && !/^https?:/u.test(src)) item.media = findMedia(file, src);
      break;
    case KINDS.file: {
      const name = src.split(/[\\/]/u).at(-1);
      if (src) item.media = findMedia(file, src);
      if (name) item.title = name;
      break;
    }
    case KINDS.sticker:
    case KINDS.other:
      break;
    default: {
      const title = kind === KINDS.location ? /位置：(.+)/u.exec(msg)?.[1] : msg.split('\n', 1)[0];
      if (title && title !== EMPTY_ELEMENT && !kindOfName(title) && !title.startsWith('<')) item.title = title;
    }
  }
}

/** What an element of the message's XML looks like that holds nothing: Python's empty dictionary. */
const EMPTY_ELEMENT = '{}';
/** A quoted voice message as its XML, a quoted sticker as the dictionary that was made of it. */
const NOT_WORDS = /^\s*<(?:msg|\?xml)\b|^\{(?:\}$|')/u;

/**
 * Reads `own words⏎⏎[引用](2023-09-28 12:07:30)林晓:又买书？`, and what the first versions have: the XML as a dictionary, or
 * that they could not read it.
 */
function addQuote(item: ReadItem, msg: string): void {
  if (!msg || msg === UNREAD_QUOTE) {
    item.wordsLeftOut = true;
    return;
  }
  const app = msg.startsWith('{"') ? appMessage(msg) : null;
  if (app) {
    item.text = str(app.title);
    item.quote = quoteIn(app);
    return;
  }
  const mark = /(?:^|\n\n)\[引用\]\([^)\n]*\)/u.exec(msg);
  if (!mark) {
    item.text = msg;
    return;
  }
  const words = msg.slice(0, mark.index);
  item.text = words === EMPTY_ELEMENT ? '' : words;
  const quoted = msg.slice(mark.index + mark[0].length);
  const colon = quoted.search(/[:：]/u);
  const text = quoted.slice(colon + 1);
  const quote: Quote = { text: NOT_WORDS.test(text) ? '' : text };
  if (colon > 0) quote.sender = quoted.slice(0, colon);
  item.quote = quote;
}

function quoteIn(app: JsonObject): Quote {
  const { displayname, content, svrid } = obj(app.refermsg);
  const quote: Quote = { text: NOT_WORDS.test(str(content)) ? '' : str(content) };
  if (str(displayname)) quote.sender = str(displayname);
  setMessageId(quote, str(svrid));
  return quote;
}

const UNREAD_QUOTE = '[带有引用的文本消息]解析失败';

/** The `appmsg` of a message whose XML was made a dictionary; null for anything else. */
function appMessage(msg: string): JsonObject | null {
  try {
    const { appmsg } = obj(parseJson(msg));
    return isObject(appmsg) ? appmsg : null;
  } catch {
    return null;
  }
}

/** Reads `语音时长：3.24秒⏎翻译结果：words`. */
function addVoice(item: ReadItem, msg: string, src: string, file: ExportFile): void {
  const words = /(?:^|\n)翻译结果：([\s\S]*)$/u.exec(msg)?.[1];
  if (words) item.text = words;
  // Before 2024 the path began with the folder.
  const path = src.replace(/^audio[\\/]/u, '');
  const folders = ['audio'];
  item.media = findVoice(file, path || null, { folders, ...(item.messageId ? { messageId: item.messageId } : {}) });
  const seconds = /语音时长：(\d+(?:\.\d+)?)秒/u.exec(msg)?.[1];
  if (seconds) item.media.seconds = Number(seconds);
}
