import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import type { CsvRow } from './csv-rows.ts';
import { detach } from './detach.ts';
import { xmlEvents } from './xml-events.ts';

/** Excel's own limit of columns: an invented reference must not make a row of a billion cells. */
const MAX_COLUMNS = 16_384;
/** All shared texts are held in memory; beyond this the workbook is not an export of chats. */
const MAX_SHARED_CHARS = 96 * 1024 * 1024;
/** An empty shared text takes memory too. */
const MAX_SHARED = 8 * 1024 * 1024;
/** Excel's own limit is 32,767; a longer text is not a cell. */
const MAX_CELL_CHARS = 1024 * 1024;
const ROWS_A_BATCH = 500;

/**
 * The rows of one sheet of a workbook (the sheet of that name, or the first that holds a table), in batches; null when
 * the file is not a workbook.
 * Cells are text as they are shown: shared and inline texts complete, dates as `YYYY-MM-DD HH:MM:SS`, numbers as people
 * write them. A formula that makes no sense gives its own words, since that is what 「-买菜」 and 「+微信」 are to a
 * spreadsheet; so does one that was never worked out: openpyxl takes every text that begins with `=` for a formula.
 * `record` is the row number that Excel shows. A damaged part ends the rows with a `broken` row.
 */
export async function xlsxRows(
  file: ExportFile,
  sheet?: string,
): Promise<AsyncGenerator<CsvRow[], void, undefined> | null> {
  const book = await file.unzip();
  if (!book?.get('xl/workbook.xml')) return null;
  return rowsOf(book, sheet);
}

/** The first rows of that sheet, for `FileHead.rows`. Exporters put a title and their own name above the header. */
export async function xlsxHead(file: ExportFile, count = 8): Promise<string[][]> {
  const head: string[][] = [];
  for await (const batch of (await xlsxRows(file)) ?? []) {
    for (const { cells, broken } of batch) if (!broken && head.length < count) head.push(cells);
    if (head.length >= count) break;
  }
  return head;
}

async function* rowsOf(book: ExportFolder, sheet: string | undefined): AsyncGenerator<CsvRow[], void, undefined> {
  let record = 0;
  try {
    const { sheets, firstDay } = await contentsOf(book);
    const shared = await sharedTexts(book.get('xl/sharedStrings.xml'));
    const dateStyles = await dateStylesOf(book.get('xl/styles.xml'));
    const rowsIn = ({ part }: Sheet) => (part ? sheetRows(part, { shared, dateStyles, firstDay }) : null);
    const wanted = sheet === undefined ? await tableSheet(sheets, rowsIn) : sheets.find(({ name }) => name === sheet);
    for await (const rows of (wanted && rowsIn(wanted)) ?? []) {
      record = rows.at(-1)?.record ?? record;
      yield rows;
    }
  } catch {
    yield [{ cells: [], record: record + 1, broken: true }];
  }
}

/** How many sheets are searched for a table, how many rows in each, and how many cells make a row part of a table. */
const FEW_SHEETS = 4;
const FEW_ROWS = 8;
const TABLE_CELLS = 3;

/**
 * People and programs put a sheet first that says what the workbook is. If no sheet has a table, the first one counts.
 */
async function tableSheet(
  sheets: readonly Sheet[],
  rowsIn: (sheet: Sheet) => AsyncGenerator<CsvRow[]> | null,
): Promise<Sheet | undefined> {
  const isTable = ({ cells }: CsvRow) => cells.filter((cell) => cell.trim()).length >= TABLE_CELLS;
  for (const sheet of sheets.length > 1 ? sheets.slice(0, FEW_SHEETS) : []) {
    try {
      for await (const rows of rowsIn(sheet) ?? []) {
        if (rows.slice(0, FEW_ROWS).some(isTable)) return sheet;
        break;
      }
    } catch {
      // Damaged: the reader of the sheet reports where.
      return sheet;
    }
  }
  return sheets[0];
}

interface Sheet {
  name: string;
  part: ExportFile | undefined;
}

/** What is needed to read texts and dates from cells. */
interface CellContext {
  shared: readonly string[];
  dateStyles: ReadonlyMap<number, DateStyle>;
  firstDay: number;
}

/** Sheet names are in the workbook, their files in its relations; without relations, sheets are files in order. */
async function contentsOf(book: ExportFolder): Promise<{ sheets: Sheet[]; firstDay: number }> {
  const targets = new Map<string, string>();
  await eachOpen(book.get('xl/_rels/workbook.xml.rels'), (name, { Id, Target }) => {
    if (name === 'Relationship' && Id && Target) targets.set(Id, Target.replace(/^\/?(?:xl\/)?/u, 'xl/'));
  });
  const sheets: Sheet[] = [];
  let firstDay = DAYS_FROM_1900;
  await eachOpen(book.get('xl/workbook.xml'), (name, attributes) => {
    if (local(name) === 'workbookPr' && /^(?:1|true)$/u.test(attributes.date1904 ?? '')) firstDay = DAYS_FROM_1904;
    if (local(name) !== 'sheet') return;
    const target = targets.get(attributes['r:id'] ?? '') ?? `xl/worksheets/sheet${sheets.length + 1}.xml`;
    sheets.push({ name: attributes.name ?? '', part: book.get(target) });
  });
  return { sheets, firstDay };
}
/** The day from which workbooks count, in days since 1970; workbooks from older Macs count from another day. */
const DAYS_FROM_1900 = -25_569;
const DAYS_FROM_1904 = -24_107;

async function sharedTexts(file: ExportFile | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (!file) return texts;
  let text: string | undefined;
  let inText = false;
  let phonetic = false;
  let chars = 0;
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      const name = event.type === 'text' ? '' : local(event.name);
      if (event.type === 'text') {
        if (inText && !phonetic && (text?.length ?? 0) < MAX_CELL_CHARS) text += event.text;
      } else if (name === 'rPh') phonetic = event.type === 'open';
      else if (name === 't') inText = event.type === 'open';
      else if (name === 'si' && event.type === 'open') text = '';
      else if (name === 'si') {
        chars += text?.length ?? 0;
        if (chars > MAX_SHARED_CHARS || texts.length > MAX_SHARED) throw new RangeError('shared texts too large');
        texts.push(detach(unescapeX(text ?? '')));
        text = undefined;
      }
    }
  }
  return texts;
}

/** Which parts of a date a cell shows. */
interface DateStyle {
  year: boolean;
  clock: boolean;
}

/** The cell styles that show a number as a date or a time. */
async function dateStylesOf(file: ExportFile | undefined): Promise<Map<number, DateStyle>> {
  const styles = new Map<number, DateStyle>();
  const formats = new Map<string, string>();
  let inCells = false;
  let index = 0;
  if (!file) return styles;
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      if (event.type === 'text') continue;
      const name = local(event.name);
      if (name === 'cellXfs') inCells = event.type === 'open';
      if (event.type !== 'open') continue;
      if (name === 'numFmt') formats.set(event.attributes.numFmtId ?? '', event.attributes.formatCode ?? '');
      if (name !== 'xf' || !inCells) continue;
      const id = event.attributes.numFmtId ?? '0';
      const style = dateStyle(Number(id), formats.get(id));
      if (style) styles.set(index, style);
      index++;
    }
  }
  return styles;
}

/**
 * The style of a format by its code, or of one of Excel's own by its number: 14–22, 45–47, and in Chinese 27–36 and
 * 50–58.
 */
function dateStyle(id: number, code: string | undefined): DateStyle | null {
  if (code !== undefined) {
    const shown = code.replace(/"[^"]*"|\[(?![hms]+\])[^\]]*\]|\\./giu, '');
    if (!/[ymdhs年月日]/iu.test(shown)) return null;
    return { year: /y|年/iu.test(code), clock: /[hs时]/iu.test(shown) };
  }
  if (!((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)))
    return null;
  return { year: !YEARLESS.has(id), clock: CLOCKS.has(id) };
}
const YEARLESS = new Set([16, 18, 19, 20, 21, 28, 29, 32, 33, 34, 35, 45, 46, 47, 51, 53, 54, 55, 56, 58]);
const CLOCKS = new Set([18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56]);

async function* sheetRows(file: ExportFile, context: CellContext): AsyncGenerator<CsvRow[], void, undefined> {
  let rows: CsvRow[] = [];
  let row: CsvRow = { cells: [], record: 0 };
  let column = 0;
  let attributes: Record<string, string> = {};
  let cell: Cell = {};
  let reading: keyof Cell | undefined;
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      if (event.type === 'text') {
        if (reading && (cell[reading]?.length ?? 0) < MAX_CELL_CHARS)
          cell[reading] = (cell[reading] ?? '') + event.text;
        continue;
      }
      const name = local(event.name);
      if (name === 'v' || name === 't') reading = event.type === 'open' ? 'value' : undefined;
      else if (name === 'f') reading = event.type === 'open' ? 'formula' : undefined;
      else if (name === 'row' && event.type === 'open') {
        row = { cells: [], record: Number(event.attributes.r) || row.record + 1 };
        column = 0;
      } else if (name === 'row') {
        if (row.cells.some((cell) => cell !== '')) rows.push(row);
      } else if (name === 'c' && event.type === 'open') {
        attributes = event.attributes;
        column = columnOf(attributes.r) ?? column;
        cell = {};
      } else if (name === 'c') {
        if (column < MAX_COLUMNS) {
          while (row.cells.length < column) row.cells.push('');
          row.cells[column] = cellText(cell, attributes, context);
        }
        column++;
      }
    }
    if (rows.length >= ROWS_A_BATCH) {
      yield rows;
      rows = [];
    }
  }
  if (rows.length) yield rows;
}

interface Cell {
  value?: string;
  formula?: string;
}

function cellText(
  { value, formula = '' }: Cell,
  { t, s }: Record<string, string>,
  { shared, dateStyles, firstDay }: CellContext,
): string {
  if (value === undefined) return formula && `=${formula}`;
  if (t === 's') return shared[Number(value)] ?? '';
  if (t === 'inlineStr' || t === 'str') return unescapeX(value);
  if (t === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (t === 'e' && formula) return /^[-+]/u.test(formula) ? formula : `=${formula}`;
  if (t !== undefined && t !== 'n') return value;
  const style = dateStyles.get(Number(s));
  return style ? dateText(value, style, firstDay) : numberText(value);
}

/**
 * `1.695873912E9` is 1695873912. A number that has lost digits, because it holds no more than 15, keeps a form that
 * shows so.
 */
function numberText(value: string): string {
  const number = Number(value);
  return value === '' || Number.isNaN(number) || Math.abs(number) >= 1e15 ? value : String(number);
}

/**
 * Days since the workbook's first day, with the time of day as their fraction. Rounded to the second: 0.1 s is lost in
 * the double. A full date tells when a row was written; a time alone and a day without a year are words such as `8:05`
 * and `1/2`.
 */
function dateText(value: string, { year, clock }: DateStyle, firstDay: number): string {
  const days = Number(value);
  if (!(days >= 0 && days < 2_958_466)) return value;
  const date = new Date(Math.round((days + firstDay) * 86_400) * 1000).toISOString();
  const time = date.slice(11, 19);
  if (clock && !year && days < 1) return time.replace(/^0/u, '').replace(/:00$/u, '');
  if (!clock && !year && Number.isInteger(days)) return `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
  return Number.isInteger(days) && !clock ? date.slice(0, 10) : `${date.slice(0, 10)} ${time}`;
}

/** `AB12` is column 27. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,4}/u.exec(reference ?? '')?.[0];
  if (!letters) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Excel writes characters that XML forbids in the form `_x000D_`. */
const unescapeX = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const local = (name: string) => name.slice(name.indexOf(':') + 1);

async function eachOpen(
  file: ExportFile | undefined,
  use: (name: string, attributes: Record<string, string>) => void,
): Promise<void> {
  if (!file) return;
  for await (const events of xmlEvents(file)) {
    for (const event of events) if (event.type === 'open') use(event.name, event.attributes);
  }
}
