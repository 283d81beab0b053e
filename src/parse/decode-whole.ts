import { hasMark } from './codes.ts';
import { sniffEncoding } from './decode.ts';
import { isPlainlyGb, isPlainlyUtf8, LineDecoder, type LineEncoding, linesOf } from './line-decoder.ts';
import { utf8Fit } from './utf8-fit.ts';

/**
 * All bytes of a file as text. Where some lines are UTF-8 and some GB18030 (a diary that two programs wrote to), each
 * line is decoded in its own encoding: decoded as one encoding, the other lines would become characters that nobody
 * wrote.
 */
export function decodeWhole(bytes: Uint8Array): string {
  const encoding = sniffEncoding(bytes) ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  const isDoubtful = encoding === 'gb18030' || (encoding === 'utf-8' && text.includes('\ufffd'));
  if (!isDoubtful) return text;
  const lines = linesOf(hasMark(bytes) ? bytes.subarray(3) : bytes);
  const fits = lines.map(utf8Fit);
  const plain = lines.map((line, at): LineEncoding | undefined => {
    const fit = fits[at] as (typeof fits)[number];
    return isPlainlyUtf8(fit) ? 'utf-8' : isPlainlyGb(line, fit) ? 'gb18030' : undefined;
  });
  if (!plain.includes('utf-8') || !plain.includes('gb18030')) return text;
  return new LineDecoder(plain.find(Boolean) ?? 'utf-8').decode(lines, fits);
}
