import type { ExportFile } from '../core/export-file.ts';
import { decodeWhole } from './decode-whole.ts';
import { TooLarge } from './too-large.ts';

/** In bytes. A larger file is no page or essay: the longest saved page seen was 4 MB. */
const MAX_WHOLE = 64 * 1024 * 1024;

/** A text with more lines is no essay: a thick novel has some ten thousand. Every line takes memory of its own. */
const MAX_LINES = 1_000_000;

/** The decoded text of a file that must be read all at once; null when its bytes cannot be read. Throws TooLarge. */
export async function wholeText(file: ExportFile): Promise<string | null> {
  const bytes = await wholeBytes(file);
  if (!bytes) return null;
  // Before each line is looked at by itself.
  assertLines(lineFeeds(bytes));
  const text = decodeWhole(bytes);
  assertLines(lineEnds(text));
  return text;
}

/** All bytes of such a file; null when they cannot be read. Throws TooLarge. */
export async function wholeBytes(file: ExportFile): Promise<Uint8Array | null> {
  assertSize(file.size);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of file.bytes()) {
      length += chunk.length;
      // For a file in a zip, `size` is what its directory claims.
      assertSize(length);
      chunks.push(chunk);
    }
  } catch (error) {
    // A damaged zip entry ends its stream with an error from zlib or yauzl; our own errors must not be hidden.
    if (error instanceof TooLarge || (error instanceof Error && error.name === 'PersonaError')) throw error;
    return null;
  }
  return Buffer.concat(chunks);
}

function assertSize(bytes: number): void {
  if (bytes > MAX_WHOLE) throw new TooLarge('more bytes than a text has');
}

/** Throws TooLarge when a text has too many lines. */
export function assertLines(lines: number): void {
  if (lines > MAX_LINES) throw new TooLarge('more lines than a text has');
}

function lineFeeds(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}
const LF = 0x0a;

export function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** LF ends a line, the BOM and NULs are removed: what `lines` does for a stream. */
export const plainLines = (text: string) => text.replace(/^\ufeff|\u0000/gu, '').replace(/\r\n?|\u2028|\u2029/gu, '\n');
