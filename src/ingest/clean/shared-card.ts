import type { ItemType } from '../../core/types.ts';
import type { CleaningRule } from './rule.ts';

/**
 * Raw XML of WeChat where an exporter left it in the text. Titles and descriptions of a shared card are its author's
 * words, not the sender's; the title is kept as such. The number is `appmsg/type`.
 */
export const sharedCard: CleaningRule = {
  id: 'shared-card',
  title: { en: 'a shared card reduced to its title', zh: '分享的卡片只保留标题' },
  apply(item) {
    if (item.text.charCodeAt(0) !== LESS_THAN || !MESSAGE_XML.test(item.text)) return false;
    const title = TITLE.exec(item.text)?.[1]?.trim();
    item.type = item.type === 'text' ? typeOf(item.text) : item.type;
    item.text = '';
    if (title && item.title === undefined) item.title = unescapeXml(title);
    return true;
  },
};
const LESS_THAN = 60;
const MESSAGE_XML = /^(?:<\?xml[^>]*\?>\s*)?<(?:msg|appmsg|sysmsg|voipmsg|voiplocalinfo)\b/u;
const TITLE = /<title>(?:<!\[CDATA\[)?([^<\]]{1,200})/u;
const ROOTS: readonly (readonly [RegExp, ItemType])[] = [
  [/<voicemsg\b/u, 'voice'],
  [/<videomsg\b/u, 'video'],
  [/<img\b/u, 'image'],
  [/<emoji\b/u, 'sticker'],
  [/<location\b/u, 'location'],
  [/<voip/u, 'call'],
  [/<type>(?:6|74)<\/type>/u, 'file'],
  [/<type>19<\/type>/u, 'forward'],
  [/<type>(?:2000|2001|2003)<\/type>/u, 'transfer'],
];
function typeOf(xml: string): ItemType {
  const head = xml.slice(0, 4000);
  return ROOTS.find(([root]) => root.test(head))?.[1] ?? 'link';
}
function unescapeXml(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|apos|amp);/gu, (whole, name: string) => names[name] ?? whole);
}
