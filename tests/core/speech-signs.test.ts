import { describe, expect, test } from 'vitest';
import { isMediaLine } from '../../src/core/media-label.ts';
import { asks, CLAUSE_PARTICLE, charactersIn, clausesOf, LAUGHTER, mayAsk } from '../../src/core/speech-signs.ts';

describe('questions', () => {
  test.each([
    '几点回来？',
    'really?',
    '吃了吗',
    '吃了没',
    '到了没有',
    '吃过饭没',
    '你呢',
    '你在干嘛呢',
    '去不去，给个话',
    '是不是太贵',
  ])('%s asks', (text) => expect(asks(text)).toBe(true));

  test.each([
    '在家呢',
    '早着呢',
    '我看着呢',
    '还没',
    '都没有',
    '我也没',
    '不',
    '什么都没吃呢',
    '一块糖能高兴得不得了',
    '去不去都行',
    '好几天没下雨呢',
  ])('%s does not', (text) => expect(asks(text)).toBe(false));

  test('what has the word of a question may be one', () => {
    expect(['几点回来', '谁知道', 'when do you come'].map(mayAsk)).toEqual([true, true, true]);
    expect(['在家呢', '还没'].map(mayAsk)).toEqual([false, false]);
  });
});

test('a message falls into clauses at its marks', () => {
  expect(clausesOf('好啊，慢慢来。下周 再说…')).toEqual(['好啊', '慢慢来', '下周', '再说']);
  expect(clausesOf('I did, thanks. 3.5 is fine')).toEqual(['I did', 'thanks', '3.5 is fine']);
});

test.each([
  ['哈哈哈你真行', ['哈哈哈']],
  ['嘎嘎冷', []],
  ['嘎嘎', ['嘎嘎']],
  ['hahaha, lol', ['hahaha', 'lol']],
  ['lollipop Shahaha', []],
  ['笑死', ['笑死']],
  ['233，2333哎 23333', ['233', '2333', '23333']],
  ['233块 12333 2334', []],
])('laughter in %s', (text, laughs) => expect(text.match(LAUGHTER) ?? []).toEqual(laughs));

test.each([
  ['好[呲牙][呲牙]', 3],
  ['嗯[OK]', 2],
  ['打[电话1] 吧', 3],
  ['👨‍👩‍👧 ❤️', 2],
])('%s is of %i characters', (text, characters) => expect(charactersIn(text)).toBe(characters));

test('particles close a clause; a laugh is none', () => {
  expect('走吧，好嘛。啊你说 哈哈'.match(CLAUSE_PARTICLE)).toEqual(['吧', '嘛']);
});

test.each([
  ['[图片]', true],
  ['[链接] 冬季取暖', true],
  ['[动画表情]', true],
  ['[Voice]', true],
  ['[捂脸]', false],
  ['看[图片]', false],
])('%s tells of media: %s', (line, is) => expect(isMediaLine(line)).toBe(is));
