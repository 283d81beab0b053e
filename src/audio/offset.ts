import { meanOf, meanSquare } from './measures/stats.ts';

/**
 * A constant this far below the sound itself (−40 dB, a share of its power) is an offset of the sound card. Sound has none of
 * its own: the mean of speech, also with noise or wind, is smaller the longer it lasts.
 */
const LEAST_SHARE = 1e-4;

/**
 * The same sound about zero. An offset is not heard, but the denoiser takes it away, as if it were noise, and pauses and
 * echoes are measured by their power. What has none comes back as it is, bit for bit.
 */
export function withoutOffset(samples: Float32Array): Float32Array {
  const offset = meanOf(samples);
  const power = meanSquare(samples) - offset ** 2;
  return offset !== 0 && offset ** 2 >= LEAST_SHARE * power ? samples.map((x) => x - offset) : samples;
}
