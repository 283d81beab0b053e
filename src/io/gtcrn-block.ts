import { C, clearBetween, F, GATES, NARROW, type Product, put, ROW, T } from './gtcrn-shapes.ts';
import type { WeightBlock } from './gtcrn-weights.ts';
import type { NetworkBench } from './nn/kernels.ts';

const HALF = 8; // channels that are processed

/**
 * One gated block: eight channels go through a product over neighbouring bands, a convolution in time and a second
 * product, and are weighted by how loud each has been (a small GRU); the other eight pass through unchanged. At the end
 * both halves are interleaved.
 */
export class GatedBlock {
  /** [T][35][16] */
  readonly out: number;
  readonly #bench: NetworkBench;
  readonly #point1: Product;
  readonly #depth: Product;
  readonly #point2: Product;
  readonly #gateInput: Product;
  readonly #gateHidden: Product;
  readonly #attention: Product;
  readonly #slopes: [number, number];
  readonly #dilation: number;
  /** [2·dilation of history + T][35][16] */
  readonly #inner: number;
  readonly #mixed: number;
  readonly #half: number;
  readonly #levels: number;
  readonly #gates: number;
  readonly #hidden: number;
  readonly #state: number;
  readonly #states: number;
  readonly #weighing: number;

  constructor(bench: NetworkBench, block: WeightBlock) {
    this.#bench = bench;
    this.#point1 = put(bench, { weights: fromFirstHalf(block.point1.weights), bias: block.point1.bias });
    this.#depth = put(bench, block.depth);
    this.#point2 = put(bench, block.point2);
    this.#gateInput = put(bench, block.gru.input);
    this.#gateHidden = put(bench, block.gru.hidden);
    this.#attention = put(bench, block.attention);
    this.#slopes = [block.slope1, block.slope2];
    this.#dilation = block.dilation;
    this.out = bench.reserve(T * ROW * C);
    this.#inner = bench.reserve((2 * block.dilation + T + 1) * ROW * C);
    this.#mixed = bench.reserve(T * ROW * C);
    this.#half = bench.reserve(T * ROW * HALF);
    this.#levels = bench.reserve(T * HALF);
    this.#gates = bench.reserve(T * GATES);
    this.#hidden = bench.reserve(GATES);
    this.#state = bench.reserve(C);
    this.#states = bench.reserve(T * C);
    this.#weighing = bench.reserve(T * HALF);
  }

  reset(): void {
    this.#bench.view(this.#inner, 2 * this.#dilation * ROW * C).fill(0);
    this.#bench.view(this.#state, C).fill(0);
  }

  run(input: number, count: number): void {
    const { run } = this.#bench;
    const channels = C * F;
    const frame = ROW * channels;
    const history = 2 * this.#dilation;
    const newest = this.#inner + history * frame;
    const points = count * ROW - 2;
    const { weights, bias } = this.#point1;
    run.gemm(input, weights, newest + channels, points, 3 * C, C, channels, channels, channels, bias, 0);
    clearBetween(this.#bench, newest, ROW, NARROW + 1, ROW + 1, count);
    run.prelu(newest, count * ROW * C, this.#slopes[0]);
    const [now, back] = [this.#inner, this.#dilation * frame];
    run.depthwise(now, now + back, now + 2 * back, this.#depth.weights, this.#depth.bias, this.#mixed, points);
    // The frames that the next call will look back to.
    this.#bench.view(this.#inner, (history + count) * ROW * C).copyWithin(0, count * ROW * C);
    run.prelu(this.#mixed, count * ROW * C, this.#slopes[1]);
    const { weights: second, bias: added } = this.#point2;
    run.gemm(this.#mixed, second, this.#half, points, C, HALF, channels, HALF * F, HALF * F, added, 0);
    this.#weigh(count);
    for (let t = 0; t < count; t++) {
      const point = t * frame + channels;
      const half = this.#half + t * ROW * HALF * F;
      run.interleave(half, this.#weighing + t * HALF * F, input + point, this.out + point, NARROW);
    }
  }

  #weigh(count: number): void {
    const { run } = this.#bench;
    const [half, cells, gates] = [HALF * F, C * F, GATES * F];
    for (let t = 0; t < count; t++) run.levels(this.#half + t * ROW * half, this.#levels + t * half, NARROW);
    const { weights, bias } = this.#gateInput;
    run.gemm(this.#levels, weights, this.#gates, count, HALF, GATES, half, gates, gates, bias, 0);
    const { weights: recurrent, bias: constant } = this.#gateHidden;
    const states = this.#states;
    run.gruRun(this.#gates, recurrent, constant, this.#hidden, this.#state, states, 1, C, count, 0, gates, 0, 0, cells);
    this.#bench.view(this.#state, C).set(this.#bench.view(states + (count - 1) * cells, C));
    const { weights: attention, bias: base } = this.#attention;
    run.gemm(states, attention, this.#weighing, count, C, HALF, cells, half, half, base, 0);
    run.sigmoid(this.#weighing, count * HALF);
  }
}

/** [3·8][16] as a [3·16][16] table that sees all channels and uses the first eight. */
function fromFirstHalf(weights: Float32Array): Float32Array {
  const out = new Float32Array(3 * C * C);
  for (let k = 0; k < 3; k++) out.set(weights.subarray(k * 128, (k + 1) * 128), k * C * C);
  return out;
}
