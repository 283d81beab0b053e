import type { DropReason } from '../core/types.ts';
import { isRevoke, KINDS, type MessageKind, type MessageWhat } from './wechat-types.ts';

/**
 * What exporters write in place of a picture, a call or a card, for formats that do not give the type of a message. A
 * placeholder counts only when it is the whole message: `[图片]我拍的` are words. `[红包]` is also an emoji code, so a message
 * of that code alone is read as a red packet; formats with a type field must not use this.
 */
interface Placeholder {
  kind: MessageKind;
  /** What stands next to the bracket: a link's title, a file's name. Never the sender's words. */
  title?: string;
  /** Length of a voice message or a video, where it is written. */
  seconds?: number;
}

/**
 * Everything that stands in brackets, by its meaning. `|` separates names; English names are WechatExporter's,
 * traditional ones LINE's.
 */
const NAMES: [MessageWhat, string][] = [
  ['image', '图片|照片|图片消息|圖片|Photo|Image'],
  ['voice', '语音|语音消息|語音訊息|Audio|Voice'],
  ['video', '视频|小视频|视频消息|影片|Video'],
  ['sticker', '表情|表情包|动画表情|GIF表情|自定义表情|貼圖|Emoji|Sticker'],
  ['card', '名片|个人名片|公众号名片|视频号名片|企业微信名片|Contact Card|Channel Card|消息'],
  ['call', '通话|语音通话|视频通话|视频/语音通话|音视频通话|Video/Audio Call|Voice Call|Video Call'],
  ['location', '位置|定位|位置分享|位置共享|实时位置共享|Location|Real-time Location'],
  ['file', '文件|檔案|File'],
  ['link', '链接|图文|分享|分享链接|卡片|Link'],
  ['music', '音乐|音乐分享|Music'],
  ['miniprogram', '小程序|Mini Program'],
  ['channels', '视频号|视频号直播|视频号视频'],
  ['note', '笔记|收藏笔记'],
  ['redpacket', '红包|微信红包|红包封面|Red Packet'],
  ['transfer', '转账|转账收款|微信转账|Transfer|Weixin Transfer'],
  ['forward', '聊天记录|转发的聊天记录|合并转发|合并转发的聊天记录|Chat History'],
  ['notice', '群公告'],
  ['signup', '接龙|群接龙'],
  ['other', '其他消息|引用消息|未知消息|不支持的消息'],
];
const KIND_OF = new Map(NAMES.flatMap(([what, names]) => names.split('|').map((name) => [name, KINDS[what]] as const)));

/** After these brackets comes a title, a name or an amount, not words of the sender. */
const WITH_TAIL: ReadonlySet<MessageWhat> = new Set<MessageWhat>([
  'file',
  'link',
  'music',
  'miniprogram',
  'channels',
  'redpacket',
  'transfer',
  'forward',
  'notice',
  'signup',
  'location',
  'card',
  'call',
  'note',
]);

/** `[语音 4"]`, `[图片: a.jpg(请在附件中查看)]`, `[表情包：好的]`, `![图片](http://…)`. */
const BRACKET = /^!?\[([^[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\))?\))?/u;
/** `[链接|a title [with] brackets](http://…)`, as chatlog writes it. */
const LINKED = /^!?\[([^[\]|\n]+)\|([^\n]*)\]\([^\n]*\)$/u;

/** Longest text with a title and addresses; a longer text that only begins like one is not searched. */
const MAX_LINKED = 8192;

/** Whether an exporter writes `tail`, from the bracket on, after a bracket of that kind. */
type Tails = (kind: MessageKind, tail: string) => boolean;

/** `[链接] title`, while `[红包]新年快乐`, where the bracket is an emoji, stays a wish. */
export const parted: Tails = (_kind, tail) => /^\s/u.test(tail);

/** The forms that one exporter has. Whatever it does not write was typed: `[文件] 在哪`, `通话时长 05:12`. */
export interface Forms {
  /** What stands after a bracket; most write a title (`[文件]name`, `[链接] title`). */
  tails?: boolean | Tails;
  /** Whether calls and amounts may stand without a bracket. */
  unbracketed?: boolean;
}

/** Null for words. */
export function placeholder(text: string, { tails = true, unbracketed = true }: Forms = {}): Placeholder | null {
  const whole = text.trim();
  if (whole[0] !== '[' && !whole.startsWith('![')) {
    if (FOR_THE_PHONE.test(whole)) return { kind: KINDS.transfer, title: whole };
    if (TOO_NEW.test(whole)) return { kind: KINDS.channels };
    const kind = unbracketed && UNBRACKETED.find(([pattern]) => pattern.test(whole))?.[1];
    return kind ? { kind, title: whole } : null;
  }
  const linked = whole.length < MAX_LINKED ? LINKED.exec(whole) : null;
  const found = linked ?? BRACKET.exec(whole);
  const named = found && nameIn(linked ? `${linked[1]}|${linked[2]}` : (found[1] ?? ''));
  if (!named) return null;
  const { kind, detail } = named;
  const tail = whole.slice(found[0].length);
  const behind = tail.trim();
  const written = typeof tails === 'function' ? tails(kind, tail) : tails;
  if (behind && !tailFits(kind, behind, written)) return null;
  const seconds = kind.what === 'voice' || kind.what === 'video' ? spanSeconds(detail || behind) : undefined;
  if (seconds !== undefined) return { kind, seconds };
  const title = cleanTitle(kind, detail || behind);
  return title && kind.what !== 'voice' ? { kind, title } : { kind };
}

/** `语音 4"` is a voice message with `4"` beside it; `Contact Card 李` a card. */
function nameIn(inside: string): { kind: MessageKind; detail: string } | null {
  const whole = KIND_OF.get(inside.trim());
  if (whole) return { kind: whole, detail: '' };
  for (let at = inside.length - 1; at > 0; at--) {
    if (!SEPARATORS.includes(inside[at] ?? '')) continue;
    const kind = KIND_OF.get(inside.slice(0, at).trim());
    if (kind)
      return {
        kind,
        detail: inside
          .slice(at)
          .replace(/^[\s:：|]+/u, '')
          .trim(),
      };
  }
  return null;
}
const SEPARATORS = ' :：|(';

/** `[重要]合同.docx`, `[视频]春天的花⏎https://…`. */
const NAME_IN_BRACKETS = /^[^\n]+(?:\.[A-Za-z0-9]{2,5}$|\nhttps?:\/\/\S+$)/u;

function tailFits(kind: MessageKind, behind: string, tails: boolean): boolean {
  // `[视频]8s`, `[语音] 4"`: a length. `[图片]好看吗` are words after an emoji-like bracket.
  if (kind.what === 'voice' || kind.what === 'video') return spanSeconds(behind) !== undefined;
  // Somebody typed `[红包][红包]恭喜`; but the name of a file or the title above an address may begin so.
  return tails && WITH_TAIL.has(kind.what) && (!behind.startsWith('[') || NAME_IN_BRACKETS.test(behind));
}

/**
 * A title is one line: WeFlow puts the address below it, a forward puts its messages there. The coordinates behind a
 * place are no part of its name.
 */
function cleanTitle(kind: MessageKind, text: string): string {
  const line = (text.split('\n', 1)[0] ?? '').replace(/\(请在附件中查看\)$/u, '').trim();
  return kind.what === 'location' ? line.replace(COORDINATES, '') : line;
}
const COORDINATES = /(?:^|\s+)\(-?\d{1,3}\.\d+,\s?-?\d{1,3}\.\d+\)$/u;

/**
 * `4"`, `1'5"`, `1'`, `1.7秒`, `8s`, `00:04`, `（5秒）`; a number with six decimals is in milliseconds (WechatExporter
 * 1.8).
 */
export function spanSeconds(text: string): number | undefined {
  const span = text.trim().replace(/^[（(](.*)[)）]$/u, '$1');
  const even = /^(\d+)['′]$/u.exec(span)?.[1];
  if (even !== undefined) return Number(even) * 60;
  const [, minutes, value] = /^(?:(\d+)['′:分])?\s*(\d+(?:\.\d+)?)\s*(?:["″”]|''|秒|s|sec)?$/iu.exec(span) ?? [];
  if (value === undefined) return undefined;
  const seconds = /\.\d{6}/u.test(value) ? Number(value) / 1000 : Number(value);
  return Number(minutes ?? 0) * 60 + seconds;
}

/** What some exporters write of calls and amounts, and what people may type as well. */
const UNBRACKETED: [RegExp, MessageKind][] = [
  [/^转账\[[^[\]\n]*\]$/u, KINDS.transfer],
  [/^(?:通话|聊天)时长 (?:\d+:)?\d\d:\d\d$/u, KINDS.call],
  [/^(?:对方已拒绝|对方已取消|对方无应答|忙线未接听|已在其[他它]设备接听)$/u, KINDS.call],
];
/** WeChat's own words in place of what it does not show, in exports of every kind. */
const FOR_THE_PHONE = /^(?:收到|发出)(?:一个)?(?:红包|转账)，请在手机上查看$/u;
const TOO_NEW = /^当前(?:微信)?版本不支持展示该内容，请升级至最新版本。?$/u;

/** A name as WeChat writes it in a system line: mostly in quotes, except `你` and `我`. */
const QUOTED = '(?:"[^"\\n]{1,60}"|“[^”\\n]{1,60}”|「[^」\\n]{1,60}」)';
const WHO = `(?:你|您|我|${QUOTED})`;
const NO_PRONOUN = '(?!(?:[我他她]们?|谁|有人|对方|别人)(?:领取|开启| ))';
/** A name without quotes, where WeChat writes none or an exporter removed them: not a pronoun, and not a sentence. */
const BARE = `${NO_PRONOUN}[^，。！？…,!?\\n]{1,40}`;

const PATS: RegExp[] = [
  new RegExp(
    `^(?:${WHO} ?拍了拍 ?${QUOTED}|${QUOTED} ?拍了拍 ?(?:${WHO}|自己)|我拍了拍自己)[^，。！？\\n]{0,30}$`,
    'u',
  ),
  new RegExp(`^(?:I|You|${QUOTED}) tickled (?:me|you|${QUOTED}).{0,30}$`, 'u'),
];

/**
 * Whole lines that WeChat writes. A name without quotes counts only where nobody would type the rest, so that `我拍了拍他的肩`
 * and `你怎么退出了群聊` stay words.
 */
const SYSTEM: RegExp[] = [
  ...PATS,
  new RegExp(
    `^(?:你|您|${QUOTED}|${NO_PRONOUN}[^\\s，。！？,.!?]{1,40}(?= )) ?撤回了(?:成员${QUOTED}的)?一条(?:成员)?消息(?:\\s*(?:<a [^<>]*>)?重新编辑(?:</a>)?)?$`,
    'u',
  ),
  /^(?:You|"[^"\n]{1,60}"|\S{1,40}) (?:has )?recalled a message\.?$/u,
  /^<(?:sysmsg|revokemsg)\b/u,
  new RegExp(`^你已添加了${BARE}，现在可以开始聊天了。?$`, 'u'),
  /^(?:我通过了你的朋友验证请求，现在我们可以开始聊天了|以上是打招呼的(?:内容|消息))。?$/u,
  new RegExp(
    `^(?:${QUOTED}|${BARE})开启了(?:朋友|好友)验证，你还不是.{1,12}(?:朋友|好友)。请先发送(?:朋友|好友)验证请求`,
    'u',
  ),
  /^消息已发出，但被对方拒收了。?$/u,
  new RegExp(
    `^你领取了(?:${QUOTED}|${BARE})的红包$|^(?:${QUOTED}|${BARE})领取了你的红包(?:，你的红包已被领完)?$|^你领取了自己发的红包(?:，你的红包已被领完)?$`,
    'u',
  ),
  new RegExp(
    `^${WHO}(?:邀请|将)(?:你|您|${QUOTED}(?:、${QUOTED})*(?:等\\d+人)?)(?:、${QUOTED})*(?:加入了|移出了)群聊`,
    'u',
  ),
  new RegExp(`^(?:你|您|${QUOTED})(?:通过(?:扫描)?.{0,80})?(?:加入(?:了)?群聊|退出了群聊)[。]?$`, 'u'),
  new RegExp(`^(?:你|您|${QUOTED})修改群名为[“"]`, 'u'),
  new RegExp(`^(?:你|您|${QUOTED})已成为新?群主`, 'u'),
  new RegExp(`^你被(?:${QUOTED}|${BARE})移出了?群聊。?$`, 'u'),
  /^(?:群主已.{0,20}“群聊邀请确认”|你无法邀请未添加你为好友的用户进去群聊)/u,
  /与群里其他人都不是(?:微信)?朋友关系，请注意隐私安全/u,
];

/** None of WeChat's own lines is longer; without the limit every essay would be searched. */
const MAX_SYSTEM = 400;

/** One cheap test before all those patterns: each of them needs one of these. */
const SYSTEM_MARK =
  /撤回|recalled|<(?:sysmsg|revokemsg)|拍了拍|tickled|已添加了|朋友验证|好友验证|打招呼|拒收|红包|群聊|群名|群主|朋友关系/u;

/** Why a text is not a message that somebody wrote; null when it is one. Only for formats without a type field. */
export const systemReason = (text: string): SystemReason | null => reasonBy(SYSTEM, text);

/** The same for formats that mark WeChat's own lines, all but pats, which they give to the person who pats. */
export const patReason = (text: string): SystemReason | null => reasonBy(PATS, text);

type SystemReason = Extract<DropReason, 'system-line' | 'revoked'>;

function reasonBy(patterns: readonly RegExp[], text: string): SystemReason | null {
  if (text.length > MAX_SYSTEM || !SYSTEM_MARK.test(text)) return null;
  const line = text.trim();
  if (!patterns.some((pattern) => pattern.test(line))) return null;
  return isRevoke(line) ? 'revoked' : 'system-line';
}

/** Whether one of WeChat's own lines is one that only a group has. */
export const isGroupLine = (line: string): boolean => GROUP_LINE.test(line);
const GROUP_LINE = /(?:加入|移出|退出)了?群聊|修改群名为|已成为新?群主/u;
