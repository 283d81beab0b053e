import type { Hertz } from './types.ts';

/** Zero crossings of the sinc on each side: 0.94 of the band passes within 0.1 dB, aliases are below −90 dB. */
const CROSSINGS = 32;
const PASS = 0.94;
const KAISER_BETA = 9.5;

interface Bank {
  /** Output steps per `down` input samples. */
  up: number;
  down: number;
  half: number;
  /** `up` rows of 2·half taps. */
  taps: Float32Array;
}

const banks = new Map<string, Bank>();

/**
 * Another sample rate, without delay: sample i of the result lies at i / to seconds. One and the same filter serves both
 * legs where a band is split and put together again. The length is round(length · to / from).
 */
export function resample(samples: Float32Array, from: Hertz, to: Hertz): Float32Array {
  if (from === to) return samples;
  const { up, down, half, taps } = bankOf(from, to);
  const out = new Float32Array(Math.round((samples.length * to) / from));
  const width = 2 * half;
  for (let i = 0; i < out.length; i++) {
    const position = i * down;
    const row = (position % up) * width;
    const first = Math.floor(position / up) - half + 1;
    const begin = Math.max(0, -first);
    const end = Math.min(width, samples.length - first);
    let sum = 0;
    for (let k = begin; k < end; k++) sum += taps[row + k]! * samples[first + k]!;
    out[i] = sum;
  }
  return out;
}

function bankOf(from: Hertz, to: Hertz): Bank {
  const key = `${from}:${to}`;
  const known = banks.get(key);
  if (known) return known;
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const scale = Math.min(1, to / from);
  const half = Math.ceil(CROSSINGS / scale);
  const taps = new Float32Array(up * 2 * half);
  for (let phase = 0; phase < up; phase++) {
    const row = phase * 2 * half;
    let sum = 0;
    for (let k = 0; k < 2 * half; k++) {
      const x = k - half + 1 - phase / up;
      const cutoff = scale * PASS;
      const value = cutoff * sinc(cutoff * x) * kaiser(x / half);
      taps[row + k] = value;
      sum += value;
    }
    // Each phase passes a constant as it is: otherwise DC would come out with a faint tone.
    for (let k = 0; k < 2 * half; k++) taps[row + k]! /= sum;
  }
  const bank = { up, down, half, taps };
  banks.set(key, bank);
  return bank;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 50; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
