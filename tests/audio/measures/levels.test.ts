import { describe, expect, test } from 'vitest';
import { denSnr } from '../../../src/audio/measures/den-snr.ts';
import { gapSnr, highNoise } from '../../../src/audio/measures/gap-snr.ts';
import { kWeighting, loudness, loudnessOf } from '../../../src/audio/measures/loudness.ts';
import { rmsDb } from '../../../src/audio/measures/rms.ts';
import { speechShare } from '../../../src/audio/measures/speech-share.ts';
import { percentile } from '../../../src/audio/measures/stats.ts';
import { truePeakDb } from '../../../src/audio/measures/true-peak.ts';
import { resample } from '../../../src/core/resample.ts';
import { add, gain, join, noise, scaled, silence, sine } from '../signals.ts';

describe('loudness', () => {
  test('the filters at 48 kHz are the printed ones of BS.1770', () => {
    const [shelf, highPass] = kWeighting(48_000);
    expect(shelf.b0).toBeCloseTo(1.53512485958697, 9);
    expect(shelf.b1).toBeCloseTo(-2.69169618940638, 9);
    expect(shelf.b2).toBeCloseTo(1.19839281085285, 9);
    expect(shelf.a1).toBeCloseTo(-1.69065929318241, 9);
    expect(shelf.a2).toBeCloseTo(0.73248077421585, 9);
    expect(highPass.a1).toBeCloseTo(-1.99004745483398, 9);
    expect(highPass.a2).toBeCloseTo(0.99007225036621, 9);
  });

  // BS.1770: a full-scale sine of 997 Hz in one channel is -3.01 LUFS.
  test.each([8000, 16_000, 22_050, 24_000, 44_100, 48_000])('997 Hz at -20 dBFS is -23.0 at %i Hz', (rate) => {
    expect(loudness(sine(997, 5, rate, gain(-20)), rate)).toBeCloseTo(-23.01, 1);
  });

  // EBU Tech 3341, test signals 1 to 4 in one channel: there two channels give 3.01 LU more.
  test.each<[string, Float32Array, number]>([
    ['1: -23 dBFS for 20 s', tones([-23, 20]), -26.01],
    ['2: -33 dBFS for 20 s', tones([-33, 20]), -36.01],
    ['3: -36, -23, -36 dBFS for 10, 60, 10 s', tones([-36, 10], [-23, 60], [-36, 10]), -26.01],
    ['4: the same between 10 s of -72 dBFS', tones([-72, 10], [-36, 10], [-23, 60], [-36, 10], [-72, 10]), -26.01],
  ])('EBU case %s', (_, signal, expected) => {
    expect(Math.abs(loudness(signal, 48_000) - expected)).toBeLessThan(0.1);
  });

  function tones(...parts: [db: number, seconds: number][]): Float32Array {
    return join(...parts.map(([db, seconds]) => sine(1000, seconds, 48_000, gain(db))));
  }

  test('is -70 for silence, sound below the gate and nothing', () => {
    expect(loudness(silence(2, 16_000), 16_000)).toBe(-70);
    expect(loudness(sine(997, 2, 16_000, gain(-75)), 16_000)).toBe(-70);
    expect(loudness(new Float32Array(0), 16_000)).toBe(-70);
  });

  test('pauses do not count', () => {
    const tone = sine(997, 5, 16_000, gain(-20));
    expect(loudness(join(tone, silence(20, 16_000), tone), 16_000)).toBeGreaterThan(-23.4);
  });

  test('takes less than a block as one', () => {
    expect(loudness(sine(997, 0.2, 16_000, gain(-20)), 16_000)).toBeGreaterThan(-23.7);
    expect(loudness(sine(997, 0.2, 16_000, gain(-20)), 16_000)).toBeLessThan(-22.5);
  });

  test('several stretches together are as loud as one of them when they are alike', () => {
    const part = { samples: sine(997, 3, 16_000, gain(-20)), sampleRate: 16_000 };
    expect(loudnessOf([part, part, part])).toBeCloseTo(-23.01, 1);
  });
});

describe('truePeakDb', () => {
  // EBU Tech 3341, test signals 15 to 18: +0.2/-0.4 dB. At a quarter of the rate, 45 degrees off, samples reach 0.71 of the peak.
  test.each([0, 30, 45, 60])('a quarter of the sample rate at %i degrees', (degrees) => {
    const signal = Float32Array.from(
      { length: 4800 },
      (_, i) => 0.5 * Math.sin((Math.PI / 2) * i + (degrees * Math.PI) / 180),
    );
    expect(truePeakDb(signal)).toBeGreaterThan(-6.02 - 0.4);
    expect(truePeakDb(signal)).toBeLessThan(-6.02 + 0.2 + 0.4); // the start of a tone rings
  });

  test('is never below the sample peak, -200 for silence', () => {
    const signal = scaled(noise(0.5, 16_000), 0.5);
    expect(truePeakDb(signal)).toBeGreaterThanOrEqual(-6.03);
    expect(truePeakDb(silence(1, 16_000))).toBe(-200);
    expect(truePeakDb(new Float32Array([1]))).toBeCloseTo(0, 6);
  });
});

test('rmsDb: a full sine is -3.01 dB', () => {
  expect(rmsDb(sine(997, 1, 16_000))).toBeCloseTo(-3.01, 2);
  expect(rmsDb(silence(1, 16_000))).toBe(-200);
});

describe('denSnr', () => {
  const speech = sine(300, 1, 16_000, 0.5);

  test.each([-5, 0, 10, 25])('what was taken away lies %i dB below what was kept', (db) => {
    const removed = scaled(sine(1700, 1, 16_000, 0.5), gain(-db));
    expect(denSnr(add(speech, removed), speech)).toBeCloseTo(db, 3);
  });

  test('is 60 when nothing was taken away, -60 when all was', () => {
    expect(denSnr(speech, speech)).toBe(60);
    expect(denSnr(speech, silence(1, 16_000))).toBe(-60);
    expect(denSnr(silence(1, 16_000), silence(1, 16_000))).toBe(-60);
  });
});

describe('highNoise', () => {
  test.each([
    [24_000, 1 / 3],
    [48_000, 2 / 3],
  ])('is the share of white noise above 8 kHz at %i Hz', (rate, share) => {
    const hiss = noise(3, rate, 0.01);
    const power = rmsPower(hiss);
    const pauses = new Float32Array(94);
    const found = highNoise(hiss, rate, resample(hiss, rate, 16_000), pauses);
    expect(found / power).toBeGreaterThan(share - 0.07);
    expect(found / power).toBeLessThan(share + 0.07);
    expect(denSnr(hiss, silence(3, rate).fill(0.01), found)).toBeLessThan(denSnr(hiss, silence(3, rate).fill(0.01)));
  });

  test('is nothing where there is nothing above 8 kHz', () => {
    const hiss = noise(3, 16_000, 0.01);
    expect(highNoise(hiss, 16_000, hiss, new Float32Array(94))).toBe(0);
    expect(highNoise(hiss.subarray(0, 24_000), 8000, hiss, new Float32Array(94))).toBe(0);
    expect(highNoise(silence(3, 48_000), 48_000, silence(3, 16_000), new Float32Array(94))).toBe(0);
  });

  function rmsPower(samples: Float32Array): number {
    return 10 ** (rmsDb(samples) / 10);
  }
});

describe('gapSnr', () => {
  const speech = join(sine(300, 1.024, 16_000, 0.5), silence(1.024, 16_000));
  const probabilities = Float32Array.from({ length: 64 }, (_, i) => (i < 32 ? 0.99 : 0.01));

  test.each([10, 20, 40])('%i dB', (db) => {
    const noisy = add(speech, scaled(noise(2.048, 16_000), gain(-db) * (0.5 / Math.SQRT2) * Math.sqrt(3)));
    expect(Math.abs(gapSnr(noisy, probabilities) - db)).toBeLessThan(0.7);
  });

  test('is -60 without speech', () => {
    expect(gapSnr(noise(1, 16_000), new Float32Array(31))).toBe(-60);
  });
});

test('speechShare counts frames from the threshold on', () => {
  expect(speechShare(new Float32Array([0.1, 0.5, 0.9, 0.4]))).toBe(0.5);
  expect(speechShare(new Float32Array(0))).toBe(0);
});

test('percentile: as by sorting, with ties, one value and none', () => {
  const sorted = (values: number[], share: number) => {
    const all = values.toSorted((a, b) => a - b);
    const at = share * (all.length - 1);
    const below = all[Math.floor(at)] ?? 0;
    return below + ((all[Math.floor(at) + 1] ?? below) - below) * (at - Math.floor(at));
  };
  for (const length of [0, 1, 2, 3, 10, 161]) {
    for (const values of [[...noise(length, 1, 1, 7 + length)], Array.from({ length }, (_, i) => i % 3)]) {
      for (const share of [0, 0.1, 0.5, 0.8, 0.95, 1]) {
        const before = [...values];
        expect(percentile(values, share)).toBeCloseTo(sorted(values, share), 12);
        expect(values).toEqual(before);
      }
    }
  }
});
