import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { END_MARKS, RATES } from '../../../src/core/style.ts';
import { Histogram } from '../../../src/ingest/style/histogram.ts';
import { bubblesOf } from './make.ts';

const counts = (usages: { text: string; count: number }[]) =>
  Object.fromEntries(usages.map(({ text, count }) => [text, count]));

describe('one bubble', () => {
  test.each([
    ['路上堵车', 'none'],
    ['路上堵车。', '。'],
    ['Traffic.', '。'],
    ['真的！', '！'],
    ['真的!!', '！'],
    ['在吗？', '？'],
    ['嗯…', '…'],
    ['嗯...', '…'],
    ['好的～', '～'],
    ['等等，', '，'],
    ['到了[愉快]', 'emoji'],
    ['到了😄', 'emoji'],
    ['（笑）', 'other'],
  ] as const)('%s ends in %s', (text, end) => {
    const { ends } = bubblesOf(text);
    expect(END_MARKS.filter((mark) => ends[mark].value > 0)).toEqual([end]);
  });

  test.each([
    ['你吃了吗', ['question', 'second-person', 'particle']],
    ['我不去', ['negation', 'first-person']],
    ['俺明天来', ['first-person']],
    ['嗯', ['one-character', 'particle']],
    ['哈哈哈哈', ['laughter']],
    ['太好了[捂脸]', ['emoji-code', 'laughter', 'adverb']],
    ['好😂', ['laughter', 'emoji']],
    ['行！！', ['doubled-mark']],
    ['行……', []],
    ['到了 你下来', ['second-person', 'space-for-comma']],
    ['谢谢老师', ['thanks']],
    ['对不起', ['sorry']],
    ['想你了', ['second-person', 'affection']],
    ['因为下雨', ['connector']],
    ['其实还行', ['adverb']],
    ["I don't know", ['negation', 'first-person', 'english']],
    ['3点 15元', ['digits']],
    // Look like listed words and are not: 了解 目的 不错 现在 会议.
    ['了解目的不错', []],
    ['现在会议室', []],
    ['https://example.com/you?i=not', []],
    ['[电话1]', []],
  ] as const)('%s has %j', (text, rates) => {
    const found = bubblesOf(text).rates;
    const has = RATES.filter((rate) => found[rate].value > 0);
    const sorted = (list: readonly string[]) => [...list].sort();
    expect(sorted(has)).toEqual(sorted(rates));
  });

  test('particles count at the end of a clause only', () => {
    expect(counts(bubblesOf('好啊，走吧', '啊呀我忘了', '吧台见', '来嘛😄', '哈密瓜').particles)).toEqual({
      啊: 1,
      吧: 1,
      嘛: 1,
    });
  });

  test('laughter has a length', () => {
    const [laugh] = bubblesOf('哈哈', '哈哈哈哈哈哈').laughter;
    expect(laugh).toMatchObject({ text: '哈哈', count: 2, meanLength: 4, items: ['i0', 'i1'] });
    expect(counts(bubblesOf('hhhhh', 'hahaha', '233', '笑死我了', 'LOL', '😂😂').laughter)).toEqual({
      hhh: 1,
      haha: 1,
      '233': 1,
      笑死: 1,
      lol: 1,
      '😂': 2,
    });
  });

  test('emoji are whole, codes are emoji and no words', () => {
    const { emoji, codes, bubbleChars } = bubblesOf('👍🏽', '👨‍👩‍👧', '🇨🇳', '❤️', '[捂脸][捂脸]');
    expect(counts(emoji)).toEqual({ '👍🏽': 1, '👨‍👩‍👧': 1, '🇨🇳': 1, '❤️': 1 });
    expect(counts(codes)).toEqual({ '[捂脸]': 2 });
    expect(bubbleChars.mean).toBeCloseTo(6 / 5);
  });

  test('doubled marks are named', () => {
    expect(counts(bubblesOf('好！！！', '嗯。。。', '在吗？？', '等……', '等……………').doubled)).toEqual({
      '！！': 1,
      '。。': 1,
      '？？': 1,
      '……': 1,
    });
  });

  test('function words are counted as words, per 1,000 characters', () => {
    const { functionWords } = bubblesOf('我的书就是这个的');
    expect(functionWords.n).toBe(8);
    expect(functionWords.per1000).toMatchObject({ 我: 125, 的: 250, 就是: 125, 这个: 125, 就: 0, 是: 0, 这: 0 });
    expect(Object.keys(functionWords.per1000).length).toBeGreaterThanOrEqual(60);
  });

  test('figures of little are marked', () => {
    const few = bubblesOf('好');
    expect(few.ends.none).toEqual({ value: 1, n: 1, unsure: true });
    expect(few.bubbleChars.unsure).toBe(true);
    const many = bubblesOf(...Array.from({ length: 30 }, () => '好'));
    expect(many.ends.none).toEqual({ value: 1, n: 30 });
    expect(many.bubbleChars.unsure).toBeUndefined();
  });

  test('any text is read without a fault, and its parts add up', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (texts) => {
        const { n, ends, rates } = bubblesOf(...texts);
        const all = END_MARKS.reduce((sum, mark) => sum + ends[mark].value, 0);
        if (n.bubbles > 0) expect(all).toBeCloseTo(1, 3);
        for (const rate of RATES) expect(rates[rate].value).toBeLessThanOrEqual(1);
        expect(n.bubbles).toBeLessThanOrEqual(texts.length);
      }),
      { numRuns: 50 },
    );
  });
});

describe('quantiles', () => {
  test('are exact up to 63 and within 6 % above', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 200_000 }), { minLength: 1 }),
        fc.constantFrom(0.1, 0.5, 0.9),
        (values, share) => {
          const histogram = new Histogram();
          for (const value of values) histogram.add(value);
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(share * values.length)) - 1] as number;
          const found = histogram.quantile(share);
          if (exact < 64) expect(found).toBe(exact);
          else expect(Math.abs(found - exact) / exact).toBeLessThan(0.06);
        },
      ),
    );
  });

  test('of two halves are those of the whole', () => {
    const [a, b, all] = [new Histogram(), new Histogram(), new Histogram()];
    for (let i = 0; i < 100; i++) {
      (i % 3 ? a : b).add(i);
      all.add(i);
    }
    a.merge(b);
    expect(a.distribution()).toEqual(all.distribution());
  });
});
