import { COMMA, CR, hasMark, LF, QUOTE } from './codes.ts';
import type { Slice, SlicePlan, Slicer } from './slices.ts';

/**
 * Cuts a CSV file between rows; rows are counted by the line ends outside quotes. Only files that keep the quoting
 * rules to the letter (RFC 4180, comma, LF or CRLF at the line ends) are cut. The first row is the header: a file that
 * begins with `sep=,` is not cut.
 */
export class CsvSlicer implements Slicer {
  readonly #size: number;
  #slices: Slice[] = [];
  #at = 0;
  #rows = 0;
  /** Where the header ends; -1 until it is known. */
  #head = -1;
  #start = 0;
  #startRows = 0;
  #inQuotes = false;
  /** The last byte of the previous piece; initially LF, since a file begins like a line. */
  #before = LF;
  /** The last byte was a quote inside quotes: the next byte shows whether it closes them. */
  #undecided = false;
  #strict = true;
  /** The first CR in the current bytes that has not been passed; the end of the bytes where there is none. */
  #nextCr = 0;

  constructor(size: number) {
    this.#size = size;
  }

  feed(bytes: Uint8Array): boolean {
    if (this.#strict) this.#scan(bytes);
    return this.#strict;
  }

  finish(): SlicePlan | null {
    if (!this.#strict || (this.#inQuotes && !this.#undecided) || this.#head < 0) return null;
    if (this.#at > this.#start) this.#slices.push({ start: this.#start, end: this.#at, before: this.#startRows });
    return { head: this.#head, tail: this.#at, slices: this.#slices };
  }

  #scan(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = this.#at === 0 && hasMark(buffer) ? 3 : 0;
    if (this.#at === 0 && /^sep=/iu.test(buffer.toString('latin1', at, at + 4))) this.#strict = false;
    if (this.#undecided && buffer.length) at = this.#decide(buffer, at);
    this.#nextCr = indexOfCr(buffer, 0);
    if (this.#before === CR && !this.#inQuotes && !isAfterCr(buffer[0])) this.#strict = false;
    while (at < buffer.length) {
      const quote = buffer.indexOf(QUOTE, at);
      const end = quote < 0 ? buffer.length : quote;
      if (!this.#inQuotes) {
        this.#countRows(buffer, at, end);
        if (this.#hasLoneCr(buffer, at, end)) this.#strict = false;
      }
      if (quote < 0) break;
      at = this.#inQuotes ? this.#leave(buffer, quote) : this.#enter(buffer, quote);
      if (!this.#strict) return;
    }
    this.#before = buffer[buffer.length - 1] ?? this.#before;
    this.#at += buffer.length;
  }

  #countRows(buffer: Buffer, from: number, to: number): void {
    for (let at = buffer.indexOf(LF, from); at >= 0 && at < to; at = buffer.indexOf(LF, at + 1)) {
      const next = this.#at + at + 1;
      if (this.#head < 0) {
        this.#head = next;
        this.#start = next;
        continue;
      }
      this.#rows++;
      if (next - this.#start < this.#size) continue;
      this.#slices.push({ start: this.#start, end: next, before: this.#startRows });
      this.#start = next;
      this.#startRows = this.#rows;
    }
  }

  /** The cursor ends a row at a lone CR and then counts rows differently from this class. */
  #hasLoneCr(buffer: Buffer, from: number, to: number): boolean {
    let cr = this.#nextCr < from ? indexOfCr(buffer, from) : this.#nextCr;
    while (cr < to && (cr + 1 === buffer.length || isAfterCr(buffer[cr + 1]))) cr = indexOfCr(buffer, cr + 1);
    this.#nextCr = cr;
    return cr < to;
  }

  /** Only the first character of a cell may open quotes. */
  #enter(buffer: Buffer, quote: number): number {
    const before = quote === 0 ? this.#before : (buffer[quote - 1] as number);
    const first = this.#at + quote === 3 && before === 0xbf;
    if (before !== COMMA && before !== LF && !first) this.#strict = false;
    this.#inQuotes = true;
    return quote + 1;
  }

  #leave(buffer: Buffer, quote: number): number {
    if (quote + 1 === buffer.length) {
      this.#undecided = true;
      return buffer.length;
    }
    return this.#close(buffer, quote + 1);
  }

  #decide(buffer: Buffer, at: number): number {
    this.#undecided = false;
    return this.#close(buffer, at);
  }

  /**
   * After a quote inside quotes: a second quote is a character, a delimiter or line end closes the cell, anything else
   * breaks the rules.
   */
  #close(buffer: Buffer, at: number): number {
    const code = buffer[at];
    if (code === QUOTE) return at + 1;
    this.#inQuotes = false;
    if (code !== COMMA && code !== LF && code !== CR) this.#strict = false;
    return at;
  }
}

function indexOfCr(buffer: Buffer, from: number): number {
  const at = buffer.indexOf(CR, from);
  return at < 0 ? buffer.length : at;
}

/** What may follow a CR that does not end a row by itself. */
const isAfterCr = (byte: number | undefined): boolean => byte === LF || byte === CR || byte === undefined;
