/** Text encodings of exports: BOM first, then strict UTF-8, then GB18030 (which holds GBK); Big5 only on evidence. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** Encoding of a piece of text, or null when it is pure ASCII or empty and so proves nothing. */
export function sniffEncoding(bytes: Uint8Array): Encoding | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (!hasHighByte(bytes)) return null;
  if (isUtf8(bytes)) return 'utf-8';
  return looksLikeBig5(bytes) ? 'big5' : 'gb18030';
}

/** Bytes to text, chunk by chunk; the encoding is decided at the first byte that tells, the BOM is removed. */
export async function* decodeText(
  chunks: AsyncIterable<Uint8Array>,
  encoding?: Encoding,
): AsyncGenerator<string, void, undefined> {
  let decoder = encoding ? new TextDecoder(encoding) : undefined;
  for await (const chunk of chunks) {
    if (!decoder) {
      const found = sniffEncoding(chunk);
      if (!found) {
        yield new TextDecoder('latin1').decode(chunk);
        continue;
      }
      decoder = new TextDecoder(found);
    }
    const text = decoder.decode(chunk, { stream: true });
    if (text) yield text;
  }
  const rest = decoder?.decode();
  if (rest) yield rest;
}

/** A head (cut anywhere) as text; empty when it is binary. */
export function decodeHead(bytes: Uint8Array): string {
  const encoding = sniffEncoding(bytes) ?? 'utf-8';
  if (!encoding.startsWith('utf-16') && bytes.includes(0)) return '';
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

function hasHighByte(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x7f) return true;
  return false;
}

/** Strict, but a character cut off by the end of the piece is no fault. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * Both encodings accept most byte pairs, so the decoded characters decide: common Traditional ones (的我是不了在有)
 * when read as Big5, rare or private-use ones when the same bytes are read as GB18030.
 */
function looksLikeBig5(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 16 * 1024);
  const big5 = new TextDecoder('big5').decode(sample, { stream: true });
  if (big5.includes('\ufffd')) return false;
  const gb = new TextDecoder('gb18030').decode(sample, { stream: true });
  return commonShare(big5) > 2 * commonShare(gb);
}

const COMMON = new Set('的我是不了在有一他這个個這们們你到說说時时要就人來来去也和大小好天家，。！？');
function commonShare(text: string): number {
  let common = 0;
  let all = 0;
  for (const char of text) {
    if (char.charCodeAt(0) < 0x80) continue;
    all++;
    if (COMMON.has(char)) common++;
  }
  return all ? common / all : 0;
}
