import { describe, expect, test } from 'vitest';
import { splitDiary } from '../../src/parse/diary.ts';

const entries = (text: string, year: number | null = null) =>
  splitDiary(text.split('\n'), year)?.entries.map(({ when, lines }) => [when.time, lines.join('\n').trim()]);

describe('a diary in one file', () => {
  test('opens an entry at each dated line', () => {
    expect(entries('2012年3月5日 周一 晴\n车间换了新床子。\n\n2012.3.9 周五 多云\n钓鱼，空军。\n')).toEqual([
      ['2012-03-05', '车间换了新床子。'],
      ['2012-03-09', '钓鱼，空军。'],
    ]);
  });

  test('takes words behind a blank or a colon on the line of the date', () => {
    expect(entries('2012年3月5日 今天量身高。\n2012年3月6日：没什么事。')).toEqual([
      ['2012-03-05', '今天量身高。'],
      ['2012-03-06', '没什么事。'],
    ]);
  });

  test('takes words behind a stop that follows the weekday, the weather or, being 。, the date', () => {
    expect(
      entries(
        '2012年3月5日，星期一，晴。今天去了公园。\n2012年3月6日，小雨；在家。\n2012年3月8日。收工。\n3月9日, Friday. Home.',
      ),
    ).toEqual([
      ['2012-03-05', '今天去了公园。'],
      ['2012-03-06', '在家。'],
      ['2012-03-08', '收工。'],
      ['2012-03-09', 'Home.'],
    ]);
  });

  test.each([
    ['figures alone', '20120305 晴\na\n20120306 阴\nb'],
    ['the weekday first', '星期一 2012年3月5日\na\n星期二 2012年3月6日\nb'],
    ['years of the Republic', '民國101年3月5日 晴\na\n民國101年3月6日 雨\nb'],
    ['a label', '时间：2012年3月5日\na\n时间：2012年3月6日\nb'],
    ['brackets', '【2012年3月5日 星期一】晴\na\n【2012年3月6日（星期二）】\nb'],
  ])('opens entries at heads with %s', (_, text) => {
    expect(entries(text)).toEqual([
      ['2012-03-05', 'a'],
      ['2012-03-06', 'b'],
    ]);
  });

  test('a sentence that begins with a date opens none', () => {
    expect(entries('2012年3月5日那天我在车间。\n2012年3月6日，下雨。\n2012年3月7日晚上')).toBeUndefined();
  });

  test('one dated line makes no diary', () => {
    expect(splitDiary(['父亲的工具箱', '2009年11月3日 星期二 阴', '军绿色的。'], null)).toBeNull();
  });

  test('months and days take their year from above or from the file, past New Year too', () => {
    expect(entries('12月30日 晴\na\n1月2日 雪\nb', 2012)?.map(([time]) => time)).toEqual(['2012-12-30', '2013-01-02']);
    expect(entries('1月2日 雪\nb\n12月30日 晴\na', 2013)?.map(([time]) => time)).toEqual(['2013-01-02', '2012-12-30']);
    expect(entries('2011年\n5月1日\na\n二〇一二年\n5月2日\nb')?.map(([time]) => time)).toEqual([
      '2011-05-01',
      '2012-05-02',
    ]);
    expect(entries('5月1日 晴\na\n5月2日 晴\nb')).toBeUndefined();
  });

  test('keeps what stands above the first entry apart', () => {
    expect(splitDiary(['我的日记', '', '2012-03-05', 'a', '2012-03-06', 'b'], null)?.preface).toEqual(['我的日记', '']);
  });
});
