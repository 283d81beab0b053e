import { describe, expect, test } from 'vitest';
import type { ExportFile } from '../../src/core/export-file.ts';
import { xlsxHead, xlsxRows } from '../../src/parse/xlsx-rows.ts';
import { zipFile } from '../support/small-zip.ts';

const BOOK = `<workbook xmlns:r="r"><sheets><sheet name="消息" sheetId="1" r:id="rId7"/><sheet name="成员" sheetId="2" r:id="rId8"/></sheets></workbook>`;
const RELS = `<Relationships><Relationship Id="rId7" Target="worksheets/a.xml"/><Relationship Id="rId8" Target="/xl/worksheets/b.xml"/></Relationships>`;
const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

const book = (over: Record<string, string> = {}) =>
  zipFile('a.xlsx', {
    'xl/workbook.xml': BOOK,
    'xl/_rels/workbook.xml.rels': RELS,
    'xl/sharedStrings.xml': `<sst><si><t>时间</t></si><si><r><t xml:space="preserve">富 </t></r><r><t>文本</t></r><rPh sb="0" eb="1"><t>fu</t></rPh></si><si><t>a_x000D_b</t></si></sst>`,
    'xl/styles.xml': `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs></styleSheet>`,
    'xl/worksheets/a.xml': sheet(
      `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
       <row r="2"><c r="A2" s="1"><v>45197.5</v></c><c r="B2" s="2"><v>45197</v></c><c r="C2"><v>3.25</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="s"><v>2</v></c></row>
       <row r="3"><c r="A3"/></row>
       <row r="5"><c r="A5" t="inlineStr"><is><t>内</t><t>联</t></is></c><c r="B5" t="str"><f>1+1</f><v>=HYPERLINK("x")</v></c></row>`,
    ),
    'xl/worksheets/b.xml': sheet(`<row><c t="inlineStr"><is><t>林晓</t></is></c></row>`),
    ...over,
  });

async function rowsOf(file: ExportFile, name?: string) {
  const rows = [];
  for await (const batch of (await xlsxRows(file, name)) ?? []) rows.push(...batch);
  return rows;
}

describe('the rows of a workbook', () => {
  test('cells are text as they show, in their columns', async () => {
    expect(await rowsOf(await book())).toEqual([
      { record: 1, cells: ['时间', '', '富 文本'] },
      { record: 2, cells: ['2023-09-28 12:00:00', '2023-09-28', '3.25', 'TRUE', 'a\rb'] },
      { record: 5, cells: ['内联', '=HYPERLINK("x")'] },
    ]);
  });

  test('sheets go by their names', async () => {
    const file = await book();
    expect(await rowsOf(file, '成员')).toEqual([{ record: 1, cells: ['林晓'] }]);
    expect(await rowsOf(file, '没有')).toEqual([]);
  });

  test('a sheet in front that only says what the workbook is does not count', async () => {
    const cover = sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>这是说明</t></is></c></row>`);
    const table = sheet(
      `<row r="1">${['A1', 'B1', 'C1'].map((r) => `<c r="${r}" t="inlineStr"><is><t>${r}</t></is></c>`).join('')}</row>`,
    );
    const file = await book({ 'xl/worksheets/a.xml': cover, 'xl/worksheets/b.xml': table });
    expect(await rowsOf(file)).toEqual([{ record: 1, cells: ['A1', 'B1', 'C1'] }]);
    expect(await xlsxHead(file)).toEqual([['A1', 'B1', 'C1']]);
    expect(await rowsOf(await book({ 'xl/worksheets/a.xml': cover }))).toEqual([{ record: 1, cells: ['这是说明'] }]);
  });

  test('what is no workbook has no rows, a missing table of texts no words', async () => {
    expect(await xlsxRows(await zipFile('a.docx', { 'word/document.xml': '<w/>' }))).toBeNull();
    expect((await rowsOf(await book({ 'xl/sharedStrings.xml': '' }))).map(({ record }) => record)).toEqual([2, 5]);
  });

  test('a sheet that is cut off gives the rows that are whole', async () => {
    const cut = sheet(
      `<row r="1"><c r="A1" t="inlineStr"><is><t>一</t></is></c></row><row r="2"><c r="A2" t="inl`,
    ).slice(0, -30);
    expect(await rowsOf(await book({ 'xl/worksheets/a.xml': cut }))).toEqual([{ record: 1, cells: ['一'] }]);
  });

  test('the head is what detection is shown', async () => {
    expect(await xlsxHead(await book(), 1)).toEqual([['时间', '', '富 文本']]);
  });

  test('a column beyond all of Excel’s makes no giant row', async () => {
    const far = sheet(
      `<row r="1"><c r="ZZZZ1" t="inlineStr"><is><t>远</t></is></c><c r="A1" t="inlineStr"><is><t>近</t></is></c></row>`,
    );
    expect(await rowsOf(await book({ 'xl/worksheets/a.xml': far }))).toEqual([{ record: 1, cells: ['近'] }]);
  });
});
