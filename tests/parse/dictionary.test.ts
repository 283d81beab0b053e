import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../src/parse/dictionary.ts';

const whole = Jieba.withDict(dict);
const decoded = new TextDecoder().decode(dict);
const lines = decoded.trimEnd().split('\n');
const words = lines.map((line) => line.split(' ')[0] as string);
const linesIn = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd().split('\n');
const sum = (entries: readonly string[]) => entries.reduce((total, line) => total + Number(line.split(' ')[1]), 0);

describe('the part of a dictionary that matters to some texts', () => {
  const spoken = [
    '听我的没错，慢慢来不着急的哈',
    '我来到北京清华大学',
    '林小禾你看看这个 OK 吧😀',
    '3号下午去买AA制的菜',
  ];

  test('cuts them as the whole dictionary does, and is small', () => {
    const part = wordsOf(spoken, dict);
    const jieba = Jieba.withDict(part);
    for (const text of spoken) expect(jieba.tag(text, true)).toEqual(whole.tag(text, true));
    expect(linesIn(part).length).toBeLessThan(lines.length / 1000);
  });

  test('whatever stands in them', () => {
    const piece = fc.oneof(
      fc.integer({ min: 0, max: words.length - 1 }).map((n) => words[n] as string),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 60, maxLength: 60 }), (texts) => {
        const jieba = Jieba.withDict(wordsOf(texts, dict));
        for (const one of texts) expect(jieba.tag(one, true)).toEqual(whole.tag(one, true));
      }),
      { numRuns: 8 },
    );
  });

  test('the sum of all frequencies stays, since words are weighed against it', () => {
    expect(sum(linesIn(wordsOf(spoken, dict)))).toBe(sum(lines));
  });

  test('of no texts nothing is left but that sum', () => {
    expect(linesIn(wordsOf([], dict))).toEqual([expect.stringMatching(/^\P{L}+ \d+ x$/u)]);
  });

  test('a last line without an end is a line', () => {
    const bytes = new TextEncoder().encode('北京 3 ns\n清华 2 nz');
    expect(linesIn(wordsOf(['清华'], bytes))).toEqual(['清华 2 nz', expect.stringMatching(/ 3 x$/u)]);
  });
});
