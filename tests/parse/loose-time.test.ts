import { expect, test } from 'vitest';
import { dayOfLine, looseTime } from '../../src/parse/loose-time.ts';

test.each([
  ['2023/09/16 2:51 PM', '2023-09-16T14:51:00', 'minute'],
  ['2023/9/16 下午2:51', '2023-09-16T14:51:00', 'minute'],
  ['2023年9月28日 20:15:30', '2023-09-28T20:15:30', 'second'],
  ['2022/3/5 7:58:40', '2022-03-05T07:58:40', 'second'],
  ['9/16/2023 12:05 AM', '2023-09-16T00:05:00', 'minute'],
  ['2023-09-16 12:05 PM', '2023-09-16T12:05:00', 'minute'],
  ['2023-09-16 星期六 中午12:05', '2023-09-16T12:05:00', 'minute'],
  ['2021-01-01 晚上12:30', '2021-01-01T00:30:00', 'minute'],
  ['2023.9.28, 20:15', '2023-09-28T20:15:00', 'minute'],
])('%j is %j', (text, time, precision) => {
  expect(looseTime(text)).toEqual({ time, precision });
});

test('a clock alone belongs to the day that was named', () => {
  expect(looseTime('7:05', { day: '2023-09-28' })).toEqual({ time: '2023-09-28T07:05:00', precision: 'minute' });
  expect(looseTime('7:05')).toEqual({ time: null, precision: 'minute' });
});

test.each([
  ['9月28日 12:05', '2023-09-28T12:05:00'],
  ['9月28日 星期四 下午2:05', '2023-09-28T14:05:00'],
  ['昨天 10:00', null],
  ['星期三 12:05', null],
  ['Yesterday 8:10 PM', null],
])('%j belongs to no day that was named before', (text, inKnownYear) => {
  expect(looseTime(text, { day: '2023-10-01' })).toEqual({ time: null, precision: 'minute' });
  expect(looseTime(text, { day: '2023-10-01', year: 2023 })).toEqual({ time: inKnownYear, precision: 'minute' });
});

test.each(['', '25:00', '13月1日 10:00', '2月30日 10:00', '2023-02-30 10:00', '10:75', '2023-09-28', 'abc'])(
  '%j is no time',
  (text) => {
    expect(looseTime(text)).toBeNull();
  },
);

test.each([
  ['—————  2026-02-26  —————', '2026-02-26'],
  ['2025-10-7', '2025-10-07'],
  ['2021年5月2日 星期日', '2021-05-02'],
  ['=== 2026/04/07 ===', '2026-04-07'],
  ['2023/09/28（四）', '2023-09-28'],
  ['9月28日', null],
  ['昨天', null],
  ['2026/02/30', null],
  ['2026-02-26 开会', null],
  ['———', null],
])('the line %j names %j', (line, day) => {
  expect(dayOfLine(line)).toBe(day);
});
