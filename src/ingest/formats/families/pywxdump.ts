import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote, ReadItem, Sender } from '../../../core/types.ts';
import { serverId } from '../../../parse/cells.ts';
import { detach } from '../../../parse/detach.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { parseJson } from '../../../parse/json-text.ts';
import { isObject, type JsonObject, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime, timePrecision } from '../../../parse/time.ts';
import { kindOfName, kindWithoutName } from '../../../parse/wechat-type-names.ts';
import { KINDS, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import { place } from '../../read/discover.ts';
import { setMessageId } from './chat-item.ts';
import { SenderCache, senderOf } from './sender-cache.ts';

/** The columns of PyWxDump's CSV, which are the keys of its JSON and of WeClone's input. */
export const PYWXDUMP_COLUMNS = [
  'id',
  'MsgSvrID',
  'type_name',
  'is_sender',
  'talker',
  'room_name',
  'msg',
  'src',
  'content',
  'CreateTime',
  'is_forward',
] as const;
export type PywxdumpColumn = (typeof PYWXDUMP_COLUMNS)[number];

/**
 * Makes the items of PyWxDump's CSV and JSON and of WeClone's CSV; `cell` gives a column as text.
 *
 *   7,1318260923170456201,语音,1,wxid_chenmo01,wxid_linxiao88,"语音时长：2.38秒⏎翻译结果：书架周末我来钉一个新的",
 *     wxid_linxiao88\2023-09-28_12-08-47_1_1318260923170456201.wav,2023-09-28 12:08:47
 *
 * System rows of a private chat name the peer as talker. The wav lies outside the export, in `<my wxid>/audio/`, and
 * only if it was played once. `users.json` beside the file maps wxids to names; the HTML export tells both in its
 * script (`told`), and pages without a script tell the chat alone.
 */
export async function pywxdumpRows(
  format: string,
  file: ExportFile,
  told: { users?: ReadonlyMap<string, JsonObject>; owner?: string | undefined; chat?: PywxdumpChat } = {},
) {
  const users = told.users ?? (await usersBeside(file));
  const owner = told.owner ?? /(?:^|\/)export\/([^/]+)\/(?:csv|json|html)\//u.exec(place(file))?.[1];
  const room = roomOf(file.path);
  const chats = new Map<string, Pick<ReadItem, 'conversation' | 'conversationName' | 'group'>>();
  const senders = new SenderCache((talker) => {
    if (talker === '我') return owner ? named(owner, users) : { name: '我' };
    if (talker === '' || talker === '未知') return { name: talker };
    return told.chat ? told.chat.senderOf(talker) : named(talker, users);
  });

  const chatOf = (roomName: string) => {
    if (told.chat) return told.chat;
    let chat = chats.get(roomName || room);
    if (!chat) {
      const id = detach(roomName || room);
      const { name } = named(id, users);
      chat = { conversation: id, conversationName: name || id, group: id.endsWith('@chatroom') };
      chats.set(id, chat);
    }
    return chat;
  };

  return (cell: (column: PywxdumpColumn) => string, record: number): ReadItem | null => {
    const [msg, src] = contentOf(cell);
    const written = cell('CreateTime');
    const time = isoTime(written) ?? epochSeconds(written);
    const id = serverId(cell('MsgSvrID'));
    const typeName = cell('type_name');
    const known = kindOfName(typeName) ?? kindWithoutName(cell('MsgSvrID'), time);
    if (!known || (written !== '' && time === null)) return null;
    const talker = cell('talker');
    const own = /^(?:1|true)$/iu.test(cell('is_sender'));
    const system = known === KINDS.system || talker === '系统';
    const kind = system && known !== KINDS.pat ? systemKind(msg) : known;
    const item: ReadItem = {
      kind: 'message',
      type: kind.type,
      ...placeOf(chatOf(cell('room_name'))),
      sender: kind.dropped
        ? NOBODY
        : senders.of(talker || (own ? '我' : chatOf(cell('room_name')).group ? '' : cell('room_name') || room)),
      direction: own ? 'sent' : 'received',
      time,
      text: '',
      rowId: cell('id'),
      source: { format, file: file.path, record },
    };
    const precision = typeof time === 'number' ? 'second' : time?.length === 10 ? 'day' : timePrecision(written);
    if (precision !== 'second') item.precision = precision;
    if (id !== undefined) item.messageId = id;
    if (kind.dropped) {
      item.text = msg;
      item.dropped = kind.dropped;
    } else addContent(item, kind, msg === typeName && UNREAD_TYPES.has(typeName) ? '' : msg, src, file);
    if (/^true$/iu.test(cell('is_forward')) && own) {
      item.dropped ??= 'not-own-words';
    }
    return item;
  };
}

const placeOf = ({ conversation, conversationName, group }: Omit<PywxdumpChat, 'senderOf'>) => ({
  conversation,
  ...(conversationName === undefined ? {} : { conversationName }),
  ...(group === undefined ? {} : { group }),
});

/** The chat of a page, and whom it calls what. */
export interface PywxdumpChat extends Pick<ReadItem, 'conversation' | 'conversationName' | 'group'> {
  senderOf(talker: string): Sender;
}

const NOBODY: Sender = { name: '' };

/**
 * Types of which some versions tell only the name, in place of the words: a pasted text always, a reply until 2024-04.
 * Source: xaoyaoo/PyWxDump, export_chat.py and dbMSG.py.
 */
const UNREAD_TYPES: ReadonlySet<string> = new Set(['引用回复', '粘贴的文本']);

/** Until 2024-08 one column `content` held both as JSON. A message without a file has the source False. */
function contentOf(cell: (column: PywxdumpColumn) => string): [msg: string, src: string] {
  const content = cell('content');
  if (!content.startsWith('{')) {
    const src = cell('src');
    return [cell('msg') || content, src === 'False' ? '' : src];
  }
  try {
    const { msg, src } = obj(parseJson(content));
    return [str(msg), str(src)];
  } catch {
    return [content, ''];
  }
}

function named(id: string, users: ReadonlyMap<string, JsonObject>): Sender {
  const { remark, nickname, account } = users.get(id) ?? {};
  return senderOf(id, [str(remark), str(nickname), str(account)]);
}

/** Reads `{ "wxid_…": { "wxid", "nickname", "remark", "account" } }`; WeClone adds a `relation` that is no user. */
async function usersBeside(file: ExportFile): Promise<Map<string, JsonObject>> {
  const users = new Map<string, JsonObject>();
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  const beside = file.folder.get(`${folder}users.json`);
  if (!beside || beside.size > MAX_USERS_BYTES) return users;
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of beside.bytes()) chunks.push(chunk);
    const found = obj(parseJson(new TextDecoder().decode(Buffer.concat(chunks))));
    for (const [id, user] of Object.entries(found)) if (isObject(user)) users.set(id, user);
  } catch {
    // Names help but are not needed: every row has the ids.
  }
  return users;
}
const MAX_USERS_BYTES = 64 * 1024 * 1024;

/** In `csv/wxid_linxiao88/wxid_linxiao88_0_48.csv` the file and its folder are named after the chat. */
function roomOf(path: string): string {
  const [name = '', folder] = path.split('/').reverse();
  return /^(.+)_\d+_\d+\.\w+$/u.exec(name)?.[1] ?? folder ?? name.replace(/(?:_\d+)?\.\w+$/u, '');
}

function addContent(item: ReadItem, kind: MessageKind, msg: string, src: string, file: ExportFile): void {
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
    const { displayname, content, svrid } = obj(app.refermsg);
    item.text = str(app.title);
    const quote: Quote = { text: NOT_WORDS.test(str(content)) ? '' : str(content) };
    if (str(displayname)) quote.sender = str(displayname);
    setMessageId(quote, str(svrid));
    item.quote = quote;
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
