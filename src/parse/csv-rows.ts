import Papa from 'papaparse';
import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/** One row. `record` counts rows as a spreadsheet does: the header is 1. */
export interface CsvRow {
  cells: string[];
  record: number;
  /** The file ended inside a quoted cell. */
  broken?: true;
}

/** Papaparse's own parser works on a string; this much at a time keeps memory flat and calls few. */
const CHUNK_CHARS = 1024 * 1024;
/** A quoted cell that never closes would swallow the file: past this the row is given up as broken. */
const MAX_ROW = 32 * 1024 * 1024;

/** All rows of a CSV file (RFC 4180, comma), header included, in batches. Blank lines give no row. */
export async function* csvRows(file: ExportFile, delimiter = ','): AsyncGenerator<CsvRow[], void, undefined> {
  let record = 0;
  let rest = '';
  let wanted = CHUNK_CHARS;
  const take = (text: string, last: boolean): CsvRow[] => {
    const parsed = new Papa.Parser({ delimiter }).parse(text, 0, !last) as Papa.ParseResult<string[]>;
    const used = last ? text.length : parsed.meta.cursor;
    rest = text.slice(used);
    const broken = last && parsed.errors.some(({ code }) => code === 'MissingQuotes');
    const rows: CsvRow[] = [];
    for (const cells of parsed.data) {
      record++;
      if (cells.length > 1 || cells[0]) rows.push({ cells, record });
    }
    const tail = rows.at(-1);
    if (broken && tail) tail.broken = true;
    return rows;
  };
  for await (const chunk of decodeText(file.bytes())) {
    rest += chunk;
    if (rest.length < wanted) continue;
    const rows = take(rest, rest.length > MAX_ROW);
    // No complete row yet: wait for twice as much before trying again, so that a huge cell is not parsed over and over.
    wanted = rest.length > CHUNK_CHARS ? rest.length * 2 : CHUNK_CHARS;
    if (rows.length) yield rows;
  }
  if (rest) {
    const rows = take(rest, true);
    if (rows.length) yield rows;
  }
}
