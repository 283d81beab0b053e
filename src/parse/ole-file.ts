/**
 * An OLE compound file (Word 97–2003, WPS, Excel 97): streams in sectors that a table links. Source: [MS-CFB] 2.1–2.6.
 */
export interface OleFile {
  /**
   * Bytes of a stream in the root storage; null when it is absent or damaged. Case in names is ignored, as the format
   * does.
   */
  stream(name: string): Uint8Array | null;
}

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const LAST = 0xfffffffa;

export const isOle = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

/** Null when the file is not an OLE file, or its tables lead nowhere. */
export function openOle(bytes: Uint8Array): OleFile | null {
  if (!isOle(bytes) || bytes.length < 1536) return null;
  try {
    return new Ole(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

interface Entry {
  name: string;
  type: number;
  start: number;
  size: number;
}

class Ole implements OleFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #sector: number;
  readonly #fat: Uint32Array;
  readonly #miniFat: Uint32Array;
  readonly #mini: Uint8Array;
  readonly #miniCutoff: number;
  readonly #entries: Entry[];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = this.#view.getUint16(30, true);
    // 512 bytes in version 3, 4096 in version 4; anything else is not a compound file.
    if (shift !== 9 && shift !== 12) throw new RangeError('sector size');
    this.#sector = 1 << shift;
    this.#miniCutoff = this.#view.getUint32(56, true);
    this.#fat = this.#readFat();
    this.#miniFat = toUint32(this.#chain(this.#view.getUint32(60, true)));
    this.#entries = entriesOf(this.#chain(this.#view.getUint32(48, true)));
    const root = this.#entries.find(({ type }) => type === 5);
    this.#mini = root ? this.#chain(root.start).subarray(0, root.size) : new Uint8Array();
  }

  stream(name: string): Uint8Array | null {
    const wanted = name.toLowerCase();
    const entry = this.#entries.find((one) => one.type === 2 && one.name.toLowerCase() === wanted);
    if (!entry) return null;
    try {
      const bytes = entry.size < this.#miniCutoff ? this.#miniChain(entry.start, entry.size) : this.#chain(entry.start);
      return bytes.subarray(0, Math.min(entry.size, bytes.length));
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  /** The sectors that hold the table itself: 109 are listed in the header, the rest in a chain of their own. */
  #readFat(): Uint32Array {
    const sectors: number[] = [];
    for (let at = 0; at < 109; at++) sectors.push(this.#view.getUint32(76 + 4 * at, true));
    const perSector = this.#sector / 4 - 1;
    let next = this.#view.getUint32(68, true);
    for (let left = this.#view.getUint32(72, true); left > 0 && next < LAST; left--) {
      const table = toUint32(this.#at(next));
      for (let at = 0; at < perSector; at++) sectors.push(table[at] ?? LAST);
      next = table[perSector] ?? LAST;
      if (sectors.length > this.#bytes.length / this.#sector + 128) break;
    }
    const parts = sectors.filter((sector) => sector < LAST).map((sector) => this.#at(sector));
    return toUint32(joined(parts));
  }

  #at(sector: number): Uint8Array {
    const from = (sector + 1) * this.#sector;
    if (from >= this.#bytes.length) throw new RangeError('sector outside the file');
    return this.#bytes.subarray(from, from + this.#sector);
  }

  #chain(start: number): Uint8Array {
    const parts: Uint8Array[] = [];
    const most = this.#bytes.length / this.#sector + 1;
    for (let sector = start; sector < LAST; sector = this.#fat[sector] ?? LAST) {
      if (parts.length > most) throw new RangeError('a chain without an end');
      parts.push(this.#at(sector));
    }
    return joined(parts);
  }

  #miniChain(start: number, size: number): Uint8Array {
    const parts: Uint8Array[] = [];
    for (let sector = start; sector < LAST && parts.length * 64 < size; sector = this.#miniFat[sector] ?? LAST) {
      parts.push(this.#mini.subarray(sector * 64, sector * 64 + 64));
    }
    return joined(parts);
  }
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

function toUint32(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => view.getUint32(4 * at, true));
}

function entriesOf(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    entries.push({
      name: new TextDecoder('utf-16le').decode(directory.subarray(at, at + length)),
      type: directory[at + 66] ?? 0,
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}
