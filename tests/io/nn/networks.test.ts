import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { resample } from '../../../src/core/resample.ts';
import { readAsset } from '../../../src/io/checked-asset.ts';
import { Dnsmos } from '../../../src/io/dnsmos.ts';
import { Dtln } from '../../../src/io/dtln.ts';
import { Gtcrn } from '../../../src/io/gtcrn.ts';
import { GTCRN_WASM } from '../../../src/io/gtcrn-weights.ts';
import { networkBench } from '../../../src/io/nn/kernels.ts';
import { inPanels, panelProduct } from '../../../src/io/nn/panels.ts';
import { BINS, FRAME, frames, overlapAdd, QUARTER_STEPS, spectra } from '../../../src/io/nn/stft.ts';
import { SILERO_ONNX, Silero } from '../../../src/io/silero.ts';
import { decodeSilk, SILK_RATE } from '../../../src/io/silk.ts';
import { add, noise } from '../../audio/signals.ts';

/** Five seconds of speech at 16 kHz. */
let speech: Float32Array;

beforeAll(async () => {
  const bytes = readFileSync(new URL('../../../fixtures/voice/silk-tencent/voice_0002.silk', import.meta.url));
  speech = resample((await decodeSilk(bytes, 1)).samples, SILK_RATE, 16_000).slice(0, 5 * 16_000);
});

const power = (samples: Float32Array) => samples.reduce((sum, x) => sum + x * x, 0);
const ratioDb = (signal: Float32Array, other: Float32Array) =>
  10 * Math.log10(power(signal) / power(signal.map((x, i) => x - other[i]!)));

describe('kernels', () => {
  test.each([
    [1, 3, 8],
    [5, 7, 16],
    [4, 24, 40],
    [9, 128, 512],
    [6, 257, 72],
  ])('multiply %i × %i by %i columns', async (m, k, n) => {
    const bench = networkBench();
    const values = (count: number, seed: number) => noise(count / 1000, 1000, 1, seed);
    const [a, b, bias] = [values(m * k, 1), values(k * n, 2), values(n, 3)];
    const [pa, pb, ps, pc] = [bench.put(a), bench.put(b), bench.put(bias), bench.reserve(m * n)];
    bench.run.gemm(pa, pb, pc, m, k, n, k * 4, n * 4, n * 4, ps, 0);
    const product = bench.view(pc, m * n);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = bias[j]!;
        for (let x = 0; x < k; x++) sum += a[i * k + x]! * b[x * n + j]!;
        expect(product[i * n + j]).toBeCloseTo(sum, 4);
      }
    }
  });

  test('multiply by tables in panels, however deep', () => {
    const bench = networkBench();
    const [m, k, n] = [5, 514, 72];
    const values = (count: number, seed: number) => noise(count / 1000, 1000, 1, seed);
    const [a, b, bias] = [values(m * k, 1), values(k * n, 2), values(n, 3)];
    const [pa, pb, ps, pc] = [bench.put(a), bench.put(inPanels(b, k, n)), bench.put(bias), bench.reserve(m * n)];
    panelProduct(bench, pa, pb, pc, m, k, n, k * 4, n * 4, ps);
    for (const [at, x] of bench.view(pc, m * n).entries()) {
      let sum = bias[at % n]!;
      for (let i = 0; i < k; i++) sum += a[Math.floor(at / n) * k + i]! * b[i * n + (at % n)]!;
      expect(x).toBeCloseTo(sum, 4);
    }
  });

  test('give sigmoids to float precision over the whole range', async () => {
    const bench = networkBench();
    const x = Float32Array.from({ length: 2000 }, (_, i) => (i - 1000) / 8);
    const address = bench.put(x);
    bench.run.sigmoid(address, x.length);
    for (const [i, y] of bench.view(address, x.length).entries()) expect(y).toBeCloseTo(1 / (1 + Math.exp(-x[i]!)), 6);
  });
});

/** The reference runtime: none of ours, and too large and slow to be in the package. */
async function runtime(): Promise<typeof import('onnxruntime-web')> {
  const ort = (await import('onnxruntime-web/wasm' as string)) as typeof import('onnxruntime-web');
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = new URL('.', import.meta.resolve('onnxruntime-web/wasm')).href;
  return ort;
}

describe('Silero', () => {
  /** One step at a time. */
  async function reference(samples: Float32Array): Promise<number[]> {
    const ort = await runtime();
    const session = await ort.InferenceSession.create(await readAsset(SILERO_ONNX), { logSeverityLevel: 3 });
    const sr = new ort.Tensor('int64', BigInt64Array.of(16_000n), []);
    let state = new ort.Tensor('float32', new Float32Array(256), [2, 1, 128]);
    const answers: number[] = [];
    for (let step = 0; step * 512 < samples.length; step++) {
      const window = Float32Array.from({ length: 576 }, (_, i) => samples[step * 512 - 64 + i] ?? 0);
      const out = await session.run({ input: new ort.Tensor('float32', window, [1, 576]), state, sr });
      state = out.stateN as typeof state;
      answers.push((out.output!.data as Float32Array)[0]!);
    }
    return answers;
  }

  test('answers as the reference runtime does', async () => {
    const silero = await Silero.load();
    const noisy = add(speech, noise(5, 16_000, 0.02));
    const expected = await reference(noisy);
    const answers = silero.probabilities(noisy);
    expect(answers.length).toBe(expected.length);
    for (const [i, p] of answers.entries()) expect(p).toBeCloseTo(expected[i]!, 3);
  });

  test('hears speech, and neither silence nor noise', async () => {
    const silero = await Silero.load();
    const mean = (samples: Float32Array) => {
      const answers = silero.probabilities(samples);
      return answers.reduce((sum, p) => sum + p, 0) / answers.length;
    };
    expect(mean(speech)).toBeGreaterThan(0.7);
    expect(mean(new Float32Array(48_000))).toBeLessThan(0.1);
    expect(mean(noise(3, 16_000, 0.1))).toBeLessThan(0.2);
  });

  test('answers for a single sample, and for none', async () => {
    const silero = await Silero.load();
    expect(silero.probabilities(Float32Array.of(0.5)).length).toBe(1);
    expect(silero.probabilities(new Float32Array()).length).toBe(0);
  });

  test('remembers nothing from one call to the next', async () => {
    const silero = await Silero.load();
    const once = silero.probabilities(speech);
    silero.probabilities(noise(2, 16_000, 0.3));
    expect(silero.probabilities(speech)).toEqual(once);
  });
});

describe('GTCRN', () => {
  /** The package's own module, frame by frame, its delay of 256 samples undone. */
  async function reference(samples: Float32Array): Promise<Float32Array> {
    const { instance } = await WebAssembly.instantiate(await readAsset(GTCRN_WASM), {
      a: { a: () => {}, b: () => {} },
    });
    const { c, d, e, i, k } = instance.exports as {
      c: WebAssembly.Memory;
      d(): void;
      e(): number;
      i(state: number, input: number, output: number): void;
      k(bytes: number): number;
    };
    d();
    const [state, input, output] = [e(), k(1024), k(1024)];
    const out = new Float32Array(samples.length);
    for (let at = 0; at < samples.length + 256; at += 256) {
      const frame = new Float32Array(c.buffer, input, 256);
      frame.fill(0);
      frame.set(samples.subarray(at, at + 256));
      i(state, input, output);
      if (at < 256) continue;
      out.set(new Float32Array(c.buffer, output, 256).subarray(0, out.length - at + 256), at - 256);
    }
    return out;
  }

  test('denoises as the module whose weights it has', async () => {
    const noisy = add(speech, noise(5, 16_000, 0.05));
    const ours = (await Gtcrn.load()).denoise(noisy);
    expect(ratioDb(await reference(noisy), ours)).toBeGreaterThan(80);
  });

  test('takes noise away from speech', async () => {
    const noisy = add(speech, noise(5, 16_000, 0.05));
    const clean = (await Gtcrn.load()).denoise(noisy);
    expect(ratioDb(speech, clean)).toBeGreaterThan(ratioDb(speech, noisy) + 2);
  });

  test.each([0, 1, 255, 256, 257, 20_000])('keeps the length of %i samples, finite', async (length) => {
    const out = (await Gtcrn.load()).denoise(speech.subarray(0, length));
    expect(out.length).toBe(length);
    expect(out.every(Number.isFinite)).toBe(true);
  });

  test('remembers nothing from one call to the next', async () => {
    const gtcrn = await Gtcrn.load();
    const once = gtcrn.denoise(speech);
    gtcrn.denoise(noise(2, 16_000, 0.3));
    expect(gtcrn.denoise(speech)).toEqual(once);
  });
});

const folder = process.env.PERSONA_MODELS ?? fileURLToPath(new URL('../../../../shared/models', import.meta.url));
const files = ['dtln_1.onnx', 'dtln_2.onnx'].map((name) => `${folder}/${name}`);

describe.skipIf(!files.every((file) => existsSync(file)))('DTLN (skipped without its files in PERSONA_MODELS)', () => {
  const load = () => Dtln.load(readFileSync(files[0]!), readFileSync(files[1]!));

  /** The two files as they are published, frame by frame: a mask over the spectrum, then frames to frames. */
  async function reference(samples: Float32Array): Promise<Float32Array> {
    const ort = await runtime();
    const open = (file: string) => ort.InferenceSession.create(readFileSync(file), { logSeverityLevel: 3 });
    const [first, second] = [await open(files[0]!), await open(files[1]!)];
    const count = Math.ceil((samples.length + QUARTER_STEPS.before) / QUARTER_STEPS.hop);
    const spectrum = new Float32Array(count * 2 * BINS);
    spectra(samples, 0, count, spectrum, QUARTER_STEPS);
    const rows = new Float32Array(count * FRAME);
    const step = async (session: typeof first, values: Float32Array, state: Float32Array) => {
      const out = await session.run({
        [session.inputNames[0]!]: new ort.Tensor('float32', values, [1, 1, values.length]),
        [session.inputNames[1]!]: new ort.Tensor('float32', state, [1, 2, 128, 2]),
      });
      return session.outputNames.map((name) => out[name]!.data as Float32Array) as [Float32Array, Float32Array];
    };
    let [a, b] = [new Float32Array(512), new Float32Array(512)];
    for (let t = 0; t < count; t++) {
      const own = spectrum.subarray(t * 2 * BINS, (t + 1) * 2 * BINS);
      const magnitudes = Float32Array.from({ length: BINS }, (_, k) => Math.hypot(own[k]!, own[BINS + k]!));
      const [mask, nextA] = await step(first, magnitudes, a);
      for (let i = 0; i < own.length; i++) own[i]! *= mask[i % BINS]!;
      const frame = new Float32Array(FRAME);
      frames(own, 1, frame);
      const [row, nextB] = await step(second, frame, b);
      rows.set(row, t * FRAME);
      [a, b] = [nextA.slice(), nextB.slice()];
    }
    const out = new Float32Array(samples.length);
    overlapAdd(rows, 0, count, out, QUARTER_STEPS);
    return out;
  }

  test('denoises as the reference runtime does', async () => {
    const noisy = add(speech, noise(5, 16_000, 0.05));
    expect(ratioDb(await reference(noisy), (await load()).denoise(noisy))).toBeGreaterThan(80);
  });

  test.each([0, 1, 127, 128, 16_000, 16_001, 33_000])(
    'keeps the length of %i samples, and begins alike',
    async (length) => {
      const dtln = await load();
      const out = dtln.denoise(speech.subarray(0, length));
      expect(out.length).toBe(length);
      // What the frames over a sample hold does not depend on what follows them.
      const settled = Math.max(0, length - 2 * FRAME);
      expect(out.subarray(0, settled)).toEqual(dtln.denoise(speech).subarray(0, settled));
    },
  );

  test('takes noise away from speech and keeps the length', async () => {
    const dtln = await load();
    const noisy = add(speech, noise(5, 16_000, 0.05));
    const clean = dtln.denoise(noisy);
    expect(clean.length).toBe(noisy.length);
    expect(ratioDb(speech, clean)).toBeGreaterThan(ratioDb(speech, noisy) + 3);
    expect(dtln.denoise(noisy)).toEqual(clean);
  });

  test('refuses other files', async () => {
    await expect(Dtln.load(await readAsset(SILERO_ONNX), readFileSync(files[1]!))).rejects.toThrow(RangeError);
  });
});

const scorer = `${folder}/model_v8.onnx`;

describe.skipIf(!existsSync(scorer))('DNSMOS P.808 (skipped without its file in PERSONA_MODELS)', () => {
  test('answers as the reference runtime does', async () => {
    const dnsmos = await Dnsmos.load(readFileSync(scorer));
    const whole = Float32Array.from({ length: 144_000 }, (_, i) => speech[i % speech.length]!);
    const features = dnsmos.features(whole);
    const ort = await runtime();
    const session = await ort.InferenceSession.create(readFileSync(scorer), { logSeverityLevel: 3 });
    const out = await session.run({ input_1: new ort.Tensor('float32', features, [1, 900, 120]) });
    expect(dnsmos.judge(features)).toBeCloseTo((out[session.outputNames[0]!]!.data as Float32Array)[0]!, 4);
  });

  test('likes speech less the more noise is in it', async () => {
    const dnsmos = await Dnsmos.load(readFileSync(scorer));
    const scores = [0, 0.005, 0.05].map((a) => dnsmos.score(add(speech, noise(5, 16_000, a))));
    expect(scores[0]).toBeGreaterThan(scores[1]!);
    expect(scores[1]).toBeGreaterThan(scores[2]!);
    expect(Number.isFinite(dnsmos.score(new Float32Array(100)))).toBe(true);
    expect(dnsmos.score(new Float32Array())).toBe(1);
  });
});
