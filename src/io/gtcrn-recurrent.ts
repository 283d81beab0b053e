import { C, F, GATES, NARROW, type Product, put, ROW, T } from './gtcrn-shapes.ts';
import type { Gru, Linear, Recurrent } from './gtcrn-weights.ts';
import type { NetworkBench } from './nn/kernels.ts';

const POINTS = NARROW * C; // numbers of a frame
const WAY = 8; // cells of one direction along the bands
const WAY_GATES = 3 * WAY;
/** Added under the root of the norm, as in the network's training. */
const EPSILON = 1e-8;

/**
 * Runs along the bands forwards and backwards, then along time. Each is followed by a product and a norm over the
 * frame, and added to its input.
 */
export class RecurrentStage {
  /** [T][35][16] */
  readonly out: number;
  readonly #bench: NetworkBench;
  readonly #ways: { input: Product; hidden: Product }[];
  readonly #inter: { input: Product; hidden: Product };
  readonly #linears: [Product, Product];
  readonly #norms: [Product, Product];
  readonly #zeros: number;
  readonly #state: number;
  /** Each is [T][33]…: 16 channels, 48 gates, 16 states and 16 products of the states. */
  readonly #points: number;
  readonly #gates: number;
  readonly #states: number;
  readonly #products: number;
  readonly #hidden: number;

  constructor(bench: NetworkBench, stage: Recurrent) {
    this.#bench = bench;
    this.#ways = [0, 1].map((way) => {
      const { input, hidden } = joined(stage.intra.map((ways) => ways[way]!));
      return { input: put(bench, input), hidden: put(bench, hidden) };
    });
    const { input, hidden } = joined(stage.inter);
    this.#inter = { input: put(bench, input), hidden: put(bench, hidden) };
    const intraLinear = { ...stage.intraLinear, weights: byDirection(stage.intraLinear.weights) };
    this.#linears = [put(bench, intraLinear), put(bench, stage.interLinear)];
    this.#norms = [put(bench, stage.intraNorm), put(bench, stage.interNorm)];
    this.out = bench.reserve(T * ROW * C);
    this.#zeros = bench.reserve(C);
    this.#state = bench.reserve(POINTS);
    this.#points = bench.reserve(T * POINTS);
    this.#gates = bench.reserve(T * NARROW * GATES);
    this.#states = bench.reserve(T * POINTS);
    this.#products = bench.reserve(T * POINTS);
    this.#hidden = bench.reserve(T * GATES);
  }

  reset(): void {
    this.#bench.view(this.#state, POINTS).fill(0);
  }

  run(input: number, count: number): void {
    const points = this.#bench.view(this.#points, count * POINTS);
    const padded = this.#bench.view(input, count * ROW * C);
    for (let t = 0; t < count; t++) {
      const from = (t * ROW + 1) * C;
      points.set(padded.subarray(from, from + POINTS), t * POINTS);
    }
    this.#alongBands(count);
    this.#addNormed(0, count);
    this.#alongTime(count);
    this.#addNormed(1, count);
    const out = this.#bench.view(this.out, count * ROW * C);
    for (let t = 0; t < count; t++) out.set(points.subarray(t * POINTS, (t + 1) * POINTS), (t * ROW + 1) * C);
  }

  /** All frames at once, one direction after the other; each direction has 8 of a point's 16 states. */
  #alongBands(count: number): void {
    const { run } = this.#bench;
    const [point, gates] = [C * F, WAY_GATES * F];
    const frame = NARROW * gates;
    this.#ways.forEach(({ input, hidden }, way) => {
      const last = way * (NARROW - 1);
      const onward = way === 0 ? 1 : -1;
      const x = this.#gates + last * gates;
      const out = this.#states + way * WAY * F + last * point;
      const { weights: w, bias } = hidden;
      run.gemm(
        this.#points,
        input.weights,
        this.#gates,
        count * NARROW,
        C,
        WAY_GATES,
        point,
        gates,
        gates,
        input.bias,
        0,
      );
      const rows = [count, WAY, NARROW, frame, onward * gates, 0, POINTS * F, onward * point] as const;
      run.gruRun(x, w, bias, this.#hidden, this.#zeros, out, ...rows);
    });
  }

  /** All bands at once. */
  #alongTime(count: number): void {
    const { run } = this.#bench;
    const { input, hidden } = this.#inter;
    const [point, gates] = [C * F, GATES * F];
    run.gemm(this.#points, input.weights, this.#gates, count * NARROW, C, GATES, point, gates, gates, input.bias, 0);
    const rows = [NARROW, C, count, gates, NARROW * gates, point, point, POINTS * F] as const;
    run.gruRun(this.#gates, hidden.weights, hidden.bias, this.#hidden, this.#state, this.#states, ...rows);
    const newest = this.#states + (count - 1) * POINTS * F;
    this.#bench.view(this.#state, POINTS).set(this.#bench.view(newest, POINTS));
  }

  /** points += norm(product(states)), the norm over all 33 × 16 numbers of a frame. */
  #addNormed(which: 0 | 1, count: number): void {
    const { run } = this.#bench;
    const { weights, bias } = this.#linears[which];
    const point = C * F;
    run.gemm(this.#states, weights, this.#products, count * NARROW, C, C, point, point, point, bias, 0);
    run.norm(this.#products, this.#norms[which].weights, this.#norms[which].bias, count, POINTS, EPSILON);
    run.add(this.#points, this.#products, count * POINTS);
  }
}

/** GRUs of two groups of 8 channels as one GRU over 16, with zeros between the groups. */
function joined(groups: readonly Gru[]): Gru {
  const cells = groups[0]!.hidden.bias.length / 3;
  const all = groups.length * cells;
  const join = (part: keyof Gru, ins: number): Linear => {
    const weights = new Float32Array(groups.length * ins * 3 * all);
    const bias = new Float32Array(3 * all);
    groups.forEach((gru, g) => {
      const column = (n: number) => Math.floor(n / cells) * all + g * cells + (n % cells);
      gru[part].weights.forEach((value, n) => {
        weights[(g * ins + Math.floor(n / (3 * cells))) * 3 * all + column(n % (3 * cells))] = value;
      });
      gru[part].bias.forEach((value, n) => {
        bias[column(n)] = value;
      });
    });
    return { weights, bias };
  };
  return { input: join('input', 8), hidden: join('hidden', cells) };
}

/** The network orders its 16 states by group, then direction; ours are ordered by direction, then group. */
function byDirection(weights: Float32Array): Float32Array {
  const out = new Float32Array(weights.length);
  for (let row = 0; row < C; row++) {
    const [direction, group, cell] = [row >> 3, (row >> 2) & 1, row & 3];
    const from = (group * 8 + direction * 4 + cell) * C;
    out.set(weights.subarray(from, from + C), row * C);
  }
  return out;
}
