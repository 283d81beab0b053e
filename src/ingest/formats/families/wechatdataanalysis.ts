import type { Emit } from '../../../core/events.ts';
import type { ExportFile } from '../../../core/export-file.ts';
import type { DropReason, ReadItem } from '../../../core/types.ts';
import { jsonBeside } from '../../../parse/json-beside.ts';
import { str } from '../../../parse/loose-json.ts';
import { KINDS, type MessageKind } from '../../../parse/wechat-types.ts';
import type { ChatName, Habits } from './chat-item.ts';

/**
 * `renderType` of a message. `text` also stands for what has no card of its own: sign-up lists, notices, business
 * cards.
 */
export const RENDER_TYPES: Readonly<Record<string, MessageKind>> = {
  text: KINDS.text,
  quote: KINDS.quote,
  system: KINDS.system,
  voice: KINDS.voice,
  image: KINDS.image,
  emoji: KINDS.sticker,
  video: KINDS.video,
  link: KINDS.link,
  file: KINDS.file,
  transfer: KINDS.transfer,
  redPacket: KINDS.redpacket,
  voip: KINDS.call,
  location: KINDS.location,
  chatHistory: KINDS.forward,
  card: KINDS.card,
};

/** Cards that it does not know are texts: `[消息]`. */
export const CARDS_AS_TEXT: Habits = { tails: false, unbracketed: false, marksSystem: true };

/**
 * Whether this id is that of the account. WeChatDataAnalysis names the account by its folder; in WeChat 4 that is the
 * owner's id with four characters added (`wxid_chenmo01_ab12`).
 */
export const isOwner = (id: string, account: string): boolean =>
  id === account || id === account.replace(/_[0-9a-z]{4}$/iu, '');

/**
 * Which way a message of `sender` went. In a private chat anybody who is not the partner is the owner, whatever the
 * folder of the account is called: where its name is not the owner's id, the exporter knows nobody as the owner.
 */
export function directionOf(sender: string, account: string, chat: ChatName): 'sent' | 'received' {
  if (isOwner(sender, account)) return 'sent';
  return chat.group || sender === '' || sender === chat.id ? 'received' : 'sent';
}

/**
 * It exports the owner's favourites (收藏) in the shape of a chat: copies of what many people wrote elsewhere, under the
 * time when they were put there. `record_export.py` of wukongtime/WeChatDataAnalysis-backup.
 */
export function withoutFavourites(item: ReadItem): ReadItem {
  if (item.conversation !== '__favorites__') return item;
  item.dropped ??= 'not-own-words';
  delete item.direction;
  return item;
}

/**
 * The chat of a page by the `meta.json` beside it: {"schemaVersion":1,"username":"wxid_…","displayName":"陈默",
 * "isGroup":false,"messageCount":12}.
 */
export async function chatBeside(file: ExportFile): Promise<ChatName | undefined> {
  const { username, displayName, isGroup } = await jsonBeside(file, 'meta.json', MAX_META_BYTES);
  const id = str(username);
  return id ? { id, name: str(displayName) || id, group: isGroup === true || id.endsWith('@chatroom') } : undefined;
}
const MAX_META_BYTES = 64 * 1024;

/** What its privacy mode writes for the name of a chat; in the place of the account it writes `hidden`. */
export const HIDDEN_CHAT = '已隐藏';
export const HIDDEN_ACCOUNT = 'hidden';

/** Why a message is no item of anybody; undefined where it is one. `isHidden`: it was exported in privacy mode. */
export const dropReason = (kind: MessageKind, isHidden: boolean): DropReason | undefined =>
  kind.dropped ?? (isHidden ? 'unreadable' : undefined);

/** Privacy mode leaves neither names nor words: `[文本]` stands for every text. */
export function warnOfPrivacy(emit: Emit, file: ExportFile): void {
  emit({ type: 'warn', notice: { code: 'privacy-export', facts: { file: file.path } } });
}
