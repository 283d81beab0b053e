import { isRoundedId, serverId } from './cells.ts';
import { KINDS, kindOfV4, type MessageKind } from './wechat-types.ts';

/** Names of types, by exporter. No name means different things in two of them. */
const NAMES: ReadonlyMap<string, MessageKind> = new Map(
  (
    [
      ['text', '文本 文本消息 粘贴的文本 text'],
      ['quote', '引用消息 引用回复 引用 带有引用的文本消息 reply|with|quote'],
      ['voice', '语音 语音消息 voice'],
      ['image', '图片 图片消息 image'],
      ['video', '视频 视频消息 小视频 video'],
      ['sticker', '表情 表情包 动画表情 表情消息 用户上传的GIF表情 用户上传的|GIF|表情 sticker animated|emoji'],
      [
        'link',
        '分享链接 链接 链接消息 卡片式链接 图文消息 (分享)卡片式链接 (share)|card|link 其他分享 (分享)收藏夹 (分享)小说(猜) 游戏相关',
      ],
      ['music', '音乐 音乐分享 音乐消息 音乐卡片 (分享)音乐'],
      ['miniprogram', '小程序 小程序消息 小程序分享 分享的小程序 (分享)小程序'],
      [
        'channels',
        '视频号 视频号直播 视频号直播卡片 (分享)视频号视频 (分享)视频号直播 (分享)视频号名片 视频号名片 视频号直播或直播回放 视频号直播或直播回放等 视频号消息',
      ],
      ['note', '收藏笔记 笔记 (分享)笔记'],
      ['file', '文件 文件消息 文件(猜) file'],
      ['location', '位置 位置分享 位置消息 位置共享 实时位置共享 location'],
      ['call', '音视频通话 语音通话 视频通话 通话 通话消息 voice|call video|call call'],
      ['transfer', '转账 转账消息 转账卡片 transfer'],
      ['redpacket', '红包 红包消息 红包卡片 红包封面 赠送红包封面'],
      ['card', '名片 名片消息 个人/公众号名片 企业微信名片 推荐公众号 推荐好友 contact|card card'],
      ['forward', '合并转发的聊天记录 聊天记录 聊天记录消息 聊天记录合并转发 合并转发 merged|forward|chat|records'],
      ['signup', '接龙'],
      ['notice', '群公告 群公告消息'],
      [
        'system',
        '系统 系统消息 系统通知 邀请加群 添加好友 好友验证 企业微信打招呼(猜) 企业微信添加好友(猜) system|notification system',
      ],
      ['pat', '拍一拍 拍一拍消息 pat|pat'],
      ['revoke', '撤回 撤回消息 revoke'],
      ['other', '类似文字消息而不一样的消息 未知 未知类型 未知消息 其他消息 消息 分享 链接/文件 unknown cut link/file'],
    ] as const
  ).flatMap(([what, names]) => names.split(' ').map((name) => [name.replaceAll('|', ' '), KINDS[what]] as const)),
);

/**
 * Reads the type names that exporters write: `引用消息`, `(分享)卡片式链接`, `reply with quote`, `未知类型(141733920817)`, `消息撤回5`,
 * `type=11000`. Undefined for a name that no exporter is known to write.
 */
export function kindOfName(name: string): MessageKind | undefined {
  const known = NAMES.get(name);
  if (known) return known;
  const trimmed = name.trim();
  if (trimmed.startsWith('消息撤回')) return KINDS.revoke;
  const [, code] = /^未知类型[(（](\d+)[)）]$/u.exec(trimmed) ?? /^type=(\d+)$/u.exec(trimmed) ?? [];
  if (code) return kindOfV4(Number(code));
  // PyWxDump's own number for a type that it has no name for.
  if (/^未知-\d+,\d+$/u.test(trimmed)) return KINDS.other;
  return NAMES.get(trimmed) ?? NAMES.get(trimmed.toLowerCase());
}

/**
 * For an unknown type name in a row that is otherwise sound: WeChat gets new types faster than lists of them. The row's
 * words become a title, since perhaps nobody wrote them. `id`: the cell of the server id, complete or rounded.
 */
export const kindWithoutName = (id: string, time: string | number | null): MessageKind | undefined =>
  time !== null && (serverId(id) !== undefined || isRoundedId(id)) ? KINDS.link : undefined;
