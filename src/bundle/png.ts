import { crc32 } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export interface Picture {
  width: number;
  height: number;
  /** One palette index a pixel, row by row. */
  pixels: Uint8Array;
  /** Red, green, blue; at most 256. */
  palette: readonly (readonly [number, number, number])[];
}

/**
 * An indexed PNG with text chunks. Pixels are stored, not deflated: every zlib packs differently, and the same bundle
 * must give the same bytes. `texts`: Latin-1 keyword and text (tEXt, PNG 1.2 section 4.2.3.1).
 */
export function encodePng(picture: Picture, texts: readonly [keyword: string, text: string][]): Uint8Array {
  const { width, height, pixels, palette } = picture;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a pixel, palette, the only compression and the only filter method, no interlacing.
  head.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    ...texts.map(([keyword, text]) => chunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1'))),
    chunk('IDAT', storedZlib(rows)),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** The tEXt chunks of a PNG, by keyword. Throws RangeError for another file, a file cut off, or a wrong checksum. */
export function pngTexts(bytes: Uint8Array): Map<string, string> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!view.subarray(0, 8).equals(SIGNATURE)) throw new RangeError('no PNG signature');
  const texts = new Map<string, string>();
  for (let at = 8; ; ) {
    if (at + 12 > view.length) throw new RangeError('cut off');
    const length = view.readUInt32BE(at);
    const body = view.subarray(at + 4, at + 8 + length);
    if (at + 12 + length > view.length) throw new RangeError('cut off');
    if (crc32(body) !== view.readUInt32BE(at + 8 + length)) throw new RangeError('wrong checksum');
    const type = body.toString('latin1', 0, 4);
    if (type === 'IEND') return texts;
    if (type === 'tEXt') {
      const text = body.toString('latin1', 4);
      const end = text.indexOf('\0');
      texts.set(text.slice(0, end), text.slice(end + 1));
    }
    at += 12 + length;
  }
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4). */
function storedZlib(data: Uint8Array): Buffer {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < data.length; at += 0xffff) {
    const block = data.subarray(at, at + 0xffff);
    const head = Buffer.alloc(5);
    head[0] = at + 0xffff >= data.length ? 1 : 0;
    head.writeUInt16LE(block.length, 1);
    head.writeUInt16LE(block.length ^ 0xffff, 3);
    parts.push(head, block);
  }
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(((b << 16) | a) >>> 0);
  return Buffer.concat([...parts, sum]);
}
