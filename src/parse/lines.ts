import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/** A line without its end. `number` is 1-based. */
export interface Line {
  text: string;
  number: number;
  /** Longer than MAX_LINE: this is one piece of it, the next follows with the same number. */
  cut?: true;
}

/** No chat line is this long; a file without line ends must not become one string of its own size. */
export const MAX_LINE = 8 * 1024 * 1024;

/** The decoded lines of a file: LF, CRLF and lone CR end one; the BOM is gone. */
export async function* lines(file: ExportFile): AsyncGenerator<Line, void, undefined> {
  for await (const batch of lineBatches(file)) yield* batch;
}

/** The same, a chunk's worth at a time: for readers of very long files. */
export async function* lineBatches(file: ExportFile): AsyncGenerator<Line[], void, undefined> {
  let rest = '';
  let number = 0;
  for await (const chunk of decodeText(file.bytes())) {
    // A CR at the very end may be the first half of CRLF: it waits for the next chunk.
    const text = rest + chunk;
    const held = text.endsWith('\r') ? 1 : 0;
    const parts = text.slice(0, text.length - held).split(/\r\n|\n|\r/u);
    rest = (parts.pop() ?? '') + (held ? '\r' : '');
    const batch: Line[] = parts.map((part) => ({ text: part, number: ++number }));
    while (rest.length > MAX_LINE) {
      batch.push({ text: rest.slice(0, MAX_LINE), number: number + 1, cut: true });
      rest = rest.slice(MAX_LINE);
    }
    if (batch.length) yield batch;
  }
  const last = rest.replace(/\r$/u, '');
  if (last) yield [{ text: last, number: number + 1 }];
}
