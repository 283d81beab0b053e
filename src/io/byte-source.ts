import { open } from 'node:fs/promises';

/** Bytes that can be read at any place, as often as needed. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `position` on; fewer than `length` only at the end. */
  read(position: number, length: number): Promise<Uint8Array>;
}

export const memorySource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (position, length) => bytes.subarray(position, position + length),
});

/** A part of another source, such as a file that a zip holds without compression. */
export const partOf = (source: ByteSource, start: number, size: number): ByteSource => ({
  size,
  read: (position, length) => source.read(start + position, Math.max(0, Math.min(length, size - position))),
});

/** Bytes that a file is read by: a zip's list and the small files in it lie close together. */
export const BLOCK = 128 * 1024;

/** All bytes from `start` up to `end`, block by block; ends early where the source does. */
export async function* bytesOf(
  source: ByteSource,
  start = 0,
  end = source.size,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = start; at < end; ) {
    const chunk = await source.read(at, Math.min(BLOCK, end - at));
    if (chunk.length === 0) return;
    yield chunk;
    at += chunk.length;
  }
}

/** The block that was read last, of all files: neighbours mostly follow each other. */
let last: { source: ByteSource; start: number; bytes: Uint8Array } | undefined;

/**
 * A file on disk, of which nothing stays in memory. It is open only while a block is read: exports come with thousands of
 * zips, and no system keeps as many files open.
 */
export function fileSource(path: string | Buffer, size: number): ByteSource {
  const source: ByteSource = {
    size,
    read: async (position, length) => {
      if (last?.source === source && position >= last.start) {
        const from = position - last.start;
        if (from + length <= last.bytes.length) return last.bytes.subarray(from, from + length);
      }
      const bytes = await readAt(path, position, Math.min(Math.max(length, BLOCK), size - position));
      last = { source, start: position, bytes };
      return bytes.subarray(0, length);
    },
  };
  return source;
}

async function readAt(path: string | Buffer, position: number, length: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, length));
  const file = await open(path);
  try {
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes.subarray(0, done);
  } finally {
    await file.close();
  }
}
