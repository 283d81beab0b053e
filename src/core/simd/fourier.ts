import {
  add,
  assign,
  atLeast,
  code,
  get,
  I32,
  i32,
  mul,
  shiftRight,
  step,
  sub,
  V128,
  v,
  type WasmFunction,
  whileTrue,
} from './wasm-writer.ts';
import { Workbench } from './workbench.ts';

interface Butterflies {
  /** In place, forward, radix 2, input in bit-reversed order; four signals at once with their values side by side. */
  fourier(re: number, im: number, size: number, table: number): void;
}

const VECTOR = 16; // bytes

function fourier(): WasmFunction {
  const [re, im, size, table, half, stride, pairs, k, end, r, i] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
  const [cos, sin, br, bi, xr, xi] = [11, 12, 13, 14, 15, 16] as const;
  const far = (base: number) => code(get(base), get(half), add);
  return {
    name: 'fourier',
    parameters: [I32, I32, I32, I32],
    locals: [I32, I32, I32, I32, I32, I32, I32, V128, V128, V128, V128, V128, V128],
    body: code(
      // `size` and `half` are in bytes from here on; `pairs` is the step through the table.
      assign(size, get(size), i32(VECTOR), mul),
      assign(end, get(re), get(size), add),
      assign(half, i32(VECTOR)),
      // In the first round the second entry would lie half a table further on: size / 2 entries of 8 bytes.
      assign(pairs, get(size), i32(2), shiftRight),
      whileTrue(
        code(get(size), get(half), sub, i32(1), atLeast),
        assign(stride, get(half), i32(2), mul),
        assign(k, i32(0)),
        whileTrue(
          code(get(half), get(k), sub, i32(1), atLeast),
          // Entry (k / 16) · step of the table.
          assign(r, get(table), get(k), i32(4), shiftRight, get(pairs), mul, add),
          assign(cos, get(r), v.loadSplat()),
          assign(sin, get(r), v.loadSplat(4)),
          assign(r, get(re), get(k), add),
          assign(i, get(im), get(k), add),
          whileTrue(
            code(get(end), get(r), sub, i32(1), atLeast),
            assign(br, far(r), v.load()),
            assign(bi, far(i), v.load()),
            assign(xr, get(br), get(cos), v.mul, get(bi), get(sin), v.mul, v.add),
            assign(xi, get(bi), get(cos), v.mul, get(br), get(sin), v.mul, v.sub),
            assign(br, get(r), v.load()),
            assign(bi, get(i), v.load()),
            code(far(r), get(br), get(xr), v.sub, v.store()),
            code(far(i), get(bi), get(xi), v.sub, v.store()),
            code(get(r), get(br), get(xr), v.add, v.store()),
            code(get(i), get(bi), get(xi), v.add, v.store()),
            step(r, get(stride)),
            step(i, get(stride)),
          ),
          step(k, i32(VECTOR)),
        ),
        assign(half, get(stride)),
        assign(pairs, get(pairs), i32(1), shiftRight),
      ),
    ),
  };
}

/**
 * Real frames that go through one transform: four side by side, and two in each, as its real and its imaginary part.
 */
export const ABREAST = 8;

/**
 * Fourier transforms of real frames of one size, eight at a time, to float precision: a frame's weakest bins are exact
 * to 140 dB below its strongest. Put frames in, transform them and take spectra out, or the other way round. A place
 * that nothing was put into holds silence.
 */
export class Fourier {
  readonly size: number;
  /** From 0 to half the sample rate: size / 2 + 1. */
  readonly bins: number;
  readonly #turn: () => void;
  readonly #order: Uint16Array;
  /** [size][4]; frames 0 to 3 are the real parts, frames 4 to 7 the imaginary parts. */
  readonly #re: Float32Array;
  readonly #im: Float32Array;

  /** A power of two from 4 to 65536. */
  constructor(size: number) {
    const bits = Math.log2(size);
    if (!Number.isInteger(bits) || bits < 2 || bits > 16) throw new RangeError(`no transform of ${size} points`);
    this.size = size;
    this.bins = size / 2 + 1;
    this.#order = Uint16Array.from({ length: size }, (_, i) => reversed(i, bits));
    const bench = new Workbench<Butterflies>([fourier()]);
    const [re, im] = [bench.reserve(4 * size), bench.reserve(4 * size)];
    const table = bench.put(
      Float32Array.from({ length: size }, (_, n) => {
        const angle = (2 * Math.PI * (n >> 1)) / size;
        return n & 1 ? Math.sin(angle) : Math.cos(angle);
      }),
    );
    this.#re = bench.view(re, 4 * size);
    this.#im = bench.view(im, 4 * size);
    this.#turn = () => bench.run.fourier(re, im, size, table);
  }

  /** Puts in `size` samples from `from` on, weighted by the window; outside the recording there is silence. */
  putFrame(frame: number, samples: Float32Array, from: number, window: Float32Array | null): void {
    const into = frame < 4 ? this.#re : this.#im;
    const lane = frame & 3;
    const order = this.#order;
    const begin = Math.min(this.size, Math.max(0, -from));
    const end = Math.max(begin, Math.min(this.size, samples.length - from));
    for (let i = 0; i < begin; i++) into[4 * order[i]! + lane] = 0;
    if (window) for (let i = begin; i < end; i++) into[4 * order[i]! + lane] = samples[from + i]! * window[i]!;
    else for (let i = begin; i < end; i++) into[4 * order[i]! + lane] = samples[from + i]!;
    for (let i = end; i < this.size; i++) into[4 * order[i]! + lane] = 0;
  }

  /** Turns the frames into spectra in place. `count` frames were put in; the other places become silent. */
  forward(count: number): void {
    for (let frame = count; frame < ABREAST; frame++) this.#silence(frame);
    this.#turn();
  }

  /** Real and imaginary parts of one frame's bins to `out[at…]` and `out[at + bins…]`. */
  takeSpectrum(frame: number, out: Float32Array, at: number): void {
    const lane = frame & 3;
    const [re, im, size, bins] = [this.#re, this.#im, this.size, this.bins];
    // Two real signals as one complex signal: the even part of the spectrum is the first, the odd part the second.
    for (let k = 0; k < bins; k++) {
      const a = 4 * k + lane;
      const b = 4 * ((size - k) & (size - 1)) + lane;
      out[at + k] = frame < 4 ? (re[a]! + re[b]!) / 2 : (im[a]! + im[b]!) / 2;
      out[at + bins + k] = frame < 4 ? (im[a]! - im[b]!) / 2 : (re[b]! - re[a]!) / 2;
    }
  }

  /** |X|² of one frame's bins, to `out[at…]`. */
  takePower(frame: number, out: Float32Array, at = 0): void {
    const lane = frame & 3;
    const [re, im, size, bins] = [this.#re, this.#im, this.size, this.bins];
    const sign = frame < 4 ? 1 : -1;
    for (let k = 0; k < bins; k++) {
      const a = 4 * k + lane;
      const b = 4 * ((size - k) & (size - 1)) + lane;
      const x = re[a]! + sign * re[b]!;
      const y = im[a]! - sign * im[b]!;
      out[at + k] = (x * x + y * y) / 4;
    }
  }

  /** Puts in spectra, one row of 2 · bins for each place, as `takeSpectrum` gives them, and turns them into frames. */
  backward(spectra: Float32Array, at: number, count: number): void {
    const [re, im, size, bins, order] = [this.#re, this.#im, this.size, this.bins, this.#order];
    for (let lane = 0; lane < 4; lane++) {
      const a = lane < count ? at + lane * 2 * bins : -1;
      const b = lane + 4 < count ? at + (lane + 4) * 2 * bins : -1;
      for (let k = 0; k < bins; k++) {
        const ar = a < 0 ? 0 : spectra[a + k]!;
        const ai = a < 0 ? 0 : spectra[a + bins + k]!;
        const br = b < 0 ? 0 : spectra[b + k]!;
        const bi = b < 0 ? 0 : spectra[b + bins + k]!;
        // a + i·b, conjugated: its forward transform is the backward transform of a + i·b.
        const first = 4 * order[k]! + lane;
        re[first] = ar - bi;
        im[first] = -(ai + br);
        const m = (size - k) & (size - 1);
        if (m === k) continue;
        const second = 4 * order[m]! + lane;
        re[second] = ar + bi;
        im[second] = ai - br;
      }
    }
    this.#turn();
  }

  /** One frame's samples after `backward`. */
  takeFrame(frame: number, out: Float32Array, at: number): void {
    const from = frame < 4 ? this.#re : this.#im;
    const scale = (frame < 4 ? 1 : -1) / this.size;
    for (let i = 0, n = frame & 3; i < this.size; i++, n += 4) out[at + i] = from[n]! * scale;
  }

  #silence(frame: number): void {
    const into = frame < 4 ? this.#re : this.#im;
    for (let n = frame & 3; n < into.length; n += 4) into[n] = 0;
  }
}

function reversed(value: number, bits: number): number {
  let out = 0;
  for (let bit = 0; bit < bits; bit++) out |= ((value >> bit) & 1) << (bits - 1 - bit);
  return out;
}
