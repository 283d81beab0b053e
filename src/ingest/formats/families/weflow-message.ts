import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import type { JsonFrame } from '../../../parse/json-items.ts';
import { type JsonObject, num, obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS, kindOfV4, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import type { ReadContext } from '../../reader.ts';
import { addContent } from './bracket-content.ts';
import { chatOfFile, setMessageId } from './chat-item.ts';
import { senderOf } from './sender-cache.ts';
import { weflowAccount } from './weflow-account.ts';

/**
 * The message that WeFlow, EchoTrace, CipherTalk and their forks write; they differ in what they leave out.
 *
 *   { "localId": 6, "createTime": 1695874082, "type": "引用消息", "localType": 244813135921, "isSend": 0,
 *     "content": "书哪有嫌多的[引用 林晓：又买书？]", "senderUsername": "wxid_chenmo01", "senderDisplayName": "陈默",
 *     "platformMessageId": "2096438911375126733", "quotedSender": "林晓", "quotedContent": "又买书？" }
 *
 * System lines and pats name the chat, the peer or the acting person as sender. A text has lost its leading
 * `[A-Za-z0-9_-]+:` (8:30到家 is 30到家), and nothing can restore it.
 */
export function weflowMessages(
  format: string,
  frame: JsonFrame,
  file: ExportFile,
  { listed }: Pick<ReadContext, 'listed'>,
) {
  const chat = sessionOf(frame, file);
  const senders = senderTable(frame);
  const cache = new Map<string, Sender>();
  const nobody: Sender = { name: '' };
  listed?.(senders.values());
  listed?.(list(frame.groupMembers).map(memberOf));
  if (!chat.group) listed?.([senderOf(chat.id || undefined, chat.names)]);

  const senderOfMessage = (message: JsonObject): Sender => {
    const { senderID, senderUsername, senderDisplayName } = message;
    if (senderID !== undefined && senderUsername === undefined) return senders.get(str(senderID)) ?? nobody;
    const own = weflowDirection(message.isSend) === 'sent';
    const id = str(senderUsername) || (chat.group || own ? '' : chat.id);
    const name = str(senderDisplayName) || str(message.groupNickname);
    const key = `${id}\u0000${name}`;
    let sender = cache.get(key);
    if (!sender) {
      // The head of a private chat holds other names of the peer.
      const more = !own && !chat.group && id === chat.id ? chat.names : [];
      sender = id || name ? senderOf(id || undefined, [name, ...more]) : own ? { name: '我' } : nobody;
      cache.set(key, sender);
    }
    return sender;
  };

  return (message: JsonObject, record: number): ReadItem => {
    const content = str(message.content);
    const kind = weflowKind(str(message.type), num(message.localType), content);
    const time = epochSeconds(message.createTime) ?? isoTime(str(message.formattedTime));
    const item: ReadItem = {
      kind: 'message',
      type: kind.type,
      conversation: chat.id || chat.name,
      conversationName: chat.name,
      group: chat.group,
      sender: kind.dropped ? nobody : senderOfMessage(message),
      time,
      text: '',
      rowId: str(message.localId),
      source: { format, file: file.path, record },
    };
    const direction = weflowDirection(message.isSend);
    if (direction) item.direction = direction;
    setMessageId(item, str(message.platformMessageId));
    if (kind.dropped) {
      item.text = content;
      item.dropped = kind.dropped;
    } else addContent(item, kind, message, content, file);
    return item;
  };
}

/**
 * Reads `isSend`: 1 and 0, in some forks and scripts true and false. Undefined where it is null: nobody sent a system line.
 */
export function weflowDirection(isSend: unknown): ReadItem['direction'] {
  if (isSend === 1 || isSend === true) return 'sent';
  return isSend === 0 || isSend === false ? 'received' : undefined;
}

interface Session {
  id: string;
  name: string;
  group: boolean;
  names: string[];
}

function sessionOf(frame: JsonFrame, file: ExportFile): Session {
  const session = obj(frame.session);
  const id = weflowAccount(session) || str(session.username);
  const names = [str(session.remark), str(session.nickname), str(session.displayName)].filter(Boolean);
  const name = str(session.displayName) || names[0] || id || chatOfFile(file).name;
  const group = id.endsWith('@chatroom') || session.isGroup === true || session.type === '群聊';
  return { id, name, group, names };
}

function memberOf(member: JsonObject): Sender {
  const { displayName, groupNickname, remark, nickname, alias } = member;
  return senderOf(weflowAccount(member) || undefined, [displayName, groupNickname, remark, nickname, alias].map(str));
}

/** Arkme keeps people in a table of their own, and messages give their number. */
function senderTable(frame: JsonFrame): Map<string, Sender> {
  const table = new Map<string, Sender>();
  const aliases = new Map<string, string>();
  for (const member of list(frame.groupMembers)) aliases.set(weflowAccount(member), str(member.alias));
  for (const one of list(frame.senders)) {
    table.set(str(one.senderID), memberOf({ ...one, alias: aliases.get(weflowAccount(one)) }));
  }
  return table;
}

const list = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.map(obj) : []);

const SYSTEM = 10000;
const PAT = 266287972401;

/**
 * The kind by the name of the type. The number of the database decides for system lines and pats, and where the name
 * says "other".
 */
export function weflowKind(type: string, localType: number, content: string): MessageKind {
  if (localType === SYSTEM) return systemKind(content);
  if (localType === PAT) return KINDS.pat;
  const named = kindOfName(type);
  if (named && named !== KINDS.other) return named === KINDS.system ? systemKind(content) : named;
  const kind = kindOfV4(localType);
  return kind.words || Number.isNaN(localType) ? KINDS.other : kind;
}
