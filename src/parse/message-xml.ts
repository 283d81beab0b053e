import type { Quote } from '../core/types.ts';

/**
 * Raw XML of WeChat's messages. Exporters cut and escape it in many ways, so it is searched for tags and never parsed.
 */

/** The decoded content of the first element with that name; empty when there is none. */
export function xmlText(xml: string, name: string): string {
  const open = `<${name}>`;
  const from = xml.indexOf(open);
  const to = xml.indexOf(`</${name}>`, from);
  if (from < 0 || to < 0) return '';
  return elementText(xml.slice(from + open.length, to));
}

/** What stands between the tags of an element, decoded. */
export function elementText(inside: string): string {
  const cdata = /^\s*<!\[CDATA\[([\s\S]*)\]\]>\s*$/u.exec(inside)?.[1];
  return decodeXml(cdata ?? inside);
}

/** The decoded value of the first attribute with that name; empty when there is none. */
export function xmlAttribute(xml: string, name: string): string {
  const open = ` ${name}="`;
  const from = xml.indexOf(open);
  const to = xml.indexOf('"', from + open.length);
  return from < 0 || to < 0 ? '' : decodeXml(xml.slice(from + open.length, to));
}

/** The message that a reply quotes: `<refermsg>…<displayname>林晓</displayname><content>几点见？</content></refermsg>`. */
export function referredMessage(xml: string): Quote | null {
  const from = xml.indexOf('<refermsg>');
  if (from < 0) return null;
  const reference = xml.slice(from);
  const sender = xmlText(reference, 'displayname');
  const words = xmlText(reference, 'content');
  const messageId = xmlText(reference, 'svrid').trim();
  return {
    ...(sender ? { sender } : {}),
    // Quoted pictures and voices are XML again, not words.
    text: words.trimStart().startsWith('<') ? '' : words,
    ...(/^[1-9]\d*$/u.test(messageId) ? { messageId } : {}),
  };
}

/** Decodes the five entities of XML and character numbers. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/giu, (whole, decimal, hex, name) => {
    if (name) return NAMED[(name as string).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole;
  });
}
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
