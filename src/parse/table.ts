import { beginsZip, type ExportFile, type FileHead, firstBytes } from '../core/export-file.ts';
import { csvCursor } from './csv-cursor.ts';
import { type CsvRow, csvHeader, csvRows } from './csv-rows.ts';
import type { RowCursor } from './row-cursor.ts';
import { xlsxRows } from './xlsx-rows.ts';

/**
 * Tables that exporters write as CSV. People open them in Excel or WPS and save them, as CSV again or as the first
 * sheet of a workbook. Readers ask for rows here and need not know which of the two they get.
 */

/** The cursor of a table; walk it with `next()` each time it is handed out. */
export async function* tableCursor(file: ExportFile): AsyncGenerator<RowCursor, void, undefined> {
  const sheet = await sheetRows(file);
  if (!sheet) yield* csvCursor(file);
  else {
    let columns = 0;
    for await (const rows of sheet) {
      columns ||= rows[0]?.cells.length ?? 0;
      yield new SheetCursor(rows, columns);
    }
  }
}

/** The same rows as arrays, in batches. */
export async function* tableRows(file: ExportFile): AsyncGenerator<CsvRow[], void, undefined> {
  yield* (await sheetRows(file)) ?? csvRows(file);
}

/** The names of the columns, by which the format of a table is recognised. Spreadsheet programs add empty columns. */
export function tableHeader({ rows, text }: FileHead): string[] {
  const header = rows ? (rows[0] ?? []).map((cell) => cell.trim()) : csvHeader(text);
  return header.slice(0, header.findLastIndex((cell) => cell !== '') + 1);
}

/** The first rows of a table as text, for what the header does not show. */
export const tableSample = ({ rows, text }: FileHead): string =>
  rows ? rows.map((cells) => cells.join('\t')).join('\n') : text;

/** Null: the file is no zip, and so no workbook. A damaged workbook gives a broken row. */
async function sheetRows(file: ExportFile): Promise<AsyncIterable<CsvRow[]> | Iterable<CsvRow[]> | null> {
  if (!beginsZip(await firstBytes(file, 4))) return null;
  return (await xlsxRows(file)) ?? [[{ cells: [], record: 1, broken: true }]];
}

/**
 * The rows of one batch. `columns`: the number of columns in the header, since a sheet does not store empty cells at
 * the end of a row.
 */
class SheetCursor implements RowCursor {
  readonly #rows: readonly CsvRow[];
  readonly #columns: number;
  #at = -1;

  constructor(rows: readonly CsvRow[], columns: number) {
    this.#rows = rows;
    this.#columns = columns;
  }

  get #row(): CsvRow {
    return this.#rows[this.#at] ?? NO_ROW;
  }

  get record(): number {
    return this.#row.record;
  }

  get length(): number {
    return Math.max(this.#row.cells.length, this.#columns);
  }

  get broken(): boolean {
    return this.#row.broken === true;
  }

  next(): boolean {
    return ++this.#at < this.#rows.length;
  }

  text(cell: number): string {
    return this.#row.cells[cell] ?? '';
  }

  int(cell: number): number {
    const text = this.text(cell);
    return /^\d{1,15}$/u.test(text) ? Number(text) : Number.NaN;
  }

  key(first: number, last: number): string {
    return this.#row.cells.slice(first, last + 1).join('\u0000');
  }

  hasKey(first: number, last: number, key: string): boolean {
    return this.key(first, last) === key;
  }

  cells(): string[] {
    return this.#row.cells;
  }
}

const NO_ROW: CsvRow = { cells: [], record: 0 };
