import type { Hertz } from '../../core/types.ts';
import { powerDb } from './stats.ts';

/** What BS.1770 gives for no sound, or for sound below its absolute gate. */
export const SILENT_LUFS = -70;
const BLOCK = 0.4; // seconds; ITU-R BS.1770-4, gating block
const STEPS_A_BLOCK = 4; // 75 % overlap

/**
 * Integrated loudness in LUFS (ITU-R BS.1770-4, one channel): K-weighting, blocks of 400 ms, gates at −70 LUFS and
 * 10 LU below what the first gate leaves. Shorter than a block: the whole as one block. −70 for silence.
 */
export function loudness(samples: Float32Array, sampleRate: Hertz): number {
  return loudnessOf([{ samples, sampleRate }]);
}

/** Integrated loudness of several stretches taken together; a block never spans two of them. */
export function loudnessOf(parts: Iterable<{ samples: Float32Array; sampleRate: Hertz }>): number {
  const blocks: number[] = [];
  for (const { samples, sampleRate } of parts) for (const power of blockPowers(samples, sampleRate)) blocks.push(power);
  return gatedLoudness(blocks);
}

/** The same from the powers of the blocks, for recordings that are not in memory as a whole. */
export function gatedLoudness(blocks: readonly number[]): number {
  const loud = blocks.filter((power) => lufs(power) > SILENT_LUFS);
  if (loud.length === 0) return SILENT_LUFS;
  const relative = lufs(mean(loud)) - 10;
  return lufs(mean(loud.filter((power) => lufs(power) > relative)));
}

function lufs(power: number): number {
  return -0.691 + powerDb(power);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** K-weighted mean square of every 400 ms block, a new one every 100 ms. */
export function blockPowers(samples: Float32Array, sampleRate: Hertz): number[] {
  const step = Math.round((BLOCK / STEPS_A_BLOCK) * sampleRate);
  const sums = stepSums(samples, sampleRate, step);
  if (sums.length < STEPS_A_BLOCK) {
    const total = sums.reduce((sum, value) => sum + value, 0);
    return samples.length ? [total / samples.length] : [];
  }
  // What is left over at the end makes no block: the standard drops incomplete ones.
  const whole = Math.floor(samples.length / step);
  const powers: number[] = [];
  for (let i = 0; i + STEPS_A_BLOCK <= whole; i++) {
    let sum = 0;
    for (let k = 0; k < STEPS_A_BLOCK; k++) sum += sums[i + k]!;
    powers.push(sum / (step * STEPS_A_BLOCK));
  }
  return powers;
}

/** Sum of squares after K-weighting, one number for every `step` samples; the last may cover fewer. */
function stepSums(samples: Float32Array, sampleRate: Hertz, step: number): number[] {
  const [shelf, highPass] = kWeighting(sampleRate);
  const sums: number[] = [];
  let s1 = 0,
    s2 = 0,
    h1 = 0,
    h2 = 0,
    sum = 0;
  for (let i = 0; i < samples.length; i++) {
    // Both biquads in transposed direct form II.
    const x = samples[i]!;
    const y = shelf.b0 * x + s1;
    s1 = shelf.b1 * x - shelf.a1 * y + s2;
    s2 = shelf.b2 * x - shelf.a2 * y;
    const z = y + h1;
    h1 = -2 * y - highPass.a1 * z + h2;
    h2 = y - highPass.a2 * z;
    sum += z * z;
    if ((i + 1) % step === 0 || i === samples.length - 1) {
      sums.push(sum);
      sum = 0;
    }
  }
  return sums;
}

interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/**
 * The two K-weighting filters at any rate. BS.1770 prints coefficients for 48 kHz only; these are the analogue filters
 * behind them (Mansbridge, Finn, Reiss, AES 133, 2012), which give the printed ones at 48 kHz to nine digits.
 */
export function kWeighting(sampleRate: Hertz): [shelf: Biquad, highPass: Biquad] {
  const K = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
  const Q = 0.7071752369554196;
  const Vh = 10 ** (3.999843853973347 / 20);
  const Vb = Vh ** 0.4996667741545416;
  const d = 1 + K / Q + K * K;
  const shelf = {
    b0: (Vh + (Vb * K) / Q + K * K) / d,
    b1: (2 * (K * K - Vh)) / d,
    b2: (Vh - (Vb * K) / Q + K * K) / d,
    a1: (2 * (K * K - 1)) / d,
    a2: (1 - K / Q + K * K) / d,
  };
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const e = 1 + k / q + k * k;
  return [shelf, { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / e, a2: (1 - k / q + k * k) / e }];
}
