import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { ExportFile } from '../../src/core/export-file.ts';
import { csvCursor } from '../../src/parse/csv-cursor.ts';
import { csvHeader, csvRows } from '../../src/parse/csv-rows.ts';
import { withBytes } from '../support/fixtures.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const fileOf = (content: string | Uint8Array): ExportFile => memoryFolder({ 'a.csv': content }).files[0]!;

async function rowsOf(file: ExportFile) {
  const rows = [];
  for await (const batch of csvRows(file)) rows.push(...batch);
  return rows;
}
const cellsOf = async (content: string | Uint8Array) => (await rowsOf(fileOf(content))).map(({ cells }) => cells);

describe('rows', () => {
  test.each([
    [
      'LF',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a line for Excel above the header',
      'sep=;\r\na;b,c\r\n1;2,3\r\n',
      [
        ['a', 'b,c'],
        ['1', '2,3'],
      ],
    ],
    [
      'CRLF, no end at the last line',
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CR alone',
      'a,b\r1,2\r3,4\r',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CR alone among others',
      'a,b\r\n1,2\r3,4\r5,"6\r7"\n8,9\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
        ['5', '6\n7'],
        ['8', '9'],
      ],
    ],
    [
      'CR alone below the header only',
      'a,b\r1,2\n3,4\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CR alone in quotes',
      'a,b\n1,"2\r3",4\n',
      [
        ['a', 'b'],
        ['1', '2\r3', '4'],
      ],
    ],
    [
      'line ends mixed',
      'a,b\r\n1,2\n3,4\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'blank lines left out',
      'a,b\n\n\r\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'newlines, commas and quotes in quotes',
      'a,b\n"1\n2","他说""好"", 走"\r\n',
      [
        ['a', 'b'],
        ['1\n2', '他说"好", 走'],
      ],
    ],
    [
      'CRLF inside a cell, which becomes LF',
      'a,b\r\n"1\r\n2",3\r\n',
      [
        ['a', 'b'],
        ['1\n2', '3'],
      ],
    ],
    [
      'empty cells',
      'a,b,c\n,,\n"",1,""\n',
      [
        ['a', 'b', 'c'],
        ['', '', ''],
        ['', '1', ''],
      ],
    ],
    [
      'a quote in the middle of a cell',
      'a,b\n他说"好",2\n',
      [
        ['a', 'b'],
        ['他说"好"', '2'],
      ],
    ],
    [
      'blanks behind a closing quote',
      'a,b\n"1" ,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'an undoubled quote in a quoted cell',
      'a,b\n"他说"好"了",2\n3,4\n',
      [
        ['a', 'b'],
        ['他说"好"了', '2'],
        ['3', '4'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t"2,3"\n',
      [
        ['a', 'b'],
        ['1', '2,3'],
      ],
    ],
    [
      'semicolons',
      'a;b;c\n1;2,3;4\n',
      [
        ['a', 'b', 'c'],
        ['1', '2,3', '4'],
      ],
    ],
  ])('%s', async (_, content, rows) => {
    expect(await cellsOf(content)).toEqual(rows);
    expect(await cellsOf(`\ufeff${content}`)).toEqual(rows);
    const bytes = new TextEncoder().encode(content);
    const file = fileOf(content);
    const everywhere = Array.from(bytes, (_byte, at) => at);
    expect((await rowsOf(withBytes(file, bytes, everywhere))).map(({ cells }) => cells)).toEqual(rows);
  });

  test('are numbered as a spreadsheet numbers them, blank ones counted', async () => {
    expect((await rowsOf(fileOf('h,h\n\n"1\n1",2\n3,4\n'))).map(({ record }) => record)).toEqual([1, 3, 4]);
  });

  test('UTF-16, as Excel saves "Unicode text"', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a\tb\r\n陈默\t"走\n了"\r\n', 'utf16le')]);
    expect(await cellsOf(new Uint8Array(bytes))).toEqual([
      ['a', 'b'],
      ['陈默', '走\n了'],
    ]);
  });

  test('GBK, as Excel in China saves CSV', async () => {
    // 陈默,你好
    const gbk = Uint8Array.from([
      0x61, 0x2c, 0x62, 0x0a, 0xb3, 0xc2, 0xc4, 0xac, 0x2c, 0xc4, 0xe3, 0xba, 0xc3, 0x0d, 0x0a,
    ]);
    expect(await cellsOf(gbk)).toEqual([
      ['a', 'b'],
      ['陈默', '你好'],
    ]);
  });

  test('whatever ends them, one by one, however they are cut', async () => {
    const ends = fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 2, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(ends, fc.array(fc.nat(200), { maxLength: 8 }), async (all, cuts) => {
        const want = all.map((_, n) => [`h${n}`, '路上', '好']);
        const text = want.map((row, n) => row.join(',') + all[n]).join('');
        const got = await rowsOf(withBytes(fileOf(text), new TextEncoder().encode(text), cuts));
        expect(got.map(({ cells }) => cells)).toEqual(want);
        expect(got.map(({ record }) => record)).toEqual(want.map((_, n) => n + 1));
      }),
    );
  });

  test('as papaparse reads them, but for CRLF in cells, for every table it writes, however it is cut', async () => {
    const cell = fc.stringMatching(/^[a陈 ,;"\r\n\t]{0,12}$/u);
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(200), { maxLength: 8 }),
        async (rows, newline, cuts) => {
          // The header decides about delimiter and line ends, so it is a plain one.
          const text = `h1,h2${newline}${Papa.unparse(rows, { newline, quotes: (value) => /[\r\n"]/u.test(value) })}`;
          const bytes = new TextEncoder().encode(text);
          const got = (await rowsOf(withBytes(fileOf(text), bytes, cuts))).map(({ cells }) => cells);
          const want = (Papa.parse(text, { newline, delimiter: ',' }).data as string[][])
            .filter((row) => row.length > 1 || row[0])
            .map((row) => row.map((one) => one.replaceAll('\r\n', '\n')));
          expect(got).toEqual(want);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a quote that never closes', () => {
  test('costs its own line, and the rows behind it are read', async () => {
    const rows = await rowsOf(fileOf('a,b,c\n1,"开头,x\n2,好,x\n3,"走了",x\n4,完,x\n'));
    expect(rows.map(({ cells, broken }) => [cells[0], cells[1], broken ?? false])).toEqual([
      ['a', 'b', false],
      ['1', '"开头', true],
      ['2', '好', false],
      ['3', '走了', false],
      ['4', '完', false],
    ]);
  });

  test('in every line ends in time linear to the file', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `${n},"没有结尾 ${n % 2 ? '"x' : ''}`);
    const rows = await rowsOf(fileOf(`a,b\n${lines.join('\n')}\n`));
    expect(rows.length).toBeGreaterThan(10_000);
    expect(rows.filter(({ broken }) => broken).length).toBeLessThanOrEqual(64);
  });

  test('and a line without end are given up within bounds', async () => {
    const huge = 'x'.repeat(20 * 1024 * 1024);
    const file = fileOf(`a,b\n1,"${huge}\n2,3\n`);
    const rows = await rowsOf(file);
    expect(rows.map(({ cells, broken }) => [cells[0], broken ?? false])).toEqual([
      ['a', false],
      ['1', true],
      ['2', false],
    ]);
    expect(rows[1]?.cells.join().length).toBeLessThan(10_000);
    const bare = await rowsOf(fileOf(`a,b\n1,${huge}\n2,3\n`));
    expect(bare.map(({ cells }) => cells[0])).toEqual(['a', '1', '2']);
  });
});

test('the cursor gives numbers, blanks and keys without making cells', async () => {
  for await (const rows of csvCursor(fileOf('n,t,s,i\n12,,陈默,wxid_1\n1x,"1",,\n'))) {
    expect(rows.next()).toBe(true);
    expect(rows.next()).toBe(true);
    expect([rows.int(0), rows.int(1), rows.isEmpty(1), rows.isEmpty(9), rows.key(2, 3)]).toEqual([
      12,
      Number.NaN,
      true,
      true,
      '陈默,wxid_1',
    ]);
    expect(rows.next()).toBe(true);
    expect([rows.int(0), rows.int(1), rows.text(7)]).toEqual([Number.NaN, 1, '']);
    expect(rows.next()).toBe(false);
    break;
  }
});

test.each([
  ['localId,TalkerId\r\n1,2', ['localId', 'TalkerId']],
  ['"a b", c \n', ['a b', 'c']],
  ['a\tb', ['a', 'b']],
  ['', []],
  ['x'.repeat(9000), []],
])('the header of a head', (head, cells) => {
  expect(csvHeader(head)).toEqual(cells);
});

test('the header stands below the line for Excel', () => {
  expect(csvHeader('sep=,\r\na,b\r\n1,2')).toEqual(['a', 'b']);
  expect(csvHeader('sep=;\na;b,c\n')).toEqual(['a', 'b,c']);
  expect(csvHeader('sep=,')).toEqual(['sep=', '']);
});
