import { expect, test } from 'vitest';
import { duration, roundDuration } from '../../src/core/duration.ts';

test.each([
  [9.96, 'nearest', '10.0 s', '10.0 秒'],
  [9.96, 'down', '9.9 s', '9.9 秒'],
  [59.99, 'nearest', '1 min 00 s', '1 分 00 秒'],
  [133.6, 'down', '2 min 13 s', '2 分 13 秒'],
  [133.1, 'up', '2 min 14 s', '2 分 14 秒'],
  [3 * 0.1, 'up', '0.3 s', '0.3 秒'],
  [3840, 'nearest', '1 h 04 min', '1 小时 04 分'],
] as const)('%d s rounded %s', (seconds, rounded, en, zh) => {
  expect(duration(seconds, rounded)).toEqual({ en, zh });
});

test.each([
  [10, '10 s', '10 秒'],
  [9.9, '9.9 s', '9.9 秒'],
  [90, '1 min 30 s', '1 分 30 秒'],
  [600, '10 min', '10 分'],
  [3600, '1 h', '1 小时'],
  [3840, '1 h 04 min', '1 小时 04 分'],
])('%d s as an amount that is asked for', (seconds, en, zh) => {
  expect(roundDuration(seconds)).toEqual({ en, zh });
});
