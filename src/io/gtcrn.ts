import { type Asset, readAsset } from './checked-asset.ts';

/**
 * The GTCRN denoiser (https://github.com/Xiaobin-Rong/gtcrn, MIT) as compiled to wasm in the npm package
 * @sapphi-red/web-noise-suppressor 0.4.1. Its exports have minified names that belong to exactly these bytes, so the
 * version is pinned and the sha256 checked.
 */
export const GTCRN_WASM: Asset = {
  specifier: '@sapphi-red/web-noise-suppressor/gtcrn.wasm',
  sha256: '01a5286ddaa1ce6d0dd5510bd9241f3bf0cc727a05d5767ae6881d85d9983719',
};

interface GtcrnExports {
  /** memory */
  c: WebAssembly.Memory;
  /** init() */
  d(): void;
  /** create() → state */
  e(): number;
  /** free(address) */
  f(address: number): void;
  /** destroy(state) */
  g(state: number): void;
  /** process256(state, in, out): 256 samples at 16 kHz */
  i(state: number, input: number, output: number): void;
  /** malloc(bytes) → address */
  k(bytes: number): number;
}

const FRAME = 256;
/** What comes out belongs this many samples earlier. */
const DELAY = 256;

/** Denoises whole stretches at 16 kHz; the delay is undone, the length is kept. State never leaks between stretches. */
export class Gtcrn {
  readonly #wasm: GtcrnExports;
  readonly #input: number;
  readonly #output: number;

  private constructor(wasm: GtcrnExports) {
    this.#wasm = wasm;
    this.#input = wasm.k(FRAME * 4);
    this.#output = wasm.k(FRAME * 4);
  }

  static async load(): Promise<Gtcrn> {
    const fail = (what: string) => () => {
      throw new Error(`gtcrn.wasm: ${what}`);
    };
    const { instance } = await WebAssembly.instantiate(await readAsset(GTCRN_WASM), {
      a: { a: fail('abort'), b: fail('out of memory') },
    });
    const wasm = instance.exports as unknown as GtcrnExports;
    wasm.d();
    return new Gtcrn(wasm);
  }

  denoise(samples: Float32Array): Float32Array {
    const { c: memory, e: create, g: destroy, i: process } = this.#wasm;
    const out = new Float32Array(samples.length);
    const state = create();
    for (let at = 0; at < samples.length + DELAY; at += FRAME) {
      const input = new Float32Array(memory.buffer, this.#input, FRAME);
      input.fill(0);
      if (at < samples.length) input.set(samples.subarray(at, at + FRAME));
      process(state, this.#input, this.#output);
      const belongs = at - DELAY;
      if (belongs < 0) continue;
      const output = new Float32Array(memory.buffer, this.#output, FRAME);
      out.set(output.subarray(0, Math.min(FRAME, out.length - belongs)), belongs);
    }
    destroy(state);
    return out;
  }
}
