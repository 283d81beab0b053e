import Papa from 'papaparse';
import type { ExportFile } from '../core/export-file.ts';
import { csvCursor, delimiterOf, MAX_HEADER, SEPARATOR_LINE } from './csv-cursor.ts';

/** One row. `record` counts rows as a spreadsheet does: the header is 1. */
export interface CsvRow {
  cells: string[];
  record: number;
  /** A quoted cell that never closes: the cells are those of its first line, cut short. What follows is read again. */
  broken?: true;
}

/** All rows of a CSV file (RFC 4180), including the header, in batches. Blank lines give no row. */
export async function* csvRows(file: ExportFile): AsyncGenerator<CsvRow[], void, undefined> {
  for await (const cursor of csvCursor(file)) {
    const rows: CsvRow[] = [];
    while (cursor.next()) {
      const row: CsvRow = { cells: cursor.cells(), record: cursor.record };
      if (cursor.broken) row.broken = true;
      rows.push(row);
    }
    if (rows.length) yield rows;
  }
}

/** The cells of the first line of a file's head, trimmed: CSV formats are recognised by them. */
export function csvHeader(head: string): string[] {
  const mark = SEPARATOR_LINE.exec(head);
  const [line = ''] = (mark ? head.slice(mark[0].length) : head).split(/[\r\n]/u, 1);
  if (line.length > MAX_HEADER) return [];
  const [cells = []] = new Papa.Parser({ delimiter: mark?.[1] ?? delimiterOf(line), preview: 1 }).parse(
    line,
    0,
    false,
  ).data;
  return (cells as string[]).map((cell) => cell.trim());
}
