import { describe, expect, test } from 'vitest';
import { paragraphs, plainPiece } from '../../src/parse/plain-piece.ts';

const piece = (text: string) => plainPiece(text.split('\n'));

describe('a piece of plain text', () => {
  test('a short first line set apart is the title and stays in the text', () => {
    expect(piece('玉兰\n\n春天来得晚。')).toMatchObject({ title: '玉兰', text: '玉兰\n\n春天来得晚。' });
    expect(piece('玉兰\n　　春天来得晚。\n　　花开了。')).toMatchObject({ title: '玉兰' });
  });

  test('a block of 标题, 作者, 日期 and 链接 says what it says', () => {
    expect(
      piece('标题: 雨天。\n作者: 陈默\n日期: 2012-05-06 10:11:12\n链接: https://example.com/1\n\n雨下了一天。'),
    ).toEqual({
      title: '雨天。',
      when: { time: '2012-05-06T10:11:12', precision: 'second' },
      author: '陈默',
      reprint: false,
      text: '雨天。\n\n雨下了一天。',
    });
  });

  test.each([
    ['the first line of a poem', '白日依山尽\n黄河入海流'],
    ['a salutation', '林晓：\n\n见字如面。'],
    ['a sentence', '今天下雨了。\n\n没出门。'],
    ['the only line', '空军'],
    ['a long line', `${'很'.repeat(40)}\n\n长`],
  ])('%s is no title', (_, text) => {
    expect(piece(text).title).toBeUndefined();
  });

  test('the date and the author below the title are no text', () => {
    expect(piece('父亲的工具箱\n文/陈默\n2009年11月3日 星期二 阴\n\n军绿色的。')).toEqual({
      title: '父亲的工具箱',
      when: { time: '2009-11-03', precision: 'day' },
      author: '陈默',
      reprint: false,
      text: '父亲的工具箱\n\n军绿色的。',
    });
  });

  test('a letter is dated at its end, which stays', () => {
    expect(piece('林晓：\n钥匙在门框上头。\n陈默\n二〇〇一年二月九日于上海站')).toMatchObject({
      when: { time: '2001-02-09' },
    });
    expect(piece('林晓：\n钥匙在门框上头。\n陈默\n写于二〇〇一年二月九日')).toMatchObject({
      when: { time: '2001-02-09' },
      text: '林晓：\n钥匙在门框上头。\n陈默\n写于二〇〇一年二月九日',
    });
  });

  test('a reprint says so', () => {
    expect(piece('好文\n\n字字句句。\n\n（转载自某某日报）').reprint).toBe(true);
    expect(piece('他把书转载给我。').reprint).toBe(false);
  });

  test.each([
    ['　　一。\n　　二。\n', '一。\n\n二。'],
    ['一\n\n\n\n二', '一\n\n二'],
    ['  一  \n二', '一\n二'],
    ['', ''],
  ])('paragraphs of %j', (text, want) => {
    expect(paragraphs(text.split('\n'))).toBe(want);
  });
});

test('blanks within a line are looked through once, however many they are', () => {
  const line = `雨${'\u3000'.repeat(500_000)}停了`;
  expect(paragraphs([line])).toBe(line);
});
