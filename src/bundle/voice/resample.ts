import type { Hertz } from '../../core/types.ts';

/** Half the taps of the filter at the lower of both rates; with this window the stop band lies below -100 dB. */
const HALF_TAPS = 48;
/** Kaiser window: about 100 dB of stop band. */
const BETA = 10;
/** Pass band as a share of the lower Nyquist frequency: the rest is the filter's slope. */
const PASS = 0.94;

/**
 * Another sample rate, in process: the same bytes on every machine, whatever ffmpeg it has. Windowed sinc, one filter a
 * phase; the result has exactly `round(n · to / from)` samples.
 */
export function resample(samples: Float32Array, from: Hertz, to: Hertz): Float32Array {
  if (from === to) return samples;
  const divisor = gcd(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const cutoff = PASS * Math.min(1, to / from);
  const half = Math.ceil(HALF_TAPS / Math.min(1, to / from));
  const filters = Array.from({ length: up }, (_, phase) => filterOf(phase / up, half, cutoff));
  const out = new Float32Array(Math.round((samples.length * to) / from));
  for (let i = 0; i < out.length; i++) {
    const position = i * down;
    const center = Math.floor(position / up);
    const filter = filters[position % up] as Float64Array;
    const first = Math.max(0, center - half + 1);
    const last = Math.min(samples.length - 1, center + half);
    let sum = 0;
    for (let at = first; at <= last; at++) sum += (samples[at] as number) * (filter[at - center + half - 1] as number);
    out[i] = sum;
  }
  return out;
}

/** Taps for an output that lies `shift` (0..1) of an input sample behind the centre; their sum is 1. */
function filterOf(shift: number, half: number, cutoff: number): Float64Array {
  const taps = Float64Array.from({ length: 2 * half }, (_, i) => {
    const x = i - half + 1 - shift;
    const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
    return sinc * kaiser(x / half);
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
}

const kaiser = (x: number) => (Math.abs(x) >= 1 ? 0 : bessel(BETA * Math.sqrt(1 - x * x)) / bessel(BETA));

/** Modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
