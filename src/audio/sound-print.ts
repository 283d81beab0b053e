import { powerSpectra } from './measures/fft.ts';

/**
 * A print of how a recording sounds that survives another codec and bit rate: for each 64 ms, in which of nine bands
 * between 0.3 and 1.9 kHz the energy grows against its neighbour (after Haitsma and Kalker, ISMIR 2002, made coarser:
 * 8 bits a step, long windows, so that a shift of half a step changes little). Silent steps have no say.
 */
const RATE = 4000;
const DECIMATE = 4;
const WINDOW = 1024;
const HOP = 256;
const BANDS = 9;
const LOW = 300;
const HIGH = 1900;
/** Steps softer than the loudest by this factor of energy are silence; codecs fill it as they like. */
const SILENT = 1e-4;
/** Two steps a byte each: the bits, and 1 where they count. A print covers two minutes at most. */
const MOST_STEPS = 1875;

/** Base64 of two bytes a step. */
export function soundPrint(samples16k: Float32Array): string {
  const slow = decimated(samples16k);
  const steps = Math.max(0, Math.min(MOST_STEPS, Math.floor((slow.length - WINDOW) / HOP) + 1));
  if (steps === 0) return '';
  const energies: number[][] = [];
  const heard = slow.subarray(0, WINDOW + (steps - 1) * HOP);
  for (const power of powerSpectra(heard, WINDOW, HOP)) energies.push(bandEnergies(power));
  const totals = energies.map((bands) => bands.reduce((sum, each) => sum + each, 0));
  const loudest = Math.max(0, ...totals);
  const print = Buffer.alloc(2 * steps);
  for (let n = 1; n < steps; n++) {
    let bits = 0;
    for (let b = 0; b + 1 < BANDS; b++) {
      const now = energies[n]![b]! - energies[n]![b + 1]!;
      const before = energies[n - 1]![b]! - energies[n - 1]![b + 1]!;
      if (now > before) bits |= 1 << b;
    }
    print[2 * n] = bits;
    print[2 * n + 1] = totals[n]! > SILENT * loudest ? 1 : 0;
  }
  return print.toString('base64');
}

function decimated(samples: Float32Array): Float32Array {
  const out = new Float32Array(Math.floor(samples.length / DECIMATE));
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let k = 0; k < DECIMATE; k++) sum += samples[i * DECIMATE + k]!;
    out[i] = sum;
  }
  return out;
}

/** Bins of the band edges, spaced evenly by pitch. */
const EDGES = Array.from({ length: BANDS + 1 }, (_, i) =>
  Math.round((LOW * (HIGH / LOW) ** (i / BANDS) * WINDOW) / RATE),
);

function bandEnergies(power: Float32Array): number[] {
  return Array.from({ length: BANDS }, (_, b) => {
    let sum = 0;
    for (let k = EDGES[b]!; k < EDGES[b + 1]!; k++) sum += power[k]!;
    return sum;
  });
}

/** Codecs move the start: SILK loses 40 ms, MP3 adds up to 50. */
const MOST_SHIFT = 3;
/** Of unrelated speech a half differs, of the same through another codec a tenth to a fifth (see the test). */
const MOST_DIFFERENT = 0.28;
/** Two seconds of sound: less is too little to tell "好" from "好". */
const LEAST_STEPS = 20;

/** Whether two prints are of the same sound. */
export function samePrint(a: string, b: string): boolean {
  return printDistance(a, b) <= MOST_DIFFERENT;
}

/** Share of bits that differ at the best alignment, 0 to 1; 1 where there is too little to compare. */
export function printDistance(a: string, b: string): number {
  const x = Buffer.from(a, 'base64');
  const y = Buffer.from(b, 'base64');
  let best = 1;
  for (let shift = -MOST_SHIFT; shift <= MOST_SHIFT; shift++) {
    let differ = 0;
    let counted = 0;
    const length = Math.min(x.length / 2, y.length / 2 - shift);
    for (let n = Math.max(1, 1 - shift); n < length; n++) {
      if (!x[2 * n + 1] || !y[2 * (n + shift) + 1]) continue;
      differ += ONES[x[2 * n]! ^ y[2 * (n + shift)]!]!;
      counted++;
    }
    if (counted >= LEAST_STEPS) best = Math.min(best, differ / (8 * counted));
  }
  return best;
}

const ONES = Uint8Array.from({ length: 256 }, (_, n) => n.toString(2).replaceAll('0', '').length);
