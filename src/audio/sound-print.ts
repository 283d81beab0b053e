import { ANALYSIS_RATE } from '../core/sound.ts';
import type { Hertz } from '../core/types.ts';
import { powerSpectra } from './measures/fft.ts';
import { SampleQueue } from './sample-queue.ts';

const RATE: Hertz = 4000;
const DECIMATE = ANALYSIS_RATE / RATE;
const WINDOW = 1024;
const HOP = 256;
const BANDS = 9;
const LOW: Hertz = 300;
const HIGH: Hertz = 1900;
/** Steps softer than the loudest by this factor of energy are silence; codecs fill it as they like. */
const SILENT = 1e-4;

/** Steps of one section, 10 s. */
export const SECTION = 156;
/** Two minutes are printed whole, … */
const WHOLE = 12;
/** … and of every later minute one section, so that six hours take 150 KB and not 900. */
const EVERY = 6;

const isPrinted = (section: number) => section < WHOLE || section % EVERY === 0;

/**
 * A print of how a recording sounds that survives another codec and bit rate: for each 64 ms, in which of nine bands
 * between 0.3 and 1.9 kHz the energy grows against its neighbour (after Haitsma and Kalker, ISMIR 2002, made coarser:
 * 8 bits a step, long windows, so that a shift of half a step changes little). Silent steps have no say. Samples are
 * handed over in blocks of any size; only their order counts.
 */
export class SoundPrint {
  readonly #slow = new SampleQueue();
  #sum = 0;
  #summed = 0;
  #section = 0;
  #before: number[] | null = null;
  readonly #bits: number[] = [];
  /** Energy of each step; null for one that has no step before it to grow against. */
  readonly #energies: (number | null)[] = [];

  add(samples16k: Float32Array): void {
    this.#slow.push(this.#decimated(samples16k));
    while (this.#slow.end >= endOf(this.#section)) this.#close(endOf(this.#section));
  }

  /** Base64 of two bytes a step: the bits, and 1 where they count. Nothing can be added after it. */
  end(): string {
    this.#close(this.#slow.end);
    const loudest = this.#energies.reduce<number>((most, energy) => Math.max(most, energy ?? 0), 0);
    const print = Buffer.alloc(2 * this.#bits.length);
    for (const [n, bits] of this.#bits.entries()) {
      print[2 * n] = bits;
      print[2 * n + 1] = (this.#energies[n] ?? 0) > SILENT * loudest ? 1 : 0;
    }
    return print.toString('base64');
  }

  #decimated(samples: Float32Array): Float32Array {
    const out = new Float32Array(Math.floor((this.#summed + samples.length) / DECIMATE));
    let n = 0;
    for (let i = 0; i < samples.length; i++) {
      this.#sum += samples[i]!;
      if (++this.#summed < DECIMATE) continue;
      out[n++] = this.#sum;
      this.#sum = 0;
      this.#summed = 0;
    }
    return out;
  }

  /** Takes the section's steps as far as there is sound for them. */
  #close(end: number): void {
    const section = this.#section++;
    const start = section * SECTION * HOP;
    if (!isPrinted(section)) this.#before = null;
    else if (end - start >= WINDOW) {
      for (const power of powerSpectra(this.#slow.copy(start, end), WINDOW, HOP)) this.#step(bandEnergies(power));
    }
    this.#slow.letGo(start + SECTION * HOP);
  }

  #step(bands: number[]): void {
    const before = this.#before;
    let bits = 0;
    for (let b = 0; before && b + 1 < BANDS; b++) {
      if (bands[b]! - bands[b + 1]! > before[b]! - before[b + 1]!) bits |= 1 << b;
    }
    this.#bits.push(bits);
    this.#energies.push(before && bands.reduce((sum, each) => sum + each, 0));
    this.#before = bands;
  }
}

/** Where the last step of a section ends, in samples at 4 kHz. */
function endOf(section: number): number {
  return ((section + 1) * SECTION - 1) * HOP + WINDOW;
}

/** How many steps are printed of a recording, by its length in samples at 16 kHz. */
function stepsOf(length: number): number {
  const steps = Math.max(0, Math.floor((Math.floor(length / DECIMATE) - WINDOW) / HOP) + 1);
  const sections = Math.floor(steps / SECTION);
  let printed = isPrinted(sections) ? steps % SECTION : 0;
  for (let section = 0; section < sections; section++) if (isPrinted(section)) printed += SECTION;
  return printed;
}

/** The resampler may give some samples fewer than the length tells. */
const FEWER_STEPS = 2;

/**
 * Whether a print tells of a recording from end to end, by its length in samples at 16 kHz. Those of earlier versions told
 * only how one of more than a minute begins.
 */
export function isWholePrint(print: string, length: number): boolean {
  return Buffer.byteLength(print, 'base64') / 2 >= stepsOf(length) - FEWER_STEPS;
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
