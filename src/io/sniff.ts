/** What a file is by its first bytes. Names do not count: WeChat's `msg_….amr` holds SILK. */
type SniffedSound =
  | { kind: 'empty' }
  /** `at`: where the magic begins; before it there is junk or WeChat's 0x02. */
  | { kind: 'silk'; at: number }
  /** Text that is base64 of sound and begins after `at` characters of `data:…;base64,`. */
  | { kind: 'base64'; at: number }
  /** AMR-NB frames without their `#!AMR\n` (old iOS .aud). */
  | { kind: 'amr-bare' }
  /**
   * Something whose container ffmpeg reads. `endless`: a WAV written to a pipe, whose header could not state its
   * length.
   */
  | { kind: 'media'; container: string; endless?: true }
  | { kind: 'unknown' };

/** Enough for every signature below, for ten AMR frames, and for the junk that some exporters write first. */
export const SNIFF_BYTES = 4096;

const SILK_MAGIC = '#!SILK_V3';
/** Exporters have been seen to write up to a dozen bytes before the magic. */
const MAX_JUNK = 64;

/** Signatures at an offset, as latin-1. Two sounds of one container family are not distinguished: ffmpeg does that. */
const SIGNATURES: readonly [container: string, at: number, magic: string][] = [
  ['amr', 0, '#!AMR'],
  ['wav', 8, 'WAVE'],
  ['wav', 0, 'RF64'],
  ['w64', 0, 'riff\x2e\x91\xcf\x11'],
  ['avi', 8, 'AVI '],
  ['mp4', 4, 'ftyp'],
  ['mp4', 4, 'moov'],
  ['mp4', 4, 'mdat'],
  ['mp4', 4, 'wide'],
  ['ogg', 0, 'OggS'],
  ['flac', 0, 'fLaC'],
  ['mp3', 0, 'ID3'],
  ['matroska', 0, '\x1a\x45\xdf\xa3'],
  ['asf', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['aiff', 8, 'AIFF'],
  ['aiff', 8, 'AIFC'],
  ['caf', 0, 'caff'],
  ['au', 0, '.snd\x00'],
  ['flv', 0, 'FLV\x01'],
  ['mpeg', 0, '\x00\x00\x01\xba'],
  ['ape', 0, 'MAC \x96\x0f'],
  ['wavpack', 0, 'wvpk'],
  ['tta', 0, 'TTA1'],
  ['realmedia', 0, '.RMF'],
  ['dsf', 0, 'DSD '],
  ['ac3', 0, '\x0b\x77'],
  ['dts', 0, '\x7f\xfe\x80\x01'],
];

/** Photographs from phones (HEIC, AVIF) use the same container as videos. */
const PICTURE_BRAND = /^.{4}ftyp(?:hei|hev|mif1|msf1|avif|avis)/su;

const ENDLESS = /^RIFF(?:\xff{4}|\x00{4})/u;

/** Tells what a file is by its first `SNIFF_BYTES` bytes. */
export function sniff(head: Uint8Array): SniffedSound {
  if (head.length === 0) return { kind: 'empty' };
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, SNIFF_BYTES)).toString('latin1');
  const silk = text.indexOf(SILK_MAGIC);
  if (silk >= 0 && silk <= MAX_JUNK) return { kind: 'silk', at: silk };
  for (const [container, at, magic] of SIGNATURES) {
    if (!text.startsWith(magic, at)) continue;
    if (PICTURE_BRAND.test(text)) return { kind: 'unknown' };
    const endless = container === 'wav' && ENDLESS.test(text);
    return { kind: 'media', container, ...(endless ? { endless } : {}) };
  }
  if (isMpegAudio(head)) return { kind: 'media', container: 'mp3' };
  if (text.charCodeAt(0) === 0x47 && text.charCodeAt(188) === 0x47) return { kind: 'media', container: 'mpegts' };
  const dataUrl = /^\s*data:(?:audio|video|application)\/[\w.+-]+(?:;[\w=.+-]+)*;base64,/u.exec(text);
  if (dataUrl) return { kind: 'base64', at: dataUrl[0].length };
  if (isBase64OfSound(text)) return { kind: 'base64', at: 0 };
  if (isBareAmr(head)) return { kind: 'amr-bare' };
  return { kind: 'unknown' };
}

function isBase64OfSound(text: string): boolean {
  if (!/^\s*[\w+/-]{16}[\w+/\s-]*={0,2}\s*$/u.test(text)) return false;
  const { kind } = sniff(Buffer.from(text, 'base64'));
  return kind === 'silk' || kind === 'media';
}

/** An MPEG audio or ADTS frame header: 11 or 12 set bits, then fields without forbidden values. */
function isMpegAudio(head: Uint8Array): boolean {
  const [a = 0, b = 0, c = 0] = head;
  if (a !== 0xff) return false;
  const adts = (b & 0xf6) === 0xf0;
  // Layers II and III only: layer I is extinct, and FF FE is how text in UTF-16 begins.
  const layer = b & 0x06;
  const mpeg =
    (b & 0xf8) !== 0xe8 && (b & 0xe0) === 0xe0 && (layer === 2 || layer === 4) && c >> 4 !== 15 && (c & 0x0c) !== 0x0c;
  return adts || mpeg;
}

/** Bytes of an AMR-NB frame by its type, including its first byte (RFC 4867); 0: no such type. */
const AMR_FRAME = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1];

/** Several frames in a row, each with its quality bit set and its padding clear, at least one of them speech. */
function isBareAmr(head: Uint8Array): boolean {
  let at = 0;
  let frames = 0;
  let speech = 0;
  while (at < head.length) {
    const first = head[at]!;
    const type = (first >> 3) & 15;
    const size = AMR_FRAME[type]!;
    if ((first & 0x83) !== 0 || (first & 4) === 0 || size === 0) return false;
    at += size;
    frames++;
    if (type < 8) speech++;
  }
  return frames >= 5 && speech >= 3;
}
