/**
 * Radix-2 Fourier transform, small on purpose: the measures need power spectra of a few thousand points, nothing more.
 * Tables are kept by size, so that asking for the same size again costs nothing.
 */
interface Plan {
  cos: Float64Array;
  sin: Float64Array;
  order: Uint32Array;
}

const plans = new Map<number, Plan>();

function planOf(size: number): Plan {
  const known = plans.get(size);
  if (known) return known;
  if (size < 2 || (size & (size - 1)) !== 0) throw new RangeError(`FFT size ${size} is no power of two`);
  const cos = new Float64Array(size / 2);
  const sin = new Float64Array(size / 2);
  for (let i = 0; i < size / 2; i++) {
    cos[i] = Math.cos((2 * Math.PI * i) / size);
    sin[i] = Math.sin((2 * Math.PI * i) / size);
  }
  const order = new Uint32Array(size);
  for (let i = 0, j = 0; i < size; i++) {
    order[i] = j;
    let bit = size >> 1;
    for (; bit > 0 && j & bit; bit >>= 1) j ^= bit;
    j |= bit;
  }
  const plan = { cos, sin, order };
  plans.set(size, plan);
  return plan;
}

/** In place, forward, unnormalised. Both arrays have the same power-of-two length. */
export function fft(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  const { cos, sin, order } = planOf(n);
  for (let i = 0; i < n; i++) {
    const j = order[i]!;
    if (j <= i) continue;
    const r = re[i]!;
    re[i] = re[j]!;
    re[j] = r;
    const m = im[i]!;
    im[i] = im[j]!;
    im[j] = m;
  }
  for (let half = 1; half < n; half *= 2) {
    const step = n / (2 * half);
    for (let base = 0; base < n; base += 2 * half) {
      for (let k = 0, t = 0; k < half; k++, t += step) {
        const a = base + k;
        const b = a + half;
        const c = cos[t]!;
        const s = sin[t]!;
        const xr = re[b]! * c + im[b]! * s;
        const xi = im[b]! * c - re[b]! * s;
        re[b] = re[a]! - xr;
        im[b] = im[a]! - xi;
        re[a] = re[a]! + xr;
        im[a] = im[a]! + xi;
      }
    }
  }
}

/** Periodic Hann window. */
export function hann(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
}

/**
 * Power spectra (size / 2 + 1 bins, |X|² of the Hann-windowed frame) of every whole frame. The array handed over is
 * used again for later frames. Fewer samples than one frame: one frame, filled up with zeros.
 */
export function* powerSpectra(samples: Float32Array, size: number, hop: number): Generator<Float64Array> {
  const window = hann(size);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const one = new Float64Array(size / 2 + 1);
  const two = new Float64Array(size / 2 + 1);
  const last = Math.max(0, samples.length - size);
  for (let start = 0; start <= last; start += 2 * hop) {
    const pair = start + hop <= last;
    windowed(samples, start, window, re);
    if (pair) windowed(samples, start + hop, window, im);
    else im.fill(0);
    fft(re, im);
    // Two real frames went through as one complex one: the even part of its spectrum is the first's, the odd part the second's.
    for (let k = 0; k < one.length; k++) {
      const m = (size - k) & (size - 1);
      const a = re[k]! + re[m]!;
      const b = im[k]! - im[m]!;
      const c = im[k]! + im[m]!;
      const d = re[m]! - re[k]!;
      one[k] = (a * a + b * b) / 4;
      two[k] = (c * c + d * d) / 4;
    }
    yield one;
    if (pair) yield two;
  }
}

function windowed(samples: Float32Array, start: number, window: Float64Array, into: Float64Array): void {
  const end = Math.min(window.length, samples.length - start);
  for (let i = 0; i < end; i++) into[i] = samples[start + i]! * window[i]!;
  into.fill(0, Math.max(0, end));
}
