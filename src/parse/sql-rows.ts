import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/**
 * One tuple of an `INSERT INTO table (columns) VALUES (…), (…);`. Numbers and booleans are text as written; NULL is
 * null.
 */
export interface SqlRow {
  /** Without its schema. */
  table: string;
  columns: readonly string[];
  values: readonly (string | null)[];
  /** 0-based, counted over all tuples of the file. */
  record: number;
  /**
   * The tuple cannot be read, or has too few values; reading goes on at the next tuple or statement that begins a line.
   */
  broken?: true;
}

/** Reads the values of a row by column; '' for NULL and for a column that is not there. */
export const sqlCell =
  ({ columns, values }: SqlRow) =>
  (column: string): string =>
    values[columns.indexOf(column)] ?? '';

/** In characters. No message is longer, nor is a statement around one; a longer text has lost a quote. */
const MAX_UNIT = 4 * 1024 * 1024;

/**
 * The inserted rows of an SQL dump, in batches. Strings are standard SQL: `''` is one quote, line ends are unescaped.
 */
export async function* sqlRows(file: ExportFile): AsyncGenerator<SqlRow[], void, undefined> {
  const reader = new Statements();
  for await (const chunk of decodeText(file.bytes())) {
    const rows = reader.feed(chunk, false);
    if (rows.length) yield rows;
  }
  const rows = reader.feed('', true);
  if (rows.length) yield rows;
}

/** Memory is bounded by one tuple: some exporters write one statement per message, others one for all of them. */
class Statements {
  #text = '';
  /** The statement whose tuples are being read. */
  #insert: Pick<SqlRow, 'table' | 'columns'> | undefined;
  /** After a broken tuple, until the next one may begin. */
  #seeking = false;
  /** The last attempt failed; further failures belong to the same damage. */
  #failed = false;
  #record = 0;

  feed(chunk: string, last: boolean): SqlRow[] {
    this.#text += chunk;
    const rows: SqlRow[] = [];
    let at = 0;
    for (let next = 0; next >= 0; next = this.#step(at, last, rows)) at = next;
    this.#text = this.#text.slice(at);
    return rows;
  }

  /** Reads on from `from`. Returns where it stopped, or -1 when it needs more text. */
  #step(from: number, last: boolean, rows: SqlRow[]): number {
    if (this.#seeking) return this.#seek(from);
    const text = this.#text;
    const at = skipBlank(text, from);
    if (at >= text.length) return -1;
    const waits = !last && text.length - at <= MAX_UNIT;
    if (!this.#insert) return text.startsWith('--', at) ? this.#skipComment(at, last) : this.#open(at, waits, rows);
    if (text[at] === ',') return at + 1;
    if (text[at] === ';') {
      this.#insert = undefined;
      return at + 1;
    }
    const tuple = text[at] === '(' ? readTuple(text, at + 1, waits) : null;
    if (tuple === 'more') return -1;
    const { table, columns } = this.#insert;
    if (tuple?.values.length !== columns.length) return this.#fail(at, rows);
    this.#failed = false;
    rows.push({ table, columns, values: tuple.values, record: this.#record++ });
    return tuple.end + 1;
  }

  /** A comment may hold the name of a chat, quotes and semicolons included. */
  #skipComment(at: number, last: boolean): number {
    const end = this.#text.indexOf('\n', at);
    if (end < 0) return last ? this.#text.length : -1;
    return end + 1;
  }

  /** Reads the head of an INSERT; any other statement is skipped. */
  #open(at: number, waits: boolean, rows: SqlRow[]): number {
    const text = this.#text;
    INSERT.lastIndex = at;
    const [head, table = '', list = ''] = INSERT.exec(text) ?? [];
    if (head !== undefined) {
      const columns = list.split(',').map((name) => name.trim().replace(/^["`[]|["`\]]$/gu, ''));
      this.#insert = { table, columns };
      return at + head.length;
    }
    const end = statementEnd(text, at);
    if (end < 0 && waits) return -1;
    if (/^INSERT\b/iu.test(text.slice(at, at + 8))) return this.#fail(at, rows);
    return end < 0 ? text.length : end + 1;
  }

  #fail(at: number, rows: SqlRow[]): number {
    const { table = '', columns = [] } = this.#insert ?? {};
    if (!this.#failed) rows.push({ table, columns, values: [], record: this.#record++, broken: true });
    this.#failed = true;
    this.#seeking = true;
    return at + 1;
  }

  #seek(from: number): number {
    const text = this.#text;
    RESUME.lastIndex = from;
    const found = RESUME.exec(text);
    if (!found) {
      const kept = text.length - NEXT.length;
      return kept > from ? kept : -1;
    }
    this.#seeking = false;
    if (found[0] === NEXT) {
      this.#insert = undefined;
      this.#failed = false;
    }
    return found.index + 1;
  }
}

const NEXT = '\nINSERT INTO ';
const RESUME = /\nINSERT INTO |\n\(/gu;
const INSERT = /INSERT\s+(?:OR\s+\w+\s+)?INTO\s+(?:["`[]?\w+["`\]]?\.)?["`[]?(\w+)["`\]]?\s*\(([^()]*)\)\s*VALUES\b/iuy;

/** The semicolon that ends a statement; -1 when it is not in the text at hand. */
function statementEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const end = text.indexOf(';', at);
    const quote = text.indexOf("'", at);
    if (end < 0 || quote < 0 || end < quote) return end;
    const close = text.indexOf("'", quote + 1);
    if (close < 0) return -1;
    at = close + 1;
  }
}

/**
 * Reads from after the opening bracket to the closing one; null when the text there is not values between commas.
 * `waits`: the text may go on; if the tuple reaches its end, the result is `more`.
 */
function readTuple(
  text: string,
  from: number,
  waits: boolean,
): { values: (string | null)[]; end: number } | 'more' | null {
  const cut = waits ? 'more' : null;
  const values: (string | null)[] = [];
  let at = skipBlank(text, from);
  while (at < text.length) {
    if (text[at] === "'") {
      let close = at;
      do {
        close = text.indexOf("'", close + 1);
        if (close < 0) return cut;
      } while (text[close + 1] === "'" && ++close);
      values.push(text.slice(at + 1, close).replaceAll("''", "'"));
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && !",()'".includes(text[at] as string)) at++;
      const word = text.slice(start, at).trim();
      if (word === '' && at < text.length) return null;
      values.push(/^null$/iu.test(word) ? null : word);
    }
    at = skipBlank(text, at);
    if (at >= text.length) return cut;
    if (text[at] === ')') return { values, end: at };
    if (text[at] !== ',') return null;
    at = skipBlank(text, at + 1);
  }
  return cut;
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}
