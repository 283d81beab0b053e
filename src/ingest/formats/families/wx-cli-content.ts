import { decodeXml, elementText } from '../../../parse/message-xml.ts';
import { parted } from '../../../parse/placeholders.ts';
import { KINDS, type MessageKind, type MessageWhat, systemKind } from '../../../parse/wechat-types.ts';
import { byWords, type Habits, type ItemFields } from './chat-item.ts';

/** What wx-cli and its English fork put in brackets before a message; `|` separates names. */
const NAMES: [MessageWhat, string][] = [
  ['image', '图片|Image'],
  ['voice', '语音|Voice'],
  ['video', '视频|Video'],
  ['sticker', '表情|Sticker'],
  ['call', '通话|Call'],
  ['card', '名片|Card'],
  ['location', '位置|Location'],
  ['transfer', '转账|Transfer'],
  ['file', '文件|File'],
  ['miniprogram', '小程序|Mini program'],
  ['link', '链接|链接/文件|Link|Link/File'],
  ['channels', '视频号'],
  ['forward', '合并聊天记录|Forwarded chat history'],
  ['quote', '引用|Quote'],
  ['system', '系统|系统消息|System|System message'],
  ['revoke', '撤回|撤回了一条消息|Recalled|Recalled a message'],
];
const KIND_OF = new Map(NAMES.flatMap(([what, names]) => names.split('|').map((name) => [name, KINDS[what]] as const)));
const HABITS: Habits = { tails: parted, unbracketed: false };
const MARK = /^\[([^[\]\n]{2,24})\](?=[ \n]|$)/u;

/** No title follows these marks: what follows was typed after an emoji code. */
const WITHOUT_TITLE: ReadonlySet<MessageKind> = new Set([KINDS.image, KINDS.voice, KINDS.video, KINDS.sticker]);
/** `[图片] local_id=5` names the row of the phone's database. */
const ROW = /^(?:local_id=\d+)?$/u;
/** Size and ending of a file, or how many messages a forward holds. */
const DETAIL = / \((?:\d+(?:\.\d+)? [KMG]?B(?:, \w+)?|\d+(?:条| messages))\)$/u;
/** What wx-cli has no form for: a place or a card in its first versions. */
const RAW = /^<(?:\?xml|msg\b)/u;

/** The kind that the mark of a message tells; undefined for words. */
export const wxCliMark = (content: string): MessageKind | undefined => KIND_OF.get(MARK.exec(content)?.[1] ?? '');

/**
 * The content of a message of wx-cli that names no type: words, or a mark.
 *
 *   [引用] 书哪有嫌多的
 *     ↳ 林晓: 又买书？
 *
 * The first versions do not say whom they quote. What was answered and the name are still encoded as in the message's
 * XML. Source: jackwener/wx-cli 1a943b4, hatcat007/wx-cli-again c54145e, query.rs.
 */
export function wxCliContent(content: string): Partial<ItemFields> {
  if (RAW.test(content)) return { type: 'link' };
  const kind = wxCliMark(content);
  if (!kind) return byWords(content, HABITS);
  const rest = content.slice(content.indexOf(']') + 1).trimStart();
  const { dropped } = kind === KINDS.system ? systemKind(content) : kind;
  if (dropped) return { text: rest || content, dropped };
  if (kind === KINDS.quote) return quoteOf(rest);
  // A pat is an app message and has the mark of a link.
  const line = kind === KINDS.link ? byWords(rest) : {};
  if (line.dropped) return line;
  if (WITHOUT_TITLE.has(kind) && !ROW.test(rest)) return byWords(content);
  const title = WITHOUT_TITLE.has(kind) ? '' : (rest.split('\n', 1)[0] ?? '').replace(DETAIL, '');
  return {
    type: kind.type,
    ...(title ? { title } : {}),
    ...(kind === KINDS.voice ? { media: { path: '' } } : {}),
  };
}

function quoteOf(rest: string): Partial<ItemFields> {
  const [, written = '', quoted] = /^([\s\S]*?)(?:(?:^|\n) *↳ ?([\s\S]*))?$/u.exec(rest) ?? [];
  const words = elementText(written);
  if (quoted === undefined) return { text: words, quote: { text: '' } };
  const [, sender, text = quoted] = /^([^:\n]{1,64}): ([\s\S]*)$/u.exec(quoted) ?? [];
  return { text: words, quote: { text, ...(sender ? { sender: decodeXml(sender) } : {}) } };
}
