import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { type JsonObject, str } from '../../../parse/loose-json.ts';
import { epochSeconds, isoTime } from '../../../parse/time.ts';
import { kindOfName } from '../../../parse/wechat-type-names.ts';
import { KINDS } from '../../../parse/wechat-types.ts';
import { type ChatName, chatOfFile, type ItemFields, itemMaker, NOBODY } from './chat-item.ts';
import { senderOf } from './sender-cache.ts';
import { wxCliContent } from './wx-cli-content.ts';

/**
 * Who wrote a message of wx-cli. In a private chat only the owner is named, so a blank sender is the partner. In a
 * group nearly all senders are named, but those of WeChat's own lines are not. Somebody whom the phone does not know is
 * named by the wxid.
 */
export function wxCliSender(
  chat: ChatName,
  name: string,
  id?: string,
  aliases: readonly string[] = [],
): Pick<ItemFields, 'sender' | 'direction'> {
  const known = id || /^wxid_\w+$/u.exec(name)?.[0];
  if (chat.group !== false) return { sender: name || known ? senderOf(known, [name, ...aliases]) : NOBODY };
  const isPartner = id ? id === chat.id : !name || name === chat.name;
  if (isPartner) return { sender: senderOf(chat.id, [chat.name]), direction: 'received' };
  return { sender: senderOf(known, [name]), direction: 'sent' };
}

/**
 * A message of `wx history` and `wx export`, as JSON or YAML:
 *
 *   {"content":"书哪有嫌多的","local_id":6,"sender":"","time":"2023-09-28 12:08","timestamp":1695874082,"type":"文本"}
 *
 * In groups, newer versions add `sender_username`, `sender_contact_display` and `sender_group_nickname`.
 */
export function wxCliMessages(
  format: string,
  frame: JsonObject,
  file: ExportFile,
): (message: JsonObject, record: number) => ReadItem | null {
  const chat = chatOf(frame, file);
  const item = itemMaker(format, file, chat);
  const senders = new Map<string, { sender: Sender; direction?: 'sent' | 'received' }>();
  const senderOfMessage = (message: JsonObject) => {
    const [name = '', id, ...aliases] = SENDER_KEYS.map((key) => str(message[key]));
    const key = `${name}\u0000${id}`;
    const known = senders.get(key) ?? wxCliSender(chat, name, id, aliases);
    senders.set(key, known);
    return known;
  };
  return (message, record) => {
    const content = message.content;
    const epoch = epochSeconds(message.timestamp);
    const written = isoTime(str(message.time));
    if (typeof content !== 'string' || (epoch === null && written === null)) return null;
    return item(record, {
      ...senderOfMessage(message),
      time: epoch ?? written,
      ...(epoch === null ? { precision: 'minute' } : {}),
      rowId: str(message.local_id),
      ...contentOf(str(message.type), content),
    });
  };
}
const SENDER_KEYS = ['sender', 'sender_username', 'sender_contact_display', 'sender_group_nickname'];

function chatOf(frame: JsonObject, file: ExportFile): ChatName {
  const id = str(frame.username);
  const name = str(frame.chat) || id || chatOfFile(file).name;
  // YAML is read as text alone.
  const group = frame.is_group === true || frame.is_group === 'true' || id.endsWith('@chatroom');
  return { ...(id ? { id } : {}), name, group };
}

/**
 * All app messages have one type name, `链接/文件`, and their content tells what they are. For a text the content tells
 * nothing.
 */
function contentOf(type: string, content: string): Partial<ItemFields> {
  const kind = kindOfName(type);
  if (kind === KINDS.text) return { text: content };
  const fields = wxCliContent(content);
  if (!kind || type === '链接/文件' || type === 'link/file') return fields;
  if (kind.dropped) return { text: fields.text || content, dropped: fields.dropped ?? kind.dropped };
  return {
    type: kind.type,
    ...(fields.title ? { title: fields.title } : {}),
    ...(kind === KINDS.voice ? { media: { path: '' } } : {}),
  };
}
