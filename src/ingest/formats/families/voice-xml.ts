/** What the XML of a voice message tells: `<voicemsg voicelength="2383" …/>` and, at times, WeChat's own transcript. */
export function voiceXml(xml: string): { seconds?: number; transcript?: string } {
  const found: { seconds?: number; transcript?: string } = {};
  // Milliseconds; WeChat stops a voice message after 60 s.
  const length = /\bvoicelength="(\d{1,6})"/u.exec(xml)?.[1];
  if (length) found.seconds = Number(length) / 1000;
  const words = /<voicetrans\b[^>]*?\btranstext="([^"]*)"/u.exec(xml)?.[1];
  if (words) found.transcript = decodeXml(words);
  return found;
}

/** The five entities of XML and its numbers. */
export function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/giu, (whole, decimal, hex, name) => {
    if (name) return NAMED[(name as string).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole;
  });
}
const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
