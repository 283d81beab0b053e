import { expect, test } from 'vitest';
import { ZoneClock } from '../../src/parse/time.ts';

/** What Intl says when asked about that very moment. */
function asked(timeZone: string, epoch: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(epoch * 1000);
  const [, sign, h, m] =
    /GMT([+-])(\d\d):(\d\d)/u.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return sign ? (sign === '-' ? -1 : 1) * (Number(h) * 3600 + Number(m) * 60) : 0;
}

test.each(['Asia/Shanghai', 'America/New_York', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'])(
  'knows the offset of %s at every hour of two years, changes of the clock included',
  (timeZone) => {
    const clock = new ZoneClock(timeZone);
    const wrong: number[] = [];
    // 2021-01-01, in steps of 3 h 7 min so that no change is met at its own hour only.
    for (let epoch = 1_609_459_200; epoch < 1_672_531_200; epoch += 11_220) {
      if (clock.offset(epoch) !== asked(timeZone, epoch)) wrong.push(epoch);
    }
    expect(wrong).toEqual([]);
  },
);

test('reads and writes the hour that the clock skips and the one that it has twice', () => {
  const clock = new ZoneClock('America/New_York');
  // 2021-03-14 02:00 did not exist; 2021-11-07 01:30 was there twice.
  expect(clock.iso(1_615_705_199)).toBe('2021-03-14T01:59:59-05:00');
  expect(clock.iso(1_615_705_200)).toBe('2021-03-14T03:00:00-04:00');
  expect(clock.iso(clock.epoch('2021-11-07T00:30:00'))).toBe('2021-11-07T00:30:00-04:00');
  expect(clock.iso(clock.epoch('2021-11-07T02:30:00'))).toBe('2021-11-07T02:30:00-05:00');
});
