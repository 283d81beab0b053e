import type { ExportFile } from '../../../core/export-file.ts';
import type { Bilingual, ReadItem } from '../../../core/types.ts';
import { CsvSlicer } from '../../../parse/csv-slices.ts';
import type { RowCursor } from '../../../parse/row-cursor.ts';
import { tableCursor, tableHeader } from '../../../parse/table.ts';
import type { Carries, ReadContext, Reader } from '../../reader.ts';
import { unreadableRow } from './json-chat.ts';
import { inRuns } from './runs.ts';
import { SpreadsheetLosses } from './spreadsheet-losses.ts';

/** A row of a table, by the names of its columns; a column that the table does not have is empty. */
export type Cell<Column extends string> = (column: Column) => string;

export interface CsvChatSpec<Column extends string> {
  id: string;
  title: Bilingual;
  carries: Carries;
  guessesTypes?: true;
  /** Columns that a row is read by; a name that ends in `?` in `optional` may be absent. */
  columns: readonly Column[];
  optional?: readonly Column[];
  /** The column of the server ids. */
  messageId?: Column;
  /** Whether a header with these names is this format's. Default: it has all columns that are not optional. */
  detect?(header: readonly string[]): boolean;
  /** Called once per file; the result is called for every row. Null: the row is no message at all. */
  open(file: ExportFile, context: ReadContext): Promise<RowMaker<Column>> | RowMaker<Column>;
}
/** `has`: whether the table has a column at all. */
export type RowMaker<Column extends string> = (
  cell: Cell<Column>,
  record: number,
  has: (column: Column) => boolean,
) => ReadItem | null;

/** A reader of a CSV with a header, row by row; it also reads the workbook that somebody saved it as. */
export function csvChat<Column extends string>(spec: CsvChatSpec<Column>): Reader {
  const needed = spec.columns.filter((column) => !spec.optional?.includes(column));
  const fits = spec.detect ?? ((header) => needed.every((column) => header.includes(column)));
  return {
    id: spec.id,
    title: spec.title,
    kind: 'message',
    carries: spec.carries,
    ...(spec.guessesTypes ? { guessesTypes: true } : {}),
    slicer: (size) => new CsvSlicer(size),
    detect: (head) => (fits(tableHeader(head)) ? 'yes' : 'no'),
    ...inRuns(async function* (file, context) {
      const make = await spec.open(file, context);
      const places = new Map<Column, number>();
      const losses = new SpreadsheetLosses();
      const has = (column: Column) => places.has(column);
      let least = 0;
      let id: number | undefined;
      function* items(row: RowCursor): Generator<ReadItem, void, undefined> {
        const cell: Cell<Column> = (column) => row.text(places.get(column) ?? Number.MAX_SAFE_INTEGER);
        while (row.next()) {
          if (!places.size) {
            const header = row.cells().map((name) => name.trim());
            for (const column of spec.columns) if (header.includes(column)) places.set(column, header.indexOf(column));
            // Every column that is needed must be there: a row that ends before it was cut.
            least = Math.max(0, ...needed.map((column) => places.get(column) ?? 0)) + 1;
            id = spec.messageId && places.get(spec.messageId);
            if (places.size) continue;
          }
          const item = row.broken || row.length < least ? null : make(cell, row.record, has);
          if (item) losses.note(item, item.messageId === undefined && id !== undefined ? row.text(id) : '');
          yield item ?? unreadableRow(spec.id, file, row.record, row.cells().join());
        }
      }
      for await (const row of tableCursor(file)) yield items(row);
      losses.tell(context.emit, file);
    }),
  };
}
