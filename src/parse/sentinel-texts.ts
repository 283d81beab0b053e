import { KINDS, type MessageKind } from './wechat-types.ts';

/**
 * Texts that exporters write in place of what cannot be text, and lines that WeChat itself wrote. Only for formats
 * without a type field: with one, the type decides. A hit needs the whole message, or its bracketed head for those that
 * carry a title, so that 我发了[图片]你看 stays a person's words.
 */

const WHOLE: ReadonlyMap<string, MessageKind> = new Map([
  ['[图片]', KINDS.image],
  ['[照片]', KINDS.image],
  ['[语音]', KINDS.voice],
  ['[语音消息]', KINDS.voice],
  ['[视频]', KINDS.video],
  ['[小视频]', KINDS.video],
  ['[动画表情]', KINDS.sticker],
  ['[表情]', KINDS.sticker],
  ['[表情包]', KINDS.sticker],
  ['[GIF表情]', KINDS.sticker],
  ['[位置]', KINDS.location],
  ['[名片]', KINDS.card],
  ['[个人名片]', KINDS.card],
  ['[通话]', KINDS.call],
  ['[语音通话]', KINDS.call],
  ['[视频通话]', KINDS.call],
  ['[音视频通话]', KINDS.call],
  ['[文件]', KINDS.file],
  ['[链接]', KINDS.link],
  ['[分享]', KINDS.other],
  ['[音乐]', KINDS.music],
  ['[小程序]', KINDS.miniprogram],
  ['[视频号]', KINDS.channels],
  ['[笔记]', KINDS.note],
  ['[红包]', KINDS.redpacket],
  ['[微信红包]', KINDS.redpacket],
  ['[转账]', KINDS.transfer],
  ['[聊天记录]', KINDS.forward],
  ['[群公告]', KINDS.notice],
  ['[接龙]', KINDS.signup],
  ['[其他消息]', KINDS.other],
  ['[未知消息]', KINDS.other],
  ['[消息]', KINDS.other],
  ['当前版本不支持展示该内容，请升级至最新版本。', KINDS.channels],
  ['当前微信版本不支持展示该内容，请升级至最新版本。', KINDS.channels],
]);

/** A head in brackets and what it carries behind it: `[链接] 标题`, `[表情包：好的]`, `[语音 3.2秒]`. */
const HEADS: readonly (readonly [RegExp, MessageKind])[] = [
  [/^\[语音转文字\]/u, KINDS.voice],
  [/^\[语音(?:消息)?(?: - [^\]]*| [\d.]+ ?(?:秒|"|″)?)\]/u, KINDS.voice],
  [/^\[视频 [\d.]+秒\]/u, KINDS.video],
  [/^\[(?:表情包|动画表情|表情)[：:][^\]]*\]$/u, KINDS.sticker],
  [/^\[位置\] ./u, KINDS.location],
  [/^\[名片\] ./u, KINDS.card],
  [/^\[(?:语音通话|视频通话|通话)\] ./u, KINDS.call],
  [/^\[文件\] ./u, KINDS.file],
  [/^\[(?:链接|图文|分享)\] ./u, KINDS.link],
  [/^\[音乐\] ./u, KINDS.music],
  [/^\[小程序\] ./u, KINDS.miniprogram],
  [/^\[(?:视频号|视频号直播|直播)\] ./u, KINDS.channels],
  [/^\[红包\] ./u, KINDS.redpacket],
  [/^\[转账(?:收款|退还|[^\]]{0,8})?\] ?[(￥¥]/u, KINDS.transfer],
  [/^转账\[[\d.]+元\]/u, KINDS.transfer],
  [/^\[(?:转发的聊天记录|聊天记录)\]./u, KINDS.forward],
  [/^\[群公告\]./u, KINDS.notice],
  [/^\[接龙\] ./u, KINDS.signup],
];

/** Anchored at both ends: a person may write about a 撤回, the phone writes exactly this. */
const QUOTED = '(?:"[^"\\n]{1,64}"|“[^”\\n]{1,64}”)';
const NAME = `(?:你|我|${QUOTED}|[^\\s，。,.！？!?"“”]{1,32})`;
const SYSTEM_LINES: readonly (readonly [RegExp, MessageKind])[] = [
  [new RegExp(`^${NAME} ?撤回了一条消息(?: 重新编辑)?$`, 'u'), KINDS.revoke],
  [/<revokemsg/u, KINDS.revoke],
  // The phone quotes the names: 他拍了拍我的肩膀 is somebody telling a story.
  [new RegExp(`^(?:${NAME} ?拍了拍 ?${QUOTED}|${QUOTED} ?拍了拍 ?(?:你|我|自己))[^\\n]{0,40}$`, 'u'), KINDS.pat],
  [/^[你我]拍了拍自己[^\n]{0,20}$/u, KINDS.pat],
  [new RegExp(`^${NAME} ?领取了 ?${NAME}的? ?(?:发的)?红包[^\\n]{0,20}$`, 'u'), KINDS.system],
  [/^你已添加了[^\n]{1,64}，现在可以开始聊天了。?$/u, KINDS.system],
  [/^以上是打招呼的(?:内容|消息)。?$/u, KINDS.system],
  [/^[^\n]{1,64}开启了朋友验证，你还不是(?:他|她|TA)?[（(]?[他她]?[)）]?朋友[^\n]*$/u, KINDS.system],
  [new RegExp(`^${NAME} ?邀请${NAME}(?:、${NAME})*(?:等\\d+人)? ?加入了群聊[^\\n]{0,40}$`, 'u'), KINDS.system],
  [new RegExp(`^${NAME} ?(?:通过[^\\n]{1,80})?加入了?群聊[^\\n]{0,20}$`, 'u'), KINDS.system],
  [new RegExp(`^${NAME} ?将?修改群名为 ?[“"][^\\n]*[”"]$`, 'u'), KINDS.system],
  [new RegExp(`^${NAME} ?(?:退出了群聊|将${NAME}移出了群聊|已成为新群主)$`, 'u'), KINDS.system],
  [/^(?:消息已发出，但被对方拒收了。?|对方账号异常[^\n]{0,60})$/u, KINDS.system],
];

/** The longest line that WeChat writes is a group invitation with a handful of names. */
const LONGEST_SYSTEM_LINE = 400;

/** What a message of a format without types really is; null when it reads as somebody's words. */
export function sentinelKind(text: string): MessageKind | null {
  const first = text.charCodeAt(0);
  if (first === OPEN_BRACKET || first === 0x5f53 /* 当 */ || first === 0x8f6c /* 转 */) {
    const whole = WHOLE.get(text.trim());
    if (whole) return whole;
    for (const [head, kind] of HEADS) if (head.test(text)) return kind;
  }
  return systemLine(text);
}
const OPEN_BRACKET = 91;

/** A line that WeChat itself wrote (joined, renamed, revoked, patted); null when a person may have written it. */
export function systemLine(text: string): MessageKind | null {
  if (text.length > LONGEST_SYSTEM_LINE || !MARK.test(text)) return null;
  const line = text.trim();
  for (const [pattern, kind] of SYSTEM_LINES) if (pattern.test(line)) return kind;
  return null;
}
/** One cheap test in front of a dozen: every system line holds one of these. */
const MARK = /撤回|revokemsg|拍了拍|红包|已添加了|打招呼|朋友验证|群聊|群名|群主|拒收|账号异常/u;
