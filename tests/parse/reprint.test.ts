import { expect, test } from 'vitest';
import { isReprintLine, isReprintTitle, isReprintWord } from '../../src/parse/reprint.ts';

test.each(['[转] 人生感悟', '【转】好文章', '（转载）好文', '[轉貼] 好文', '转帖：好文', '转载 好文'])(
  '%s is the title of a reprint',
  (title) => {
    expect(isReprintTitle(title)).toBe(true);
    expect(isReprintLine(title)).toBe(true);
  },
);

test.each([
  '转车记',
  '转眼十年',
  '转载请注明出处',
  '转载须经同意',
  '转载务必注明出处',
  '转载本文请联系我',
  '[转角] 咖啡',
  '修车床',
])('%s is none', (title) => {
  expect(isReprintTitle(title)).toBe(false);
  expect(isReprintLine(title)).toBe(false);
});

test.each(['（转载自某某日报）', '摘自《读者》', '来源：某某网', '本文转自某某'])(
  '%s tells of another source',
  (line) => {
    expect(isReprintLine(line)).toBe(true);
  },
);

test('a tag says reprint as a whole word only', () => {
  expect(['转载', '轉載', '转帖', 'Reprint', 'reposted'].filter(isReprintWord)).toHaveLength(5);
  expect(['转载须知', '转行', '转', 'reprint policy'].filter(isReprintWord)).toEqual([]);
});
