import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/** One tuple of an `INSERT INTO table (columns) VALUES (…), (…);`. Numbers and booleans are text as written; NULL is null. */
export interface SqlRow {
  table: string;
  columns: readonly string[];
  values: readonly (string | null)[];
  /** 0-based, over all tuples of the file. */
  record: number;
  /** A statement that cannot be read, or has too few values; the next one that begins a line is read anew. */
  broken?: true;
}

/** No statement of an export is longer: they write one message each. */
const MAX_STATEMENT = 16 * 1024 * 1024;
const NEXT = '\nINSERT INTO ';

/** The inserted rows of an SQL dump, in batches. Strings are standard SQL: `''` is one quote, line ends stand raw. */
export async function* sqlRows(file: ExportFile): AsyncGenerator<SqlRow[], void, undefined> {
  const reader = new Statements();
  for await (const chunk of decodeText(file.bytes())) {
    const rows = reader.feed(chunk, false);
    if (rows.length) yield rows;
  }
  const rows = reader.feed('', true);
  if (rows.length) yield rows;
}

class Statements {
  #text = '';
  /** How far the statement in hand has been looked through. */
  #at = 0;
  #inString = false;
  #record = 0;

  feed(chunk: string, last: boolean): SqlRow[] {
    this.#text += chunk;
    const rows: SqlRow[] = [];
    for (;;) {
      const end = this.#end(last);
      if (end < 0) {
        if (!last && this.#text.length <= MAX_STATEMENT) break;
        if (!this.#take(rows, this.#text.length, last)) break;
      } else this.#take(rows, end, last);
    }
    return rows;
  }

  /** Where the first statement ends (its semicolon); -1 when that is not at hand. */
  #end(last: boolean): number {
    const text = this.#text;
    while (this.#at < text.length) {
      if (this.#inString) {
        const quote = text.indexOf("'", this.#at);
        if (quote < 0 || (quote + 1 === text.length && !last)) {
          this.#at = quote < 0 ? text.length : quote;
          return -1;
        }
        const doubled = text[quote + 1] === "'";
        this.#at = quote + (doubled ? 2 : 1);
        this.#inString = doubled;
        continue;
      }
      const code = text.charCodeAt(this.#at);
      if (code === SEMICOLON) return this.#at;
      if (code === QUOTE) this.#inString = true;
      this.#at++;
    }
    return -1;
  }

  /** Reads the statement up to `end` and drops it. False when nothing is left. */
  #take(rows: SqlRow[], end: number, last: boolean): boolean {
    const statement = this.#text.slice(0, end);
    const insert = INSERT.exec(statement);
    let used = end + 1;
    if (insert && !this.#readTuples(rows, insert, statement)) {
      rows.push({ table: insert[1] as string, columns: [], values: [], record: this.#record++, broken: true });
      const next = statement.indexOf(NEXT, insert[0].length);
      if (next >= 0) used = next;
    }
    this.#text = this.#text.slice(used);
    this.#at = 0;
    this.#inString = false;
    return this.#text !== '' && !(last && used > end);
  }

  #readTuples(rows: SqlRow[], [head, table = '', list = '']: RegExpExecArray, statement: string): boolean {
    const columns = list.split(',').map((name) => name.trim().replace(/^["`[]|["`\]]$/gu, ''));
    const found: (string | null)[][] = [];
    let at = head.length;
    for (;;) {
      if (statement[at] !== '(') return false;
      const tuple = readTuple(statement, at + 1);
      if (tuple?.values.length !== columns.length) return false;
      found.push(tuple.values);
      at = skipBlank(statement, tuple.end + 1);
      if (statement[at] !== ',') break;
      at = skipBlank(statement, at + 1);
    }
    if (at < statement.length) return false;
    for (const values of found) rows.push({ table, columns, values, record: this.#record++ });
    return true;
  }
}

/** From behind the opening bracket to the closing one; null when they are not values between commas. */
function readTuple(text: string, from: number): { values: (string | null)[]; end: number } | null {
  const values: (string | null)[] = [];
  let at = skipBlank(text, from);
  for (;;) {
    if (text[at] === "'") {
      let close = at;
      do {
        close = text.indexOf("'", close + 1);
        if (close < 0) return null;
      } while (text[close + 1] === "'" && ++close);
      values.push(text.slice(at + 1, close).replaceAll("''", "'"));
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && !",()'".includes(text[at] as string)) at++;
      const word = text.slice(start, at).trim();
      if (word === '') return null;
      values.push(/^null$/iu.test(word) ? null : word);
    }
    at = skipBlank(text, at);
    if (text[at] === ')') return { values, end: at };
    if (text[at] !== ',') return null;
    at = skipBlank(text, at + 1);
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return at;
}

const SEMICOLON = 59;
const QUOTE = 39;
const INSERT = /^\s*(?:--[^\n]*\n\s*)*INSERT\s+(?:OR\s+\w+\s+)?INTO\s+["`[]?(\w+)["`\]]?\s*\(([^()]*)\)\s*VALUES\s*/iu;
