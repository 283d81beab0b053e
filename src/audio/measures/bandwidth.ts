import type { Hertz } from '../../core/types.ts';
import { powerSpectra } from './fft.ts';
import { percentile, percentileIn, powerDb } from './stats.ts';

const SIZE = 1024;
const BINS = SIZE / 2 + 1;
/** Looking at more moments of a piece changes nothing but the time it takes. */
const MOMENTS = 160;
/** How far below the strongest bin something may lie and still count as part of the sound. */
const REACH = 60;
/** Below this nothing is sound: the rounding of a 16-bit file leaves −128 dB in each bin. */
const FLOOR = -115;
/** Mean of the squared Hann window: with it 0 dB is a full-scale sine spread over its bins. */
const WINDOW_POWER = 0.375;

/**
 * The highest frequency that the sound really reaches, in Hz: where the spectrum of its richest moments (95th
 * percentile over time: fricatives are rare) last comes within 60 dB of its strongest bin. What a codec or a telephone
 * has cut off is not there, whatever the sample rate says. 0 for silence.
 */
export function bandwidth(samples: Float32Array, sampleRate: Hertz): Hertz {
  const hop = Math.max(SIZE / 2, Math.floor(samples.length / MOMENTS));
  const moments = Math.max(0, Math.floor((samples.length - SIZE) / hop)) + 1;
  // One row a bin: all its moments side by side.
  const powers = new Float32Array(BINS * moments);
  let moment = 0;
  for (const power of powerSpectra(samples, SIZE, hop)) {
    for (let k = 0; k < BINS; k++) powers[k * moments + moment] = power[k]!;
    moment++;
  }
  const scale = 4 / (SIZE ** 2 * WINDOW_POWER);
  const levels = Float64Array.from({ length: BINS }, (_, k) =>
    percentileIn(powers.subarray(k * moments, (k + 1) * moments), 0.95),
  );
  const smooth = levels.map((_, k) => powerDb(percentile(levels.subarray(Math.max(0, k - 2), k + 3), 0.5) * scale));
  const edge = Math.max(smooth.subarray(2).reduce((a, b) => Math.max(a, b), -200) - REACH, FLOOR);
  for (let k = BINS - 1; k > 1; k--) if (smooth[k]! > edge) return Math.round((k * sampleRate) / SIZE);
  return 0;
}
