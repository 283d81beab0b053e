import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grade, THRESHOLDS } from '../../../src/audio/stages/grade.ts';
import type { Measures } from '../../../src/core/types.ts';

/** What a good voice message measures. */
const GOOD: Measures = {
  snrDb: 27,
  clipping: 0.00001,
  dc: 0,
  humDb: -100,
  rumbleDb: -38,
  bandwidthHz: 7900,
  highbandDb: -17,
  decayDbPerS: 390,
  mendedDecayDbPerS: 410,
  musicShare: 0,
  speechShare: 0.95,
};

describe('grade', () => {
  test('a good one is an A without faults and labels', () => {
    expect(grade(GOOD)).toEqual({ grade: 'A', faults: [], labels: [] });
  });

  test.each<[string, Measures, string, string[]]>([
    ['a little noise', { snrDb: 12 }, 'B', ['noisy']],
    ['a reading that may be 15 dB in truth', { snrDb: 18.2 }, 'B', ['noisy']],
    ['much noise, which fills the falls too', { snrDb: 4, decayDbPerS: 120 }, 'C', ['noisy']],
    ['music in the background', { snrDb: 12, musicShare: 0.5 }, 'B', ['music', 'noisy']],
    ['music in the foreground', { snrDb: 2, musicShare: 0.6 }, 'C', ['music', 'noisy']],
    ['held tones in the little that was removed', { snrDb: 24, musicShare: 0.6 }, 'A', []],
    ['a room', { snrDb: 19, decayDbPerS: 200, mendedDecayDbPerS: 235 }, 'B', ['reverberant']],
    ['a hall', { snrDb: 6.1, decayDbPerS: 120, mendedDecayDbPerS: 180 }, 'C', ['reverberant', 'noisy']],
    ['some flat tops', { clipping: 0.001 }, 'B', ['clipped']],
    ['many flat tops', { clipping: 0.02 }, 'C', ['clipped']],
    ['little but silence', { speechShare: 0.2 }, 'C', ['no-speech']],
    ['wind, which the denoiser does not hear', { rumbleDb: -15 }, 'B', ['noisy']],
    ['clipped and noisy', { clipping: 0.02, snrDb: 10 }, 'C', ['clipped', 'noisy']],
  ])('%s', (_, more, expected, faults) => {
    expect(grade({ ...GOOD, ...more })).toMatchObject({ grade: expected, faults });
  });

  test('after a lossy codec the crest tells of clipping', () => {
    const { clipping: _, ...coded } = GOOD;
    expect(grade({ ...coded, crestRatio: 1.5 }).grade).toBe('A');
    expect(grade({ ...coded, crestRatio: 1.15 })).toMatchObject({ grade: 'B', faults: ['clipped'] });
    expect(grade({ ...coded, crestRatio: 1.05 })).toMatchObject({ grade: 'C', faults: ['clipped'] });
  });

  test('without a denoiser the pauses tell of noise, and a label says so', () => {
    const { snrDb: _, mendedDecayDbPerS: __, ...plain } = GOOD;
    expect(grade({ ...plain, gapSnrDb: 35 })).toEqual({ grade: 'A', faults: [], labels: ['noise-by-pauses'] });
    expect(grade({ ...plain, gapSnrDb: 20 }).grade).toBe('B');
    expect(grade({ ...plain, gapSnrDb: 10 })).toMatchObject({ grade: 'C', faults: ['noisy'] });
  });

  test('a telephone and hum are labels, no faults', () => {
    expect(grade({ ...GOOD, bandwidthHz: 3600, highbandDb: -50, humDb: -25 })).toEqual({
      grade: 'A',
      faults: [],
      labels: ['phone-band', 'hum'],
    });
  });

  test.each([
    [3600, -20, true],
    [4560, -32, true],
    [4560, -20, false],
    [7000, -34, false],
    [9000, -50, false],
  ])('sound up to %i Hz, %i dB above 4 kHz: a telephone is %s', (bandwidthHz, highbandDb, telephone) => {
    expect(grade({ ...GOOD, bandwidthHz, highbandDb }).labels).toEqual(telephone ? ['phone-band'] : []);
  });

  test('nothing measured is nothing found', () => {
    expect(grade({})).toEqual({ grade: 'A', faults: [], labels: [] });
  });

  test('less noise and fewer flat tops never make it worse', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(number(-20, 40), number(0, 20), number(0, 0.1), number(0, 1), (snrDb, better, clipping, part) => {
        const worse = grade({ ...GOOD, snrDb, clipping }).grade;
        const good = grade({ ...GOOD, snrDb: snrDb + better, clipping: clipping * part }).grade;
        expect(good <= worse).toBe(true);
      }),
    );
  });

  test('other thresholds, other grades', () => {
    expect(grade({ ...GOOD, snrDb: 19 }, { ...THRESHOLDS, cleanSnrDb: 20 }).grade).toBe('B');
  });
});
