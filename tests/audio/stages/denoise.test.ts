import { describe, expect, test } from 'vitest';
import type { Engines } from '../../../src/audio/engines.ts';
import { denoiseSpeech, denoisingHelps, fullBand, speechLossDb } from '../../../src/audio/stages/denoise.ts';
import { resample } from '../../../src/core/resample.ts';
import { add, babbleVoice, gain, join, noise, scaled, silence } from '../signals.ts';

const power = (samples: Float32Array) => samples.reduce((sum, x) => sum + x * x, 0);
const errorDb = (signal: Float32Array, other: Float32Array) =>
  10 * Math.log10(power(signal.map((x, i) => x - other[i]!)) / power(signal));

describe('fullBand', () => {
  test.each([8000, 16_000, 24_000, 44_100, 48_000])(
    'gives the original back at %i Hz where nothing was removed',
    (rate) => {
      const native = add(babbleVoice(1, rate), noise(1, rate, 0.01));
      const at16k = resample(native, rate, 16_000);
      expect(errorDb(native, fullBand(native, rate, at16k, at16k))).toBeLessThan(-80);
    },
  );

  test('takes away above 8 kHz what the denoiser took away below', () => {
    const hiss = noise(1, 48_000, 0.1);
    const at16k = resample(hiss, 48_000, 16_000);
    const out = fullBand(hiss, 48_000, at16k, scaled(at16k, gain(-30)));
    expect(10 * Math.log10(power(out) / power(hiss))).toBeLessThan(-24);
  });

  test('makes good the level that speech lost, up to 3 dB', () => {
    const voice = babbleVoice(2, 16_000);
    expect(errorDb(voice, fullBand(voice, 16_000, voice, scaled(voice, gain(-2))))).toBeLessThan(-40);
    const eaten = fullBand(voice, 16_000, voice, scaled(voice, gain(-12)));
    expect(10 * Math.log10(power(eaten) / power(voice))).toBeCloseTo(-9, 0);
  });

  test('keeps silence and a single sample finite', () => {
    for (const length of [0, 1, 500]) {
      const native = new Float32Array(length);
      const at16k = resample(native, 48_000, 16_000);
      expect(fullBand(native, 48_000, at16k, at16k).every((x) => x === 0)).toBe(true);
    }
  });
});

describe('denoiseSpeech', () => {
  const half = (samples: Float32Array) => scaled(samples, 0.5);
  const engines = (over: Partial<Engines> = {}): Engines => ({
    vad: { probabilities: async (samples) => new Float32Array(Math.ceil(samples.length / 512)).fill(0.8) },
    denoiser: { id: 'half', denoise: async (samples) => half(samples) },
    scorer: null,
    ...over,
  });
  const sound = noise(4, 16_000, 0.5);
  const some = Float32Array.from({ length: Math.ceil(sound.length / 512) }, (_, i) => (i >= 60 && i < 80 ? 0.9 : 0));

  test('runs only where speech may be, and asks the detector again there', async () => {
    const { samples16k, probabilities, regions } = await denoiseSpeech(sound, some, engines());
    expect(regions).toHaveLength(1);
    const [{ start, end }] = regions as [{ start: number; end: number }];
    expect(start * 16_000).toBeLessThan(60 * 512);
    expect(end * 16_000).toBeGreaterThan(80 * 512);
    for (let i = 0; i < sound.length; i += 321) {
      const inside = i >= start * 16_000 && i < end * 16_000;
      expect(samples16k[i]).toBe(inside ? sound[i]! * 0.5 : sound[i]);
    }
    expect(probabilities[70]).toBeCloseTo(0.8);
    expect(probabilities[5]).toBe(0);
  });

  test('takes the first answer where hardly anything was removed', async () => {
    const vad = {
      probabilities: () => Promise.reject(new Error('asked again')),
    };
    const denoiser = { id: 'almost', denoise: async (samples: Float32Array) => scaled(samples, 0.99) };
    const { probabilities } = await denoiseSpeech(sound, some, { vad, denoiser, scorer: null });
    expect(probabilities[70]).toBeCloseTo(0.9);
  });

  test('hears soft speech beside loud speech by itself, at its own level', async () => {
    const calls: number[] = [];
    const denoiser = {
      id: 'half',
      denoise: async (samples: Float32Array) => {
        calls.push(samples.length);
        return half(samples);
      },
    };
    const two = join(noise(3, 16_000, 0.5), silence(0.5, 16_000), noise(3, 16_000, 0.02));
    const said = Float32Array.from({ length: Math.ceil(two.length / 512) }, (_, i) => (i >= 94 && i < 109 ? 0 : 0.9));
    const { samples16k, regions } = await denoiseSpeech(two, said, engines({ denoiser }));
    expect(calls).toHaveLength(2);
    expect(regions).toHaveLength(1);
    expect(errorDb(half(two), samples16k)).toBeLessThan(-100);
  });

  test('without a denoiser everything stays as it is', async () => {
    expect(await denoiseSpeech(sound, some, engines({ denoiser: null }))).toEqual({
      samples16k: sound,
      probabilities: some,
      regions: [],
    });
  });
});

describe('denoisingHelps', () => {
  const voice = babbleVoice(2, 16_000);
  const clean = join(silence(1, 16_000), voice, silence(1, 16_000));
  const noisy = add(clean, noise(4, 16_000, 0.02));
  const p = Float32Array.from({ length: Math.ceil(noisy.length / 512) }, (_, i) => (i >= 32 && i < 93 ? 0.9 : 0));

  test('says yes to less noise with the speech still there', () => {
    const better = add(clean, noise(4, 16_000, 0.002));
    expect(denoisingHelps(noisy, better, p)).toBe(true);
  });

  test('says no where the speech went too, and where nothing changed', () => {
    expect(speechLossDb(noisy, scaled(clean, gain(-10)))).toBeGreaterThan(9);
    expect(denoisingHelps(noisy, scaled(clean, gain(-10)), p)).toBe(false);
    expect(denoisingHelps(noisy, noisy, p)).toBe(false);
  });

  test('says no where more went than the pauses hold: that was speech', () => {
    const nearlyClean = add(clean, noise(4, 16_000, 0.002));
    const bitten = scaled(clean, gain(-1));
    expect(speechLossDb(nearlyClean, bitten)).toBeLessThan(3);
    expect(denoisingHelps(nearlyClean, bitten, p)).toBe(false);
  });
});
