import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type JsonFrame, type JsonItem, jsonItems } from '../../src/parse/json-items.ts';
import { withBytes } from '../support/fixtures.ts';
import { memoryFolder } from '../support/memory-folder.ts';

async function read(text: string, key: string | null, cuts: readonly number[] = []) {
  const file = withBytes(memoryFolder({ 'a.json': text }).files[0]!, new TextEncoder().encode(text), cuts);
  const items: JsonItem[] = [];
  const frames: JsonFrame[] = [];
  for await (const part of jsonItems(file, key)) {
    if ('frame' in part) frames.push({ ...part.frame });
    else items.push(...part.items);
  }
  return { items, frame: Object.assign({}, ...frames) as JsonFrame, frames };
}
const values = async (text: string, key: string | null = 'messages') =>
  (await read(text, key)).items.map(({ value }) => value);
const everywhere = (text: string) => Array.from(new TextEncoder().encode(text), (_byte, at) => at);

describe('a document', () => {
  const document =
    '{"a":1,"session":{"messages":[9]},"messages":[{"t":"x\\"]"},{"t":"\\\\"},[1,{"b":2}],null,"s",7],"z":[1,2]}';

  test('gives the elements under its key, and the rest as frame', async () => {
    for (const cuts of [[], everywhere(document)]) {
      const { items, frame, frames } = await read(document, 'messages', cuts);
      expect(items.map(({ value }) => value)).toEqual([{ t: 'x"]' }, { t: '\\' }, [1, { b: 2 }], null, 's', 7]);
      expect(items.map(({ record }) => record)).toEqual([0, 1, 2, 3, 4, 5]);
      expect(frame).toEqual({ a: 1, session: { messages: [9] }, z: [1, 2] });
      // What stands before the array is known before its elements.
      expect(frames[0]).toEqual({ a: 1, session: { messages: [9] } });
    }
  });

  test('may have its array first, last, or empty', async () => {
    expect(await values('{"messages":[1],"weflow":{}}')).toEqual([1]);
    expect((await read('{"messages":[],"weflow":{"v":1}}', 'messages')).frame).toEqual({ weflow: { v: 1 } });
    expect(await values('{"x":[1,2],"messages":[ ]}')).toEqual([]);
    expect(await values('{"x":1}')).toEqual([]);
  });

  test('may be the array itself, also behind a script’s head', async () => {
    expect(await values('[{"a":[1]},2]', null)).toEqual([{ a: [1] }, 2]);
    expect(await values('\ufeffvar posts = [{"a":1}];\n', null)).toEqual([{ a: 1 }]);
    expect(await values('{"a":[1]}', null)).toEqual([]);
  });

  test('keeps integers that a number cannot hold', async () => {
    const text =
      '{"messages":[{"id":1269999524870328884,"n":-1269999524870328884,"t":1695874127,"s":"1:1269999524870328884","x":[1234567890123456]}]}';
    expect(await values(text)).toEqual([
      {
        id: '1269999524870328884',
        n: '-1269999524870328884',
        t: 1_695_874_127,
        s: '1:1269999524870328884',
        x: ['1234567890123456'],
      },
    ]);
    expect((await read(text, 'messages', everywhere(text))).items).toEqual((await read(text, 'messages')).items);
  });

  test('reads raw control characters and lone surrogates in strings', async () => {
    expect(await values('[{"t":"a\nb\tc"}]', null)).toEqual([{ t: 'a\nb\tc' }]);
    expect(await values('[\n  {"t":"a\nb"},\n  {"t":"c"}\n]', null)).toEqual([{ t: 'a\nb' }, { t: 'c' }]);
    expect(await values('[{"t":"\\ud83d"}]', null)).toEqual([{ t: '\ud83d' }]);
  });

  test('cannot set a prototype', async () => {
    const { frames } = await read('{"__proto__":{"x":1},"messages":[1]}', 'messages');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(frames.length).toBe(1);
  });

  test('is read alike however it is written and cut', async () => {
    const message = fc.record({ t: fc.string({ unit: 'binary' }), n: fc.integer(), o: fc.json({ maxDepth: 2 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(message, { maxLength: 6 }),
        fc.constantFrom(0, 1, 2, 4),
        fc.array(fc.nat(400), { maxLength: 10 }),
        async (messages, indent, cuts) => {
          const text = JSON.stringify({ session: { n: 1 }, messages, after: 2 }, null, indent);
          const { items, frame } = await read(text, 'messages', cuts);
          expect(items.map(({ value }) => value)).toEqual(JSON.parse(text).messages);
          expect(frame).toEqual({ session: { n: 1 }, after: 2 });
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('damage', () => {
  const pretty = JSON.stringify(
    {
      messages: [
        { t: 'eins', n: [1] },
        { t: 'zwei', n: [2] },
        { t: 'drei', n: [3] },
      ],
      z: 1,
    },
    null,
    2,
  );

  test.each([
    ['a closing quote', '"eins"', '"eins '],
    ['an opening quote', '"eins"', ' eins"'],
    ['a closing brace', '\n    },\n    {\n      "t": "zwei"', '\n     ,\n    {\n      "t": "zwei"'],
    ['a closing bracket', '1\n      ]', '1\n       '],
    ['a bracket too many', '"eins"', '"eins"}'],
    ['an opening brace', '{\n      "t": "zwei"', ' \n      "t": "zwei"'],
    ['a comma between two elements', '},\n    {\n      "t": "zwei"', '} \n    {\n      "t": "zwei"'],
  ])('by the loss of %s costs the elements it is in', async (_, from, to) => {
    const text = pretty.replace(from, to);
    expect(text).not.toBe(pretty);
    const { items, frame } = await read(text, 'messages');
    const whole = items.filter(({ broken }) => !broken).map(({ value }) => (value as { t: string }).t);
    expect(whole).toContain('drei');
    expect(whole.length).toBeGreaterThanOrEqual(whole.includes('eins') && whole.includes('zwei') ? 3 : 1);
    expect(items.filter(({ broken }) => broken).length).toBeLessThanOrEqual(2);
    expect(frame).toEqual({ z: 1 });
    expect((await read(text, 'messages', everywhere(text))).items).toEqual(items);
  });

  test('at the end leaves what came before, and one broken element', async () => {
    const text = '{"messages":[{"t":1},{"t":2},{"t":';
    expect((await read(text, 'messages')).items).toEqual([
      { value: { t: 1 }, record: 0 },
      { value: { t: 2 }, record: 1 },
      { value: undefined, record: 2, broken: true, raw: '{"t":' },
    ]);
  });

  test('of one element is that element’s alone', async () => {
    expect(await values('[{"t":1},{"t":tru},{"t":3}]', null)).toEqual([{ t: 1 }, undefined, { t: 3 }]);
  });

  test('a value beyond all bounds is passed over', async () => {
    const huge = 'x'.repeat(20 * 1024 * 1024);
    const { items, frame } = await read(
      `{"avatars":"${huge}","messages":[{"t":1},{"t":"${huge}"},{"t":3}]}`,
      'messages',
    );
    const short = items.map(({ value, broken }) => broken ?? String((value as { t: unknown }).t).slice(0, 9));
    expect(short).toEqual(['1', true, '3']);
    expect(Object.keys(frame)).toEqual([]);
  });

  test('a megabyte of escaped quotes takes no longer than another megabyte', async () => {
    const text = JSON.stringify({ messages: [{ t: '"\\'.repeat(500_000) }, { t: 'x' }] }, null, 1);
    const { items } = await read(text, 'messages', [1, 70_000, 900_001]);
    expect(items.map(({ value }) => (value as { t: string }).t.length)).toEqual([1_000_000, 1]);
  });

  test('no bytes make it throw or hang', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(pretty.length), fc.constantFrom(...'"\\{}[],:\n x9')), { maxLength: 12 }),
        async (flips) => {
          const chars = [...pretty];
          for (const [at, char] of flips) chars[at] = char;
          const text = chars.join('');
          const { items } = await read(text, 'messages');
          expect((await read(text, 'messages', everywhere(text))).items).toEqual(items);
        },
      ),
      { numRuns: 500 },
    );
  });
});
