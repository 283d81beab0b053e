import { peakOf } from './stats.ts';

/** As near to the peak as a flat top is: hard clipping gives equal samples, dither and 8-bit files nearly equal ones. */
const TOP = 0.98;

/**
 * Share of samples (0..1) on a flat top: the sample and the one before lie on the same side, both above 0.98 of that
 * side's peak. Only of use at the file's own rate and before a lossy codec: resampling rounds the tops off.
 */
export function flatTops(samples: Float32Array): number {
  let high = 0;
  let low = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    if (x > high) high = x;
    else if (x < low) low = x;
  }
  const up = TOP * high;
  const down = TOP * low;
  let flat = 0;
  for (let i = 1; i < samples.length; i++) {
    const x = samples[i]!;
    const before = samples[i - 1]!;
    if ((high > 0 && x > up && before > up) || (low < 0 && x < down && before < down)) flat++;
  }
  return samples.length ? flat / samples.length : 0;
}

/**
 * What is left of clipping after AAC, Opus, AMR or SILK, or after resampling: the 99.99th percentile of |x| over the 99th.
 * 1.0 flat-topped, 1.2–1.3 clipped and then coded, 1.3–1.7 and more for speech as it should be. Asked of lossless files
 * too, which may have been something else before: nothing in them says so.
 */
export function crestRatio(samples: Float32Array): number {
  const peak = peakOf(samples);
  if (peak === 0) return 0;
  const counts = new Uint32Array(STEPS);
  const scale = STEPS / peak;
  for (let i = 0; i < samples.length; i++) {
    const step = Math.floor(Math.abs(samples[i]!) * scale);
    counts[step < STEPS ? step : STEPS - 1]!++;
  }
  return stepBelow(counts, 0.9999 * samples.length) / stepBelow(counts, 0.99 * samples.length);
}

/** Sizes are counted, not sorted: a hundred times faster, and exact to an eight-thousandth of the peak. */
const STEPS = 8192;

function stepBelow(counts: Uint32Array, many: number): number {
  let seen = 0;
  for (let step = 0; step < counts.length; step++) {
    seen += counts[step]!;
    if (seen >= many) return step + 1;
  }
  return counts.length;
}
