import { describe, expect, test } from 'vitest';
import { closingDate } from '../../src/parse/closing-date.ts';

describe('the date that ends a letter', () => {
  test.each([
    '2015年3月2日',
    'March 2, 2015',
    '2015年3月2日晚',
    '2015年3月2日于北京',
    '2015年3月2日 于家中',
    '2015年3月2日夜于灯下。',
    '2015.3.2 深夜',
    '二〇一五年三月二日夜',
    '民國104年3月2日 晚',
    '爸爸 2015年3月2日',
    '父亲，2015年3月2日晨',
    'Dad, 2015-03-02',
    '写于2015年3月2日',
    '陈默于2015年3月2日',
    '写于北京，2015年3月2日',
  ])('is in %s', (line) => {
    expect(closingDate(line)).toEqual({ time: '2015-03-02', precision: 'day' });
  });

  test.each([
    '我生于1952年3月2日',
    '生日 1952年3月2日',
    '有效期至 2015年3月2日',
    '我们结婚那天是2015年3月2日。',
    '2015年3月2日晚上我在厂里。',
    '2015年3月2日 回家',
    '老默 2015-03-02 12:07:22',
    '爸爸 2015年3月',
    '爸爸',
  ])('is not in %s', (line) => {
    expect(closingDate(line)).toBeNull();
  });
});
