import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateAtStart, dateInName, dateLine, timeOf, yearIn } from '../../src/parse/find-date.ts';

const found = (line: string) => {
  const date = dateAtStart(line);
  return date && { ...timeOf(date, date.year ?? 2012), rest: date.rest };
};

describe('a date at the start of a line', () => {
  test.each([
    ['2009年11月3日 星期二 阴', '2009-11-03', ''],
    ['2012.3.9 周五 多云', '2012-03-09', ''],
    ['2012/3/5 (周一) 晚上8点半 多云转小雨 15℃ 今天', '2012-03-05T20:30:00', ' 今天'],
    ['【2012-03-05】晴', '2012-03-05', ''],
    ['2012 年 3 月 5 日', '2012-03-05', ''],
    ['2012—03—05', '2012-03-05', ''],
    ['二〇〇九年十一月三日', '2009-11-03', ''],
    ['二零一二年二月二十九日', '2012-02-29', ''],
    ['@2023年6月18日 22:15', '2023-06-18T22:15:00', ''],
    ['June 18, 2023 10:15 PM', '2023-06-18T22:15:00', ''],
    ['18 June 2023 12:05 AM', '2023-06-18T00:05:00', ''],
    ['Nov 3rd, 2009 sunny', '2009-11-03', ''],
    ['2009-11-03T22:41:05+0800', '2009-11-03T22:41:05+08:00', ''],
    ['2009-11-03T22:41:05+28:00', '2009-11-03T22:41:05', '+28:00'],
    ['3月5日 晴', '2012-03-05', ''],
    ['十月一日 凌晨2点', '2012-10-01T02:00:00', ''],
    ['2012年3月5日那天', '2012-03-05', '那天'],
    ['2012年3月5日 雨后的菜地', '2012-03-05', ' 雨后的菜地'],
    ['2012.3.9，我们', '2012-03-09', '，我们'],
    ['2012年3月5日(星期一)晴', '2012-03-05', ''],
    ['2012年3月5日（星期一）', '2012-03-05', ''],
    ['2012年3月5日[周一]天气晴朗', '2012-03-05', ''],
    ['【2012年3月5日 星期一】阴', '2012-03-05', ''],
    ['2012年3月5日星期一晴', '2012-03-05', ''],
    ['2012年3月5日 周一鸣来了', '2012-03-05', ' 周一鸣来了'],
    ['星期一 2012年3月5日 晴', '2012-03-05', ''],
    ['20120305 晴', '2012-03-05', ''],
    ['20120305星期一', '2012-03-05', ''],
    ['日期：2012年3月5日', '2012-03-05', ''],
    ['民國101年3月5日 晴', '2012-03-05', ''],
    ['民国三十八年五月二日', '1949-05-02', ''],
    ['中華民國一百零一年三月五日', '2012-03-05', ''],
    ['民國元年十月一日', '1912-10-01', ''],
    ['2012-3-5 12:00:00 陈默', '2012-03-05T12:00:00', ' 陈默'],
  ])('%s', (line, time, rest) => {
    expect(found(line)).toMatchObject({ time, rest });
  });

  test.each([
    '2020-02-30',
    '2012年二月三十日',
    '1.2.3.4',
    '2009.11.35',
    '12345年1月1日',
    '2012030512',
    '20120305号',
    '20121305 晴',
    '民國的3月5日',
    '腊月廿三',
    '三月里',
    '2012年的春天',
    '',
  ])('none in %j', (line) => {
    expect(dateAtStart(line)).toBeNull();
  });

  test('a line that holds more than a date is no date line', () => {
    expect(dateLine('2009年11月3日 星期二 阴')).toEqual({ time: '2009-11-03', precision: 'day' });
    expect(dateLine('2009年11月3日 去了苏州')).toBeNull();
    expect(dateLine('3月5日 晴')).toBeNull();
  });

  test('every day is found however it is written', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const want = date.toISOString().slice(0, 10);
        for (const line of [
          `${y}年${m}月${d}日`,
          `${y}.${m}.${d}`,
          `${y}/${m}/${d} 晴`,
          want,
          `${han(y)}年${hanSmall(m)}月${hanSmall(d)}日`,
        ]) {
          expect(dateLine(line)?.time, line).toBe(want);
        }
      }),
    );
  });
});

const DIGITS = '〇一二三四五六七八九';
const han = (n: number) => [...String(n)].map((digit) => DIGITS[Number(digit)]).join('');
const hanSmall = (n: number) => {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens ? '十' : ''}${ones ? DIGITS[ones] : ''}`;
};

describe('a date in the name of a file', () => {
  test.each([
    ['2018-03-24 玉兰.txt', '2018-03-24'],
    ['20031217.txt', '2003-12-17'],
    ['2019-08-17-title.md', '2019-08-17'],
    ['2012年3月5日.docx', '2012-03-05'],
    ['2012.3.5.txt', '2012-03-05'],
    ['IMG_20210304_201530.txt', '2021-03-04T20:15:30'],
    ['1_201012252310_【第一场雪】.md', '2010-12-25T23:10:00'],
    ['老车床 (2021_9_12 21_00_00).html', '2021-09-12'],
  ])('%s', (name, time) => {
    expect(dateInName(name)?.time).toBe(time);
  });

  test.each(['微信图片_1234567890123.txt', '20201350.txt', '日记2012.txt', '3.14.txt', '13800138000.txt'])(
    'none in %s',
    (name) => {
      expect(dateInName(name)).toBeNull();
    },
  );

  test.each([
    ['日记2012.txt', 2012],
    ['2012年', 2012],
    ['二〇一二年日记', 2012],
    ['2012-2013', null],
    ['第20120页', null],
    ['日记', null],
  ])('the year in %s is %s', (name, year) => {
    expect(yearIn(name)).toBe(year);
  });
});
