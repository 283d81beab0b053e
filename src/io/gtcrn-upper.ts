import {
  BANDS,
  bothGroups,
  C,
  clearBetween,
  F,
  LOW,
  NARROW,
  POINT_ROW,
  POINTS,
  type Product,
  put,
  ROW,
  T,
  WIDE,
  WIDE_ROW,
} from './gtcrn-shapes.ts';
import type { GtcrnWeights } from './gtcrn-weights.ts';
import type { NetworkBench } from './nn/kernels.ts';
import { BINS } from './nn/stft.ts';

const UPPER = BINS - LOW; // 192
/** The last layer gives two numbers per point; the kernel works on eight columns at a time. */
const COLUMNS = 8;

/** Two convolutions that double the bands, then a mask for each bin, which is applied. */
export class UpperLayers {
  readonly #bench: NetworkBench;
  readonly #even1: Product;
  readonly #odd1: Product;
  readonly #even2: Product;
  readonly #odd2: Product;
  readonly #slope: number;
  readonly #toBins: number;
  readonly #zeros: number;
  /** [T][70][16] with one zero before each frame's 65 points, [T][140][8], [T][2][129] and [T][2][192] */
  readonly #wide: number;
  readonly #pairs: number;
  readonly #masks: number;
  readonly #upper: number;

  constructor(bench: NetworkBench, w: GtcrnWeights) {
    this.#bench = bench;
    const tap = (k: number) => bothGroups(w.deconv1.map(({ taps, bias }) => ({ weights: taps[k]!, bias })));
    const { bias } = tap(0);
    const several = (taps: number[]) => Float32Array.from(taps.flatMap((k) => [...tap(k).weights]));
    this.#even1 = put(bench, { weights: several([4, 2, 0]), bias });
    this.#odd1 = put(bench, { weights: several([3, 1]), bias });
    const last = (taps: number[]) => Float32Array.from(taps.flatMap((k) => [...eightWide(w.deconv2.taps[k]!)]));
    const lastBias = eightWide(w.deconv2.bias);
    this.#even2 = put(bench, { weights: last([4, 2, 0]), bias: lastBias });
    this.#odd2 = put(bench, { weights: last([3, 1]), bias: lastBias });
    this.#slope = w.slopeDeconv1;
    this.#toBins = bench.put(w.toBins);
    this.#zeros = bench.reserve(UPPER);
    this.#wide = bench.reserve((T + 1) * WIDE_ROW * C);
    this.#pairs = bench.reserve((T + 1) * POINT_ROW * COLUMNS);
    this.#masks = bench.reserve(T * 2 * POINTS);
    this.#upper = bench.reserve(T * 2 * UPPER);
  }

  /** `encoderWide` is the output of the encoder's first convolution. */
  run(input: number, encoderWide: number, spectrum: Float32Array, count: number): void {
    const { run } = this.#bench;
    const rows = count * WIDE_ROW;
    const first = this.#wide + C * F;
    this.#double(input, this.#even1, this.#odd1, first, count * ROW - (ROW - NARROW), C);
    clearBetween(this.#bench, this.#wide, WIDE_ROW, WIDE + 1, WIDE_ROW + 1, count);
    run.prelu(this.#wide, rows * C, this.#slope);
    // Its points lie one row further on.
    run.add(this.#wide, encoderWide + C * F, (rows - 1) * C);
    this.#double(this.#wide, this.#even2, this.#odd2, this.#pairs, rows - (WIDE_ROW - WIDE), COLUMNS);
    this.#masksOf(count);
    this.#apply(spectrum, count);
  }

  /** Even bands see three of the narrower bands, odd bands two. */
  #double(input: number, even: Product, odd: Product, out: number, rows: number, columns: number): void {
    const { run } = this.#bench;
    const [point, to] = [C * F, columns * F];
    run.gemm(input, even.weights, out, rows, 3 * C, columns, point, to, 2 * to, even.bias, 0);
    run.gemm(input + point, odd.weights, out + to, rows - 1, 2 * C, columns, point, to, 2 * to, odd.bias, 0);
  }

  #masksOf(count: number): void {
    const { run } = this.#bench;
    const pairs = this.#bench.view(this.#pairs, count * POINT_ROW * COLUMNS);
    const masks = this.#bench.view(this.#masks, count * 2 * POINTS);
    for (let t = 0; t < count; t++) {
      const from = t * POINT_ROW * COLUMNS;
      const to = t * 2 * POINTS;
      for (let f = 0; f < POINTS; f++) {
        masks[to + f] = pairs[from + f * COLUMNS]!;
        masks[to + POINTS + f] = pairs[from + f * COLUMNS + 1]!;
      }
    }
    run.tanh(this.#masks, count * 2 * POINTS);
    const bands = this.#masks + LOW * F;
    const [from, to] = [POINTS * F, UPPER * F];
    run.gemm(bands, this.#toBins, this.#upper, 2 * count, BANDS, UPPER, from, to, to, this.#zeros, 0);
  }

  #apply(spectrum: Float32Array, count: number): void {
    const masks = this.#bench.view(this.#masks, count * 2 * POINTS);
    const upper = this.#bench.view(this.#upper, count * 2 * UPPER);
    for (let t = 0; t < count; t++) {
      const at = t * 2 * BINS;
      const low = t * 2 * POINTS;
      const high = t * 2 * UPPER - LOW;
      for (let k = 0; k < BINS; k++) {
        const mr = k < LOW ? masks[low + k]! : upper[high + k]!;
        const mi = k < LOW ? masks[low + POINTS + k]! : upper[high + UPPER + k]!;
        const re = spectrum[at + k]!;
        const im = spectrum[at + BINS + k]!;
        spectrum[at + k] = re * mr - im * mi;
        spectrum[at + BINS + k] = re * mi + im * mr;
      }
    }
  }
}

/** Pads rows of two numbers to rows of eight. */
function eightWide(values: Float32Array): Float32Array {
  return Float32Array.from({ length: values.length * 4 }, (_, i) => (i % 8 < 2 ? values[(i >> 3) * 2 + (i % 8)]! : 0));
}
