import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/** A line without its end. `number` is 1-based. */
export interface Line {
  text: string;
  number: number;
  /** The line is longer than MAX_LINE: this is one piece of it, and the next piece has the same number. */
  cut?: true;
}

/** No line of a chat is this long; a file without line ends must not become one string of the file's size. */
export const MAX_LINE = 8 * 1024 * 1024;

/** The decoded lines of a file: LF, CRLF and lone CR end a line; the BOM is removed. */
export async function* lines(file: ExportFile): AsyncGenerator<Line, void, undefined> {
  for await (const batch of lineBatches(file)) yield* batch;
}

/** The same lines, one chunk's worth at a time: for readers of very long files. */
export async function* lineBatches(file: ExportFile): AsyncGenerator<Line[], void, undefined> {
  const splitter = new LineSplitter();
  for await (const chunk of decodeText(file.bytes())) {
    const batch = splitter.feed(chunk);
    if (batch.length) yield batch;
  }
  const batch = splitter.end();
  if (batch.length) yield batch;
}

/** Each line with the one below it: for heads that are recognised by the line below. */
export async function* linePairs(
  all: AsyncIterable<Line>,
): AsyncGenerator<[line: Line, below: Line | undefined], void, undefined> {
  let held: Line | undefined;
  for await (const line of all) {
    if (held) yield [held, line];
    held = line;
  }
  if (held) yield [held, undefined];
}

/** The first non-blank line of a file's head: mails and editors put blank lines above what an exporter wrote. */
export const firstLine = (head: string): string =>
  head
    .slice(0, FIRST_CHARS)
    .split(/\r\n|\n|\r/u)
    .find((line) => line.trim()) ?? '';
const FIRST_CHARS = 1024;

class LineSplitter {
  /** Earlier chunks of the current line, joined when it ends, so that a long line is not copied with every chunk. */
  #parts: string[] = [];
  #length = 0;
  #number = 1;
  /** The previous chunk ended in CR, which may be the first half of CRLF. */
  #afterCr = false;

  feed(chunk: string): Line[] {
    const batch: Line[] = [];
    let from = 0;
    if (this.#afterCr) {
      if (chunk[0] === '\n') from = 1;
      this.#afterCr = false;
    }
    const hasCr = chunk.includes('\r', from);
    for (;;) {
      const end = hasCr ? endOf(chunk, from) : chunk.indexOf('\n', from);
      if (end < 0) break;
      this.#take(batch, chunk.slice(from, end));
      from = end + 1;
      if (chunk[end] !== '\r') continue;
      if (from === chunk.length) this.#afterCr = true;
      else if (chunk[from] === '\n') from++;
    }
    if (from < chunk.length) this.#hold(batch, chunk.slice(from));
    return batch;
  }

  end(): Line[] {
    const batch: Line[] = [];
    if (this.#length) this.#take(batch, '');
    return batch;
  }

  #take(batch: Line[], last: string): void {
    if (this.#length + last.length > MAX_LINE) this.#hold(batch, last);
    else this.#parts.push(last);
    const text = this.#parts.length === 1 ? (this.#parts[0] as string) : this.#parts.join('');
    batch.push({ text, number: this.#number++ });
    this.#parts = [];
    this.#length = 0;
  }

  #hold(batch: Line[], part: string): void {
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= MAX_LINE) return;
    let text = this.#parts.join('');
    while (text.length > MAX_LINE) {
      batch.push({ text: text.slice(0, MAX_LINE), number: this.#number, cut: true });
      text = text.slice(MAX_LINE);
    }
    this.#parts = text ? [text] : [];
    this.#length = text.length;
  }
}

/** The first CR or LF at or behind `from`; -1 when there is none. */
function endOf(text: string, from: number): number {
  const lf = text.indexOf('\n', from);
  const stop = lf < 0 ? text.length : lf;
  for (let at = from; at < stop; at++) if (text.charCodeAt(at) === CR) return at;
  return lf;
}
const CR = 13;
