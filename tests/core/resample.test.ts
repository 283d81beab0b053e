import { describe, expect, test } from 'vitest';
import { resample } from '../../src/core/resample.ts';
import { sine } from '../audio/signals.ts';

const rms = (samples: Float32Array) => Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
const inner = (samples: Float32Array) =>
  samples.subarray(Math.floor(samples.length / 4), Math.floor((3 * samples.length) / 4));

describe.each([
  [24_000, 16_000],
  [16_000, 24_000],
  [16_000, 44_100],
  [16_000, 48_000],
  [8000, 16_000],
  [22_050, 16_000],
])('%i to %i Hz', (from, to) => {
  test('keeps a tone where and what it is', () => {
    const out = resample(sine(1000, 0.5, from), from, to);
    expect(out.length).toBe(Math.round((0.5 * from * to) / from));
    const error = inner(out.map((x, i) => x - Math.sin((2 * Math.PI * 1000 * i) / to)));
    expect(rms(error)).toBeLessThan(1e-4);
  });

  test('keeps silence and a single sample finite', () => {
    expect(resample(new Float32Array(100), from, to).every((x) => x === 0)).toBe(true);
    expect(resample(Float32Array.of(1), from, to).every(Number.isFinite)).toBe(true);
  });
});

test('lets no alias of a high tone through', () => {
  expect(20 * Math.log10(rms(inner(resample(sine(9500, 0.5, 24_000), 24_000, 16_000))))).toBeLessThan(-80);
});

test('hands back the same samples at the same rate', () => {
  const samples = sine(100, 0.1, 16_000);
  expect(resample(samples, 16_000, 16_000)).toBe(samples);
});
