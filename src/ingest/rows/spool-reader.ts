import type { Spool } from '../stores.ts';

const BLOCK = 32 * 1024;
/** In time order each file has one block in use, and a text may begin in one block and end in the next. */
const BLOCKS_A_FILE = 2;
/** A long file was read by several threads, each with a spool of its own. */
const LEAST_BLOCKS = 16;
/** 8 MB; at two blocks per file, few families have more chats than fit. */
const MOST_BLOCKS = 256;

/** A stretch of bytes; valid until the next call. */
export interface Located {
  bytes: Buffer;
  start: number;
}

/** Reads a spool in another order than it was written in, through a cache of the blocks used last. */
export class SpoolReader {
  readonly #spool: Pick<Spool, 'read'>;
  readonly #kept: number;
  readonly #blocks = new Map<number, Buffer>();
  #last = -1;
  #lastBytes: Buffer = Buffer.alloc(0);
  #across: Buffer = Buffer.alloc(4096);
  readonly #found: Located = { bytes: this.#across, start: 0 };

  /** `files`: the number of files that the rows came from. */
  constructor(spool: Pick<Spool, 'read'>, files: number) {
    this.#spool = spool;
    this.#kept = Math.min(MOST_BLOCKS, LEAST_BLOCKS + BLOCKS_A_FILE * files);
  }

  locate(offset: number, size: number): Located {
    const block = Math.floor(offset / BLOCK);
    const inside = offset - block * BLOCK;
    if (inside + size > BLOCK) return this.#readAcross(offset, size);
    if (block !== this.#last) this.#take(block);
    this.#found.bytes = this.#lastBytes;
    this.#found.start = inside;
    return this.#found;
  }

  /** Parses a row that is a line of JSON. */
  parse<T>(offset: number, size: number): T {
    const { bytes, start } = this.locate(offset, size);
    return JSON.parse(bytes.toString('utf8', start, start + size)) as T;
  }

  /** The text of a bare row; `escaped`: as it stands in JSON. */
  text(offset: number, size: number, escaped: boolean): string {
    const { bytes, start } = this.locate(offset, size);
    const raw = bytes.toString('utf8', start, start + size);
    return escaped ? (JSON.parse(`"${raw}"`) as string) : raw;
  }

  #take(block: number): void {
    let bytes = this.#blocks.get(block);
    if (bytes) this.#blocks.delete(block);
    else {
      bytes = this.#blocks.size >= this.#kept ? this.#evict() : Buffer.allocUnsafeSlow(BLOCK);
      this.#spool.read(block * BLOCK, bytes);
    }
    // A Map keeps the order of insertion, so the first key is the block used longest ago.
    this.#blocks.set(block, bytes);
    this.#last = block;
    this.#lastBytes = bytes;
  }

  #evict(): Buffer {
    const [oldest] = this.#blocks.keys();
    const bytes = this.#blocks.get(oldest ?? 0) ?? Buffer.allocUnsafeSlow(BLOCK);
    this.#blocks.delete(oldest ?? 0);
    return bytes;
  }

  #readAcross(offset: number, size: number): Located {
    if (this.#across.length < size) this.#across = Buffer.allocUnsafeSlow(size * 2);
    this.#spool.read(offset, this.#across.subarray(0, size));
    this.#found.bytes = this.#across;
    this.#found.start = 0;
    return this.#found;
  }
}

/** Far more than any spool holds; a multiple of the block size. */
const SPAN = 2 ** 40;

/** Several spools read as one: each thread writes its own. */
export class Spools {
  readonly #spools: Pick<Spool, 'read'>[] = [];
  readonly #open: (path: string) => Pick<Spool, 'read'>;
  /** Where each spool lies, for another thread; undefined for a spool without a path. */
  readonly paths: (string | undefined)[] = [];

  constructor(open: (path: string) => Pick<Spool, 'read'>) {
    this.#open = open;
  }

  /** Adds a spool and returns what must be added to an offset in it. */
  add(spool: Pick<Spool, 'read' | 'path'>): number {
    this.paths.push(spool.path);
    return (this.#spools.push(spool) - 1) * SPAN;
  }

  /** The same for a spool that another thread has written. */
  addPath(path: string): number {
    this.paths.push(path);
    return (this.#spools.push(this.#open(path)) - 1) * SPAN;
  }

  read(position: number, into: Uint8Array): void {
    const n = Math.floor(position / SPAN);
    this.#spools[n]?.read(position - n * SPAN, into);
  }
}
