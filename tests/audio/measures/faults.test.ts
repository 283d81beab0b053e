import { describe, expect, test } from 'vitest';
import { measure } from '../../../src/audio/measures/all.ts';
import { crestRatio, flatTops } from '../../../src/audio/measures/clipping.ts';
import { decay } from '../../../src/audio/measures/decay.ts';
import { grade, THRESHOLDS } from '../../../src/audio/stages/grade.ts';
import { resample } from '../../../src/core/resample.ts';
import { add, babbleVoice, noise, scaled, silence, sine } from '../signals.ts';

const RATE = 16_000;
const clip = (samples: Float32Array, at: number) => samples.map((x) => Math.max(-at, Math.min(at, x)));

describe('flatTops', () => {
  test('a sine cut at half its height is flat for two thirds of its time', () => {
    // |sin| > 1/2 for 2/3 of a period; the first sample of each top has no neighbour before it.
    expect(flatTops(clip(sine(100, 1, 48_000), 0.5))).toBeCloseTo(2 / 3 - (2 * 100) / 48_000, 2);
  });

  test('finds a top that was clipped on one side only, and one that was turned down afterwards', () => {
    const voice = babbleVoice(4, 48_000);
    const peak = voice.reduce((a, x) => Math.max(a, x), 0);
    const oneSided = voice.map((x) => Math.min(x, peak * 0.5));
    expect(flatTops(oneSided)).toBeGreaterThan(5e-4);
    expect(flatTops(scaled(clip(voice, peak * 0.5), 0.1))).toBeGreaterThan(5e-4);
  });

  test('is next to nothing for noise, nothing for silence and one sample', () => {
    expect(flatTops(noise(2, 48_000).map((x) => x ** 3))).toBeLessThan(5e-4);
    expect(flatTops(silence(1, 48_000))).toBe(0);
    expect(flatTops(new Float32Array([0.3]))).toBe(0);
    expect(flatTops(new Float32Array(0))).toBe(0);
  });
});

describe('crestRatio', () => {
  test('is 1 for flat tops, more for what has peaks', () => {
    const voice = babbleVoice(6, RATE);
    const peak = voice.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
    expect(crestRatio(clip(voice, 0.4 * peak))).toBeCloseTo(1, 2);
    expect(crestRatio(noise(4, RATE).map((x) => x ** 5))).toBeGreaterThan(1.03);
    expect(crestRatio(silence(1, RATE))).toBe(0);
    expect(crestRatio(new Float32Array(0))).toBe(0);
  });
});

describe('decay', () => {
  /** Bursts of noise that die away by `slope` dB/s. */
  function bursts(slope: number): Float32Array {
    return noise(6, RATE, 0.5).map((x, i) => {
      const t = (i / RATE) % 0.6;
      return t < 0.2 ? x : x * 10 ** ((-slope * (t - 0.2)) / 20);
    });
  }

  test.each([80, 150, 300])('finds a fall of %i dB/s', (slope) => {
    expect(Math.abs(decay(bursts(slope)) - slope)).toBeLessThan(0.25 * slope);
  });

  test('is 0 where nothing falls', () => {
    expect(decay(silence(1, RATE))).toBe(0);
    expect(decay(sine(1000, 1, RATE))).toBe(0);
    expect(decay(new Float32Array(10))).toBe(0);
  });
});

describe('measure', () => {
  const original16k = babbleVoice(3, RATE);
  const input = {
    original: { samples: original16k, sampleRate: RATE, start: 0 },
    original16k,
    denoised16k: original16k.map((x) => x * 0.99),
    speechProbability: new Float32Array(93).fill(0.9),
    codec: 'pcm_s16le',
    nativeRate: RATE,
  };

  test('looks for flat tops in files that keep every sample, for the crest in all', () => {
    expect(measure(input)).toHaveProperty('clipping');
    expect(measure(input)).toHaveProperty('crestRatio');
    for (const change of [{ codec: 'aac' }, { nativeRate: 48_000 }]) {
      expect(measure({ ...input, ...change })).toHaveProperty('crestRatio');
      expect(measure({ ...input, ...change })).not.toHaveProperty('clipping');
    }
  });

  test('clipping is heard in a file without loss that was resampled after it', () => {
    const sound = add(...[211, 307, 401, 503, 601, 701, 809, 907].map((hertz) => sine(hertz, 4, RATE, 0.1)));
    const peak = sound.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const measured = (samples: Float32Array) => {
      const resampled = { samples: resample(samples, RATE, 24_000), sampleRate: 24_000, start: 0 };
      return measure({ ...input, original: resampled, nativeRate: 24_000 });
    };
    expect(grade(measured(sound)).faults).not.toContain('clipped');
    const clipped = measured(clip(sound, peak / 2));
    expect(clipped.clipping).toBeLessThan(THRESHOLDS.lightFlatTops);
    expect(grade(clipped)).toMatchObject({ grade: 'C', faults: expect.arrayContaining(['clipped']) });
  });

  test('takes the noise from the denoiser, from the pauses without one', () => {
    expect(measure(input)).toMatchObject({ snrDb: 39.91 });
    expect(measure({ ...input, denoised16k: null })).not.toHaveProperty('snrDb');
    expect(measure({ ...input, denoised16k: null })).toHaveProperty('gapSnrDb');
  });

  test.each([
    ['nothing', new Float32Array(0)],
    ['a sample', new Float32Array([0.5])],
    ['silence', silence(1, RATE)],
    ['50 ms', babbleVoice(0.05, RATE)],
  ])('is finite for %s', (_, samples) => {
    const all = measure({
      ...input,
      original: { samples, sampleRate: RATE, start: 0 },
      original16k: samples,
      denoised16k: samples,
      speechProbability: new Float32Array(0),
    });
    for (const [name, value] of Object.entries(all)) expect(Number.isFinite(value), name).toBe(true);
  });
});
