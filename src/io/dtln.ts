import { type NetworkBench, networkBench } from './nn/kernels.ts';
import { onnxWeights, type Tensor } from './nn/onnx-weights.ts';
import { inPanels, panelProduct, transposed } from './nn/panels.ts';
import { BINS, FRAME, QUARTER_STEPS, spectra } from './nn/stft.ts';

const T = 128; // frames of 8 ms that go through each layer together
const F = 4; // bytes
const CELLS = 128;
const GATES = 4 * CELLS;
const FEATURES = 256;
const MASK = 264; // 257 bins, rounded up to a multiple of 8
const SPECTRUM = 2 * BINS;
/** Samples that the frames of one round cover. */
const SUMS = T * QUARTER_STEPS.hop + QUARTER_STEPS.before;

/**
 * The DTLN denoiser at 16 kHz (https://github.com/breizhn/DTLN, MIT) from its two published files, model_1.onnx and
 * model_2.onnx. First a mask over the spectrum, then one over learned features of the result; each part has two LSTMs.
 * Only the LSTMs are recurrent: everything else runs over many frames at once.
 */
export class Dtln {
  readonly #bench: NetworkBench;
  readonly #w: Weights;
  readonly #b: Buffers;

  private constructor(bench: NetworkBench, first: Map<string, Tensor>, second: Map<string, Tensor>) {
    this.#bench = bench;
    this.#w = weightsOn(bench, first, second);
    this.#b = buffersOn(bench);
  }

  /** Throws RangeError for files that are not these networks. */
  static async load(first: Uint8Array, second: Uint8Array): Promise<Dtln> {
    return new Dtln(networkBench(), onnxWeights(first), onnxWeights(second));
  }

  /** Denoises a whole stretch, starting from silence; no delay, same length. */
  denoise(samples: Float32Array): Float32Array {
    const out = new Float32Array(samples.length);
    const { hop, before } = QUARTER_STEPS;
    const total = Math.ceil((samples.length + before) / hop);
    const spectrum = new Float32Array(T * SPECTRUM);
    for (const { state } of this.#w.lstms) this.#bench.view(state, 2 * CELLS).fill(0);
    const sums = this.#bench.view(this.#b.sums, SUMS).fill(0);
    for (let first = 0; first < total; first += T) {
      const count = Math.min(T, total - first);
      spectra(samples, first, count, spectrum, QUARTER_STEPS);
      this.#maskSpectrum(spectrum, count);
      this.#maskFeatures(count);
      for (let t = 0; t < count; t++) {
        this.#bench.run.add(this.#b.sums + t * hop * F, this.#b.wide + t * FRAME * F, FRAME);
      }
      // The samples to which no later frame adds anything.
      const begin = first * hop - before;
      const end = Math.min(out.length, begin + count * hop);
      if (end > 0) out.set(sums.subarray(Math.max(0, -begin), end - begin), Math.max(0, begin));
      sums.copyWithin(0, count * hop, count * hop + before).fill(0, before);
    }
    return out;
  }

  /** Leaves the masked spectra at `wide`. */
  #maskSpectrum(spectrum: Float32Array, count: number): void {
    const { run } = this.#bench;
    const { wide, mask } = this.#b;
    const w = this.#w;
    const magnitude = this.#bench.view(wide, count * BINS);
    for (let t = 0; t < count; t++) {
      const [at, row] = [t * SPECTRUM, t * BINS];
      for (let k = 0; k < BINS; k++) {
        const re = spectrum[at + k]!;
        const im = spectrum[at + BINS + k]!;
        magnitude[row + k] = Math.sqrt(re * re + im * im);
      }
    }
    const states = this.#recur(1, this.#recur(0, wide, BINS, count), CELLS, count);
    panelProduct(this.#bench, states, w.mask1, mask, count, CELLS, MASK, CELLS * F, MASK * F, w.bias1);
    run.sigmoid(mask, count * MASK);
    const factors = this.#bench.view(mask, count * MASK);
    const masked = this.#bench.view(wide, count * SPECTRUM);
    for (let t = 0; t < count; t++) {
      const [at, factor] = [t * SPECTRUM, t * MASK];
      for (let k = 0; k < BINS; k++) masked[at + k] = spectrum[at + k]! * factors[factor + k]!;
      for (let k = 0; k < BINS; k++) masked[at + BINS + k] = spectrum[at + BINS + k]! * factors[factor + k]!;
    }
  }

  /** Turns masked spectra into the samples of frames that still overlap; both lie at `wide`. */
  #maskFeatures(count: number): void {
    const { run } = this.#bench;
    const { wide, features, normed, mask } = this.#b;
    const w = this.#w;
    panelProduct(this.#bench, wide, w.encode, features, count, SPECTRUM, FEATURES, SPECTRUM * F, FEATURES * F, w.zeros);
    // Each frame by itself: mean 0, deviation 1, then the learned scale.
    this.#bench.view(normed, count * FEATURES).set(this.#bench.view(features, count * FEATURES));
    run.norm(normed, w.gamma, w.beta, count, FEATURES, 1e-7);
    const states = this.#recur(3, this.#recur(2, normed, FEATURES, count), CELLS, count);
    panelProduct(this.#bench, states, w.mask2, mask, count, CELLS, FEATURES, CELLS * F, FEATURES * F, w.bias2);
    run.sigmoid(mask, count * FEATURES);
    run.multiply(features, mask, count * FEATURES);
    panelProduct(this.#bench, features, w.decode, wide, count, FEATURES, FRAME, FEATURES * F, FRAME * F, w.zeros);
  }

  /** Runs one LSTM over the frames; gives the address of its states. */
  #recur(index: number, input: number, inputs: number, count: number): number {
    const { run } = this.#bench;
    const { gates, states } = this.#b;
    const { kernel, recurrent, bias, state } = this.#w.lstms[index]!;
    panelProduct(this.#bench, input, kernel, gates, count, inputs, GATES, inputs * F, GATES * F, bias);
    run.lstmRun(gates, recurrent, state, state + CELLS * F, states, count, CELLS);
    this.#bench.view(state, CELLS).set(this.#bench.view(states + (count - 1) * CELLS * F, CELLS));
    return states;
  }
}

interface Lstm {
  kernel: number;
  recurrent: number;
  bias: number;
  /** 128 states, then 128 cells. */
  state: number;
}

interface Weights {
  lstms: Lstm[];
  mask1: number;
  bias1: number;
  mask2: number;
  bias2: number;
  encode: number;
  decode: number;
  gamma: number;
  beta: number;
  zeros: number;
}

function weightsOn(bench: NetworkBench, first: Map<string, Tensor>, second: Map<string, Tensor>): Weights {
  const of = (all: Map<string, Tensor>, name: string, count: number): Float32Array => {
    const tensor = all.get(name);
    if (tensor?.values.length !== count) throw new RangeError(`no DTLN network: ${name}`);
    return tensor.values;
  };
  const panels = (weights: Float32Array, ins: number, outs: number) => bench.put(inPanels(weights, ins, outs));
  const state = () => bench.reserve(2 * CELLS);
  /** As the ONNX exporter writes it: rows are gates in the order i o f g, with two biases that are added. */
  const exported = (name: string, inputs: number): Lstm => {
    const both = of(first, `${name}_B`, 2 * GATES);
    const order = (gate: number) => [0, 2, 3, 1][gate]! * CELLS;
    const row = (column: number) => order(Math.floor(column / CELLS)) + (column % CELLS);
    const table = (values: Float32Array, rows: number) =>
      Float32Array.from({ length: rows * GATES }, (_, n) => values[row(n % GATES) * rows + Math.floor(n / GATES)]!);
    return {
      kernel: panels(table(of(first, `${name}_W`, inputs * GATES), inputs), inputs, GATES),
      recurrent: panels(table(of(first, `${name}_R`, CELLS * GATES), CELLS), CELLS, GATES),
      bias: bench.put(Float32Array.from({ length: GATES }, (_, n) => both[row(n)]! + both[GATES + row(n)]!)),
      state: state(),
    };
  };
  /** As it is when unrolled step by step: tables already in the shape that is needed, gates i f g o. */
  const unrolled = (name: string, inputs: number): Lstm => ({
    kernel: panels(of(second, `model_2/${name}/MatMul/ReadVariableOp/resource:0`, inputs * GATES), inputs, GATES),
    recurrent: panels(of(second, `model_2/${name}/MatMul_1/ReadVariableOp/resource:0`, CELLS * GATES), CELLS, GATES),
    bias: bench.put(of(second, `model_2/${name}/BiasAdd/ReadVariableOp/resource:0`, GATES)),
    state: state(),
  });
  const norm = 'model_2/instant_layer_normalization_1';
  return {
    lstms: [
      exported('lstm_4', BINS),
      exported('lstm_5', CELLS),
      unrolled('lstm_6', FEATURES),
      unrolled('lstm_7', CELLS),
    ],
    mask1: panels(widened(of(first, 'dense_2/kernel:0', CELLS * BINS)), CELLS, MASK),
    bias1: bench.put(widened(of(first, 'dense_2/bias:0', BINS))),
    mask2: panels(of(second, 'model_2/dense_3/Tensordot/Reshape_1:0', CELLS * FEATURES), CELLS, FEATURES),
    bias2: bench.put(of(second, 'model_2/dense_3/BiasAdd/ReadVariableOp/resource:0', FEATURES)),
    encode: panels(fromSpectra(of(second, 'conv1d_2/kernel:0', FRAME * FEATURES)), SPECTRUM, FEATURES),
    decode: panels(transposed(of(second, 'conv1d_3/kernel:0', FRAME * FEATURES), FRAME, FEATURES), FEATURES, FRAME),
    gamma: bench.put(of(second, `${norm}/mul/ReadVariableOp/resource:0`, FEATURES)),
    beta: bench.put(of(second, `${norm}/add_1/ReadVariableOp/resource:0`, FEATURES)),
    zeros: bench.reserve(FRAME),
  };
}

/** Pads rows of 257 numbers to those of the mask. */
function widened(values: Float32Array): Float32Array {
  const rows = values.length / BINS;
  const out = new Float32Array(rows * MASK);
  for (let r = 0; r < rows; r++) out.set(values.subarray(r * BINS, (r + 1) * BINS), r * MASK);
  return out;
}

/**
 * Turns filters over a frame's samples, [feature][512], into a table over its spectrum, [2 · 257][feature]: the inverse
 * transform and the filters are both linear, so one product does both. A sample is the sum over all bins, of which the
 * inner ones stand for two each; so a filter's sum over samples is a sum over its own spectrum.
 */
function fromSpectra(filters: Float32Array): Float32Array {
  const each = new Float32Array(FEATURES * SPECTRUM);
  spectra(filters, 0, FEATURES, each, { hop: FRAME, before: 0, window: null });
  const share = (place: number) => (place % BINS === 0 || place % BINS === BINS - 1 ? 1 : 2) / FRAME;
  return transposed(each, FEATURES, SPECTRUM).map((x, n) => x * share(Math.floor(n / FEATURES)));
}

interface Buffers {
  /** Magnitudes, then masked spectra, then frames. */
  wide: number;
  /** The overlapping frames added up. */
  sums: number;
  features: number;
  normed: number;
  mask: number;
  gates: number;
  states: number;
}

function buffersOn(bench: NetworkBench): Buffers {
  return {
    wide: bench.reserve(T * SPECTRUM),
    sums: bench.reserve(SUMS),
    features: bench.reserve(T * FEATURES),
    normed: bench.reserve(T * FEATURES),
    mask: bench.reserve(T * MASK),
    gates: bench.reserve(T * GATES),
    states: bench.reserve(T * CELLS),
  };
}
