import type { Spool } from './stores.ts';

const BLOCK = 32 * 1024;
/** 8 MB: in time order one block a file is in use, and few families have more than this many chats. */
const KEPT_BLOCKS = 256;

/** A stretch of bytes; valid until the next call. */
export interface Located {
  bytes: Buffer;
  start: number;
}

/** Reads a spool in another order than it was written, through the blocks used last. */
export class SpoolReader {
  readonly #spool: Pick<Spool, 'read'>;
  readonly #blocks = new Map<number, Buffer>();
  #last = -1;
  #lastBytes: Buffer = Buffer.alloc(0);
  #across: Buffer = Buffer.alloc(4096);
  readonly #found: Located = { bytes: this.#across, start: 0 };

  constructor(spool: Pick<Spool, 'read'>) {
    this.#spool = spool;
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

  #take(block: number): void {
    let bytes = this.#blocks.get(block);
    if (bytes) this.#blocks.delete(block);
    else {
      bytes = this.#blocks.size >= KEPT_BLOCKS ? this.#evict() : Buffer.allocUnsafeSlow(BLOCK);
      this.#spool.read(block * BLOCK, bytes);
    }
    // A Map keeps the order of insertion: the first key is the one used longest ago.
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

/** Far more than any spool holds; a multiple of the block. */
const SPAN = 2 ** 40;

/** Several spools as one: each thread writes its own. */
export class Spools {
  readonly #spools: Pick<Spool, 'read'>[] = [];
  readonly #open: (path: string) => Pick<Spool, 'read'>;
  /** Where each of them lies, for another thread; undefined for one that has no path. */
  readonly paths: (string | undefined)[] = [];

  constructor(open: (path: string) => Pick<Spool, 'read'>) {
    this.#open = open;
  }

  /** What has to be added to an offset in it. */
  add(spool: Pick<Spool, 'read' | 'path'>): number {
    this.paths.push(spool.path);
    return (this.#spools.push(spool) - 1) * SPAN;
  }

  /** The same for one that another thread has written. */
  addPath(path: string): number {
    this.paths.push(path);
    return (this.#spools.push(this.#open(path)) - 1) * SPAN;
  }

  read(position: number, into: Uint8Array): void {
    const n = Math.floor(position / SPAN);
    this.#spools[n]?.read(position - n * SPAN, into);
  }
}
