import type { Hertz } from '../../core/types.ts';
import { dc } from './dc.ts';
import { percentile, powerDb } from './stats.ts';

/** No voice goes as low: the deepest men speak at 75 Hz. */
const BELOW = 50; // hertz
const FRAME = 0.1; // seconds
/** Rate at which the low sounds are looked at. */
const SLOW = 2000; // hertz
/** The two sections of a Butterworth low-pass of the fourth order: 75 Hz comes out 14 dB lower. */
const QUALITIES = [0.541_196_1, 1.306_563];

/**
 * Wind, traffic, a draught: the steady power below 50 Hz (the median of tenths of a second, so that the pop of a p
 * counts little) against the whole, in dB, a constant offset aside. Denoisers hardly hear it, so `denSnr` does not know
 * of it. −100 for silence.
 */
export function rumbleDb(samples: Float32Array, sampleRate: Hertz): number {
  const mean = dc(samples);
  let total = 0;
  for (let i = 0; i < samples.length; i++) total += (samples[i]! - mean) * (samples[i]! - mean);
  total /= samples.length;
  if (!(total > 1e-10)) return -100;
  const step = Math.max(1, Math.floor(sampleRate / SLOW));
  const k = Math.tan((Math.PI * BELOW * step) / sampleRate);
  const low = QUALITIES.reduce((signal, q) => lowPass(signal, k, q), slowed(samples, mean, step));
  const frame = Math.round((FRAME * sampleRate) / step);
  const powers = Array.from(
    { length: Math.max(1, Math.floor(low.length / frame)) },
    (_, i) => low.subarray(i * frame, (i + 1) * frame).reduce((sum, x) => sum + x * x, 0) / frame,
  );
  return Math.max(-100, powerDb(percentile(powers, 0.5) / total));
}

/** Means of `step` samples each: what lies below 50 Hz comes through whole, and an eighth of the work is left. */
function slowed(samples: Float32Array, mean: number, step: number): Float64Array<ArrayBuffer> {
  const out = new Float64Array(Math.max(1, Math.floor(samples.length / step)));
  for (let n = 0; n < out.length; n++) {
    let sum = 0;
    for (let i = n * step; i < (n + 1) * step; i++) sum += (samples[i] ?? mean) - mean;
    out[n] = sum / step;
  }
  return out;
}

/** Bilinear transform, transposed direct form II. `k`: the tangent of half the corner's angle. */
function lowPass(samples: Float64Array<ArrayBuffer>, k: number, q: number): Float64Array<ArrayBuffer> {
  const norm = 1 / (1 + k / q + k * k);
  const b = k * k * norm;
  const a1 = 2 * (k * k - 1) * norm;
  const a2 = (1 - k / q + k * k) * norm;
  let z1 = 0;
  let z2 = 0;
  return samples.map((x) => {
    const y = b * x + z1;
    z1 = 2 * b * x - a1 * y + z2;
    z2 = b * x - a2 * y;
    return y;
  });
}
