import { ANALYSIS_RATE } from '../core/sound.ts';
import { type NetworkBench, networkBench } from './nn/kernels.ts';
import { onnxWeights, type Tensor } from './nn/onnx-weights.ts';

/** The network hears exactly nine seconds: 900 frames of 120 mel bands. */
const LENGTH = 144_000;
const FRAMES = 900;
const MELS = 120;
const FFT = 321;
const HOP = 160;
const BINS = 161;
const PARTS = 328; // real and imaginary parts, rounded up to a multiple of 8
const F = 4; // bytes

interface Layer {
  weights: number;
  bias: number;
  ins: number;
  outs: number;
  height: number;
  width: number;
  pool: boolean;
}

/**
 * DNSMOS P.808 (https://github.com/microsoft/DNS-Challenge, model_v8.onnx): how listeners would rate a clip, from 1 to
 * 5. Five small convolutions over a mel spectrogram. Shorter clips are repeated up to nine seconds, as the authors do;
 * of longer clips the first nine seconds count.
 */
export class Dnsmos {
  readonly #bench: NetworkBench;
  readonly #layers: Layer[];
  readonly #dense: { weights: Float32Array; bias: Float32Array }[];
  readonly #basis: number;
  readonly #zeros: number;
  readonly #sound: number;
  readonly #spectra: number;
  /** Two planes with a border of zeros, used alternately. */
  readonly #planes: [number, number];

  private constructor(bench: NetworkBench, weights: Map<string, Tensor>) {
    this.#bench = bench;
    this.#layers = layersOn(bench, weights);
    this.#dense = [3, 4, 5].map((n) => ({
      weights: tensor(weights, `mos_estimator_small_1/dense_${n}/MatMul/ReadVariableOp/resource:0`).values,
      bias: tensor(weights, `mos_estimator_small_1/dense_${n}/BiasAdd/ReadVariableOp/resource:0`).values,
    }));
    this.#basis = bench.put(fourierBasis());
    this.#zeros = bench.reserve(PARTS);
    this.#sound = bench.reserve(LENGTH + FFT);
    this.#spectra = bench.reserve(FRAMES * PARTS);
    const plane = (FRAMES + 2) * (MELS + 2) * 32;
    this.#planes = [bench.reserve(plane), bench.reserve(plane)];
  }

  /** Throws RangeError for a file that is not this network. */
  static async load(model: Uint8Array): Promise<Dnsmos> {
    return new Dnsmos(networkBench(), onnxWeights(model));
  }

  score(samples16k: Float32Array): number {
    if (samples16k.length === 0) return 1;
    const whole = Float32Array.from({ length: LENGTH }, (_, i) => samples16k[i % samples16k.length]!);
    return this.judge(this.features(whole));
  }

  /** 900 × 120 numbers: mel power in dB below the loudest, at most 80 dB below, scaled to [-1, 1]. */
  features(samples: Float32Array): Float32Array {
    const { run } = this.#bench;
    // Frames are centred on multiples of ten milliseconds: there is silence before the first and after the last.
    this.#bench
      .view(this.#sound, LENGTH + FFT)
      .fill(0)
      .set(samples.subarray(0, LENGTH), FFT >> 1);
    run.gemm(
      this.#sound,
      this.#basis,
      this.#spectra,
      FRAMES,
      FFT,
      PARTS,
      HOP * F,
      PARTS * F,
      PARTS * F,
      this.#zeros,
      0,
    );
    const parts = this.#bench.view(this.#spectra, FRAMES * PARTS);
    const mel = new Float32Array(FRAMES * MELS);
    for (let t = 0; t < FRAMES; t++) {
      for (const [m, { first, weights }] of MEL_FILTERS.entries()) {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) {
          const re = parts[t * PARTS + first + i]!;
          const im = parts[t * PARTS + BINS + first + i]!;
          sum += weights[i]! * (re * re + im * im);
        }
        mel[t * MELS + m] = sum;
      }
    }
    const loudest = mel.reduce((most, x) => Math.max(most, x), 1e-10);
    return mel.map((x) => (Math.max(-80, 10 * Math.log10(Math.max(1e-10, x) / loudest)) + 40) / 40);
  }

  /** Runs the network on these features. */
  judge(features: Float32Array): number {
    let [from, to] = this.#planes;
    const input = this.#bench.view(from, (FRAMES + 2) * (MELS + 2)).fill(0);
    for (let t = 0; t < FRAMES; t++) {
      input.set(features.subarray(t * MELS, (t + 1) * MELS), (t + 1) * (MELS + 2) + 1);
    }
    for (const layer of this.#layers) {
      this.#convolve(layer, from, to);
      if (layer.pool) {
        this.#pool(layer, to, from);
        continue;
      }
      [from, to] = [to, from];
    }
    return this.#judgeBy(this.#loudestOf(this.#layers.at(-1)!, from));
  }

  /**
   * A 3 × 3 convolution with a border: three products per row, each over three neighbours that are adjacent in memory;
   * then negative values become 0.
   */
  #convolve({ weights, bias, ins, outs, height, width }: Layer, from: number, to: number): void {
    const { run } = this.#bench;
    this.#bench.view(to, (height + 2) * (width + 2) * outs).fill(0);
    const row = (width + 2) * ins * F;
    const step = 3 * ins * outs * F;
    for (let y = 0; y < height; y++) {
      const out = to + ((y + 1) * (width + 2) + 1) * outs * F;
      for (let k = 0; k < 3; k++) {
        const [start, stride] = k === 0 ? [bias, 0] : [out, outs * F];
        run.gemm(
          from + (y + k) * row,
          weights + k * step,
          out,
          width,
          3 * ins,
          outs,
          ins * F,
          outs * F,
          outs * F,
          start,
          stride,
        );
      }
      run.relu(out, width * outs);
    }
  }

  /** The largest of every two by two values; what is left over at the edge is dropped. */
  #pool({ outs, height, width }: Layer, from: number, to: number): void {
    const [half, narrow] = [height >> 1, width >> 1];
    const a = this.#bench.view(from, (height + 2) * (width + 2) * outs);
    const b = this.#bench.view(to, (half + 2) * (narrow + 2) * outs).fill(0);
    const row = (width + 2) * outs;
    for (let y = 0; y < half; y++) {
      for (let x = 0; x < narrow; x++) {
        const corner = (2 * y + 1) * row + (2 * x + 1) * outs;
        const place = ((y + 1) * (narrow + 2) + x + 1) * outs;
        for (let c = 0; c < outs; c++) {
          const i = corner + c;
          b[place + c] = Math.max(a[i]!, a[i + outs]!, a[i + row]!, a[i + row + outs]!);
        }
      }
    }
  }

  #loudestOf({ outs, height, width }: Layer, from: number): number[] {
    const values = this.#bench.view(from, (height + 2) * (width + 2) * outs);
    const most = new Array<number>(outs).fill(0);
    // The border is zero, and nothing inside is below zero.
    for (let i = 0; i < values.length; i++) if (values[i]! > most[i % outs]!) most[i % outs] = values[i]!;
    return most;
  }

  #judgeBy(features: number[]): number {
    return this.#dense.reduce((input, { weights, bias }, n) => {
      const outs = bias.length;
      return Array.from(bias, (b, o) => {
        const sum = input.reduce((total, x, i) => total + x * weights[i * outs + o]!, b);
        return n < this.#dense.length - 1 ? Math.max(0, sum) : sum;
      });
    }, features)[0]!;
  }
}

function tensor(weights: Map<string, Tensor>, name: string): Tensor {
  const found = weights.get(name);
  if (!found) throw new RangeError(`no DNSMOS network: ${name}`);
  return found;
}

/** The convolutions, and after which of them a pooling follows; a pooling halves the sizes. */
function layersOn(bench: NetworkBench, weights: Map<string, Tensor>): Layer[] {
  let [height, width] = [FRAMES, MELS];
  return [true, true, false, true, false].map((pool, n) => {
    const { shape, values } = tensor(weights, `conv2d_${5 + n}/kernel:0`);
    const [outs, ins] = shape as [number, number];
    const layer: Layer = {
      weights: bench.put(byRow(values, outs, ins)),
      bias: bench.put(tensor(weights, `conv2d_${5 + n}/bias:0`).values),
      ...{ ins, outs, height, width, pool },
    };
    if (pool) [height, width] = [height >> 1, width >> 1];
    return layer;
  });
}

/** [out][in][3][3] to [row][3·in][out]. */
function byRow(values: Float32Array, outs: number, ins: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let o = 0; o < outs; o++)
    for (let i = 0; i < ins; i++)
      for (let k = 0; k < 9; k++)
        out[(Math.floor(k / 3) * 3 * ins + (k % 3) * ins + i) * outs + o] = values[(o * ins + i) * 9 + k]!;
  return out;
}

/** The Fourier transform of 321 Hann-windowed samples as a table: its size is no power of two. */
function fourierBasis(): Float32Array {
  const basis = new Float32Array(FFT * PARTS);
  for (let i = 0; i < FFT; i++) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FFT);
    for (let k = 0; k < BINS; k++) {
      const angle = (2 * Math.PI * ((i * k) % FFT)) / FFT;
      basis[i * PARTS + k] = window * Math.cos(angle);
      basis[i * PARTS + BINS + k] = -window * Math.sin(angle);
    }
  }
  return basis;
}

/** Slaney's mel scale: linear up to 1 kHz, logarithmic above; all triangles have the same area (as in librosa). */
const STEP = 200 / 3;
const KNEE = 1000 / STEP;
const GROWTH = Math.log(6.4) / 27;
const mel = (hertz: number) => (hertz < 1000 ? hertz / STEP : KNEE + Math.log(hertz / 1000) / GROWTH);
const hertz = (m: number) => (m < KNEE ? m * STEP : 1000 * Math.exp(GROWTH * (m - KNEE)));

const MEL_FILTERS = Array.from({ length: MELS }, (_, m) => {
  const edge = (n: number) => hertz((mel(ANALYSIS_RATE / 2) * n) / (MELS + 1));
  const [low, peak, high] = [edge(m), edge(m + 1), edge(m + 2)];
  const all = Array.from({ length: BINS }, (_, k) => {
    const at = (k * ANALYSIS_RATE) / FFT;
    return (Math.max(0, Math.min((at - low) / (peak - low), (high - at) / (high - peak))) * 2) / (high - low);
  });
  const first = Math.max(
    0,
    all.findIndex((w) => w > 0),
  );
  return { first, weights: all.slice(first, all.findLastIndex((w) => w > 0) + 1) };
});
