import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { epochSeconds, hourOfDay, isoDate, isoTime, timePrecision, ZoneClock } from '../../src/parse/time.ts';

test.each([
  ['2023-09-28 12:05:12', '2023-09-28T12:05:12'],
  ['2023-9-8 7:40', '2023-09-08T07:40:00'],
  ['2022/1/30 19:00', '2022-01-30T19:00:00'],
  ['2022/1/30 19:00:03', '2022-01-30T19:00:03'],
  ['2021年3月4日 20:15', '2021-03-04T20:15:00'],
  ['2021.3.4 20:15:30', '2021-03-04T20:15:30'],
  ['2021-03-04T20:15:30+08:00', '2021-03-04T20:15:30+08:00'],
  ['2021-03-04T20:15:30.123456+0800', '2021-03-04T20:15:30+0800'],
  ['2023-09-28T04:01:05.000Z', '2023-09-28T04:01:05Z'],
  ['2021-03-04', '2021-03-04'],
  [' 2021年3月4日 ', '2021-03-04'],
])('%s is %s', (text, iso) => {
  expect(isoTime(text)).toBe(iso);
});

test.each([
  '',
  '昨天 12:05',
  '2020-02-30 10:00',
  '2021-13-01',
  '2021-03-04 24:00',
  '2021-03-04 10:60',
  '12:05',
  '1695873912',
  '2021-03-04 10:00 abc',
  '2021-03-04T10:00:00+08:60',
  '2021-03-04T10:00:00+15:00',
])('%s is no time', (text) => {
  expect(isoTime(text)).toBeNull();
});

test('a day that the calendar does not have is none', () => {
  expect(isoDate(2020, 2, 29)).toBe('2020-02-29');
  expect(isoDate(2021, 2, 29)).toBeNull();
  expect(isoDate(2021, 0, 1)).toBeNull();
});

test.each([
  [1_695_873_912, 1_695_873_912],
  ['1695873912', 1_695_873_912],
  [1_695_873_912_345, 1_695_873_912],
  ['1695873912345678', 1_695_873_912],
  [1_695_873_912.9, 1_695_873_912],
  [0, null],
  [-5, null],
  ['', null],
  ['abc', null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [1e30, null],
  [null, null],
  [{}, null],
])('%s in seconds since 1970', (value, epoch) => {
  expect(epochSeconds(value)).toBe(epoch);
});

test.each([
  ['2022/1/30 19:00', 'minute'],
  ['2022-01-30 19:00:05', 'second'],
  ['2022-01-30', 'day'],
  ['2021-03-04T20:15:30+08:00', 'second'],
  ['2021-03-04T20:15+08:00', 'minute'],
  ['2023-09-28T04:01:05.000Z', 'second'],
])('%s is exact to the %s', (text, precision) => {
  expect(timePrecision(text)).toBe(precision);
});

describe('the clock of a zone', () => {
  test('writes and reads local times', () => {
    const clock = new ZoneClock('Asia/Shanghai');
    expect(clock.iso(1_695_873_912)).toBe('2023-09-28T12:05:12+08:00');
    expect(clock.epoch('2023-09-28T12:05:12')).toBe(1_695_873_912);
    expect(clock.epoch('2023-09-28T04:05:12Z')).toBe(1_695_873_912);
    expect(clock.epoch('2023-09-28')).toBe(1_695_830_400);
    expect(clock.epoch('no time')).toBeNaN();
  });

  test('knows that China had summer time from 1986 to 1991', () => {
    const clock = new ZoneClock('Asia/Shanghai');
    expect(clock.iso(clock.epoch('1988-07-01T12:00:00'))).toBe('1988-07-01T12:00:00+09:00');
    expect(clock.iso(clock.epoch('1992-07-01T12:00:00'))).toBe('1992-07-01T12:00:00+08:00');
  });

  test('comes back to every moment that it wrote', () => {
    for (const zone of ['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'UTC']) {
      const clock = new ZoneClock(zone);
      fc.assert(
        fc.property(fc.integer({ min: 631_152_000, max: 4_102_444_799 }), (epoch) => {
          expect(clock.epoch(clock.iso(epoch))).toBe(epoch);
        }),
        { numRuns: 100 },
      );
    }
  });
});

test.each([
  [12, 'AM', 0],
  [12, 'a.m.', 0],
  [12, 'PM', 12],
  [1, 'PM', 13],
  [12, '凌晨', 0],
  [12, '晚上', 0],
  [1, '晚上', 1],
  [8, '晚', 20],
  [12, '中午', 12],
  [1, '中午', 13],
  [11, '中午', 11],
  [3, '下午', 15],
  [15, '下午', 15],
  [7, '', 7],
  [24, '', null],
])('%i with %j is %j', (hour, part, expected) => {
  expect(hourOfDay(hour, part)).toBe(expected);
});
