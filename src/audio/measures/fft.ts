import { ABREAST, Fourier } from '../../core/simd/fourier.ts';

/**
 * Radix-2 Fourier transform in full precision, for single frames. Tables are kept by size, so that asking for the same
 * size again costs nothing.
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

const transforms = new Map<number, { fourier: Fourier; window: Float32Array }>();

function transformOf(size: number): { fourier: Fourier; window: Float32Array } {
  const known = transforms.get(size) ?? { fourier: new Fourier(size), window: Float32Array.from(hann(size)) };
  transforms.set(size, known);
  return known;
}

/**
 * Power spectra (size / 2 + 1 bins, |X|² of the Hann-windowed frame) of every whole frame, to float precision. An array
 * handed over is used again for later frames. Fewer samples than one frame: one frame, filled up with zeros.
 */
export function* powerSpectra(samples: Float32Array, size: number, hop: number): Generator<Float32Array> {
  const { fourier, window } = transformOf(size);
  const rows = Array.from({ length: ABREAST }, () => new Float32Array(fourier.bins));
  const count = Math.max(0, Math.floor((samples.length - size) / hop)) + 1;
  for (let first = 0; first < count; first += ABREAST) {
    const now = Math.min(ABREAST, count - first);
    for (let n = 0; n < now; n++) fourier.putFrame(n, samples, (first + n) * hop, window);
    fourier.forward(now);
    for (let n = 0; n < now; n++) fourier.takePower(n, rows[n]!);
    for (let n = 0; n < now; n++) yield rows[n]!;
  }
}
