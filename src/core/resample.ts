import { type Gemm, gemm } from './simd/gemm.ts';
import { Workbench } from './simd/workbench.ts';
import type { Hertz } from './types.ts';

/** Zero crossings of the sinc on each side: 0.94 of the band passes within 0.1 dB, aliases are below −90 dB. */
const CROSSINGS = 32;
const PASS = 0.94;
const KAISER_BETA = 9.5;
const FLOAT = 4; // bytes

/** Results that one product gives at a time: the columns of the kernel. */
const GROUP = 8;
/** Results worked out at a time, so that the kernel's memory holds a stretch and not a recording. */
const MOST = 65_536;

/**
 * Filters of one pair of rates. A row of `up` results stands for `down` samples. Eight neighbouring results see nearly the
 * same samples, so eight filters side by side, each a little further down, make them one matrix product over all rows.
 */
interface Bank {
  up: number;
  down: number;
  /** Samples before the first of a row that its results still see, and all that a row sees. */
  before: number;
  reach: number;
  /** Which result of a row is its first, the sample it begins at, its length and where its table lies. */
  groups: { to: number; first: number; taps: number; address: number }[];
  zeros: number;
}

/**
 * Another sample rate, without delay: sample i of the result lies at i / to seconds. One and the same filter serves both
 * legs where a band is split and put together again. The length is round(length · to / from).
 */
export function resample(samples: Float32Array, from: Hertz, to: Hertz): Float32Array {
  if (from === to) return samples;
  resampler ??= new Resampler();
  return resampler.run(samples, from, to);
}

let resampler: Resampler | undefined;

class Resampler {
  readonly #bench = new Workbench<Gemm>([gemm()]);
  readonly #banks = new Map<string, Bank>();
  readonly #input = new Room(this.#bench);
  readonly #output = new Room(this.#bench);

  run(samples: Float32Array, from: Hertz, to: Hertz): Float32Array {
    const { up, down, before, reach, groups, zeros } = this.#bankOf(from, to);
    const out = new Float32Array(Math.round((samples.length * to) / from));
    const most = Math.max(1, Math.min(Math.ceil(MOST / up), Math.ceil(out.length / up)));
    const input = this.#input.of(most * down + reach);
    const output = this.#output.of(most * up + GROUP);
    for (let at = 0; at < out.length; at += most * up) {
      const rows = Math.min(most, Math.ceil((out.length - at) / up));
      fill(this.#bench.view(input, rows * down + reach), samples, (at / up) * down - before);
      for (const { to: column, first, taps, address } of groups) {
        const row = input + first * FLOAT;
        const place = output + column * FLOAT;
        this.#bench.run.gemm(row, address, place, rows, taps, GROUP, down * FLOAT, GROUP * FLOAT, up * FLOAT, zeros, 0);
      }
      out.set(this.#bench.view(output, Math.min(rows * up, out.length - at)), at);
    }
    return out;
  }

  #bankOf(from: Hertz, to: Hertz): Bank {
    const key = `${from}:${to}`;
    const known = this.#banks.get(key);
    if (known) return known;
    const divisor = gcd(from, to);
    // Rows of at least one group; the same filters come round more often in a longer row.
    const times = Math.max(1, Math.ceil((GROUP * divisor) / to));
    const up = (times * to) / divisor;
    const down = (times * from) / divisor;
    const half = Math.ceil(CROSSINGS / Math.min(1, to / from));
    const starts = Array.from({ length: Math.ceil(up / GROUP) }, (_, g) => g * GROUP);
    const groups = starts.map((column) => {
      const first = Math.floor((column * down) / up);
      const last = Math.floor(((column + GROUP - 1) * down) / up);
      const taps = last - first + 2 * half;
      const table = new Float32Array(taps * GROUP);
      for (let g = 0; g < GROUP; g++) {
        const position = (column + g) * down;
        const offset = Math.floor(position / up) - first;
        filter((position % up) / up, half, Math.min(1, to / from)).forEach((tap, k) => {
          table[(offset + k) * GROUP + g] = tap;
        });
      }
      return { to: column, first, taps, address: this.#bench.put(table) };
    });
    // The last group may reach into the next row, whose first results then come after it.
    groups.reverse();
    const reach = Math.max(...groups.map(({ first, taps }) => first + taps));
    const bank = { up, down, before: half - 1, reach, groups, zeros: this.#bench.reserve(GROUP) };
    this.#banks.set(key, bank);
    return bank;
  }
}

/** Memory for what is being worked on, as much as was ever needed. */
class Room {
  readonly #bench: Workbench<Gemm>;
  #address = 0;
  #floats = 0;

  constructor(bench: Workbench<Gemm>) {
    this.#bench = bench;
  }

  of(floats: number): number {
    if (floats > this.#floats) {
      this.#address = this.#bench.reserve(floats);
      this.#floats = floats;
    }
    return this.#address;
  }
}

/** Samples from `from` on; what lies outside is silence. */
function fill(into: Float32Array, samples: Float32Array, from: number): void {
  into.fill(0);
  const begin = Math.max(0, from);
  into.set(samples.subarray(begin, Math.max(begin, from + into.length)), begin - from);
}

/** Weights of the samples around a result that lies `phase` (0 to 1) after the sample in their middle. */
function filter(phase: number, half: number, scale: number): Float64Array {
  const cutoff = scale * PASS;
  const taps = Float64Array.from({ length: 2 * half }, (_, k) => {
    const x = k - half + 1 - phase;
    return cutoff * sinc(cutoff * x) * kaiser(x / half);
  });
  // Each phase passes a constant as it is: otherwise DC would come out with a faint tone.
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
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
