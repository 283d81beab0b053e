import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { charactersIn } from '../../../src/core/speech-signs.ts';
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
    ['好的⏰', 'emoji'],
    ['完成★', 'other'],
    ['𠮷', 'none'],
    ['好的[Speechless]', 'emoji'],
    ['厉害[666]', 'emoji'],
    ['打[电话1]', 'none'],
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
    ['沒關係', []],
    ['我沒有時間', ['negation', 'first-person']],
    ['你覺得怎麼樣嗎', ['second-person', 'question', 'particle']],
    ['謝謝老師', ['thanks']],
    ['因為下雨', ['connector']],
    ['著名', []],
    ['我在忙呢', ['first-person', 'particle']],
    ['好吧，那你呢', ['second-person', 'question', 'particle']],
    ['他在干嘛呢', ['question', 'particle']],
    ['𠮷', ['one-character']],
    ['⌛', ['emoji']],
    ['[666]', ['emoji-code']],
    ['[TearingUp]', ['emoji-code']],
    ['233块', ['digits']],
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

  test('没关系 in traditional characters is one word, not 没 and 系', () => {
    const { functionWords } = bubblesOf('沒關係，係統壞了');
    expect(functionWords.per1000).toMatchObject({ 没: 0, 了: 125 });
  });

  test('行吧 is 行 and the particle 吧', () => {
    expect(counts(bubblesOf('行吧', '好吧', '走吧').particles)).toEqual({ 吧: 3 });
  });

  test('嘎嘎 laughs by itself and is "very" before a word', () => {
    expect(counts(bubblesOf('嘎嘎', '今天嘎嘎冷', '嘎嘎香', '哎，嘎嘎！').laughter)).toEqual({ 嘎嘎: 2 });
  });

  test('咯咯咯 is one laugh and no particle', () => {
    const { laughter, particles } = bubblesOf('咯咯咯');
    expect(laughter).toMatchObject([{ text: '咯咯', count: 1, meanLength: 3 }]);
    expect(particles).toEqual([]);
  });

  test('laughter has a length', () => {
    const [laugh] = bubblesOf('哈哈', '哈哈哈哈哈哈').laughter;
    expect(laugh).toMatchObject({ text: '哈哈', count: 2, meanLength: 4, items: ['i0', 'i1'] });
    expect(
      counts(bubblesOf('hhhhh', 'hahaha', '233', '2333333', '笑死我了', 'LOL', 'lmao', 'hiahia', '😂😂').laughter),
    ).toEqual({
      hhh: 1,
      haha: 1,
      hiahia: 1,
      lmao: 1,
      '233': 2,
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

  test('characters are counted as everywhere else', () => {
    const parts = [
      '好',
      ' ',
      '\n',
      '，',
      '！！',
      '……',
      '...',
      'ok',
      '3点',
      '233',
      '[捂脸]',
      '[OK]',
      '[电话1]',
      '[',
      ']',
    ];
    const signs = ['👍🏽', '👨‍👩‍👧', '🇨🇳', '❤️', '★', '𠮷', '哈哈哈', 'https://example.com/a?b=c '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts, ...signs), { minLength: 1, maxLength: 8 }), (words) => {
        const text = words.join('');
        expect(bubblesOf(text).n.chars).toBe(charactersIn(text));
      }),
    );
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

test('the space that WeChat puts after a name is no character, no end and no comma', () => {
  const { n, rates, ends } = bubblesOf('@小禾\u2005明天去', '@小禾\u2005');
  expect(n.chars).toBe(9);
  expect(rates['space-for-comma'].value).toBe(0);
  expect(ends.none.value).toBe(1);
});
