import type { DropReason, ItemType } from '../core/types.ts';

/**
 * What a WeChat message is, in more detail than ItemType: readers cut a `quote` where they do not cut a `text`, and do
 * not take a red packet's title for the sender's words. `other` is an app message that is in no table.
 */
export type MessageWhat =
  | 'text'
  | 'quote'
  | 'voice'
  | 'image'
  | 'video'
  | 'sticker'
  | 'link'
  | 'music'
  | 'miniprogram'
  | 'channels'
  | 'note'
  | 'file'
  | 'location'
  | 'call'
  | 'transfer'
  | 'redpacket'
  | 'card'
  | 'forward'
  | 'signup'
  | 'notice'
  | 'system'
  | 'pat'
  | 'revoke'
  | 'other';

/** One shared, frozen object per kind: readers of a million rows make no new ones. */
export interface MessageKind {
  readonly what: MessageWhat;
  readonly type: ItemType;
  /** Set for lines that WeChat wrote, whoever the export names as their sender. */
  readonly dropped?: Extract<DropReason, 'system-line' | 'revoked'>;
  /** Whether the content field holds words that the sender typed (for a quote, with the quoted words cut off). */
  readonly words?: true;
}

/** 接龙 and 群公告 are lists that many people wrote or copied: `forward`, like a merged chat record. */
const TYPE_OF: Record<MessageWhat, ItemType> = {
  text: 'text',
  quote: 'text',
  voice: 'voice',
  image: 'image',
  video: 'video',
  sticker: 'sticker',
  link: 'link',
  music: 'link',
  miniprogram: 'link',
  channels: 'link',
  note: 'link',
  file: 'file',
  location: 'location',
  call: 'call',
  transfer: 'transfer',
  redpacket: 'transfer',
  card: 'card',
  forward: 'forward',
  signup: 'forward',
  notice: 'forward',
  system: 'text',
  pat: 'text',
  revoke: 'text',
  other: 'link',
};

export const KINDS: Readonly<Record<MessageWhat, MessageKind>> = Object.freeze(
  Object.fromEntries(
    (Object.keys(TYPE_OF) as MessageWhat[]).map((what) => {
      const kind: MessageKind = {
        what,
        type: TYPE_OF[what],
        ...(what === 'system' || what === 'pat' ? { dropped: 'system-line' } : {}),
        ...(what === 'revoke' ? { dropped: 'revoked' } : {}),
        ...(what === 'text' || what === 'quote' ? { words: true } : {}),
      };
      return [what, Object.freeze(kind)];
    }),
  ) as Record<MessageWhat, MessageKind>,
);

const BASE: ReadonlyMap<number, MessageKind> = new Map([
  [1, KINDS.text],
  [3, KINDS.image],
  [34, KINDS.voice],
  [37, KINDS.system],
  [42, KINDS.card],
  [43, KINDS.video],
  [47, KINDS.sticker],
  [48, KINDS.location],
  [50, KINDS.call],
  [62, KINDS.video],
  [66, KINDS.card],
  [10000, KINDS.system],
  [10002, KINDS.revoke],
]);

/** Kinds by the `type` in the XML of an app message (49). */
const APP: ReadonlyMap<number, MessageKind> = new Map([
  [1, KINDS.link],
  [2, KINDS.image],
  [3, KINDS.music],
  [4, KINDS.link],
  [5, KINDS.link],
  [6, KINDS.file],
  [8, KINDS.sticker],
  [17, KINDS.location],
  [19, KINDS.forward],
  [24, KINDS.note],
  [33, KINDS.miniprogram],
  [36, KINDS.miniprogram],
  [51, KINDS.channels],
  [53, KINDS.signup],
  [57, KINDS.quote],
  [62, KINDS.pat],
  [63, KINDS.channels],
  [68, KINDS.link],
  [74, KINDS.file],
  [76, KINDS.music],
  [87, KINDS.notice],
  [92, KINDS.music],
  [2000, KINDS.transfer],
  [2001, KINDS.redpacket],
  [2003, KINDS.redpacket],
]);

/** Kind by the codes of WeChat 3.x (`MSG.Type`, `MSG.SubType`). */
export function kindOfV3(type: number, subType = 0): MessageKind {
  if (type === 49) return APP.get(subType) ?? KINDS.other;
  if (type === 10000 && subType === 4) return KINDS.pat;
  return BASE.get(type) ?? KINDS.other;
}

const TWO_32 = 2 ** 32;

/**
 * Kind by the `local_type` of WeChat 4.x: the base type in the low 32 bits, the app subtype above. 244813135921 is 49
 * with 57.
 */
export function kindOfV4(localType: number): MessageKind {
  return kindOfV3(localType % TWO_32, Math.floor(localType / TWO_32));
}

/** Kinds by the numbers of ChatLab's standard. */
const CHATLAB: ReadonlyMap<number, MessageKind> = new Map([
  [0, KINDS.text],
  [1, KINDS.image],
  [2, KINDS.voice],
  [3, KINDS.video],
  [4, KINDS.file],
  [5, KINDS.sticker],
  [7, KINDS.link],
  [8, KINDS.location],
  [20, KINDS.redpacket],
  [21, KINDS.transfer],
  [22, KINDS.pat],
  [23, KINDS.call],
  [24, KINDS.link],
  [25, KINDS.quote],
  [26, KINDS.forward],
  [27, KINDS.card],
  [80, KINDS.system],
  [81, KINDS.revoke],
]);

export function kindOfChatLab(type: number): MessageKind {
  return CHATLAB.get(type) ?? KINDS.other;
}

/** Whether a system line is about a revoked message: `你撤回了一条消息`, `"陈默" 撤回了一条消息`, `<revokemsg>…`. */
export function isRevoke(text: string): boolean {
  return text.includes('撤回了') || text.includes('recalled a message') || text.includes('<revokemsg');
}

/** Kind of a system line by its text, since most exports give both kinds the same code. */
export function systemKind(text: string): MessageKind {
  return isRevoke(text) ? KINDS.revoke : KINDS.system;
}
