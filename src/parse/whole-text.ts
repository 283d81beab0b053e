import type { ExportFile } from '../core/export-file.ts';
import { decodeWhole } from './decode-whole.ts';

/** A page or essay beyond this is none: the longest saved page seen was 4 MB. In bytes. */
export const MAX_WHOLE = 64 * 1024 * 1024;

/** More lines are no essay: a thick novel has some ten thousand. Every line takes memory of its own. */
export const MAX_LINES = 1_000_000;

/** The decoded text of a file that must be read at once; null when it is too large or its bytes cannot be had. */
export async function wholeText(file: ExportFile, limit = MAX_WHOLE): Promise<string | null> {
  if (file.size > limit) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of file.bytes()) {
      length += chunk.length;
      // `size` of a file in a zip is what its directory claims.
      if (length > limit) return null;
      chunks.push(chunk);
    }
  } catch (error) {
    // A damaged zip entry ends its stream with an error of zlib or yauzl; a PersonaError is not ours to hide.
    if (error instanceof Error && error.name === 'PersonaError') throw error;
    return null;
  }
  const bytes = Buffer.concat(chunks);
  // Before each line is looked at by itself.
  if (lineFeeds(bytes) > MAX_LINES) return null;
  const text = decodeWhole(bytes);
  return lineEnds(text) > MAX_LINES ? null : text;
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

/** LF ends a line, the BOM and NULs are gone; what `lines` does for a stream. */
export const plainLines = (text: string) => text.replace(/^\ufeff|\u0000/gu, '').replace(/\r\n?|\u2028|\u2029/gu, '\n');
