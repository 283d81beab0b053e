import Papa from 'papaparse';
import type { ExportFile } from '../core/export-file.ts';
import { CR, LF, QUOTE, SPACE } from './codes.ts';
import { decodeText } from './decode.ts';
import type { RowCursor } from './row-cursor.ts';

/** No message is longer. A quoted cell that does not close within this length never will. */
const MAX_ROW = 8 * 1024 * 1024;
/** Characters kept of a row that is given up; enough to find the place by hand. */
const BROKEN_CHARS = 4096;
/** A file with more unclosed quotes is not CSV: from there on quotes are ordinary characters. */
const MAX_OPEN_QUOTES = 64;
/** Excel allows 16 384 columns; no export of chats has more than thirty. */
const MAX_CELLS = 4096;
const QUOTED = 1;
/** The cell contains doubled quotes. */
const DOUBLED = 2;

/**
 * Walks the rows of a CSV file (RFC 4180); a cell becomes a string only on request. This is for files of a million
 * rows: a parser that makes an array of all cells takes four times as long, and a reader asks for half of them. Rows
 * that break the quoting rules go to papaparse, which can read such files.
 *
 *     for await (const rows of csvCursor(file)) while (rows.next()) rows.text(7);
 */
class CsvCursor implements RowCursor {
  /** Counts rows as a spreadsheet does: the header is 1. */
  record = 0;
  /** Number of cells in the row. */
  length = 0;
  /** A quoted cell that never closes, or a row beyond all limits: the cells are those of its first line, cut short. */
  broken = false;

  #text = '';
  #at = 0;
  #last = false;
  /** A row was incomplete: there is no point in looking for its end again before the text has this length. */
  #wanted = 0;
  #delimiter = 0;
  readonly #from = new Int32Array(MAX_CELLS);
  readonly #to = new Int32Array(MAX_CELLS);
  /** `QUOTED` and `DOUBLED` of each cell. */
  readonly #quotes = new Uint8Array(MAX_CELLS);
  /** Cells from papaparse, for a row that breaks the rules. */
  #odd: string[] | undefined;
  /** Number of cells of the header, and of the last row that keeps the rules. */
  #columns = 0;
  #lastLength = 0;
  #openQuotes = 0;
  /** Whether the cursor is inside a line that was given up. */
  #skipping = false;
  /** Whether delimiter and line ends are known. */
  #begun = false;
  /**
   * Whether a lone CR ends a row too; it then becomes an LF. Old Macintosh files have only lone CRs, joined files have
   * both.
   */
  #loneCr = false;
  /** CRs at the end of a chunk: what follows shows what they are. */
  #heldCrs = '';

  feed(chunk: string, last: boolean): void {
    this.#last = last;
    this.#text = this.#text.slice(this.#at) + (this.#loneCr ? this.#withoutLoneCrs(chunk) : chunk);
    this.#at = 0;
  }

  /** Moves to the next row that is not blank; false when the text at hand has no more complete rows. */
  next(): boolean {
    if (this.#text.length < this.#wanted && !this.#last) return false;
    if (this.#skipping && !this.#skipLine()) return false;
    while (this.#at < this.#text.length) {
      if (!this.#begun && !this.#lookAtHeader()) return false;
      const start = this.#at;
      if (!this.#scan()) {
        this.#at = start;
        const length = this.#text.length - start;
        if (length > MAX_ROW || this.#last) return this.#giveUp(start);
        this.#wanted = length * 2;
        return false;
      }
      this.#wanted = 0;
      if (this.length > this.#columns && this.#columns > 0 && this.#joinsRows(start)) continue;
      if (this.#isOdd) {
        if (this.#swallowedRows(start)) return this.#giveUp(start);
      } else {
        this.#columns ||= this.length;
        this.#lastLength = this.length;
      }
      this.record++;
      if (this.length > 1 || this.#from[0] !== this.#to[0]) return true;
    }
    return false;
  }

  /**
   * Whether lone CRs stand outside quotes in a row with too many cells. If so, they end its rows and all later ones.
   */
  #joinsRows(start: number): boolean {
    if (this.#loneCr || this.#text.slice(start, this.#at).search(LONE_CR) < 0) return false;
    const isJoined = this.cells().some((cell, n) => LONE_CR.test(cell) && (this.#odd || !this.#isQuoted(n)));
    if (isJoined) this.#endRowsAtCrs(start);
    return isJoined;
  }

  #isQuoted(cell: number): boolean {
    return this.#text.charCodeAt((this.#from[cell] as number) - 1) === QUOTE;
  }

  #endRowsAtCrs(start: number): void {
    this.#loneCr = true;
    this.#text = this.#withoutLoneCrs(this.#text.slice(start));
    this.#at = 0;
  }

  #withoutLoneCrs(chunk: string): string {
    const text = this.#heldCrs + chunk;
    let end = text.length;
    if (!this.#last) while (end > 0 && text.charCodeAt(end - 1) === CR) end--;
    this.#heldCrs = text.slice(end);
    return text.slice(0, end).replace(/\r+(\n?)/gu, (crs, lf: string) => (lf ? crs : '\n'.repeat(crs.length)));
  }

  /**
   * An unclosed quote swallows the next lines up to the next quote, which is then in the wrong place. Such a row breaks
   * the rules, and its second line has as many delimiters as a row of its own.
   */
  #swallowedRows(start: number): boolean {
    const from = this.#text.indexOf('\n', start) + 1;
    if (from === 0 || from >= this.#at) return false;
    const newline = this.#text.indexOf('\n', from);
    const line = this.#text.slice(from, newline < 0 ? this.#text.length : newline);
    const cells = line.split(String.fromCharCode(this.#delimiter)).length;
    return cells > 2 && (cells === this.#columns || cells === this.#lastLength);
  }

  /**
   * The text of a cell; empty for a cell that the row does not have. A line ends with LF in it, also where an editor or
   * git has made all line ends of the file CRLF: readers look for lines in a cell.
   */
  text(cell: number): string {
    if (this.#odd) return this.#odd[cell] ?? '';
    if (cell >= this.length) return '';
    const text = this.#text.slice(this.#from[cell], this.#to[cell]);
    const quotes = this.#quotes[cell] as number;
    if (quotes === 0) return text;
    const lines = withLineFeeds(text);
    return (quotes & DOUBLED) === 0 ? lines : lines.replaceAll('""', '"');
  }

  /** An integer of decimal digits; NaN for anything else, including an empty cell. */
  int(cell: number): number {
    if (this.#odd) return /^\d{1,15}$/u.test(this.#odd[cell] ?? '') ? Number(this.#odd[cell]) : Number.NaN;
    if (cell >= this.length) return Number.NaN;
    const to = this.#to[cell] as number;
    let at = this.#from[cell] as number;
    if (at === to || to - at > 15) return Number.NaN;
    let value = 0;
    for (; at < to; at++) {
      const digit = this.#text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  isEmpty(cell: number): boolean {
    if (this.#odd) return !this.#odd[cell];
    return cell >= this.length || this.#from[cell] === this.#to[cell];
  }

  /**
   * One string for adjacent cells that repeat from row to row (the columns of a sender): it serves as a key and is not
   * the cells' text.
   */
  key(first: number, last: number): string {
    if (this.#odd) return this.#odd.slice(first, last + 1).join('\u0000');
    if (last >= this.length) return '';
    return this.#text.slice(this.#from[first], this.#to[last]);
  }

  /** Whether `key(first, last)` equals `key`, without making the string. */
  hasKey(first: number, last: number, key: string): boolean {
    if (this.#odd) return this.key(first, last) === key;
    const from = this.#from[first] as number;
    return last < this.length && (this.#to[last] as number) - from === key.length && this.#text.startsWith(key, from);
  }

  cells(): string[] {
    if (this.#odd) return this.#odd;
    const cells: string[] = [];
    for (let cell = 0; cell < this.length; cell++) cells.push(this.text(cell));
    return cells;
  }

  /** Finds the delimiter and the line ends from the first line; false while that line is incomplete. */
  #lookAtHeader(): boolean {
    const mark = SEPARATOR_LINE.exec(this.#text.slice(this.#at, this.#at + MAX_HEADER));
    if (mark) {
      this.#at += mark[0].length;
      this.#delimiter = (mark[1] as string).charCodeAt(0);
    }
    const rest = this.#text.slice(this.#at, this.#at + MAX_HEADER);
    const newline = rest.indexOf('\n');
    if (newline < 0 && rest.length < MAX_HEADER && !this.#last) return false;
    this.#begun = true;
    const cr = rest.slice(0, -1).search(LONE_CR);
    const isLone = cr >= 0 && (newline < 0 || cr < newline);
    if (isLone) this.#endRowsAtCrs(this.#at);
    if (!this.#delimiter) {
      const end = isLone ? cr : newline;
      this.#delimiter = delimiterOf(end < 0 ? rest : rest.slice(0, end)).charCodeAt(0);
    }
    return true;
  }

  /** Finds the cells of the row at #at and moves past the row; false when its end is not in the text at hand. */
  #scan(): boolean {
    const text = this.#text;
    const end = text.length;
    const delimiter = this.#delimiter;
    const quotes = this.#openQuotes < MAX_OPEN_QUOTES;
    const start = this.#at;
    let at = start;
    let cell = 0;
    this.#odd = undefined;
    this.#isOdd = false;
    this.broken = false;
    for (;;) {
      let from = at;
      let to = -1;
      let code = at < end ? text.charCodeAt(at) : LF;
      if (code === QUOTE && quotes) {
        from = at + 1;
        to = this.#closingQuote(from);
        if (to < 0) return false;
        at = to + 1;
        code = at < end ? text.charCodeAt(at) : LF;
      }
      while (code !== delimiter && code !== LF) {
        at++;
        code = at < end ? text.charCodeAt(at) : LF;
      }
      if (at >= end && !this.#last) return false;
      if (to < 0) {
        to = code === LF && at > from && text.charCodeAt(at - 1) === CR ? at - 1 : at;
        this.#quotesHere = 0;
      }
      if (cell < MAX_CELLS) {
        this.#from[cell] = from;
        this.#to[cell] = to;
        this.#quotes[cell] = this.#quotesHere;
        cell++;
      }
      at++;
      if (code === LF) break;
    }
    this.length = cell;
    this.#at = at;
    if (this.#isOdd) this.#askPapaparse(text.slice(start, at - 1));
    return true;
  }
  #quotesHere = 0;
  #isOdd = false;

  /** Where the cell that starts at `from` closes; -1 when that is not in the text at hand. */
  #closingQuote(from: number): number {
    const text = this.#text;
    const end = text.length;
    this.#quotesHere = QUOTED;
    let at = from;
    for (;;) {
      at = text.indexOf('"', at);
      if (at < 0 || (at + 1 >= end && !this.#last)) return -1;
      const code = at + 1 < end ? text.charCodeAt(at + 1) : LF;
      if (code === this.#delimiter || code === LF) return at;
      if (code === QUOTE) {
        this.#quotesHere |= DOUBLED;
        at += 2;
        continue;
      }
      let after = at + 1;
      while (after < end && (text.charCodeAt(after) === CR || text.charCodeAt(after) === SPACE)) after++;
      if (after >= end && !this.#last) return -1;
      const next = after < end ? text.charCodeAt(after) : LF;
      if (next === LF && after === at + 2 && code === CR) return at;
      // `"a" ,b` closes; `"他说"好",b` does not, and breaks the CSV rules.
      this.#isOdd = true;
      if (next === this.#delimiter || next === LF) return at;
      at++;
    }
  }

  #askPapaparse(row: string): void {
    const parser = new Papa.Parser({ delimiter: String.fromCharCode(this.#delimiter), newline: '\n', preview: 1 });
    const [cells] = parser.parse(row.replace(/\r$/u, ''), 0, false).data as string[][];
    this.#odd = (cells ?? []).map(withLineFeeds);
    this.length = this.#odd.length;
  }

  /** A cell that never closes costs only its first line; what follows is read again. */
  #giveUp(start: number): true {
    const newline = this.#text.indexOf('\n', start);
    const end = newline < 0 ? this.#text.length : newline;
    this.#openQuotes++;
    this.#wanted = 0;
    this.#skipping = newline < 0;
    this.#at = end + 1;
    this.record++;
    this.broken = true;
    const line = this.#text.slice(start, Math.min(end, start + BROKEN_CHARS)).replace(/\r$/u, '');
    this.#odd = line.split(String.fromCharCode(this.#delimiter));
    this.length = this.#odd.length;
    return true;
  }

  #skipLine(): boolean {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    this.#skipping = newline < 0;
    return !this.#skipping;
  }
}

/**
 * The cursor of a file, handed out once for each piece of it: walk it with `next()` until that returns false. The first
 * line tells the delimiter: Excel's "Unicode text" has tabs, Excel in some countries semicolons.
 */
export async function* csvCursor(file: ExportFile): AsyncGenerator<CsvCursor, void, undefined> {
  const cursor = new CsvCursor();
  for await (const chunk of decodeText(file.bytes())) {
    cursor.feed(chunk, false);
    yield cursor;
  }
  cursor.feed('', true);
  yield cursor;
}

const withLineFeeds = (text: string): string => text.replaceAll('\r\n', '\n');

/** A lone CR: not part of CRLF or of CR CR LF (CRLF that was converted twice). */
const LONE_CR = /\r(?![\r\n])/u;

/** A line above the header for Excel: `sep=,`. It is not a row. */
export const SEPARATOR_LINE = /^sep=([^\r\n])\r?\n/iu;

/** The longest header of a known format has 250 characters. */
export const MAX_HEADER = 4096;

/** The delimiter of a table, found from its first line. */
export function delimiterOf(line: string): string {
  const count = (mark: string) => line.split(mark).length;
  const commas = count(',');
  if (count('\t') > commas) return '\t';
  return count(';') > commas ? ';' : ',';
}
