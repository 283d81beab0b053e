import { describe, expect, test } from 'vitest';
import { ABREAST, Fourier } from '../../../src/core/simd/fourier.ts';
import { noise } from '../../audio/signals.ts';

/** By the definition: real parts, then imaginary parts. */
function defined(frame: Float32Array): number[] {
  const bins = frame.length / 2 + 1;
  const sum = (k: number, wave: (angle: number) => number) =>
    frame.reduce((all, x, i) => all + x * wave((-2 * Math.PI * i * k) / frame.length), 0);
  const parts = Array.from({ length: bins }, (_, k) => [sum(k, Math.cos), sum(k, Math.sin)] as const);
  return [...parts.map(([re]) => re), ...parts.map(([, im]) => im)];
}

describe.each([4, 32, 512])('a transform of %i points', (size) => {
  const samples = noise(1, ABREAST * size, 1, 5);
  const fourier = new Fourier(size);
  const frame = (n: number) => samples.subarray(n * size, (n + 1) * size);

  test.each([1, 3, 5, ABREAST])('gives each of %i frames its own spectrum', (count) => {
    for (let n = 0; n < count; n++) fourier.putFrame(n, samples, n * size, null);
    fourier.forward(count);
    const out = new Float32Array(2 * fourier.bins);
    const powers = new Float32Array(fourier.bins);
    for (let n = 0; n < count; n++) {
      const expected = defined(frame(n));
      fourier.takeSpectrum(n, out, 0);
      for (const [k, value] of out.entries()) expect(Math.abs(value - expected[k]!)).toBeLessThan(1e-4);
      fourier.takePower(n, powers);
      for (const [k, power] of powers.entries()) {
        expect(Math.abs(Math.sqrt(power) - Math.hypot(expected[k]!, expected[k + fourier.bins]!))).toBeLessThan(1e-4);
      }
    }
  });

  test('and back', () => {
    const spectra = new Float32Array(ABREAST * 2 * fourier.bins);
    for (let n = 0; n < ABREAST; n++) fourier.putFrame(n, samples, n * size, null);
    fourier.forward(ABREAST);
    for (let n = 0; n < ABREAST; n++) fourier.takeSpectrum(n, spectra, n * 2 * fourier.bins);
    for (const count of [ABREAST, 3]) {
      fourier.backward(spectra, 0, count);
      const out = new Float32Array(size);
      for (let n = 0; n < count; n++) {
        fourier.takeFrame(n, out, 0);
        for (const [i, x] of out.entries()) expect(Math.abs(x - frame(n)[i]!)).toBeLessThan(1e-5);
      }
    }
  });
});

test('what lies outside is silence, and a frame leaves nothing behind for the next call', () => {
  const fourier = new Fourier(16);
  const powers = new Float32Array(fourier.bins);
  for (let n = 0; n < ABREAST; n++) fourier.putFrame(n, noise(1, 16), 0, null);
  fourier.forward(ABREAST);
  fourier.putFrame(0, Float32Array.of(0.5), -3, null);
  fourier.forward(1);
  fourier.takePower(0, powers);
  for (const power of powers) expect(power).toBeCloseTo(0.25, 6);
  fourier.putFrame(0, Float32Array.of(0.5), -100, null);
  fourier.forward(1);
  fourier.takePower(0, powers);
  expect([...powers]).toEqual(Array(fourier.bins).fill(0));
});

test.each([0, 2, 12, 131_072])('refuses %i points', (size) => {
  expect(() => new Fourier(size)).toThrow(RangeError);
});
