import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, lines, MAX_LINE } from '../../src/parse/lines.ts';
import { withBytes } from '../support/fixtures.ts';
import { memoryFolder } from '../support/memory-folder.ts';

async function read(text: string, cuts: readonly number[] = []): Promise<Line[]> {
  const file = withBytes(memoryFolder({ 'a.txt': text }).files[0]!, new TextEncoder().encode(text), cuts);
  const found: Line[] = [];
  for await (const line of lines(file)) found.push(line);
  return found;
}

test.each([
  ['a\nb\n', ['a', 'b']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['a\rb\r', ['a', 'b']],
  ['a\n\n\rb', ['a', '', '', 'b']],
  ['a\r\n\r\nb', ['a', '', 'b']],
  ['\ufeffa\r\nb', ['a', 'b']],
  ['陈默\u2028好\u0085', ['陈默\u2028好\u0085']],
  ['', []],
  ['\n', ['']],
])('%j', async (text, want) => {
  const found = await read(text);
  expect(found.map((line) => line.text)).toEqual(want);
  expect(found.map((line) => line.number)).toEqual(want.map((_line, at) => at + 1));
  expect(
    await read(
      text,
      Array.from(text, (_char, at) => at),
    ),
  ).toEqual(found);
});

test('as a split of the whole, wherever it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.stringMatching(/^[a陈\r\n]{0,60}$/u),
      fc.array(fc.nat(120), { maxLength: 12 }),
      async (text, cuts) => {
        const want = text.split(/\r\n|\n|\r/u);
        if (want.at(-1) === '') want.pop();
        expect((await read(text, cuts)).map((line) => line.text)).toEqual(want);
      },
    ),
    { numRuns: 500 },
  );
});

test('a line of many megabytes comes in pieces under one number', async () => {
  const found = await read(`a\n${'x'.repeat(2 * MAX_LINE + 5)}\nb\n`);
  expect(found.map(({ text, number, cut }) => [text.length, number, cut ?? false])).toEqual([
    [1, 1, false],
    [MAX_LINE, 2, true],
    [MAX_LINE, 2, true],
    [5, 2, false],
    [1, 3, false],
  ]);
});
