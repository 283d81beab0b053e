import type { ByteSource } from './byte-source.ts';

/** What was unpacked stays in memory up to this sum. */
const HELD_BYTES = 64 * 1024 ** 2;
/** As many stay whatever their size: a zip, what is read in it, and what they lie in. */
const HELD_LEAST = 4;

/** What is in memory, the last used last, and its sum. */
const held = new Map<UnpackedSource, Promise<Uint8Array>>();
let heldBytes = 0;

/**
 * A file that must be unpacked before it can be read at any place: a compressed zip inside a zip. It is unpacked when it is
 * read, and again if it was not used for so long that others took its place in memory.
 */
export class UnpackedSource implements ByteSource {
  readonly size: number;
  readonly #unpack: () => AsyncIterable<Uint8Array>;

  /** `size`: how many bytes `unpack` gives. */
  constructor(size: number, unpack: () => AsyncIterable<Uint8Array>) {
    this.size = size;
    this.#unpack = unpack;
  }

  async read(position: number, length: number): Promise<Uint8Array> {
    const known = held.get(this);
    release(this);
    const bytes = hold(this, known ?? this.#unpacked());
    return (await bytes).subarray(position, position + length);
  }

  async #unpacked(): Promise<Uint8Array> {
    try {
      const bytes = Buffer.allocUnsafeSlow(this.size);
      let done = 0;
      for await (const chunk of this.#unpack()) {
        bytes.set(chunk, done);
        done += chunk.length;
      }
      return bytes.subarray(0, done);
    } catch (error) {
      release(this);
      throw error;
    }
  }
}

function hold(source: UnpackedSource, bytes: Promise<Uint8Array>): Promise<Uint8Array> {
  held.set(source, bytes);
  heldBytes += source.size;
  for (const oldest of held.keys()) {
    if (held.size <= HELD_LEAST || heldBytes <= HELD_BYTES) break;
    release(oldest);
  }
  return bytes;
}

function release(source: UnpackedSource): void {
  if (held.delete(source)) heldBytes -= source.size;
}
