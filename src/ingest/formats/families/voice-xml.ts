import { decodeXml } from '../../../parse/message-xml.ts';

/** What the XML of a voice message tells: `<voicemsg voicelength="2383" …/>` and sometimes WeChat's own transcript. */
export function voiceXml(xml: string): { seconds?: number; transcript?: string } {
  const found: { seconds?: number; transcript?: string } = {};
  // In milliseconds; WeChat stops a voice message after 60 s.
  const length = /\bvoicelength="(\d{1,6})"/u.exec(xml)?.[1];
  if (length) found.seconds = Number(length) / 1000;
  const words = /<voicetrans\b[^>]*?\btranstext="([^"]*)"/u.exec(xml)?.[1];
  if (words) found.transcript = decodeXml(words);
  return found;
}
