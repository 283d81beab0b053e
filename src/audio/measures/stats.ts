/** Helpers that several measures share. */

/** Ten times the decimal logarithm, with a floor for nothing at all. */
export function powerDb(power: number): number {
  return power > 1e-20 ? 10 * Math.log10(power) : -200;
}

/** The value below which `share` (0..1) of the values lie; 0 for no values. Changes nothing. */
export function percentile(values: ArrayLike<number>, share: number): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const below = sorted[low]!;
  return below + ((sorted[low + 1] ?? below) - below) * (at - low);
}

/** Largest absolute sample. */
export function peakOf(samples: Float32Array): number {
  let peak = 0;
  for (let i = 0; i < samples.length; i++) {
    const size = Math.abs(samples[i]!);
    if (size > peak) peak = size;
  }
  return peak;
}

/** Mean square of the samples; 0 for none. */
export function meanSquare(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
  return samples.length ? sum / samples.length : 0;
}

/** Level of each whole frame in dB of full scale (a full square wave is 0 dB). */
export function frameLevels(samples: Float32Array, frame: number): Float64Array {
  const levels = new Float64Array(Math.floor(samples.length / frame));
  for (let i = 0; i < levels.length; i++) levels[i] = powerDb(meanSquare(samples.subarray(i * frame, (i + 1) * frame)));
  return levels;
}
