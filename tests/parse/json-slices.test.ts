import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonSlicer } from '../../src/parse/json-slices.ts';

/** Cut in pieces of `size` bytes, fed in chunks. */
function slices(text: string, key: string | null, size: number, chunk: number) {
  const slicer = new JsonSlicer(key, size);
  const bytes = Buffer.from(text);
  let goesOn = true;
  for (let at = 0; at < bytes.length && goesOn; at += chunk) goesOn = slicer.feed(bytes.subarray(at, at + chunk));
  return { bytes, cut: slicer.finish(), goesOn };
}

const words = fc.oneof(
  fc.constantFrom('路上堵车', '"', '\\', '\\"', 'a\nb', '[', ']', '{"a":1}', '},\n{', '"messages":[', '😀', ''),
  fc.string({ maxLength: 6 }),
);
const value = fc.oneof(
  words,
  fc.integer(),
  fc.constant(null),
  fc.array(words, { maxLength: 3 }),
  fc.record({ t: words }),
);
const message = fc.dictionary(fc.constantFrom('content', 'type', 'messages', 'x'), value);
const around = fc.dictionary(fc.constantFrom('session', 'version', 'members'), value);

test('pieces of a document hold the elements of the whole, in order, and count them', () => {
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 20 }),
      fc.option(fc.tuple(around, around)),
      fc.constantFrom(undefined, 1, '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (messages, frame, indent, lineEnd, size, chunk, mark) => {
        const document = frame ? { ...frame[0], messages, later: frame[1] } : messages;
        const json = JSON.stringify(document, null, indent).replaceAll('\n', lineEnd);
        const text = (mark ? '\ufeff' : '') + json;
        const { bytes, cut } = slices(text, frame ? 'messages' : null, size, chunk);
        expect(cut).not.toBeNull();
        const { head = 0, tail = 0, slices: found = [] } = cut ?? {};
        const seen: unknown[] = [];
        for (const { start, end, before } of found) {
          expect(before).toBe(seen.length);
          const parts = [bytes.subarray(0, head), bytes.subarray(start, end), bytes.subarray(tail)];
          const piece = JSON.parse(
            Buffer.concat(parts)
              .toString()
              .replace(/^\ufeff/u, ''),
          );
          const { messages: own, ...rest } = frame ? piece : { messages: piece };
          if (frame) expect(rest).toEqual({ ...frame[0], later: frame[1] });
          seen.push(...own);
        }
        expect(seen).toEqual(messages);
      },
    ),
  );
});

const MANY = Array.from({ length: 200 }, (_, n) => ({ n, text: '路上堵车，晚点到家', of: { a: [n] } }));
const FRAMED = JSON.stringify({ v: 1, messages: MANY, end: true }, null, 2);

test('a long document gives pieces of about the size asked for', () => {
  for (const chunk of [1, 7, 64, 100_000]) {
    const { cut, bytes } = slices(FRAMED, 'messages', 1000, chunk);
    const lengths = cut?.slices.map(({ start, end }) => end - start) ?? [];
    expect(lengths.length).toBe(Math.ceil(bytes.length / 1100));
    for (const length of lengths.slice(0, -1)) expect(Math.abs(length - 1000)).toBeLessThan(150);
  }
});

test.each([
  ['ends too early', FRAMED.slice(0, -9)],
  ['has something behind its end', `${FRAMED} {}`],
  ['has a bracket of the wrong kind', FRAMED.replace('"a": [', '"a": {')],
  ['has a line end in a string', FRAMED.replace('晚点', '\n')],
  ['has lost a quote', FRAMED.replace('到家"', '到家')],
  ['has lost a comma', FRAMED.replace('},\n', '}\n')],
  ['has a comma too many', FRAMED.replace('},\n', '},,\n')],
  ['has a comma behind its last element', FRAMED.replace('}\n  ],', '},\n  ],')],
  ['has elements that are no objects', FRAMED.replace('"messages": [', '"messages": [1,')],
  ['sets one element out otherwise', FRAMED.replace('},\n    {', '}, {')],
  ['has no such array', FRAMED.replace('"messages"', '"talk"')],
  ['has it deeper down', `{"of":${FRAMED}}`],
  ['is nothing of the kind', 'a,b\n1,2\n'],
  ['is empty', ''],
])('a document that %s is not cut', (_, text) => {
  for (const chunk of [1, 3, 100_000]) expect(slices(text, 'messages', 1000, chunk).cut).toBeNull();
});

test('a file that cannot be cut is not looked through to its end', () => {
  expect(slices(`var posts = ${JSON.stringify(MANY)}`, null, 1000, 10).goesOn).toBe(false);
});
