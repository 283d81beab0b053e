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

  describe('cells that a spreadsheet program has understood as something else', () => {
    const styles = [0, 20, 21, 22, 58, 14].map((id) => `<xf numFmtId="${id}"/>`).join('');
    const read = async (cell: string, pr = '') => {
      const file = await book({
        'xl/workbook.xml': BOOK.replace('<sheets>', `${pr}<sheets>`),
        'xl/styles.xml': `<styleSheet><cellXfs>${styles}</cellXfs></styleSheet>`,
        'xl/worksheets/a.xml': sheet(`<row r="1"><c r="A1" ${cell}</c></row>`),
      });
      return (await rowsOf(file))[0]?.cells[0];
    };

    test.each([
      ['a time alone', 's="1"><v>0.3368055555555556</v>', '8:05'],
      ['a time alone, with seconds', 's="2"><v>0.5213541666666667</v>', '12:30:45'],
      ['midnight', 's="1"><v>0</v>', '0:00'],
      ['a day of some year', 's="4"><v>46024</v>', '1月2日'],
      ['midnight of a day', 's="3"><v>45197</v>', '2023-09-28 00:00:00'],
      ['a day', 's="5"><v>45197</v>', '2023-09-28'],
      ['a number as other programs write it', '><v>1.695873912E9</v>', '1695873912'],
      ['a number and what a double makes of it', '><v>1.1000000000000001</v>', '1.1'],
      ['an id that has lost its digits', '><v>1.32262055514049E+18</v>', '1.32262055514049E+18'],
      ['an id that has not', '><v>1322620555140498947</v>', '1322620555140498947'],
      ['words behind a sign', 't="e"><f>-买菜</f><v>#NAME?</v>', '-买菜'],
      ['words behind =', 't="e"><f>好</f><v>#NAME?</v>', '=好'],
      ['words behind = that nothing has worked out', '><f>_= 好</f><v></v>', '=_= 好'],
      ['an error of no formula', 't="e"><v>#N/A</v>', '#N/A'],
    ])('%s', async (_, cell, text) => {
      expect(await read(cell)).toBe(text);
    });

    test('days of an old Mac are counted from 1904', async () => {
      expect(await read('s="3"><v>43735.5</v>', '<workbookPr date1904="1"/>')).toBe('2023-09-28 12:00:00');
    });
  });

  test('a column beyond all of Excel’s makes no giant row', async () => {
    const far = sheet(
      `<row r="1"><c r="ZZZZ1" t="inlineStr"><is><t>远</t></is></c><c r="A1" t="inlineStr"><is><t>近</t></is></c></row>`,
    );
    expect(await rowsOf(await book({ 'xl/worksheets/a.xml': far }))).toEqual([{ record: 1, cells: ['近'] }]);
  });
});
