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

/** A point with its left and right neighbour, three features each. */
const SPREAD = 9;

/**
 * Magnitude, real part and imaginary part in 129 bands, each band with its neighbours; then two strided convolutions.
 */
export class LowerLayers {
  /** [T][70][16] with two zeros before each frame's 65 points, and [T][35][16] with one zero before its 33 points. */
  readonly wide: number;
  readonly narrow: number;
  readonly #bench: NetworkBench;
  readonly #features: number;
  readonly #bands: number;
  readonly #neighbours: number;
  readonly #toBands: number;
  readonly #zeros: number;
  readonly #conv1: Product;
  readonly #conv2: Product;
  readonly #slopes: [number, number];

  constructor(bench: NetworkBench, w: GtcrnWeights) {
    this.#bench = bench;
    this.wide = bench.reserve((T + 1) * WIDE_ROW * C);
    this.narrow = bench.reserve((T + 1) * ROW * C);
    this.#features = bench.reserve(T * 3 * BINS);
    this.#bands = bench.reserve(T * 3 * BANDS);
    this.#neighbours = bench.reserve((T + 1) * POINT_ROW * SPREAD);
    this.#toBands = bench.put(w.toBands);
    this.#zeros = bench.reserve(BANDS);
    this.#conv1 = put(bench, w.conv1);
    this.#conv2 = put(bench, bothGroups(w.conv2));
    this.#slopes = [w.slopeConv1, w.slopeConv2];
  }

  run(spectrum: Float32Array, count: number): void {
    const { run } = this.#bench;
    const [spread, channels] = [SPREAD * F, C * F];
    this.#featuresOf(spectrum, count);
    const upper = this.#features + LOW * F;
    run.gemm(upper, this.#toBands, this.#bands, 3 * count, 192, BANDS, BINS * F, BANDS * F, BANDS * F, this.#zeros, 0);
    this.#spread(count);
    const [conv1, conv2] = [this.#conv1, this.#conv2];
    const wide = this.wide + 2 * channels;
    const wideRows = count * WIDE_ROW - (WIDE_ROW - WIDE);
    run.gemm(this.#neighbours, conv1.weights, wide, wideRows, 45, C, 2 * spread, channels, channels, conv1.bias, 0);
    clearBetween(this.#bench, this.wide, WIDE_ROW, WIDE + 2, WIDE_ROW + 2, count);
    run.prelu(this.wide, count * WIDE_ROW * C, this.#slopes[0]);
    const narrow = this.narrow + channels;
    const narrowRows = count * ROW - (ROW - NARROW);
    run.gemm(this.wide, conv2.weights, narrow, narrowRows, 5 * C, C, 2 * channels, channels, channels, conv2.bias, 0);
    clearBetween(this.#bench, this.narrow, ROW, NARROW + 1, ROW + 1, count);
    run.prelu(this.narrow, count * ROW * C, this.#slopes[1]);
  }

  #featuresOf(spectrum: Float32Array, count: number): void {
    const out = this.#bench.view(this.#features, count * 3 * BINS);
    for (let t = 0; t < count; t++) {
      const at = t * 2 * BINS;
      const to = t * 3 * BINS;
      for (let k = 0; k < BINS; k++) {
        const re = spectrum[at + k]!;
        const im = spectrum[at + BINS + k]!;
        out[to + k] = Math.sqrt(re * re + im * im + 1e-12);
        out[to + BINS + k] = re;
        out[to + 2 * BINS + k] = im;
      }
    }
  }

  /** Gives each point its left neighbour, itself and its right neighbour: nine numbers, channel by channel. */
  #spread(count: number): void {
    const bins = this.#bench.view(this.#features, count * 3 * BINS);
    const bands = this.#bench.view(this.#bands, count * 3 * BANDS);
    const out = this.#bench.view(this.#neighbours, count * POINT_ROW * SPREAD);
    for (let t = 0; t < count; t++) {
      const row = (t * POINT_ROW + 2) * SPREAD;
      for (let c = 0; c < 3; c++) {
        const low = (t * 3 + c) * BINS;
        const high = (t * 3 + c) * BANDS - LOW;
        for (let f = 0; f < POINTS; f++) {
          const value = f < LOW ? bins[low + f]! : bands[high + f]!;
          const at = row + f * SPREAD + c * 3;
          if (f + 1 < POINTS) out[at + 9] = value;
          out[at + 1] = value;
          if (f > 0) out[at - 9 + 2] = value;
        }
      }
    }
  }
}
