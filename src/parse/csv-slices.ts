/** A run of whole rows of a CSV file, in bytes. */
export interface CsvSlice {
  start: number;
  end: number;
  /** Rows in front of it, the header included. */
  rows: number;
}

const QUOTE = 34;
const LF = 10;
const CR = 13;
const COMMA = 44;

/**
 * Finds where a UTF-8 CSV file can be cut between rows, about every `size` bytes, without parsing it: line ends outside
 * quotes are counted. Only for files that keep the quoting rules to the letter (RFC 4180, comma, LF at the line ends):
 * `finish` is null for any other, which has to be read from its start.
 */
export class CsvSlicer {
  readonly #size: number;
  #slices: CsvSlice[] = [];
  #at = 0;
  #rows = 0;
  #start = 0;
  #startRows = 0;
  #inQuotes = false;
  #sawLineEnd = false;
  /** The last byte of the piece before; a file begins like a line. */
  #before = LF;
  /** A quote inside quotes was the last byte: what follows tells whether it closes. */
  #undecided = false;
  #strict = true;

  constructor(size: number) {
    this.#size = size;
  }

  feed(bytes: Uint8Array): void {
    if (!this.#strict) return;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = 0;
    if (this.#at === 0 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) at = 3;
    if (this.#undecided && buffer.length) at = this.#decide(buffer, at);
    while (at < buffer.length) {
      const quote = buffer.indexOf(QUOTE, at);
      const end = quote < 0 ? buffer.length : quote;
      if (!this.#inQuotes) this.#countRows(buffer, at, end);
      if (quote < 0) break;
      at = this.#inQuotes ? this.#leave(buffer, quote) : this.#enter(buffer, quote);
      if (!this.#strict) return;
    }
    this.#before = buffer[buffer.length - 1] ?? this.#before;
    this.#at += buffer.length;
  }

  /** All slices, the first one with the header; null when the file must not be cut. */
  finish(): CsvSlice[] | null {
    if (!this.#strict || (this.#inQuotes && !this.#undecided) || !this.#sawLineEnd) return null;
    if (this.#at > this.#start) this.#slices.push({ start: this.#start, end: this.#at, rows: this.#startRows });
    return this.#slices;
  }

  #countRows(buffer: Buffer, from: number, to: number): void {
    for (let at = buffer.indexOf(LF, from); at >= 0 && at < to; at = buffer.indexOf(LF, at + 1)) {
      this.#rows++;
      this.#sawLineEnd = true;
      const next = this.#at + at + 1;
      if (next - this.#start < this.#size) continue;
      this.#slices.push({ start: this.#start, end: next, rows: this.#startRows });
      this.#start = next;
      this.#startRows = this.#rows;
    }
  }

  /** A cell may be quoted from its first character on only. */
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

  /** Behind a quote inside quotes: another one is a character, a delimiter or line end closes, all else breaks the rules. */
  #close(buffer: Buffer, at: number): number {
    const code = buffer[at];
    if (code === QUOTE) return at + 1;
    this.#inQuotes = false;
    if (code !== COMMA && code !== LF && code !== CR) this.#strict = false;
    return at;
  }
}
