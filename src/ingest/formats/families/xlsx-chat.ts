import type { ExportFile } from '../../../core/export-file.ts';
import type { CsvRow } from '../../../parse/csv-rows.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import type { ReadContext, Reader } from '../../reader.ts';
import type { Cell, CsvChatSpec, RowMaker } from './csv-chat.ts';
import { unreadableRow } from './json-chat.ts';
import { SpreadsheetLosses } from './spreadsheet-losses.ts';

export interface XlsxChatSpec<Column extends string> extends Omit<CsvChatSpec<Column>, 'open' | 'detect'> {
  /** Name of the sheet; the first sheet is read where the name is not given or not there. */
  sheet?: string;
  /** `lead`: the rows above the header, where exporters write what chat it is. */
  open(
    file: ExportFile,
    lead: readonly (readonly string[])[],
    context: ReadContext,
  ): Promise<RowMaker<Column>> | RowMaker<Column>;
}

/** Exporters write a title, the chat and their own name above the header, and nothing more. */
const LAST_HEADER_ROW = 8;

/** A reader of one sheet of a workbook, row by row. */
export function xlsxChat<Column extends string>(spec: XlsxChatSpec<Column>): Reader {
  const needed = spec.columns.filter((column) => !spec.optional?.includes(column));
  const isHeader = (cells: readonly string[]) => needed.every((column) => cells.includes(column));
  return {
    id: spec.id,
    title: spec.title,
    kind: 'message',
    carries: spec.carries,
    detect: ({ rows = [] }) => (rows.some(isHeader) ? 'yes' : 'no'),
    async *read(file, context) {
      const lead: string[][] = [];
      const losses = new SpreadsheetLosses();
      let places: Map<Column, number> | undefined;
      let make: RowMaker<Column> | undefined;
      for await (const rows of (await sheetOf(file, spec.sheet)) ?? []) {
        for (const { cells, record, broken } of rows) {
          if (!make || !places) {
            if (!broken && isHeader(cells)) {
              places = new Map(spec.columns.map((column) => [column, cells.indexOf(column)]));
              make = await spec.open(file, lead, context);
            } else if (broken || lead.push(cells) >= LAST_HEADER_ROW) {
              yield unreadableRow(spec.id, file, record);
              return;
            }
            continue;
          }
          const place = places;
          const cell: Cell<Column> = (column) => cells[place.get(column) ?? -1] ?? '';
          const has = (column: Column) => place.get(column) !== -1;
          const item = broken ? null : make(cell, record, has);
          if (item) {
            losses.noteId(item, spec.messageId ? cell(spec.messageId) : '');
            losses.noteWords(item);
          }
          yield item ?? unreadableRow(spec.id, file, record, cells.join());
        }
      }
      losses.tell(context.emit, file);
    },
  };
}

async function sheetOf(file: ExportFile, name: string | undefined): Promise<AsyncIterable<CsvRow[]> | null> {
  const named = name === undefined ? null : await xlsxRows(file, name);
  if (!named) return xlsxRows(file);
  const first = await named.next();
  if (first.done) return xlsxRows(file);
  return (async function* () {
    yield first.value;
    yield* named;
  })();
}
