import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem, Sender } from '../../../core/types.ts';
import { type JsonObject, list, num, obj, str } from '../../../parse/loose-json.ts';
import { patReason, placeholder } from '../../../parse/placeholders.ts';
import { epochSeconds } from '../../../parse/time.ts';
import { KINDS, kindOfChatLab, type MessageKind, systemKind } from '../../../parse/wechat-types.ts';
import type { ReadContext } from '../../reader.ts';
import { addContent } from './bracket-content.ts';
import { chatOfFile, setMessageId } from './chat-item.ts';
import { senderOf } from './sender-cache.ts';

/**
 * ChatLab's standard format 0.0.x, which several exporters write.
 *
 *   {"sender":"wxid_chenmo01","accountName":"老默","timestamp":1695873912,"type":0,"content":"下午四点下班",
 *    "platformMessageId":"1648292853292210293"}
 *
 * Names in `members` are current; the name in a message is that of its day. The standard has no media; WeFlow writes
 * the path of a picture or a voice message into `content`. `ownerId` is the exporting account; WeFlow and chatlog_alpha
 * leave it out.
 */
export function chatlabMessages(
  format: string,
  meta: JsonObject,
  members: readonly JsonObject[],
  file: ExportFile,
  { listed }: Pick<ReadContext, 'listed'>,
) {
  const owner = str(meta.ownerId);
  const chat = chatOf(meta, members, owner, file);
  const known = new Map(members.map((member) => [str(member.platformId), member]));
  const cache = new Map<string, Sender>();
  const nobody: Sender = { name: '' };
  const namesIn = (value: JsonObject, id: string) =>
    namesOf(value).filter((name) => name !== OWNER || !id || id !== owner);
  listed?.(
    members.map((member) => {
      const id = str(member.platformId);
      return senderOf(id || undefined, namesIn(member, id));
    }),
  );

  const senderOfMessage = (message: JsonObject): Sender => {
    const id = str(message.sender);
    const key = `${id}\u0000${str(message.accountName)}\u0000${str(message.groupNickname)}`;
    let sender = cache.get(key);
    if (!sender) {
      sender = senderOf(id || undefined, [...namesIn(message, id), ...namesIn(known.get(id) ?? {}, id)]);
      cache.set(key, sender);
    }
    return sender;
  };

  return (message: JsonObject, record: number): ReadItem => {
    const content = str(message.content);
    const kind = kindOf(num(message.type), content);
    const item: ReadItem = {
      kind: 'message',
      type: kind.type,
      conversation: chat.id ?? chat.name,
      conversationName: chat.name,
      sender: kind.dropped ? nobody : senderOfMessage(message),
      time: epochSeconds(message.timestamp),
      text: '',
      source: { format, file: file.path, record },
    };
    if (chat.group !== undefined) item.group = chat.group;
    if (owner && !kind.dropped) item.direction = message.sender === owner ? 'sent' : 'received';
    setMessageId(item, str(message.platformMessageId));
    if (kind.dropped) {
      item.text = content;
      item.dropped = kind.dropped;
    } else addContent(item, kind, message, content, file);
    if (message.chatRecords) listed?.(list(message.chatRecords).map((one) => senderOf(undefined, namesOf(obj(one)))));
    return item;
  };
}

/**
 * WeFlow knows no better type than a link for a pat, a list and forwarded messages, and none for a transfer; their
 * contents tell them. A link is `[title](http://…)`. Source: hicccc77/WeFlow 9fa96cd, convertMessageType.
 */
function kindOf(type: number, content: string): MessageKind {
  const kind = kindOfChatLab(type);
  if (kind === KINDS.system) return systemKind(content);
  if ((kind !== KINDS.link && kind !== KINDS.other) || LINKED.test(content)) return kind;
  return patReason(content) ? KINDS.pat : (placeholder(content, { unbracketed: false })?.kind ?? kind);
}
const LINKED = /\]\([^\n]*\)$/u;

/**
 * The account of the owner in what chatlog_alpha once wrote, which called the owner 我 unless a group knows another
 * name. Source: zj1123581321/chatlog_alpha 1eb519c, internal/model, ConvertToChatLab.
 */
export function ownerOfChatlog(members: readonly JsonObject[]): string | undefined {
  const called = members.filter(({ accountName }) => accountName === OWNER);
  return called.length === 1 ? str(called[0]?.platformId) || undefined : undefined;
}
const OWNER = '我';

function namesOf({ accountName, groupNickname, aliases }: JsonObject): string[] {
  return [accountName, groupNickname, ...(Array.isArray(aliases) ? aliases : [])].map(str);
}

function chatOf(meta: JsonObject, members: readonly JsonObject[], owner: string, file: ExportFile) {
  const path = chatOfFile(file);
  const name = str(meta.name) || path.name;
  const group = meta.type === 'group' ? true : meta.type === 'private' ? false : path.group;
  let id = str(meta.groupId) || path.id;
  if (!id && group === false && owner) {
    const others = members.map(({ platformId }) => str(platformId)).filter((one) => one && one !== owner);
    if (others.length === 1) id = others[0];
  }
  return { name, ...(id ? { id } : {}), ...(group === undefined ? {} : { group }) };
}

export const isChatlab = (value: unknown): boolean => str(obj(obj(value).chatlab).version) !== '';
