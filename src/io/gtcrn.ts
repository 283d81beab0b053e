import { type Block, type Gru, type GtcrnWeights, gtcrnWeights, type Linear, type Recurrent } from './gtcrn-weights.ts';
import { Workbench } from './nn/kernels.ts';
import { BINS, FRAME, frames, HALF_OVERLAP, overlapAdd, spectra } from './nn/stft.ts';

/** Frames (16 ms) that go through each layer together. */
const T = 64;
const F = 4; // bytes
/** Bins that are taken as they are; the upper 192 become 64 bands. */
const LOW = 65;
const BANDS = 64;
const POINTS = LOW + BANDS; // 129
const WIDE = 65; // after the first stride
const NARROW = 33; // after the second
const C = 16; // channels
/** Rows of `NARROW` points with a zero on either side, so that neighbours are there everywhere. */
const ROW = NARROW + 2;
const GATES = 48;

/**
 * The GTCRN denoiser at 16 kHz. A network of small layers over 33 bands: two convolutions in, three gated blocks, two
 * recurrent stages (along the bands, then along time), and the same way out to a complex mask. Every layer runs over 64
 * frames at once. Points are stored channel by channel ([frame][band][16]), so that a convolution over neighbouring bands
 * is one matrix product over overlapping rows.
 */
export class Gtcrn {
  readonly #bench: Workbench;
  readonly #net: Network;

  private constructor(bench: Workbench, net: Network) {
    this.#bench = bench;
    this.#net = net;
  }

  static async load(): Promise<Gtcrn> {
    const [bench, weights] = await Promise.all([Workbench.open(), gtcrnWeights()]);
    return new Gtcrn(bench, new Network(bench, weights));
  }

  /** A whole stretch, from silence; no delay, same length. */
  denoise(samples: Float32Array): Float32Array {
    const out = new Float32Array(samples.length);
    const total = Math.ceil(samples.length / HALF_OVERLAP.hop) + 1;
    const spectrum = new Float32Array(T * 2 * BINS);
    const rows = new Float32Array(T * FRAME);
    this.#net.reset(this.#bench);
    for (let first = 0; first < total; first += T) {
      const count = Math.min(T, total - first);
      spectra(samples, first, count, spectrum, HALF_OVERLAP);
      this.#net.mask(this.#bench, spectrum, count);
      frames(spectrum, count, rows);
      overlapAdd(rows, first, count, out, HALF_OVERLAP);
    }
    return out;
  }
}

interface Product {
  weights: number;
  bias: number;
}

class Network {
  readonly #low: LowerLayers;
  readonly #encoder: GatedBlock[];
  readonly #recurrent: RecurrentStage[];
  readonly #decoder: GatedBlock[];
  readonly #upper: UpperLayers;

  constructor(bench: Workbench, w: GtcrnWeights) {
    this.#low = new LowerLayers(bench, w);
    this.#encoder = w.encoder.map((block) => new GatedBlock(bench, block));
    this.#recurrent = w.recurrent.map((stage) => new RecurrentStage(bench, stage));
    this.#decoder = w.decoder.map((block) => new GatedBlock(bench, block));
    this.#upper = new UpperLayers(bench, w);
  }

  /** Forgets what was heard. */
  reset(bench: Workbench): void {
    for (const part of [...this.#encoder, ...this.#recurrent, ...this.#decoder]) part.reset(bench);
  }

  /** Denoises `count` rows of spectra in place. */
  mask(bench: Workbench, spectrum: Float32Array, count: number): void {
    const low = this.#low;
    low.run(bench, spectrum, count);
    const [one, two, three] = this.#encoder as [GatedBlock, GatedBlock, GatedBlock];
    one.run(bench, low.narrow, count);
    two.run(bench, one.out, count);
    three.run(bench, two.out, count);
    const [first, second] = this.#recurrent as [RecurrentStage, RecurrentStage];
    first.run(bench, three.out, count);
    second.run(bench, first.out, count);
    const [four, five, six] = this.#decoder as [GatedBlock, GatedBlock, GatedBlock];
    // Each stage of the decoder also sees what its counterpart in the encoder gave.
    addRows(bench, second.out, three.out, count * ROW * C);
    four.run(bench, second.out, count);
    addRows(bench, four.out, two.out, count * ROW * C);
    five.run(bench, four.out, count);
    addRows(bench, five.out, one.out, count * ROW * C);
    six.run(bench, five.out, count);
    addRows(bench, six.out, low.narrow, count * ROW * C);
    this.#upper.run(bench, six.out, low.wide, spectrum, count);
  }
}

function addRows(bench: Workbench, to: number, from: number, floats: number): void {
  const a = bench.view(to, floats);
  const b = bench.view(from, floats);
  for (let i = 0; i < floats; i++) a[i]! += b[i]!;
}

const put = (bench: Workbench, { weights, bias }: Linear): Product => ({
  weights: bench.put(weights),
  bias: bench.put(bias),
});

/** Magnitude, real and imaginary part in 129 bands, each band with its neighbours; two strided convolutions. */
class LowerLayers {
  /** [T][2 + 65 + 2][16] and [T][33 + 2][16] */
  readonly wide: number;
  readonly narrow: number;
  readonly #features: number;
  readonly #bands: number;
  readonly #neighbours: number;
  readonly #toBands: number;
  readonly #zeros: number;
  readonly #conv1: Product;
  readonly #conv2: Product;
  readonly #slopes: [number, number];

  constructor(bench: Workbench, w: GtcrnWeights) {
    this.wide = bench.reserve(T * (WIDE + 4) * C);
    this.narrow = bench.reserve(T * ROW * C);
    this.#features = bench.reserve(T * 3 * BINS);
    this.#bands = bench.reserve(T * 3 * BANDS);
    this.#neighbours = bench.reserve(T * (POINTS + 4) * 9);
    this.#toBands = bench.put(w.toBands);
    this.#zeros = bench.reserve(BANDS);
    this.#conv1 = put(bench, w.conv1);
    this.#conv2 = put(bench, bothGroups(w.conv2.map(({ weights, bias }) => ({ weights, bias }))));
    this.#slopes = [w.slopeConv1, w.slopeConv2];
  }

  run(bench: Workbench, spectrum: Float32Array, count: number): void {
    const { run } = bench;
    this.#featuresOf(bench, spectrum, count);
    const upper = this.#features + LOW * F;
    run.gemm(upper, this.#toBands, this.#bands, 3 * count, 192, BANDS, BINS * F, BANDS * F, BANDS * F, this.#zeros, 0);
    this.#spread(bench, count);
    for (let t = 0; t < count; t++) {
      const from = this.#neighbours + t * (POINTS + 4) * 9 * F;
      const to = this.wide + (t * (WIDE + 4) + 2) * C * F;
      run.gemm(from, this.#conv1.weights, to, WIDE, 45, C, 18 * F, C * F, C * F, this.#conv1.bias, 0);
    }
    run.prelu(this.wide, count * (WIDE + 4) * C, this.#slopes[0]);
    for (let t = 0; t < count; t++) {
      const from = this.wide + t * (WIDE + 4) * C * F;
      const to = this.narrow + (t * ROW + 1) * C * F;
      run.gemm(from, this.#conv2.weights, to, NARROW, 5 * C, C, 2 * C * F, C * F, C * F, this.#conv2.bias, 0);
    }
    run.prelu(this.narrow, count * ROW * C, this.#slopes[1]);
  }

  #featuresOf(bench: Workbench, spectrum: Float32Array, count: number): void {
    const out = bench.view(this.#features, count * 3 * BINS);
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

  /** Each point gets its left neighbour, itself and its right one: nine numbers, channel by channel. */
  #spread(bench: Workbench, count: number): void {
    const bins = bench.view(this.#features, count * 3 * BINS);
    const bands = bench.view(this.#bands, count * 3 * BANDS);
    const out = bench.view(this.#neighbours, count * (POINTS + 4) * 9);
    for (let t = 0; t < count; t++) {
      const row = (t * (POINTS + 4) + 2) * 9;
      for (let c = 0; c < 3; c++) {
        const low = (t * 3 + c) * BINS;
        const high = (t * 3 + c) * BANDS - LOW;
        for (let f = 0; f < POINTS; f++) {
          const value = f < LOW ? bins[low + f]! : bands[high + f]!;
          const at = row + f * 9 + c * 3;
          if (f + 1 < POINTS) out[at + 9] = value;
          out[at + 1] = value;
          if (f > 0) out[at - 9 + 2] = value;
        }
      }
    }
  }
}

/** Two groups of [5·8][8] as one product [5·16][16]: the zeros between them cost less than a second call. */
function bothGroups(groups: readonly Linear[]): Linear {
  const taps = groups[0]!.weights.length / 64;
  const weights = new Float32Array(taps * C * C);
  groups.forEach((group, g) => {
    for (let n = 0; n < group.weights.length; n++) {
      const [k, i, o] = [n >> 6, (n >> 3) & 7, n & 7];
      weights[(k * C + g * 8 + i) * C + g * 8 + o] = group.weights[n]!;
    }
  });
  return { weights, bias: Float32Array.from(groups.flatMap(({ bias }) => [...bias])) };
}

/**
 * One gated block: eight channels go through a product over neighbouring bands, a convolution in time and a second
 * product, and are weighed by how loud each has been (a small GRU); the other eight pass. At the end both are shuffled.
 */
class GatedBlock {
  /** [T][33 + 2][16] */
  readonly out: number;
  readonly #point1: Product;
  readonly #depth: Product;
  readonly #point2: Product;
  readonly #gate: GruAddresses;
  readonly #attention: Product;
  readonly #slopes: [number, number];
  readonly #dilation: number;
  /** [2·dilation of history + T][33 + 2][16] */
  readonly #inner: number;
  readonly #mixed: number;
  readonly #half: number;
  readonly #levels: number;
  readonly #gates: number;
  readonly #hidden: number;
  readonly #state: number;
  readonly #states: number;
  readonly #weighing: number;

  constructor(bench: Workbench, block: Block) {
    this.#point1 = put(bench, { weights: fromFirstHalf(block.point1.weights), bias: block.point1.bias });
    this.#depth = put(bench, block.depth);
    this.#point2 = put(bench, block.point2);
    this.#gate = putGru(bench, block.gru);
    this.#attention = put(bench, block.attention);
    this.#slopes = [block.slope1, block.slope2];
    this.#dilation = block.dilation;
    this.out = bench.reserve(T * ROW * C);
    this.#inner = bench.reserve((2 * block.dilation + T) * ROW * C);
    this.#mixed = bench.reserve(T * NARROW * C);
    this.#half = bench.reserve(T * NARROW * 8);
    this.#levels = bench.reserve(T * 8);
    this.#gates = bench.reserve(T * GATES);
    this.#hidden = bench.reserve(GATES);
    this.#state = bench.reserve(C);
    this.#states = bench.reserve(T * C);
    this.#weighing = bench.reserve(T * 8);
  }

  reset(bench: Workbench): void {
    bench.view(this.#inner, 2 * this.#dilation * ROW * C).fill(0);
    bench.view(this.#state, C).fill(0);
  }

  run(bench: Workbench, input: number, count: number): void {
    const { run } = bench;
    const frame = ROW * C * F;
    const history = 2 * this.#dilation;
    const newest = this.#inner + history * frame;
    for (let t = 0; t < count; t++) {
      const to = newest + t * frame + C * F;
      run.gemm(
        input + t * frame,
        this.#point1.weights,
        to,
        NARROW,
        3 * C,
        C,
        C * F,
        C * F,
        C * F,
        this.#point1.bias,
        0,
      );
    }
    run.prelu(newest, count * ROW * C, this.#slopes[0]);
    for (let t = 0; t < count; t++) {
      const oldest = this.#inner + t * frame;
      const back = this.#dilation * frame;
      const to = this.#mixed + t * NARROW * C * F;
      run.depthwise(oldest, oldest + back, oldest + 2 * back, this.#depth.weights, this.#depth.bias, to, NARROW);
    }
    // What the next frames will look back to.
    bench.view(this.#inner, (history + count) * ROW * C).copyWithin(0, count * ROW * C);
    run.prelu(this.#mixed, count * NARROW * C, this.#slopes[1]);
    run.gemm(
      this.#mixed,
      this.#point2.weights,
      this.#half,
      count * NARROW,
      C,
      8,
      C * F,
      8 * F,
      8 * F,
      this.#point2.bias,
      0,
    );
    this.#weigh(bench, count);
    this.#shuffle(bench, input, count);
  }

  #weigh(bench: Workbench, count: number): void {
    const { run } = bench;
    const half = bench.view(this.#half, count * NARROW * 8);
    const levels = bench.view(this.#levels, count * 8);
    levels.fill(0);
    for (let t = 0, i = 0; t < count; t++)
      for (let f = 0; f < NARROW; f++)
        for (let c = 0; c < 8; c++, i++) levels[t * 8 + c]! += (half[i]! * half[i]!) / NARROW;
    const { input, hidden } = this.#gate;
    run.gemm(this.#levels, input.weights, this.#gates, count, 8, GATES, 8 * F, GATES * F, GATES * F, input.bias, 0);
    const state = bench.view(this.#state, C);
    const states = bench.view(this.#states, T * C);
    for (let t = 0; t < count; t++) {
      run.gemm(this.#state, hidden.weights, this.#hidden, 1, C, GATES, C * F, GATES * F, GATES * F, hidden.bias, 0);
      run.gru(this.#gates + t * GATES * F, this.#hidden, this.#state, 1, C, C * F, 0, 0, 0);
      states.set(state, t * C);
    }
    run.gemm(
      this.#states,
      this.#attention.weights,
      this.#weighing,
      count,
      C,
      8,
      C * F,
      8 * F,
      8 * F,
      this.#attention.bias,
      0,
    );
    run.sigmoid(this.#weighing, count * 8);
  }

  #shuffle(bench: Workbench, input: number, count: number): void {
    const half = bench.view(this.#half, count * NARROW * 8);
    const weighing = bench.view(this.#weighing, count * 8);
    const passed = bench.view(input, count * ROW * C);
    const out = bench.view(this.out, count * ROW * C);
    for (let t = 0; t < count; t++) {
      for (let f = 0; f < NARROW; f++) {
        const point = (t * ROW + f + 1) * C;
        const from = (t * NARROW + f) * 8;
        for (let c = 0; c < 8; c++) {
          out[point + 2 * c] = half[from + c]! * weighing[t * 8 + c]!;
          out[point + 2 * c + 1] = passed[point + 8 + c]!;
        }
      }
    }
  }
}

/** [3·8][16] as [3·16][16] that sees all channels and takes the first eight. */
function fromFirstHalf(weights: Float32Array): Float32Array {
  const out = new Float32Array(3 * C * C);
  for (let k = 0; k < 3; k++) out.set(weights.subarray(k * 128, (k + 1) * 128), k * C * C);
  return out;
}

interface GruAddresses {
  input: Product;
  hidden: Product;
}

const putGru = (bench: Workbench, { input, hidden }: Gru): GruAddresses => ({
  input: put(bench, input),
  hidden: put(bench, hidden),
});

/** A part of a joint GRU: its inputs begin at channel `from`, its cells are `cells` from cell `to` on. */
interface Part {
  gru: Gru;
  from: number;
  cells: number;
  to: number;
}

/** Several small GRUs side by side as one of 16 cells; tables [16][48] with zeros where they do not meet. */
function joined(parts: readonly Part[]): Gru {
  const empty = (): Linear => ({ weights: new Float32Array(C * GATES), bias: new Float32Array(GATES) });
  const whole = { input: empty(), hidden: empty() };
  for (const { gru, from, cells, to } of parts) {
    for (const [of, first] of [
      ['input', from],
      ['hidden', to],
    ] as const) {
      const width = 3 * cells;
      const column = (n: number) => Math.floor(n / cells) * C + to + (n % cells);
      gru[of].weights.forEach((value, n) => {
        whole[of].weights[(first + Math.floor(n / width)) * GATES + column(n % width)] = value;
      });
      gru[of].bias.forEach((value, n) => {
        whole[of].bias[column(n)] = value;
      });
    }
  }
  return whole;
}

/** Along the bands forwards and backwards, then along time; both with a product, a norm over the frame, and added to what came in. */
class RecurrentStage {
  /** [T][33 + 2][16] */
  readonly out: number;
  readonly #intra: GruAddresses;
  readonly #inter: GruAddresses;
  readonly #intraLinear: Product;
  readonly #interLinear: Product;
  readonly #norms: [Linear, Linear];
  readonly #points: number;
  readonly #gates: number;
  readonly #hidden: number;
  readonly #intraState: number;
  readonly #interState: number;
  readonly #states: number;
  readonly #products: number;

  constructor(bench: Workbench, stage: Recurrent) {
    const ways = stage.intra.flatMap(([forwards, backwards], group) => [
      { gru: forwards, from: 8 * group, cells: 4, to: 4 * group },
      { gru: backwards, from: 8 * group, cells: 4, to: 8 + 4 * group },
    ]);
    this.#intra = putGru(bench, joined(ways));
    this.#inter = putGru(bench, joined(stage.inter.map((gru, g) => ({ gru, from: 8 * g, cells: 8, to: 8 * g }))));
    this.#intraLinear = put(bench, { ...stage.intraLinear, weights: byDirection(stage.intraLinear.weights) });
    this.#interLinear = put(bench, stage.interLinear);
    this.#norms = [stage.intraNorm, stage.interNorm];
    this.out = bench.reserve(T * ROW * C);
    this.#points = bench.reserve(T * NARROW * C);
    this.#gates = bench.reserve(T * NARROW * GATES);
    this.#hidden = bench.reserve(T * GATES);
    this.#intraState = bench.reserve(T * C);
    this.#interState = bench.reserve(NARROW * C);
    this.#states = bench.reserve(T * NARROW * C);
    this.#products = bench.reserve(T * NARROW * C);
  }

  reset(bench: Workbench): void {
    bench.view(this.#interState, NARROW * C).fill(0);
  }

  run(bench: Workbench, input: number, count: number): void {
    const frame = NARROW * C;
    const points = bench.view(this.#points, count * frame);
    const padded = bench.view(input, count * ROW * C);
    for (let t = 0; t < count; t++) {
      points.set(padded.subarray((t * ROW + 1) * C, (t * ROW + 1) * C + frame), t * frame);
    }
    this.#alongBands(bench, count);
    this.#addNormed(bench, this.#intraLinear, this.#norms[0], count);
    this.#alongTime(bench, count);
    this.#addNormed(bench, this.#interLinear, this.#norms[1], count);
    const out = bench.view(this.out, count * ROW * C);
    for (let t = 0; t < count; t++) out.set(points.subarray(t * frame, (t + 1) * frame), (t * ROW + 1) * C);
  }

  /** All frames at once: step s is band s for the cells that go up and band 32 − s for those that come down. */
  #alongBands(bench: Workbench, count: number): void {
    const { run } = bench;
    const { input, hidden } = this.#intra;
    const band = GATES * F;
    const half = 8 * F;
    run.gemm(this.#points, input.weights, this.#gates, count * NARROW, C, GATES, C * F, band, band, input.bias, 0);
    const state = bench.view(this.#intraState, count * C);
    const states = bench.view(this.#states, count * NARROW * C);
    state.fill(0);
    for (let s = 0; s < NARROW; s++) {
      const down = NARROW - 1 - s;
      run.gemm(this.#intraState, hidden.weights, this.#hidden, count, C, GATES, C * F, band, band, hidden.bias, 0);
      run.gru(this.#gates + s * band, this.#hidden, this.#intraState, count, 8, C * F, NARROW * band, band, C * F);
      run.gru(
        this.#gates + down * band + half,
        this.#hidden + half,
        this.#intraState + half,
        count,
        8,
        C * F,
        NARROW * band,
        band,
        C * F,
      );
      for (let t = 0; t < count; t++) {
        const up = (t * NARROW + s) * C;
        const back = (t * NARROW + down) * C + 8;
        for (let c = 0; c < 8; c++) {
          states[up + c] = state[t * C + c]!;
          states[back + c] = state[t * C + 8 + c]!;
        }
      }
    }
  }

  /** All bands at once. */
  #alongTime(bench: Workbench, count: number): void {
    const { run } = bench;
    const { input, hidden } = this.#inter;
    const band = GATES * F;
    run.gemm(this.#points, input.weights, this.#gates, count * NARROW, C, GATES, C * F, band, band, input.bias, 0);
    const state = bench.view(this.#interState, NARROW * C);
    const states = bench.view(this.#states, count * NARROW * C);
    for (let t = 0; t < count; t++) {
      run.gemm(this.#interState, hidden.weights, this.#hidden, NARROW, C, GATES, C * F, band, band, hidden.bias, 0);
      run.gru(this.#gates + t * NARROW * band, this.#hidden, this.#interState, NARROW, C, C * F, band, band, C * F);
      states.set(state, t * NARROW * C);
    }
  }

  /** points += norm(product(states)), the norm over all 33 × 16 numbers of a frame. */
  #addNormed(bench: Workbench, product: Product, norm: Linear, count: number): void {
    const frame = NARROW * C;
    bench.run.gemm(
      this.#states,
      product.weights,
      this.#products,
      count * NARROW,
      C,
      C,
      C * F,
      C * F,
      C * F,
      product.bias,
      0,
    );
    const values = bench.view(this.#products, count * frame);
    const points = bench.view(this.#points, count * frame);
    const { weights, bias } = norm;
    for (let t = 0; t < count; t++) {
      const at = t * frame;
      let sum = 0;
      for (let i = 0; i < frame; i++) sum += values[at + i]!;
      const mean = sum / frame;
      let squares = 0;
      for (let i = 0; i < frame; i++) squares += (values[at + i]! - mean) * (values[at + i]! - mean);
      const scale = 1 / Math.sqrt(squares / frame + 1e-8);
      for (let i = 0; i < frame; i++) points[at + i]! += (values[at + i]! - mean) * scale * weights[i]! + bias[i]!;
    }
  }
}

/** The network has its 16 states by group, then direction; ours lie by direction, then group. */
function byDirection(weights: Float32Array): Float32Array {
  const out = new Float32Array(weights.length);
  for (let row = 0; row < C; row++) {
    const [direction, group, cell] = [row >> 3, (row >> 2) & 1, row & 3];
    const from = (group * 8 + direction * 4 + cell) * C;
    out.set(weights.subarray(from, from + C), row * C);
  }
  return out;
}

/** Two convolutions that double the bands, a mask for each bin, and the mask applied. */
class UpperLayers {
  readonly #even1: Product;
  readonly #odd1: Product;
  readonly #even2: Product;
  readonly #odd2: Product;
  readonly #slope: number;
  readonly #toBins: number;
  readonly #zeros: number;
  /** [T][65 + 2][16], [T][129][8], [T][2][129] and [T][2][192] */
  readonly #wide: number;
  readonly #pairs: number;
  readonly #masks: number;
  readonly #upper: number;

  constructor(bench: Workbench, w: GtcrnWeights) {
    const groups = w.deconv1;
    const tap = (k: number) => bothGroups(groups.map(({ taps, bias }) => ({ weights: taps[k]!, bias })));
    const bias = tap(0).bias;
    const several = (taps: number[]) => Float32Array.from(taps.flatMap((k) => [...tap(k).weights]));
    this.#even1 = put(bench, { weights: several([4, 2, 0]), bias });
    this.#odd1 = put(bench, { weights: several([3, 1]), bias });
    const last = (taps: number[]) => Float32Array.from(taps.flatMap((k) => [...eightWide(w.deconv2.taps[k]!)]));
    const lastBias = eightWide(w.deconv2.bias);
    this.#even2 = put(bench, { weights: last([4, 2, 0]), bias: lastBias });
    this.#odd2 = put(bench, { weights: last([3, 1]), bias: lastBias });
    this.#slope = w.slopeDeconv1;
    this.#toBins = bench.put(w.toBins);
    this.#zeros = bench.reserve(192);
    this.#wide = bench.reserve(T * (WIDE + 2) * C);
    this.#pairs = bench.reserve(T * POINTS * 8);
    this.#masks = bench.reserve(T * 2 * POINTS);
    this.#upper = bench.reserve(T * 2 * 192);
  }

  run(bench: Workbench, input: number, encoderWide: number, spectrum: Float32Array, count: number): void {
    this.#double(bench, input, count);
    bench.run.prelu(this.#wide, count * (WIDE + 2) * C, this.#slope);
    const wide = bench.view(this.#wide, count * (WIDE + 2) * C);
    const before = bench.view(encoderWide, count * (WIDE + 4) * C);
    for (let t = 0; t < count; t++) {
      const to = (t * (WIDE + 2) + 1) * C;
      const from = (t * (WIDE + 4) + 2) * C;
      for (let i = 0; i < WIDE * C; i++) wide[to + i]! += before[from + i]!;
    }
    this.#doubleAgain(bench, count);
    this.#apply(bench, spectrum, count);
  }

  /** Even bands see three of the narrow ones, odd bands two. */
  #double(bench: Workbench, input: number, count: number): void {
    const { run } = bench;
    for (let t = 0; t < count; t++) {
      const from = input + t * ROW * C * F;
      const to = this.#wide + (t * (WIDE + 2) + 1) * C * F;
      run.gemm(from, this.#even1.weights, to, NARROW, 3 * C, C, C * F, C * F, 2 * C * F, this.#even1.bias, 0);
      run.gemm(
        from + C * F,
        this.#odd1.weights,
        to + C * F,
        NARROW - 1,
        2 * C,
        C,
        C * F,
        C * F,
        2 * C * F,
        this.#odd1.bias,
        0,
      );
    }
  }

  #doubleAgain(bench: Workbench, count: number): void {
    const { run } = bench;
    for (let t = 0; t < count; t++) {
      const from = this.#wide + t * (WIDE + 2) * C * F;
      const to = this.#pairs + t * POINTS * 8 * F;
      run.gemm(from, this.#even2.weights, to, WIDE, 3 * C, 8, C * F, 8 * F, 16 * F, this.#even2.bias, 0);
      run.gemm(
        from + C * F,
        this.#odd2.weights,
        to + 8 * F,
        WIDE - 1,
        2 * C,
        8,
        C * F,
        8 * F,
        16 * F,
        this.#odd2.bias,
        0,
      );
    }
  }

  #apply(bench: Workbench, spectrum: Float32Array, count: number): void {
    const pairs = bench.view(this.#pairs, count * POINTS * 8);
    const masks = bench.view(this.#masks, count * 2 * POINTS);
    for (let t = 0; t < count; t++) {
      for (let f = 0; f < POINTS; f++) {
        masks[t * 2 * POINTS + f] = Math.tanh(pairs[(t * POINTS + f) * 8]!);
        masks[(t * 2 + 1) * POINTS + f] = Math.tanh(pairs[(t * POINTS + f) * 8 + 1]!);
      }
    }
    const bands = this.#masks + LOW * F;
    bench.run.gemm(
      bands,
      this.#toBins,
      this.#upper,
      2 * count,
      BANDS,
      192,
      POINTS * F,
      192 * F,
      192 * F,
      this.#zeros,
      0,
    );
    const upper = bench.view(this.#upper, count * 2 * 192);
    for (let t = 0; t < count; t++) {
      const at = t * 2 * BINS;
      for (let k = 0; k < BINS; k++) {
        const mr = k < LOW ? masks[t * 2 * POINTS + k]! : upper[t * 384 + k - LOW]!;
        const mi = k < LOW ? masks[(t * 2 + 1) * POINTS + k]! : upper[t * 384 + 192 + k - LOW]!;
        const re = spectrum[at + k]!;
        const im = spectrum[at + BINS + k]!;
        spectrum[at + k] = re * mr - im * mi;
        spectrum[at + BINS + k] = re * mi + im * mr;
      }
    }
  }
}

/** Rows of two as rows of eight: the kernel works on eight columns at a time. */
function eightWide(values: Float32Array): Float32Array {
  return Float32Array.from({ length: values.length * 4 }, (_, i) => (i % 8 < 2 ? values[(i >> 3) * 2 + (i % 8)]! : 0));
}
