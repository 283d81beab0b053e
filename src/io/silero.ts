import { type Asset, readAsset } from './checked-asset.ts';
import { type InferenceSession, loadOrt, type Ort, openSession } from './onnx.ts';

/** Silero VAD v6 (https://github.com/snakers4/silero-vad, MIT), as it ships in an npm package. */
export const SILERO_ONNX: Asset = {
  specifier: '@ricky0123/vad-web/dist/silero_vad_v6.onnx',
  sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
};

/** New samples a step at 16 kHz, and those before them that the network also wants: without them it never fires. */
const STEP = 512;
const CONTEXT = 64;
const STATE = 128;

/** Speech probability for every 512 samples (32 ms) at 16 kHz. */
export class Silero {
  readonly #ort: Ort;
  readonly #session: InferenceSession;

  private constructor(ort: Ort, session: InferenceSession) {
    this.#ort = ort;
    this.#session = session;
  }

  static async load(): Promise<Silero> {
    return new Silero(await loadOrt(), await openSession(await readAsset(SILERO_ONNX)));
  }

  /** From silence, in one go; ceil(length / 512) numbers, the last step filled up with zeros. */
  async probabilities(samples: Float32Array): Promise<Float32Array> {
    const { Tensor } = this.#ort;
    const probabilities = new Float32Array(Math.ceil(samples.length / STEP));
    const rate = new Tensor('int64', BigInt64Array.of(16_000n), []);
    let state = new Tensor('float32', new Float32Array(2 * STATE), [2, 1, STATE]);
    const window = new Float32Array(CONTEXT + STEP);
    for (let step = 0; step < probabilities.length; step++) {
      const from = step * STEP - CONTEXT;
      window.fill(0);
      window.set(samples.subarray(Math.max(0, from), from + window.length), Math.max(0, -from));
      const input = new Tensor('float32', window, [1, window.length]);
      const { output, stateN } = await this.#session.run({ input, state, sr: rate });
      probabilities[step] = (output!.data as Float32Array)[0]!;
      state = stateN as typeof state;
    }
    return probabilities;
  }
}
