import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ExportFile } from '../../src/core/export-file.ts';
import {
  decodeEscapes,
  type LiteralItem,
  type LiteralOptions,
  literalItems,
  parseLiteral,
} from '../../src/parse/js-literal.ts';
import { memoryFolder } from '../support/memory-folder.ts';

describe('parseLiteral', () => {
  test.each([
    [`{ type:1, text: 'a\\'b\\n', n:1.5, l:[1,2,], }`, { type: 1, text: "a'b\n", n: 1.5, l: [1, 2] }],
    [`{"id": 1269999524870328884}`, { id: '1269999524870328884' }],
    [`{id: 1269999524870328884}`, { id: '1269999524870328884' }],
    [`['\\u4f60\\x41\\u{1f600}', true, null, undefined, None]`, ['你A😀', true, null, undefined, null]],
    ['`a template`', 'a template'],
    [`'line\\\nbreak'`, 'linebreak'],
    ['-0x1f', undefined],
    [' [ ] ', []],
  ])('%j', (text, value) => {
    if (value === undefined) expect(() => parseLiteral(text)).toThrow(SyntaxError);
    else expect(JSON.parse(JSON.stringify(parseLiteral(text) ?? null))).toEqual(JSON.parse(JSON.stringify(value)));
  });

  test.each(['alert(1)', '{a: b()}', '`$' + '{x}`', '{a:1', "'open", '[1 2]', '{"a":1} extra', 'constructor', ''])(
    '%j is no literal and is never run',
    (text) => {
      expect(() => parseLiteral(text)).toThrow(SyntaxError);
    },
  );

  test('a key of the prototype is a key like any other', () => {
    const value = parseLiteral(`{__proto__: {x: 1}, a: 1}`) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 'a']);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  test('nesting without end is refused, not followed', () => {
    expect(() => parseLiteral('['.repeat(100_000))).toThrow(SyntaxError);
    expect(() => parseLiteral(`{a:${'['.repeat(5000)}${']'.repeat(5000)}}`)).toThrow(SyntaxError);
  });

  test('reads back what JSON writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const json = JSON.stringify(value);
        // Long integers become strings on purpose.
        fc.pre(!/\d{16}/u.test(json));
        expect(JSON.stringify(parseLiteral(json))).toBe(json);
      }),
    );
  });
});

test('escapes are decoded once', () => {
  expect(decodeEscapes('\\\\n\\n\\t\\q')).toBe('\\n\n\tq');
});

describe('literalItems', () => {
  const marker = /const rows = \[/u;

  test('gives what stands before, then the elements, and stops at the end of the array', async () => {
    const file = fileOf("<title>t</title>\nconst rows = [ {a:1},\n{a:'],'},];\nconst other = [ {a:3} ];");
    expect(await all(file, { marker })).toEqual([
      '<title>t</title>\nconst rows = [',
      { value: { a: 1 }, record: 0 },
      { value: { a: '],' }, record: 1 },
    ]);
  });

  test('goes on behind a broken element where the next one surely begins', async () => {
    const file = fileOf("const rows = [{ type:1,t:'it's broken'},{ type:2,t:'fine'},{ type:3,t:'x'}];");
    const got = await all(file, { marker, resync: /\{ type:\d+,/gu });
    expect(got.slice(1)).toEqual([
      { value: undefined, record: 0, broken: "{ type:1,t:'it's broken'}," },
      { value: { type: 2, t: 'fine' }, record: 1 },
      { value: { type: 3, t: 'x' }, record: 2 },
    ]);
  });

  test('many broken elements in a row cost themselves alone', async () => {
    const broken = Array.from({ length: 500 }, (_, i) => `{ type:${i},t:'it's`).join('');
    const got = await all(fileOf(`const rows = [${broken}{ type:1,t:'fine'}];`), { marker, resync: /\{ type:\d+,/gu });
    expect(got).toHaveLength(502);
    expect(got.at(-1)).toEqual({ value: { type: 1, t: 'fine' }, record: 500 });
  });

  test('an element that the file cuts off is broken', async () => {
    const got = await all(fileOf('const rows = [{"a":1},{"a":"2'), { marker });
    expect(got.slice(1)).toEqual([
      { value: { a: 1 }, record: 0 },
      { value: undefined, record: 1, broken: '{"a":"2' },
    ]);
  });

  test('without the marker there is nothing', async () => {
    expect(await all(fileOf('no data here'), { marker })).toEqual([]);
  });

  test('how the file is cut into chunks makes no difference', async () => {
    const text = `head const rows = [${Array.from({ length: 40 }, (_, i) => `{i:${i}, t:'文字\\'${i}', n:[1,{x:"]"}]}`).join(',\n')}];`;
    const whole = await all(fileOf(text), { marker });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(Buffer.byteLength(text)), { maxLength: 30 }), async (cuts) => {
        expect(await all(fileOf(text, cuts), { marker })).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });
});

async function all(file: ExportFile, options: LiteralOptions): Promise<(string | LiteralItem)[]> {
  const got: (string | LiteralItem)[] = [];
  for await (const part of literalItems(file, options)) {
    if ('before' in part) got.push(part.before);
    else
      got.push(
        ...part.items.map((item) => ({ ...item, ...(item.value ? { value: { ...(item.value as object) } } : {}) })),
      );
  }
  return got;
}

function fileOf(text: string, cuts: readonly number[] = []): ExportFile {
  const [file] = memoryFolder({ 'a.html': text }).files as [ExportFile];
  const bytes = new TextEncoder().encode(text);
  const stops = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  return {
    ...file,
    bytes: async function* () {
      for (let i = 1; i < stops.length; i++) yield bytes.subarray(stops[i - 1], stops[i]);
    },
  };
}
