import { LOW_RATE, type LowBand } from './low-band.ts';
import { meanSquare, percentileIn, powerDb } from './stats.ts';

/** No voice goes as low: the deepest men speak at 75 Hz. */
const BELOW = 50; // hertz
const FRAME = LOW_RATE / 10;
/** The two sections of a Butterworth low-pass of the fourth order: 75 Hz comes out 14 dB lower. */
const QUALITIES = [0.541_196_1, 1.306_563];

/**
 * Wind, traffic, a draught: the steady power below 50 Hz (the median of tenths of a second, so that the pop of a p
 * counts little) against the whole, in dB, a constant offset aside. Denoisers hardly hear it, so `denSnr` does not know
 * of it. −100 for silence.
 */
export function rumbleDb({ samples, offset, meanSquare: whole }: LowBand): number {
  const total = whole - offset * offset;
  if (!(total > 1e-10)) return -100;
  const k = Math.tan((Math.PI * BELOW) / LOW_RATE);
  const low = Float64Array.from(samples);
  for (const q of QUALITIES) lowPass(low, k, q);
  const powers = Float64Array.from({ length: Math.max(1, Math.floor(low.length / FRAME)) }, (_, i) =>
    meanSquare(low.subarray(i * FRAME, (i + 1) * FRAME)),
  );
  return Math.max(-100, powerDb(percentileIn(powers, 0.5) / total));
}

/** In place. Bilinear transform, transposed direct form II. `k`: the tangent of half the corner's angle. */
function lowPass(samples: Float64Array, k: number, q: number): void {
  const norm = 1 / (1 + k / q + k * k);
  const b = k * k * norm;
  const a1 = 2 * (k * k - 1) * norm;
  const a2 = (1 - k / q + k * k) * norm;
  let z1 = 0;
  let z2 = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b * x + z1;
    z1 = 2 * b * x - a1 * y + z2;
    z2 = b * x - a2 * y;
    samples[i] = y;
  }
}
