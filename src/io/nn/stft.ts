import { ABREAST, Fourier } from '../../core/simd/fourier.ts';

/**
 * Spectra of frames of 512 samples, and the inverse. Bins 0 to 256: real parts, then imaginary parts, in rows of their
 * own.
 */
export const FRAME = 512;
export const BINS = 257;

/** Where frames lie and how they fade: frame t begins `before` samples before t·hop. */
interface Framing {
  hop: number;
  before: number;
  window: Float32Array | null;
}

const squareRootHann = Float32Array.from({ length: FRAME }, (_, i) =>
  Math.sqrt(0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FRAME)),
);
/** Applied before and after, its square adds up to one. */
export const HALF_OVERLAP: Framing = { hop: 256, before: 256, window: squareRootHann };
/** Four frames cover every sample, without a window. */
export const QUARTER_STEPS: Framing = { hop: 128, before: 384, window: null };

const fourier = new Fourier(FRAME);

/**
 * Spectra of the frames `first` to `first + count`; outside the samples there is silence. `out` has `count` rows of 2 ·
 * 257 numbers.
 */
export function spectra(
  samples: Float32Array,
  first: number,
  count: number,
  out: Float32Array,
  { hop, before, window }: Framing,
): void {
  for (let t = 0; t < count; t += ABREAST) {
    const now = Math.min(ABREAST, count - t);
    for (let i = 0; i < now; i++) fourier.putFrame(i, samples, (first + t + i) * hop - before, window);
    fourier.forward(now);
    for (let i = 0; i < now; i++) fourier.takeSpectrum(i, out, (t + i) * 2 * BINS);
  }
}

/** The inverse: each frame's samples as a row of 512. */
export function frames(spectrum: Float32Array, count: number, out: Float32Array): void {
  for (let t = 0; t < count; t += ABREAST) {
    const now = Math.min(ABREAST, count - t);
    fourier.backward(spectrum, t * 2 * BINS, now);
    for (let i = 0; i < now; i++) fourier.takeFrame(i, out, (t + i) * FRAME);
  }
}

/** Adds frames, rows of 512, to `out` at their places; what lies outside is left out. */
export function overlapAdd(
  rows: Float32Array,
  first: number,
  count: number,
  out: Float32Array,
  framing: Framing,
): void {
  const { hop, before, window } = framing;
  for (let t = 0; t < count; t++) {
    const at = (first + t) * hop - before;
    const begin = Math.max(0, -at);
    const end = Math.min(FRAME, out.length - at);
    for (let i = begin; i < end; i++) out[at + i]! += rows[t * FRAME + i]! * (window ? window[i]! : 1);
  }
}
