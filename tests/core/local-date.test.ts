import { expect, onTestFinished, test, vi } from 'vitest';
import { localDate } from '../../src/core/local-date.ts';

test.each([
  ['Asia/Shanghai', '2024-01-01'],
  ['America/New_York', '2023-12-31'],
])('a day is that of the calendar on the wall, not that of UTC (%s)', (zone, day) => {
  vi.stubEnv('TZ', zone);
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(localDate(new Date('2023-12-31T18:00:00Z'))).toBe(day);
});
