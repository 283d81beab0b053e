import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { serverId } from '../../../parse/cells.ts';
import { detach } from '../../../parse/detach.ts';
import { jsonBeside } from '../../../parse/json-beside.ts';
import { parseJson } from '../../../parse/json-text.ts';
import { isObject, type JsonObject, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime, timePrecision } from '../../../parse/time.ts';
import { kindOfName, kindWithoutName } from '../../../parse/wechat-type-names.ts';
import { KINDS, systemKind } from '../../../parse/wechat-types.ts';
import { place } from '../../read/discover.ts';
import { NOBODY } from './chat-item.ts';
import { addPywxdumpContent } from './pywxdump-content.ts';
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
  told: { users?: ReadonlyMap<string, JsonObject>; owner?: string | undefined; page?: PywxdumpPage } = {},
) {
  const users = told.users ?? (await usersBeside(file));
  const owner = told.owner ?? /(?:^|\/)export\/([^/]+)\/(?:csv|json|html)\//u.exec(place(file))?.[1];
  const room = roomOf(file.path);
  const chats = new Map<string, PywxdumpPage['chat']>();
  const senders = new SenderCache((talker) => {
    if (talker === '我') return owner ? named(owner, users) : { name: '我' };
    if (talker === '' || talker === '未知') return { name: talker };
    return told.page ? told.page.senderOf(talker) : named(talker, users);
  });

  const chatOf = (roomName: string) => {
    if (told.page) return told.page.chat;
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
      ...chatOf(cell('room_name')),
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
    } else addPywxdumpContent(item, kind, msg === typeName && UNREAD_TYPES.has(typeName) ? '' : msg, src, file);
    if (/^true$/iu.test(cell('is_forward')) && own) {
      item.dropped ??= 'not-own-words';
    }
    return item;
  };
}

/** What a page tells: its chat, and who is meant by the name above a message. */
export interface PywxdumpPage {
  chat: Pick<ReadItem, 'conversation' | 'conversationName' | 'group'>;
  senderOf(talker: string): Sender;
}

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
const usersBeside = async (file: ExportFile): Promise<Map<string, JsonObject>> =>
  usersIn(await jsonBeside(file, 'users.json', MAX_USERS_BYTES));
const MAX_USERS_BYTES = 64 * 1024 * 1024;

/** The users by their ids. */
export function usersIn(list: JsonObject): Map<string, JsonObject> {
  const users = new Map<string, JsonObject>();
  for (const [id, user] of Object.entries(list)) if (isObject(user)) users.set(id, user);
  return users;
}

/** In `csv/wxid_linxiao88/wxid_linxiao88_0_48.csv` the file and its folder are named after the chat. */
function roomOf(path: string): string {
  const [name = '', folder] = path.split('/').reverse();
  return /^(.+)_\d+_\d+\.\w+$/u.exec(name)?.[1] ?? folder ?? name.replace(/(?:_\d+)?\.\w+$/u, '');
}
