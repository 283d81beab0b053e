import type { ExportFile } from '../../src/core/export-file.ts';
import { zipFile } from './small-zip.ts';

/** A workbook of one sheet whose cells are texts in place. */
export function workbook(path: string, rows: readonly (readonly string[])[], sheet = 'Sheet1'): Promise<ExportFile> {
  const cell = (text: string, at: number, row: number) =>
    `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
  const lines = rows.map(
    (cells, at) => `<row r="${at + 1}">${cells.map((text, n) => cell(text, n, at + 1)).join('')}</row>`,
  );
  return zipFile(path, {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`,
  });
}

const xmlText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
