import type { ReadItem } from '../../core/types.ts';
import { referredMessage, xmlText } from '../../parse/message-xml.ts';
import { KINDS, kindOfV3, type MessageKind, systemKind } from '../../parse/wechat-types.ts';
import type { CleaningRule } from './rule.ts';

/**
 * Raw XML of WeChat that an exporter left in the text; in groups it follows the sender's id and a line end. Titles and
 * descriptions of a shared card are its author's words, not the sender's; the title is kept as a title. For a reply
 * (`appmsg/type` 57) the title is what the sender wrote.
 */
export const sharedCard: CleaningRule = {
  id: 'shared-card',
  title: {
    en: 'raw XML read: a card’s title, a reply’s own words',
    zh: '解析原始 XML：卡片只保留标题，回复只保留本人的话',
  },
  apply(item) {
    if (item.dropped || !mayBeXml(item.text) || !MESSAGE_XML.test(item.text)) return false;
    const kind = kindOf(item.text);
    if (kind.dropped) {
      item.dropped = kind.dropped;
      item.droppedBy = 'shared-card';
    } else if (kind === KINDS.quote) readReply(item);
    else readCard(item, kind);
    return true;
  },
};

/** One look at both ends before the pattern: hardly any message begins or ends with a tag. */
function mayBeXml(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return text.charCodeAt(0) === LESS_THAN || last === GREATER_THAN || last === LINE_FEED;
}
const LINE_FEED = 10;
const LESS_THAN = 60;
const GREATER_THAN = 62;
/** With an attribute or an element inside: `<msg> 是我发的标签` was typed. */
const MESSAGE_XML =
  /^\s*(?:[A-Za-z][\w@-]{4,63}:\n\s*)?(?:<\?xml[^>]*\?>\s*)?<(?:msg|appmsg|sysmsg|voipmsg|voiplocalinfo)(?:\s+\w+\s*=|\s*>\s*<)/u;

function readReply(item: ReadItem): void {
  const xml = item.text;
  const quote = referredMessage(xml);
  item.type = 'text';
  item.text = xmlText(xml, 'title');
  if (quote && !item.quote) item.quote = quote;
}

function readCard(item: ReadItem, kind: MessageKind): void {
  const title = xmlText(item.text, 'title').trim().slice(0, TITLE_CHARS);
  if (item.type === 'text') item.type = kind.type;
  item.text = '';
  if (title && item.title === undefined) item.title = title;
}
const TITLE_CHARS = 200;

const ROOTS: readonly (readonly [RegExp, MessageKind])[] = [
  [/<voicemsg\b/u, KINDS.voice],
  [/<videomsg\b/u, KINDS.video],
  [/<img\b/u, KINDS.image],
  [/<emoji\b/u, KINDS.sticker],
  [/<location\b/u, KINDS.location],
  [/<voip/u, KINDS.call],
];
function kindOf(xml: string): MessageKind {
  const head = xml.slice(0, HEAD_CHARS);
  if (head.includes('<sysmsg')) return systemKind(head);
  const app = /<appmsg\b[\s\S]*?<type>(\d{1,4})<\/type>/u.exec(head)?.[1];
  if (app !== undefined) return kindOfV3(49, Number(app));
  return ROOTS.find(([root]) => root.test(head))?.[1] ?? KINDS.other;
}
const HEAD_CHARS = 4000;
