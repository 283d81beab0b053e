import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeWhole } from '../../src/parse/decode-whole.ts';
import { encodeGbk } from '../support/gb18030.ts';

const HEAD = '前半段是正常的文字，没有问题。';
const TAIL = '后半段是另一种编码的，也要看得见。';
const utf8 = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

describe('a file of two encodings', () => {
  test.each([
    ['UTF-8, then GB18030', joined(utf8(`${HEAD}\n`), encodeGbk(`${TAIL}\n好\n`))],
    ['GB18030, then UTF-8', joined(encodeGbk(`${HEAD}\n`), utf8(`${TAIL}\n好\n`))],
    ['UTF-8 by far, then GB18030', joined(utf8(`${HEAD}\n${HEAD.repeat(400)}\n`), encodeGbk(`${TAIL}\n好\n`))],
  ])('is decoded line by line: %s', (_, bytes) => {
    const text = decodeWhole(bytes);
    expect(text.split('\n')).toEqual(expect.arrayContaining([HEAD, TAIL, '好']));
    expect(text).not.toContain('\ufffd');
  });
});

test('a file of one encoding stays that, with broken letters and lines that could be another', () => {
  const damaged = joined(utf8(`${HEAD}\n`), Uint8Array.of(0xe4, 0xb8), utf8(`好\n${TAIL}\n`));
  expect(decodeWhole(damaged)).toBe(`${HEAD}\n\ufffd好\n${TAIL}\n`);
  // 模 is C4 A3, which UTF-8 has too.
  expect(decodeWhole(encodeGbk(`模\n${HEAD}\n`))).toBe(`模\n${HEAD}\n`);
});

test('whatever lines there are, one encoding alone is decoded as such', () => {
  const words = fc.array(fc.constantFrom(...HEAD, ...TAIL, '模', '联', '通', 'a', ' '), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(words, { minLength: 1, maxLength: 20 }), (lines) => {
      const text = `${HEAD}\n${lines.map((line) => line.join('')).join('\n')}`;
      expect(decodeWhole(encodeGbk(text))).toBe(text);
      expect(decodeWhole(utf8(text))).toBe(text);
    }),
  );
});
