import type { DropReason, ItemType } from '../core/types.ts';

/**
 * What a WeChat message is, finer than ItemType: readers cut a `quote` where they do not cut a `text`, and show a red
 * packet's title as no words of the sender. `other` is an app message that no table names.
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

/** One shared, frozen object a kind: readers of a million rows make none. */
export interface MessageKind {
  readonly what: MessageWhat;
  readonly type: ItemType;
  /** Set for lines that WeChat wrote, whoever the export names as their sender. */
  readonly dropped?: Extract<DropReason, 'system-line' | 'revoked'>;
  /** The content field holds words that the sender typed (a quote's with the quoted words cut off). */
  readonly words?: true;
}

/** 接龙 and 群公告 are lists that many hands wrote or copied: `forward`, as a merged chat record is. */
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

/** `type` inside the XML of an app message (49). */
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

/** The codes of WeChat 3.x (`MSG.Type`, `MSG.SubType`). */
export function kindOfV3(type: number, subType = 0): MessageKind {
  if (type === 49) return APP.get(subType) ?? KINDS.other;
  if (type === 10000 && subType === 4) return KINDS.pat;
  return BASE.get(type) ?? KINDS.other;
}

const TWO_32 = 2 ** 32;

/** `local_type` of WeChat 4.x: the base type in the low 32 bits, the app subtype above. 244813135921 is 49 with 57. */
export function kindOfV4(localType: number): MessageKind {
  return kindOfV3(localType % TWO_32, Math.floor(localType / TWO_32));
}

/** Numbers of ChatLab's standard. */
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

/** What a type is called, by exporter. One name never means two things in two of them. */
const NAMES: ReadonlyMap<string, MessageKind> = new Map(
  (
    [
      ['text', '文本 文本消息 text'],
      ['quote', '引用消息 引用回复 引用 reply|with|quote'],
      ['voice', '语音 语音消息 voice'],
      ['image', '图片 图片消息 image'],
      ['video', '视频 视频消息 小视频 video'],
      ['sticker', '表情 表情包 动画表情 表情消息 sticker'],
      ['link', '分享链接 链接 链接消息 卡片式链接 图文消息 (分享)卡片式链接 (share)|card|link 其他分享'],
      ['music', '音乐 音乐分享 音乐消息 音乐卡片 (分享)音乐'],
      ['miniprogram', '小程序 小程序消息 小程序分享 (分享)小程序'],
      ['channels', '视频号 视频号直播 视频号直播卡片 (分享)视频号视频 (分享)视频号直播 视频号消息'],
      ['note', '收藏笔记 笔记 (分享)笔记'],
      ['file', '文件 文件消息 file'],
      ['location', '位置 位置分享 位置消息 位置共享 实时位置共享 location'],
      ['call', '音视频通话 语音通话 视频通话 通话 通话消息 voice|call video|call'],
      ['transfer', '转账 转账消息 转账卡片 transfer'],
      ['redpacket', '红包 红包消息 红包卡片 红包封面'],
      ['card', '名片 名片消息 个人/公众号名片 企业微信名片 推荐公众号 推荐好友 contact|card'],
      ['forward', '合并转发的聊天记录 聊天记录 聊天记录消息 聊天记录合并转发 合并转发 merged|forward|chat|records'],
      ['signup', '接龙'],
      ['notice', '群公告 群公告消息'],
      ['system', '系统消息 系统通知 邀请加群 添加好友 好友验证 system|notification system'],
      ['pat', '拍一拍 拍一拍消息 pat|pat'],
      ['revoke', '撤回 撤回消息'],
      ['other', '未知 未知类型 未知消息 其他消息 消息 分享 unknown cut'],
    ] as const
  ).flatMap(([what, names]) => names.split(' ').map((name) => [name.replaceAll('|', ' '), KINDS[what]] as const)),
);

/**
 * The type names that exporters write: `引用消息`, `(分享)卡片式链接`, `reply with quote`, `未知类型(141733920817)`,
 * `消息撤回5`. Undefined when no exporter is known to write it.
 */
export function kindOfName(name: string): MessageKind | undefined {
  const known = NAMES.get(name);
  if (known) return known;
  const trimmed = name.trim();
  if (trimmed.startsWith('消息撤回')) return KINDS.revoke;
  const code = /^未知类型[(（](\d+)[)）]$/u.exec(trimmed)?.[1];
  if (code) return kindOfV4(Number(code));
  return NAMES.get(trimmed) ?? NAMES.get(trimmed.toLowerCase());
}

/** A revoke among system lines: `你撤回了一条消息`, `"陈默" 撤回了一条消息`, `<revokemsg>…`. */
export function isRevoke(text: string): boolean {
  return text.includes('撤回了') || text.includes('recalled a message') || text.includes('<revokemsg');
}

/** A system line's kind by its text, since most exports give both the same code. */
export function systemKind(text: string): MessageKind {
  return isRevoke(text) ? KINDS.revoke : KINDS.system;
}
