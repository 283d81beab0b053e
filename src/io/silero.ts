import { ABREAST, Fourier } from '../core/simd/fourier.ts';
import { type Asset, readAsset } from './checked-asset.ts';
import { type NetworkBench, networkBench } from './nn/kernels.ts';
import { onnxWeights, type Tensor } from './nn/onnx-weights.ts';
import { inPanels, panelProduct, transposed } from './nn/panels.ts';

/** Silero VAD v6 (https://github.com/snakers4/silero-vad, MIT), as it ships in an npm package. */
export const SILERO_ONNX: Asset = {
  specifier: '@ricky0123/vad-web/dist/silero_vad_v6.onnx',
  sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
};

/**
 * New samples per step at 16 kHz, and the earlier samples that the network also needs: without them it never detects
 * speech.
 */
const STEP = 512;
const CONTEXT = 64;
/** Samples mirrored at the window's end, as in the network's training. */
const REFLECTED = 64;
const PADDED = CONTEXT + STEP + REFLECTED;
/** Short-time spectra: four of 256 samples every 128. */
const FRAME = 256;
const HOP = 128;
const FRAMES = 4;
const BINS = FRAME / 2 + 1;
/** The file's own table of cosines and sines was made with this window too. */
const WINDOW = Float32Array.from({ length: FRAME }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FRAME));
const CELLS = 128;
const F = 4; // bytes
/** Steps that go through each layer together: two seconds. */
const BLOCK = 64;

/**
 * Speech probability for every 512 samples (32 ms) at 16 kHz. The network is small enough to be written out: spectra,
 * four convolutions over them, one LSTM, one number. A test compares it with the reference runtime.
 */
export class Silero {
  readonly #bench: NetworkBench;
  readonly #w: Weights;
  readonly #b: Buffers;
  readonly #fourier = new Fourier(FRAME);
  readonly #padded = new Float32Array(BLOCK * PADDED);

  private constructor(bench: NetworkBench, weights: Weights) {
    this.#bench = bench;
    this.#w = weights;
    this.#b = buffersOn(bench);
  }

  static async load(): Promise<Silero> {
    const bench = networkBench();
    return new Silero(bench, weightsOn(bench, onnxWeights(await readAsset(SILERO_ONNX))));
  }

  /** Starts from silence and runs in one go; gives ceil(length / 512) numbers, with the last step padded with zeros. */
  probabilities(samples: Float32Array): Float32Array {
    const probabilities = new Float32Array(Math.ceil(samples.length / STEP));
    this.#bench.view(this.#b.h, CELLS).fill(0);
    this.#bench.view(this.#b.c, CELLS).fill(0);
    for (let first = 0; first < probabilities.length; first += BLOCK) {
      const count = Math.min(BLOCK, probabilities.length - first);
      this.#lay(samples, first, count);
      this.#magnitudes(count);
      this.#encode(count);
      this.#remember(probabilities.subarray(first, first + count));
    }
    return probabilities;
  }

  /** Puts the samples of each step into a row of their own. */
  #lay(samples: Float32Array, first: number, count: number): void {
    for (let s = 0; s < count; s++) {
      const row = this.#padded.subarray(s * PADDED, (s + 1) * PADDED);
      const from = (first + s) * STEP - CONTEXT;
      row.fill(0);
      row.set(samples.subarray(Math.max(0, from), from + CONTEXT + STEP), Math.max(0, -from));
      for (let i = 0; i < REFLECTED; i++) row[CONTEXT + STEP + i] = row[CONTEXT + STEP - 2 - i]!;
    }
  }

  /** Convolutions over three neighbours in time, which are adjacent in memory: each convolution is one product. */
  #encode(count: number): void {
    const { run } = this.#bench;
    const { magnitude, one, two, three, four, gates } = this.#b;
    const w = this.#w;
    for (let t = 0; t < FRAMES; t++) {
      const out = one + (t + 1) * CELLS * F;
      const from = magnitude + t * BINS * F;
      panelProduct(this.#bench, from, w.conv0, out, count, 3 * BINS, CELLS, 6 * BINS * F, 6 * CELLS * F, w.bias0);
    }
    run.relu(one, BLOCK * 6 * CELLS);
    for (let t = 0; t < 2; t++) {
      const out = two + (t + 1) * 64 * F;
      const from = one + 2 * t * CELLS * F;
      panelProduct(this.#bench, from, w.conv1, out, count, 3 * CELLS, 64, 6 * CELLS * F, 4 * 64 * F, w.bias1);
    }
    run.relu(two, BLOCK * 4 * 64);
    run.gemm(two, w.conv2, three, count, 3 * 64, 64, 4 * 64 * F, 64 * F, 64 * F, w.bias2, 0);
    run.relu(three, BLOCK * 64);
    run.gemm(three, w.conv3, four, count, 64, CELLS, 64 * F, CELLS * F, CELLS * F, w.bias3, 0);
    run.relu(four, BLOCK * CELLS);
    panelProduct(this.#bench, four, w.input, gates, count, CELLS, 4 * CELLS, CELLS * F, 4 * CELLS * F, w.biasGates);
  }

  /** There are four spectra per step, so two steps go through one transform. */
  #magnitudes(count: number): void {
    const rows = this.#padded;
    const out = this.#bench.view(this.#b.magnitude, BLOCK * 6 * BINS);
    for (let s = 0; s < count; s += ABREAST / FRAMES) {
      const now = Math.min(ABREAST, (count - s) * FRAMES);
      for (let i = 0; i < now; i++) {
        this.#fourier.putFrame(i, rows, (s + Math.floor(i / FRAMES)) * PADDED + (i % FRAMES) * HOP, WINDOW);
      }
      this.#fourier.forward(now);
      for (let i = 0; i < now; i++) {
        this.#fourier.takePower(i, out, ((s + Math.floor(i / FRAMES)) * 6 + (i % FRAMES) + 1) * BINS);
      }
    }
    // Rows 0 and 5 of every six are padding; a square root leaves their zeros unchanged.
    this.#bench.run.root(this.#b.magnitude, count * 6 * BINS);
  }

  /** The only part that needs the step before: one LSTM of 128 cells. */
  #remember(probabilities: Float32Array): void {
    const { run } = this.#bench;
    const { gates, h, c, states } = this.#b;
    const w = this.#w;
    const count = probabilities.length;
    run.lstmRun(gates, w.hidden, h, c, states, count, CELLS);
    const cells = this.#bench.view(states, count * CELLS);
    this.#bench.view(h, CELLS).set(cells.subarray((count - 1) * CELLS));
    for (let s = 0; s < count; s++) {
      let sum = w.outBias;
      for (let i = 0; i < CELLS; i++) sum += Math.max(0, cells[s * CELLS + i]!) * w.out[i]!;
      probabilities[s] = 1 / (1 + Math.exp(-sum));
    }
  }
}

/** Addresses on the workbench, except for the last layer, which is too small to need it. */
interface Weights {
  conv0: number;
  bias0: number;
  conv1: number;
  bias1: number;
  conv2: number;
  bias2: number;
  conv3: number;
  bias3: number;
  input: number;
  hidden: number;
  biasGates: number;
  out: Float32Array;
  outBias: number;
}

function weightsOn(bench: NetworkBench, all: Map<string, Tensor>): Weights {
  // The file holds two networks; the other one is for 8 kHz.
  const named = (name: string): Tensor => {
    const tensor = all.get(`If_0_then_branch__Inline_0__${name}`);
    if (!tensor) throw new Error(`${SILERO_ONNX.specifier} has no ${name}`);
    return tensor;
  };
  const bias = (name: string) => bench.put(named(name).values);
  const conv = (name: string) => bench.put(convolution(named(name)));
  const wide = (name: string) => {
    const [outs, ins, taps] = named(name).shape as [number, number, number];
    return bench.put(inPanels(convolution(named(name)), taps * ins, outs));
  };
  const gates = (name: string) =>
    bench.put(inPanels(transposed(named(name).values, 4 * CELLS, CELLS), CELLS, 4 * CELLS));
  const [ih, hh] = [named('decoder.rnn.bias_ih').values, named('decoder.rnn.bias_hh').values];
  return {
    conv0: wide('encoder.0.reparam_conv.weight'),
    bias0: bias('encoder.0.reparam_conv.bias'),
    conv1: wide('encoder.1.reparam_conv.weight'),
    bias1: bias('encoder.1.reparam_conv.bias'),
    conv2: conv('encoder.2.reparam_conv.weight'),
    bias2: bias('encoder.2.reparam_conv.bias'),
    conv3: bench.put(middleTap(named('encoder.3.reparam_conv.weight'))),
    bias3: bias('encoder.3.reparam_conv.bias'),
    input: gates('decoder.rnn.weight_ih'),
    hidden: gates('decoder.rnn.weight_hh'),
    biasGates: bench.put(ih.map((value, i) => value + hh[i]!)),
    out: named('decoder.decoder.2.weight').values,
    outBias: named('decoder.decoder.2.bias').values[0]!,
  };
}

/** [out, in, tap] to [tap·in, out]: the order in which neighbours in time lie in memory. */
function convolution({ shape, values }: Tensor): Float32Array {
  const [outs, ins, taps] = shape as [number, number, number];
  const out = new Float32Array(values.length);
  for (let o = 0; o < outs; o++)
    for (let i = 0; i < ins; i++)
      for (let k = 0; k < taps; k++) out[(k * ins + i) * outs + o] = values[(o * ins + i) * taps + k]!;
  return out;
}

/** The last convolution sees one point with nothing on either side, so only its middle tap counts. */
function middleTap({ shape, values }: Tensor): Float32Array {
  const [outs, ins, taps] = shape as [number, number, number];
  const out = new Float32Array(outs * ins);
  for (let o = 0; o < outs; o++) for (let i = 0; i < ins; i++) out[i * outs + o] = values[(o * ins + i) * taps + 1]!;
  return out;
}

interface Buffers {
  magnitude: number;
  one: number;
  two: number;
  three: number;
  four: number;
  gates: number;
  h: number;
  c: number;
  states: number;
}

/** Zeroed once; the points before the first and after the last frame are never written and stay zero as padding. */
function buffersOn(bench: NetworkBench): Buffers {
  return {
    magnitude: bench.reserve(BLOCK * 6 * BINS),
    one: bench.reserve(BLOCK * 6 * CELLS),
    two: bench.reserve(BLOCK * 4 * 64),
    three: bench.reserve(BLOCK * 64),
    four: bench.reserve(BLOCK * CELLS),
    gates: bench.reserve(BLOCK * 4 * CELLS),
    h: bench.reserve(CELLS),
    c: bench.reserve(CELLS),
    states: bench.reserve(BLOCK * CELLS),
  };
}
