import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { CsvSlicer } from '../../src/parse/csv-slices.ts';

/** Cut in pieces of `size` bytes, fed in chunks. */
function slices(text: string, size: number, chunk: number) {
  const slicer = new CsvSlicer(size);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunk) slicer.feed(bytes.subarray(at, at + chunk));
  return { bytes, cut: slicer.finish() };
}

const cell = fc.oneof(
  fc.stringMatching(/^[a-z路上好 ]{0,6}$/u),
  fc.constantFrom('a,b', '他说"好"', '一\n二', '一\r\n二', '""', '"', '\n'),
);
/** The line end of the last row begins an empty one. */
const parse = (text: string, newline: '\n' | '\r\n') =>
  (Papa.parse(text.replace(/^\ufeff/u, ''), { delimiter: ',', newline }).data as string[][]).slice(0, -1);
const quote = (text: string) => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 20 });

test('pieces of a CSV hold the rows of the whole, in order, and count them', () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (table, end, size, chunk, mark) => {
        const text = (mark ? '\ufeff' : '') + table.map((row) => row.map(quote).join(',') + end).join('');
        const { bytes, cut } = slices(text, size, chunk);
        expect(cut).not.toBeNull();
        const { head = 0, tail = 0, slices: found = [] } = cut ?? {};
        const header = bytes.subarray(0, head).toString();
        const parts = found.map(({ start, end }) => bytes.subarray(start, end).toString());
        expect([header, ...parts].join('')).toBe(bytes.toString());
        expect(tail).toBe(bytes.length);
        let before = 0;
        const [columns, ...data] = table;
        expect(parse(header, end)).toEqual([columns]);
        for (const [n, part] of parts.entries()) {
          expect(found[n]?.before).toBe(before);
          const parsed = parse(part, end);
          expect(parsed).toEqual(data.slice(before, before + parsed.length));
          before += parsed.length;
        }
        expect(before).toBe(data.length);
      },
    ),
  );
});

test.each([
  ['a quote inside a cell', 'a,b"c\n1,2\n'],
  ['text behind a closing quote', 'a,"b"c\n1,2\n'],
  ['a quote that never closes', 'a,"b\n1,2\n'],
  ['no line ends', 'a,b'],
  ['a CR that ends a row by itself', 'a,b\n1,2\r3,4\n5,6\r\n'],
  ['such a CR behind a quote', 'a,b\n1,"2"\r3,4\n'],
])('a file with %s is not cut', (_, text) => {
  for (const chunk of [1, 2, 3, 100]) expect(slices(text, 1, chunk).cut).toBeNull();
});

test('a file with a line for Excel above its header is not cut', () => {
  expect(slices('sep=,\na,b\n1,2\n', 4, 64).cut).toBeNull();
  expect(slices('\ufeffsep=,\na,b\n1,2\n', 4, 64).cut).toBeNull();
  expect(slices('sept,b\n1,2\n', 4, 64).cut).not.toBeNull();
});
