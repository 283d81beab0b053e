/**
 * Spectra of frames of 512 samples and the way back; two frames share one transform. Bins 0 to 256: real parts, then
 * imaginary parts, in rows of their own.
 */
export const FRAME = 512;
export const BINS = 257;

/** Where frames lie and how they fade: frame t begins `before` samples before t·hop. */
export interface Framing {
  hop: number;
  before: number;
  window: Float64Array | null;
}

const squareRootHann = Float64Array.from({ length: FRAME }, (_, i) =>
  Math.sqrt(0.5 - 0.5 * Math.cos((2 * Math.PI * i) / FRAME)),
);
/** Used both ways, its square adds up to one. */
export const HALF_OVERLAP: Framing = { hop: 256, before: 256, window: squareRootHann };
/** Four frames over every sample, as they are. */
export const QUARTER_STEPS: Framing = { hop: 128, before: 384, window: null };

const cos = Float64Array.from({ length: FRAME / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / FRAME));
const sin = Float64Array.from({ length: FRAME / 2 }, (_, i) => Math.sin((2 * Math.PI * i) / FRAME));
const turned = Uint16Array.from({ length: FRAME }, (_, i) =>
  Number.parseInt(i.toString(2).padStart(Math.log2(FRAME), '0').split('').reverse().join(''), 2),
);
const re = new Float64Array(FRAME);
const im = new Float64Array(FRAME);

/** In place on `re` and `im`, forward, radix 2. */
function transform(): void {
  for (let i = 0; i < FRAME; i++) {
    const j = turned[i]!;
    if (j <= i) continue;
    const r = re[i]!;
    re[i] = re[j]!;
    re[j] = r;
    const m = im[i]!;
    im[i] = im[j]!;
    im[j] = m;
  }
  for (let half = 1; half < FRAME; half *= 2) {
    const step = FRAME / (2 * half);
    for (let base = 0; base < FRAME; base += 2 * half) {
      for (let k = 0, t = 0; k < half; k++, t += step) {
        const a = base + k;
        const b = a + half;
        const xr = re[b]! * cos[t]! + im[b]! * sin[t]!;
        const xi = im[b]! * cos[t]! - re[b]! * sin[t]!;
        re[b] = re[a]! - xr;
        im[b] = im[a]! - xi;
        re[a] = re[a]! + xr;
        im[a] = im[a]! + xi;
      }
    }
  }
}

/** Frames `first` to `first + count`; what lies outside is silence. `out` has `count` rows of 2 · 257 numbers. */
export function spectra(
  samples: Float32Array,
  first: number,
  count: number,
  out: Float32Array,
  framing: Framing,
): void {
  for (let t = 0; t < count; t += 2) {
    load(samples, first + t, re, framing);
    if (t + 1 < count) load(samples, first + t + 1, im, framing);
    else im.fill(0);
    transform();
    const a = t * 2 * BINS;
    const b = a + 2 * BINS;
    for (let k = 0; k < BINS; k++) {
      // Two real signals as one complex one: the even part of the spectrum is the first, the odd part the second.
      const m = (FRAME - k) & (FRAME - 1);
      out[a + k] = (re[k]! + re[m]!) / 2;
      out[a + BINS + k] = (im[k]! - im[m]!) / 2;
      if (t + 1 >= count) continue;
      out[b + k] = (im[k]! + im[m]!) / 2;
      out[b + BINS + k] = (re[m]! - re[k]!) / 2;
    }
  }
}

function load(samples: Float32Array, frame: number, into: Float64Array, { hop, before, window }: Framing): void {
  const from = frame * hop - before;
  const begin = Math.max(0, -from);
  const end = Math.max(begin, Math.min(FRAME, samples.length - from));
  into.fill(0);
  for (let i = begin; i < end; i++) into[i] = samples[from + i]! * (window ? window[i]! : 1);
}

/** The way back: each frame's samples into a row of 512. */
export function frames(spectrum: Float32Array, count: number, out: Float32Array): void {
  for (let t = 0; t < count; t += 2) {
    const pair = t + 1 < count;
    untransform(spectrum, t, pair);
    for (let i = 0; i < FRAME; i++) {
      out[t * FRAME + i] = re[i]! / FRAME;
      if (pair) out[(t + 1) * FRAME + i] = -im[i]! / FRAME;
    }
  }
}

function untransform(spectrum: Float32Array, t: number, pair: boolean): void {
  const a = t * 2 * BINS;
  const b = a + 2 * BINS;
  for (let k = 0; k < BINS; k++) {
    const ar = spectrum[a + k]!;
    const ai = spectrum[a + BINS + k]!;
    const br = pair ? spectrum[b + k]! : 0;
    const bi = pair ? spectrum[b + BINS + k]! : 0;
    // a + i·b, conjugated: the forward transform of that is the backward one of this.
    re[k] = ar - bi;
    im[k] = -(ai + br);
    const m = (FRAME - k) & (FRAME - 1);
    if (m === k) continue;
    re[m] = ar + bi;
    im[m] = ai - br;
  }
  transform();
}

/** Adds frames, rows of 512, to `out` where they belong; what lies outside is left out. */
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
