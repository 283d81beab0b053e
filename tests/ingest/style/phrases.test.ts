import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catchPhrases, keyness } from '../../../src/ingest/style/catch-phrases.ts';
import { PhraseTable } from '../../../src/ingest/style/phrase-table.ts';
import { PhraseCounter } from '../../../src/ingest/style/phrases.ts';
import { Tokenizer } from '../../../src/ingest/style/tokens.ts';
import { loadSegmenter } from '../../../src/parse/segmenter.ts';

const runs = (text: string): string[] => {
  const found: string[] = [];
  new Tokenizer().read(text, ({ starts, ends, length }) =>
    found.push(Array.from({ length }, (_, i) => text.slice(starts[i], ends[i])).join('|')),
  );
  return found;
};

describe('tokens', () => {
  test.each([
    ['慢慢来，不着急', ['慢|慢|来', '不|着|急']],
    ["don't worry, be happy", ["don't|worry", 'be|happy']],
    ['我想buy一个', ['我|想|buy|一|个']],
    ['好的[捂脸]好的', ['好|的', '好|的']],
    ['打[电话1]找我', ['打', '找|我']],
    ['看https://example.com/慢慢来 吧', ['看', '慢|慢|来', '吧']],
    ['3点到12点', ['点|到', '点']],
    ['到了 下来', ['到|了', '下|来']],
    ['', []],
  ])('%s is %j', (text, expected) => {
    expect(runs(text)).toEqual(expected);
  });

  test('no text is lost: every character and word stands in one run', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('我', '你', 'a', 'b', ' ', '，', '1', '['), maxLength: 2000 }),
        (text) => {
          const expected = text.replace(/\[[^[\] ]{1,10}\]/gu, ' ').match(/[我你]|[ab]+/gu) ?? [];
          expect(runs(text).flatMap((run) => run.split('|'))).toEqual(expected);
        },
      ),
    );
  });
});

describe('counting', () => {
  /** All phrases of 2 to 8 characters of a text without marks, by hand; no part of a repetition (好好 in 好好好). */
  const phrasesOf = (text: string): string[] => {
    const found: string[] = [];
    for (let at = 0; at < text.length; at++) {
      for (let n = 2; n <= 8 && at + n <= text.length; n++) {
        const phrase = text.slice(at, at + n);
        const [one = ''] = phrase;
        if (phrase === one.repeat(n) && (text[at - 1] === one || text[at + n] === one)) continue;
        found.push(phrase);
      }
    }
    return found;
  };
  const byHand = (texts: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const phrase of texts.flatMap(phrasesOf)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
    return counts;
  };
  const words = fc.array(fc.string({ unit: fc.constantFrom('来', '慢', '急', '不'), minLength: 1, maxLength: 12 }), {
    minLength: 3,
    maxLength: 40,
  });

  test('finds every phrase of three sessions with its exact counts', () => {
    fc.assert(
      fc.property(words, words, (own, others) => {
        const counter = new PhraseCounter();
        own.forEach((text, i) => {
          counter.add(text, `i${i}`, i + 1, 'chat');
        });
        for (const text of others) counter.addOthers(text);
        const ownCounts = byHand(own);
        const otherCounts = byHand(others);
        const sessions = (phrase: string) => own.filter((text) => phrasesOf(text).includes(phrase)).length;
        const found = Object.fromEntries(
          counter.result('talk').map(({ text, count, others: theirs, sessions: n }) => [text, [count, theirs, n]]),
        );
        const expected = Object.fromEntries(
          [...ownCounts]
            .filter(([phrase]) => sessions(phrase) >= 3)
            .map(([phrase, n]) => [phrase, [n, otherCounts.get(phrase) ?? 0, sessions(phrase)]]),
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  test('of one character that is repeated only the whole is said', () => {
    const counter = new PhraseCounter();
    for (let i = 0; i < 3; i++) {
      counter.add('好好好，走走走', `i${i}`, i + 1, 'chat');
      counter.addOthers('好好');
    }
    const found = counter.result('talk').map(({ text, count, others }) => [text, count, others]);
    expect(found).toEqual([
      ['好好好', 3, 0],
      ['走走走', 3, 0],
    ]);
  });

  test('names up to five items, from early and late', () => {
    const counter = new PhraseCounter();
    for (let i = 0; i < 100; i++) counter.add('慢慢来', `i${i}`, i + 1, 'chat');
    expect(counter.result('talk').find(({ text }) => text === '慢慢来')?.items.talk).toEqual([
      'i2',
      'i3',
      'i5',
      'i9',
      'i17',
    ]);
  });

  test('memory stays bounded however much is written, and what comes back is still found', () => {
    const counter = new PhraseCounter();
    let seed = 1;
    const random = () => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return seed;
    };
    // 60,000 bubbles of random characters: two and a half million different phrases.
    for (let i = 0; i < 60_000; i++) {
      let text = i % 50 === 0 ? '听我的没错' : '';
      for (let n = 0; n < 8; n++) text += String.fromCharCode(0x4e00 + ((random() >> 8) % 5000));
      counter.add(text, `i${i}`, i + 1, 'chat');
    }
    expect(counter.sampled).toBe(true);
    const found = counter.result('talk').find(({ text }) => text === '听我的没错');
    expect(found?.count).toBeGreaterThan(1100);
    expect(found?.count).toBeLessThanOrEqual(1200);
  });
});

describe('a text of a hundred thousand different words', () => {
  // Numbers that look random and are the same in every run.
  let state = 1;
  const han = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 16) % 20_000));
  };
  const memoir = (characters: number) => Array.from({ length: characters }, () => han()).join('');

  test('is counted to its end, and so is what stands before and behind it', () => {
    const counter = new PhraseCounter();
    counter.add('听我的没错', 'a', 1, 'chat');
    counter.add(memoir(100_000), 'b', 2, 'essay');
    counter.addOthers(memoir(100_000));
    for (const session of [3, 4]) counter.add('听我的没错', `c${session}`, session, 'chat');
    expect(counter.own).toEqual({ talk: 15, written: 100_000 });
    expect(counter.theirs).toBe(100_000);
    expect(counter.result('talk').find(({ text }) => text === '听我的没错')?.count).toBe(3);
  });

  test.each([4000, 5000, 6000, 10_000])('of a partner is counted when the subject wrote one of %i', (characters) => {
    const counter = new PhraseCounter();
    counter.add(memoir(characters), 'a', 1, 'essay');
    counter.addOthers(memoir(characters));
    expect(counter.own.written + counter.theirs).toBe(2 * characters);
  });
});

test('a table without a free slot says so, where a search would not end', () => {
  const table = new PhraseTable();
  expect(() => {
    for (let i = 1; i <= table.size; i++) table.find(Math.imul(i, 0x9e3779b9), i, true);
  }).toThrow(RangeError);
});

test('the table knows what was put in after it has grown', () => {
  const table = new PhraseTable();
  for (let i = 1; i <= 60_000; i++) {
    const slot = table.find(Math.imul(i, 0x9e3779b9), Math.imul(i, 0x85ebca6b), true);
    table.counts[slot] = i;
    if (table.isFull) table.makeRoom(0, 0);
  }
  let right = 0;
  for (let i = 1; i <= 60_000; i++)
    if (table.counts[table.find(Math.imul(i, 0x9e3779b9), Math.imul(i, 0x85ebca6b), false)] === i) right++;
  expect(right).toBe(60_000);
  expect(table.find(1, 2, false)).toBe(-1);
});

describe('keyness', () => {
  const sizes = { own: 10_000, theirs: 10_000 };
  test('is about frequency against others, not about frequency', () => {
    const own = keyness({ text: '听我的没错', count: 12, others: 0 }, sizes);
    const common = keyness({ text: '好的', count: 200, others: 190 }, sizes);
    expect(own.z).toBeGreaterThan(1.96);
    expect(own.z).toBeGreaterThan(common.z);
    expect(Math.abs(common.logOdds)).toBeLessThan(Math.log(2));
  });

  test('everyday words are known even without a partner to compare with', () => {
    const alone = { own: 10_000, theirs: 0 };
    expect(keyness({ text: '好的', count: 30, others: 0 }, alone).z).toBeLessThan(1.96);
    expect(keyness({ text: '听我的没错', count: 30, others: 0 }, alone).z).toBeGreaterThan(3);
  });

  test.each([
    ['as much of the partners', 500_000],
    ['a quiet partner', 35_000],
    ['no partner', 0],
  ])('of 500,000 characters beside %s, what only the subject says is found', (_, theirs) => {
    const found = keyness({ text: '稳当着点', count: 600, others: 0 }, { own: 500_000, theirs });
    expect(found.z).toBeGreaterThan(5);
    expect(found.logOdds).toBeGreaterThan(Math.log(2));
  });

  test('more evidence is never less sure', () => {
    const z = (times: number, theirs: number) =>
      keyness({ text: '稳当着点', count: 12 * times, others: 0 }, { own: 10_000 * times, theirs: theirs * times }).z;
    for (const theirs of [10_000, 700]) {
      const surer = [1, 4, 16, 64, 256].map((times) => z(times, theirs));
      expect(surer).toEqual([...surer].sort((a, b) => a - b));
    }
  });

  test('what everybody says stays common, however much is written', () => {
    const { logOdds } = keyness({ text: '好的', count: 1500, others: 0 }, { own: 500_000, theirs: 500_000 });
    expect(logOdds).toBeLessThan(Math.log(2));
  });

  test('more uses are surer, uses by others less', () => {
    const z = (count: number, others: number) => keyness({ text: '听我的没错', count, others }, sizes).z;
    expect(z(20, 0)).toBeGreaterThan(z(5, 0));
    expect(z(20, 0)).toBeGreaterThan(z(20, 5));
  });
});

describe('catch-phrases', async () => {
  const segment = await loadSegmenter();
  const found = (own: string[], theirs: string[], names: string[] = []) => {
    const counter = new PhraseCounter();
    own.forEach((text, i) => {
      counter.add(text, `i${i}`, i + 1, 'chat');
    });
    for (const text of theirs) counter.addOthers(text);
    const options = {
      register: 'talk' as const,
      own: counter.own.talk,
      theirs: counter.theirs,
      names: new Set(names),
      segment,
    };
    return catchPhrases(counter.result('talk'), options).map(({ text }) => text);
  };
  const daily = [
    '今天下雨了',
    '你吃饭了没有',
    '路上有点堵车',
    '明天再说吧',
    '我在开会呢',
    '晚上回家吃',
    '刚买了点水果',
    '妈说要来',
    '作业写完了吗',
    '好的我知道了',
  ];
  const others = daily.flatMap((text) => Array.from({ length: 10 }, () => text));
  const mixed = (...phrases: string[]) =>
    Array.from({ length: 60 }, (_, i) =>
      i % 6 === 0 ? (phrases[(i / 6) % phrases.length] as string) : (daily[i % daily.length] as string),
    );

  test('the dictionary comes with the package', () => {
    const [words] = segment?.(['我来到北京清华大学']) ?? [];
    expect(words?.map(({ word }) => word)).toEqual(['我', '来到', '北京', '清华大学']);
  });

  test('what one says and the others do not, whole', () => {
    expect(found(mixed('听我的没错', '慢慢来，不着急的哈'), others)).toEqual(
      expect.arrayContaining(['听我的没错', '慢慢来', '不着急的哈']),
    );
  });

  test('no parts of it, and nothing that everybody says', () => {
    const phrases = found(mixed('听我的没错', '慢慢来，不着急的哈'), others);
    for (const part of ['听我', '我的没错', '没错', '着急的哈', '急的', '好的', '吃饭'])
      expect(phrases).not.toContain(part);
  });

  test('no names, and no mere topics', () => {
    const own = mixed('林小禾你看看这个', '医院里排了队', '医院说没事', '去医院了');
    const phrases = found(own, others, ['林小禾', '小禾']);
    expect(phrases.join(' ')).not.toMatch(/小禾|医院(?: |$)/u);
  });

  test('English phrases too', () => {
    const english = ['on my way now', 'see the game', 'what a day', 'lunch was great', 'call you later'];
    const own = Array.from({ length: 60 }, (_, i) =>
      i % 5 === 0 ? 'easy does it my friend' : (english[i % english.length] as string),
    );
    expect(
      found(
        own,
        english.flatMap((text) => Array.from({ length: 9 }, () => text)),
      ),
    ).toContain('easy does it my friend');
  });
});
