/** Helpers that several measures share. */

/** Ten times the decimal logarithm, with a floor for nothing at all. */
export function powerDb(power: number): number {
  return power > 1e-20 ? 10 * Math.log10(power) : -200;
}

/** The value below which `share` (0..1) of the values lie; 0 for no values. Changes nothing. */
export function percentile(values: ArrayLike<number>, share: number): number {
  return percentileIn(Float64Array.from(values), share);
}

/** The same without a copy: the values come out in another order. */
export function percentileIn(values: Float64Array | Float32Array, share: number): number {
  if (values.length === 0) return 0;
  const at = share * (values.length - 1);
  const low = Math.floor(at);
  select(values, low);
  const below = values[low]!;
  if (low === at) return below;
  let above = Number.POSITIVE_INFINITY;
  for (let i = low + 1; i < values.length; i++) if (values[i]! < above) above = values[i]!;
  return below + (above - below) * (at - low);
}

/** Moves the n-th smallest to place n, with nothing larger before it and nothing smaller after it (Hoare's selection). */
function select(values: Float64Array | Float32Array, n: number): void {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const held = values[i]!;
      values[i++] = values[j]!;
      values[j--] = held;
    }
    if (n <= j) right = j;
    else if (n >= i) left = i;
    else return;
  }
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

/** Mean of the samples; 0 for none. */
export function meanOf(samples: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]!;
  return samples.length ? sum / samples.length : 0;
}

/** Mean square of the samples; 0 for none. */
export function meanSquare(samples: Float32Array | Float64Array): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
  return samples.length ? sum / samples.length : 0;
}

/** Level of each whole frame in dB of full scale (a full square wave is 0 dB). */
export function frameLevels(samples: Float32Array, frame: number): Float64Array {
  const levels = new Float64Array(Math.floor(samples.length / frame));
  for (let i = 0; i < levels.length; i++) {
    let sum = 0;
    for (let n = i * frame; n < (i + 1) * frame; n++) sum += samples[n]! * samples[n]!;
    levels[i] = powerDb(sum / frame);
  }
  return levels;
}

/** What was taken away: a − b, for as long as b is. */
export function difference(a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(b.length);
  for (let i = 0; i < out.length; i++) out[i] = (a[i] ?? 0) - b[i]!;
  return out;
}
