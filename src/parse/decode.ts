import { hasMark } from './codes.ts';
import { type Decoder, MixedDecoder } from './mixed-decoder.ts';
import { utf8Fit } from './utf8-fit.ts';

/**
 * Text encodings of exports. First the BOM decides, then whether the bytes are valid UTF-8, then GB18030 (which
 * includes GBK) is assumed. Big5 only on evidence; UTF-16 without a BOM is recognised by its zeros.
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/** Encoding of a piece of text, or null when the piece is pure ASCII or empty and therefore proves nothing. */
export function sniffEncoding(bytes: Uint8Array): Encoding | null {
  const atStart = encodingByStart(bytes);
  if (atStart) return atStart;
  const high = firstHighByte(bytes);
  return high < 0 ? null : encodingByGrammar(bytes.subarray(high, high + TELLING_BYTES));
}

/** A piece of a file, and the encoding as far as it is known: null while all bytes were ASCII. */
interface SniffedEncoding {
  bytes: Uint8Array;
  encoding: Encoding | null;
}

/**
 * Gives the same bytes with their encoding. The first chunks are joined until the encoding is known, so that the result
 * never depends on where the stream is cut: a BOM may span two chunks, and the first non-ASCII character may begin with
 * the last byte of a chunk.
 */
async function* sniffed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<SniffedEncoding, void, undefined> {
  let held: Uint8Array | undefined;
  let started = false;
  let encoding: Encoding | null = null;
  const tell = (bytes: Uint8Array, last: boolean): boolean => {
    if (!started) {
      if (bytes.length < START_BYTES && !last) return false;
      encoding = encodingByStart(bytes);
      started = true;
    }
    if (encoding) return true;
    const high = firstHighByte(bytes);
    if (high < 0) return true;
    if (bytes.length - high < TELLING_BYTES && !last) return false;
    encoding = encodingByGrammar(bytes.subarray(high, high + TELLING_BYTES));
    return true;
  };
  for await (const chunk of chunks) {
    const bytes: Uint8Array = held ? Buffer.concat([held, chunk]) : chunk;
    held = undefined;
    if (encoding || tell(bytes, false)) yield { bytes, encoding };
    else held = bytes;
  }
  if (held) {
    tell(held, true);
    yield { bytes: held, encoding };
  }
}
/** Zeros in every second byte show within one line. */
const START_BYTES = 512;
/** About a thousand Chinese characters, with what stands between them. */
const TELLING_BYTES = 4096;

/**
 * Decodes bytes chunk by chunk. The encoding is decided at the first byte that shows it, and the BOM is removed. Lines
 * in another encoding than the first are decoded in their own.
 */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let decoder: Decoder | undefined;
  for await (const { bytes, encoding } of sniffed(chunks)) {
    if (!decoder && encoding) decoder = decoderOf(encoding);
    const text = decoder ? decoder.decode(bytes, { stream: true }) : asciiText(bytes);
    if (text) yield text;
  }
  const rest = decoder?.decode();
  if (rest) yield rest;
}

const decoderOf = (encoding: Encoding): Decoder =>
  encoding === 'utf-8' || encoding === 'gb18030' ? new MixedDecoder(encoding) : new TextDecoder(encoding);

/** Decodes the head of a file (cut anywhere) as text; empty when it is binary. */
export function decodeHead(bytes: Uint8Array): string {
  const encoding = sniffEncoding(bytes) ?? 'utf-8';
  if (!encoding.startsWith('utf-16') && isBinary(bytes)) return '';
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

/**
 * Zeros belong to a program's data if they come first, in rows, or with other control characters (lengths, numbers). A
 * few zeros alone are left in a text by a crash or a database.
 */
function isBinary(bytes: Uint8Array): boolean {
  if (!bytes.includes(0)) return false;
  if (bytes[0] === 0 || Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(ROW_OF_ZEROS)) return true;
  let zeros = 0;
  for (const byte of bytes) {
    if (byte === 0) zeros++;
    else if (byte < 0x20 && !(byte >= 0x09 && byte <= 0x0d)) return true;
  }
  return zeros > 1 && zeros * 20 > bytes.length;
}
const ROW_OF_ZEROS = Buffer.alloc(8);

function encodingByStart(bytes: Uint8Array): Encoding | null {
  if (hasMark(bytes)) return 'utf-8';
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return wideByZeros(bytes);
}

function encodingByGrammar(bytes: Uint8Array): Encoding {
  const { good, bad } = utf8Fit(bytes);
  // Text in another encoding breaks UTF-8's grammar in most of its characters. A few breaks among many valid sequences
  // are damage, or an exporter that cut a text inside a character (chatlog does); they must not cost all other
  // characters of the file.
  if (good >= bad * 8) return 'utf-8';
  return looksLikeBig5(bytes) ? 'big5' : 'gb18030';
}

/** Decodes bytes below 0x80; three times as fast as a TextDecoder. */
function asciiText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

function firstHighByte(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 0x7f) return at;
  return -1;
}

/** Control characters other than tab and line ends, unassigned characters, lone surrogates. */
const NO_TEXT = /[\u0000-\u0008\u000e-\u001f\ufffd-\uffff\p{Cn}\p{Cs}]/u;

/** ASCII in UTF-16 has a zero in every second byte. */
function wideByZeros(bytes: Uint8Array): Encoding | null {
  const length = Math.min(bytes.length, START_BYTES) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  // A tenth is what a header among Chinese text has; characters such as 一 (U+4E00) put some zeros on the other side.
  const tenth = length / 20;
  const found = odd > tenth && odd > even * 4 ? 'utf-16le' : even > tenth && even > odd * 4 ? 'utf-16be' : null;
  // Archives and sounds have zeros too, but they do not decode to text.
  if (found && NO_TEXT.test(new TextDecoder(found).decode(bytes.subarray(0, length)))) return null;
  return found;
}

/**
 * Both encodings accept most byte pairs, so the decoded characters decide: common Traditional ones (的我是不了在有) when the
 * bytes are read as Big5, rare or private-use ones when the same bytes are read as GB18030.
 */
function looksLikeBig5(bytes: Uint8Array): boolean {
  const big5 = new TextDecoder('big5').decode(bytes, { stream: true });
  if (big5.includes('\ufffd')) return false;
  const gb = new TextDecoder('gb18030').decode(bytes, { stream: true });
  return commonShare(big5) > 2 * commonShare(gb);
}

const COMMON = new Set('的我是不了在有一他這个個这們们你到說说時时要就人來来去也和大小好天家，。！？');
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
