import { ANALYSIS_RATE } from '../../core/sound.ts';
import { powerSpectra } from './fft.ts';

const SIZE = 1024; // 64 ms at 16 kHz: tones a semitone apart above 250 Hz
const HOP = 512;
/** A held note lasts; a voice's overtones have moved to another bin by then. */
const HELD = 7; // frames of 32 ms
/** How far a tone stands out of what lies around it. */
const ABOVE = 10; // times, in power
/** Mains hum and its first overtones are no music. */
const LOWEST = 330; // hertz
/** Keeps ratios in digital silence finite; far below half a step of 16 bits. */
const TINY = 1e-12;

/**
 * Share (0..1) of the power above 330 Hz that lies in tones held for 0.2 s and longer, of a signal at 16 kHz. Given what
 * the denoiser took away it tells music behind speech from noise; given a recording as it is, music from speech.
 */
export function musicShare(samples16k: Float32Array): number {
  const first = Math.ceil((LOWEST * SIZE) / ANALYSIS_RATE);
  const bins = SIZE / 2 + 1;
  const held = new Uint8Array(bins);
  const pending = new Float64Array(bins);
  let total = 0;
  let tonal = 0;
  for (const power of powerSpectra(samples16k, SIZE, HOP)) {
    for (let k = first; k < bins - 3; k++) {
      total += power[k]!;
      if (!isPeak(power, k)) {
        held[k] = 0;
        pending[k] = 0;
        continue;
      }
      const size = power[k - 1]! + power[k]! + power[k + 1]!;
      held[k] = Math.min(255, held[k]! + 1);
      if (held[k]! < HELD) pending[k] = pending[k]! + size;
      else {
        tonal += size + pending[k]!;
        pending[k] = 0;
      }
    }
  }
  return total > 0 ? Math.min(1, tonal / total) : 0;
}

/** Whether bin k stands out of the geometric mean of the bins 3 to 12 away. */
function isPeak(power: Float32Array, k: number): boolean {
  const here = power[k]!;
  if (here < power[k - 1]! || here < power[k + 1]!) return false;
  // The mean times ABOVE is less than `here` just where the product of all their ratios is less than one.
  const scale = ABOVE / (here + TINY);
  let product = 1;
  for (let j = Math.max(0, k - 12); j <= k - 3; j++) product *= (power[j]! + TINY) * scale;
  for (let j = k + 3; j <= Math.min(power.length - 1, k + 12); j++) product *= (power[j]! + TINY) * scale;
  return product < 1;
}
