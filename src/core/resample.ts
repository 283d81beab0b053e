import { type Gemm, gemm } from './simd/gemm.ts';
import { Workbench } from './simd/workbench.ts';
import type { Hertz } from './types.ts';

/**
 * Zero crossings of the sinc on each side. Of the band 0.87 passes within 0.1 dB; 0.94, where the filter's middle lies, comes
 * out 6 dB lower; beyond 1.04 nothing is left above −95 dB.
 */
const CROSSINGS = 32;
const PASS = 0.94;
const KAISER_BETA = 9.5;
const FLOAT = 4; // bytes

/** Results that one product gives at a time: the number of columns of the kernel. */
const GROUP = 8;
/** Results calculated at a time, so that the kernel's memory holds a stretch and not a whole recording. */
const MOST = 65_536;

/**
 * Filters for one pair of rates. A row of `up` results stands for `down` samples. Eight neighbouring results see nearly
 * the same samples. So eight filters side by side, each a little further along, make the results one matrix product
 * over all rows.
 */
interface Bank {
  up: number;
  down: number;
  /**
   * Samples before the first sample of a row that its results still see, and the number of samples that a row sees in
   * all.
   */
  before: number;
  reach: number;
  /**
   * For each group: which result of a row is its first, the sample at which it begins, its length, and where its table
   * lies.
   */
  groups: { to: number; first: number; taps: number; address: number }[];
  zeros: number;
}

/**
 * Converts to another sample rate without delay: sample i of the result lies at i / to seconds. The same filter serves
 * both directions where a band is split and put together again. The length is round(length · to / from).
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
    // Rows of at least one group; in a longer row the same filters repeat.
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
    // The last group may reach into the next row, so the first results of that row must be written after it.
    groups.reverse();
    const reach = Math.max(...groups.map(({ first, taps }) => first + taps));
    const bank = { up, down, before: half - 1, reach, groups, zeros: this.#bench.reserve(GROUP) };
    this.#banks.set(key, bank);
    return bank;
  }
}

/** Working memory, as large as the most that was ever needed. */
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

/** Copies samples from `from` on; outside the recording there is silence. */
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
  // Each phase must leave a constant unchanged: otherwise DC would come out with a faint tone.
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
