import { type Asset, readAsset } from './checked-asset.ts';
import { transposed } from './nn/panels.ts';

/**
 * The weights of GTCRN (https://github.com/Xiaobin-Rong/gtcrn, MIT), taken from the npm package
 * @sapphi-red/web-noise-suppressor 0.4.1. Its wasm is the same network compiled: tables are in its memory from the
 * start, single numbers are in its code. The addresses belong to exactly these bytes, so version and sha256 are pinned.
 * Our own implementation runs the network on many frames at once and is ten times faster than calling that module frame
 * by frame; a test compares the two.
 */
export const GTCRN_WASM: Asset = {
  specifier: '@sapphi-red/web-noise-suppressor/gtcrn.wasm',
  sha256: '01a5286ddaa1ce6d0dd5510bd9241f3bf0cc727a05d5767ae6881d85d9983719',
};

/** A product: `weights` as [in][out], and the bias that is added. */
export interface Linear {
  weights: Float32Array;
  bias: Float32Array;
}

/** Gates in the order r z n, as [in][3·cells]. */
export interface Gru {
  input: Linear;
  hidden: Linear;
}

/** A stage of the encoder or decoder that works between the bands, on 8 of the 16 channels. */
export interface WeightBlock {
  /** [3 neighbours · 8][16] */
  point1: Linear;
  slope1: number;
  /** [3 in time, oldest first][3 in frequency][16] */
  depth: Linear;
  slope2: number;
  /** [16][8] */
  point2: Linear;
  gru: Gru;
  /** [16][8] */
  attention: Linear;
  dilation: number;
}

/** One of the two recurrent stages; two groups of 8 channels each. */
export interface Recurrent {
  /** Along frequency, both ways: for each group forwards and backwards, 4 cells each. */
  intra: [forwards: Gru, backwards: Gru][];
  intraLinear: Linear;
  intraNorm: Linear;
  /** Along time: for each group, 8 cells. */
  inter: Gru[];
  interLinear: Linear;
  interNorm: Linear;
}

export interface GtcrnWeights {
  /** 192 upper bins to 64 bands, and back. */
  toBands: Float32Array;
  toBins: Float32Array;
  /** [5 · 9][16] and [2 groups][5 · 8][8]. */
  conv1: Linear;
  slopeConv1: number;
  conv2: Linear[];
  slopeConv2: number;
  encoder: WeightBlock[];
  recurrent: Recurrent[];
  decoder: WeightBlock[];
  /** By tap: [8][8] for each group, and [16][2]. */
  deconv1: { taps: Float32Array[]; bias: Float32Array }[];
  slopeDeconv1: number;
  deconv2: { taps: Float32Array[]; bias: Float32Array };
}

export async function gtcrnWeights(): Promise<GtcrnWeights> {
  const file = await readAsset(GTCRN_WASM);
  const { instance } = await WebAssembly.instantiate(file, { a: { a: () => {}, b: () => {} } });
  const memory = (instance.exports as { c: WebAssembly.Memory }).c.buffer;
  const at = (address: number, count: number) => new Float32Array(memory, address, count).slice();
  const inCode = (offset: number) => file.readFloatLE(offset);

  const gru = (input: number, hidden: number, ins: number, cells: number): Gru => ({
    input: gatesInOrder(at(input, ins * 3 * cells), at(input + ins * cells * 12, 3 * cells), ins, cells),
    hidden: gatesInOrder(at(hidden, cells * 3 * cells), at(hidden + cells * cells * 12, 3 * cells), cells, cells),
  });
  /** Here rows are gates and columns are inputs; the biases of input and state follow both tables. */
  const small = (address: number): Gru => {
    const [w, r, b] = [at(address, 96), at(address + 384, 48), at(address + 576, 24)];
    return {
      input: gatesInOrder(transposed(w, 12, 8), b.slice(0, 12), 8, 4),
      hidden: gatesInOrder(transposed(r, 12, 4), b.slice(12), 4, 4),
    };
  };
  const attention = (weights: number, offset: number): Linear => ({
    weights: at(weights, 128),
    // The compiler stores the two halves in the opposite order.
    bias: Float32Array.from({ length: 8 }, (_, i) => inCode(i < 4 ? offset + 37 + 4 * i : offset + 4 * (i - 4))),
  });

  const encoderBlock = (address: number, offsets: [number, number, number], dilation: number): WeightBlock => ({
    point1: { weights: neighbours(at(address, 384), (o, i, k) => (o * 8 + i) * 3 + k), bias: at(address + 1536, 16) },
    slope1: inCode(offsets[0]),
    depth: { weights: perChannel(at(address + 1600, 144), 9, false), bias: at(address + 2176, 16) },
    slope2: inCode(offsets[1]),
    point2: { weights: transposed(at(address + 2240, 128), 8, 16), bias: at(address + 2752, 8) },
    gru: gru(address + 2784, address + 4512, 8, 16),
    attention: attention(address + 7776, offsets[2]),
    dilation,
  });
  const decoderBlock = (
    address: number,
    g: [number, number],
    a: number,
    offsets: [number, number, number, number],
    dilation: number,
  ): WeightBlock => ({
    point1: normed(
      { weights: neighbours(at(address, 384), (o, i, k) => (i * 3 + k) * 16 + o), bias: at(address + 1536, 16) },
      at(address + 1600, 64),
    ),
    slope1: inCode(offsets[0]),
    depth: normed(
      {
        weights: perChannel(at(address + 1856, 192), 12, true),
        bias: Float32Array.from({ length: 16 }, (_, i) => inCode(offsets[1] + 269 * i)),
      },
      at(address + 2624, 64),
    ),
    slope2: inCode(offsets[2]),
    point2: normed({ weights: at(address + 2880, 128), bias: at(address + 3392, 8) }, at(address + 3424, 32)),
    gru: gru(g[0], g[1], 8, 16),
    attention: attention(a, offsets[3]),
    dilation,
  });
  const recurrent = (address: number, intra: number, inter: number[]): Recurrent => ({
    intra: [0, 1344].map((group) => [small(intra + group), small(intra + group + 672)]),
    intraLinear: { weights: at(address, 256), bias: at(address + 1024, 16) },
    intraNorm: { weights: at(address + 1088, 528), bias: at(address + 3200, 528) },
    inter: [0, 1].map((group) => gru(address + 5312 + 864 * group, inter[group]!, 8, 8)),
    interLinear: { weights: at(address + 7040, 256), bias: at(address + 8064, 16) },
    interNorm: { weights: at(address + 8128, 528), bias: at(address + 10_240, 528) },
  });

  return {
    toBands: at(40_352, 192 * 64),
    toBins: at(144_208, 64 * 192),
    conv1: { weights: strided(at(4128, 720), 16, 9), bias: at(7008, 16) },
    slopeConv1: inCode(28_908),
    conv2: [0, 1].map((group) => ({
      weights: strided(at(7072 + 1280 * group, 320), 8, 8),
      bias: at(9632 + 32 * group, 8),
    })),
    slopeConv2: inCode(29_263),
    encoder: [
      encoderBlock(10_496, [30_052, 30_520, 32_438], 1),
      encoderBlock(18_784, [33_921, 34_393, 36_311], 2),
      encoderBlock(27_072, [37_890, 38_362, 40_280], 5),
    ],
    recurrent: [recurrent(89_504, 193_360, [35_360, 36_224]), recurrent(103_584, 196_048, [101_856, 102_720])],
    decoder: [
      decoderBlock(116_736, [120_288, 37_088], 122_016, [59_138, 59_599, 64_148, 66_085], 5),
      decoderBlock(122_528, [126_080, 127_808], 131_072, [67_828, 68_217, 72_766, 74_921], 2),
      decoderBlock(131_584, [135_136, 136_864], 140_128, [76_645, 77_034, 81_583, 83_738], 1),
    ],
    deconv1: [0, 1].map((group) =>
      deconvolution(
        at(140_640 + 1312 * group, 320),
        8,
        8,
        at(141_920 + 1312 * group, 8),
        at(143_264, 64),
        8 * group,
        16,
      ),
    ),
    slopeDeconv1: inCode(85_383),
    deconv2: deconvolution(at(143_520, 160), 16, 2, at(144_160, 2), at(144_168, 8), 0, 2),
  };
}

/** Stored as z r n; the kernel needs r z n. */
function gatesInOrder(weights: Float32Array, bias: Float32Array, ins: number, cells: number): Linear {
  const swap = (column: number) => (column < cells ? column + cells : column < 2 * cells ? column - cells : column);
  const width = 3 * cells;
  return {
    weights: Float32Array.from(
      { length: ins * width },
      (_, i) => weights[Math.floor(i / width) * width + swap(i % width)]!,
    ),
    bias: Float32Array.from({ length: width }, (_, i) => bias[swap(i)]!),
  };
}

/** A product over three neighbours of 8 channels: [k·8 + i][16]. */
function neighbours(values: Float32Array, place: (o: number, i: number, k: number) => number): Float32Array {
  return Float32Array.from({ length: 384 }, (_, n) => values[place(n % 16, (n >> 4) % 8, Math.floor(n / 128))]!);
}

/** A convolution of five taps: [o][i][k] becomes [k·ins + i][outs]. */
function strided(values: Float32Array, outs: number, ins: number): Float32Array {
  const place = (o: number, i: number, k: number) => (o * ins + i) * 5 + k;
  return values.map((_, n) => values[place(n % outs, Math.floor(n / outs) % ins, Math.floor(n / (outs * ins)))]!);
}

/** 3 × 3 taps of each channel become [tap][16]; a transposed convolution has them in reverse order. */
function perChannel(values: Float32Array, stride: number, turned: boolean): Float32Array {
  return Float32Array.from({ length: 144 }, (_, n) => {
    const tap = n >> 4;
    return values[(n & 15) * stride + (turned ? 8 - tap : tap)]!;
  });
}

/** Folds a batch norm (weight, bias, mean and deviation, stored in this order) into the product before it. */
function normed({ weights, bias }: Linear, norm: Float32Array): Linear {
  const outs = bias.length;
  const [gamma, beta, mean, deviation] = [0, 1, 2, 3].map((part) => norm.subarray(part * outs, (part + 1) * outs));
  const scale = gamma!.map((g, o) => g / deviation![o]!);
  return {
    weights: weights.map((value, i) => value * scale[i % outs]!),
    bias: bias.map((value, o) => (value - mean![o]!) * scale[o]! + beta![o]!),
  };
}

/** A transposed convolution of five taps [in][out][tap] with its norm: gives [in][out] for each tap. */
function deconvolution(
  values: Float32Array,
  ins: number,
  outs: number,
  bias: Float32Array,
  norms: Float32Array,
  first: number,
  channels: number,
): { taps: Float32Array[]; bias: Float32Array } {
  const norm = Float32Array.from(
    { length: 4 * outs },
    (_, i) => norms[Math.floor(i / outs) * channels + first + (i % outs)]!,
  );
  const taps = [0, 1, 2, 3, 4].map((k) => {
    const weights = Float32Array.from({ length: ins * outs }, (_, n) => values[n * 5 + k]!);
    return normed({ weights, bias }, norm);
  });
  return { taps: taps.map(({ weights }) => weights), bias: taps[0]!.bias };
}
