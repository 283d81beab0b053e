import type { Hertz } from '../../core/types.ts';
import { powerSpectra } from './fft.ts';
import { percentile, powerDb } from './stats.ts';

/** A line is looked for in windows of at least this long, so that 50 and 60 Hz and their neighbours lie apart. */
const WINDOW = 0.25; // seconds
/** Fundamental and overtones up to 300 Hz: above that the mains is no longer what one hears. */
const OVERTONES = 5;
/** Hum stays, speech comes and goes: what is there in nine windows of ten is not a voice. */
const ALWAYS = 0.1;

/**
 * Mains hum in dB against the whole signal: the steady part of the power at 50 (or 60) Hz and its first overtones that
 * stands above its surroundings. −20 is heard in pauses, −10 everywhere; −100 when there is none, or less than a second
 * to judge by.
 */
export function humDb(samples: Float32Array, sampleRate: Hertz): number {
  const size = 2 ** Math.ceil(Math.log2(WINDOW * sampleRate));
  if (samples.length < 2 * size) return -100;
  const spectra: Float64Array[] = [];
  for (const power of powerSpectra(samples, size, size / 2)) spectra.push(power.slice(0, bin(360) + 2));
  function bin(hertz: number): number {
    return Math.round((hertz * size) / sampleRate);
  }
  const steady = Float64Array.from(spectra[0]!, (_, k) =>
    percentile(
      spectra.map((s) => s[k]!),
      ALWAYS,
    ),
  );
  // Mean square of the signal, in the scale of the windowed spectrum: a sine of power p puts p · n² / 8 · 2 … into 3 bins.
  const total = samples.reduce((sum, x) => sum + x * x, 0) / samples.length;
  if (total < 1e-12) return -100;
  const most = Math.max(
    ...[50, 60].map((mains) => {
      let lines = 0;
      let found = 0;
      for (let k = 1; k <= OVERTONES && mains * k <= 300; k++) {
        const at = bin(mains * k);
        const line = steady[at - 1]! + steady[at]! + steady[at + 1]!;
        const aside = 1.5 * (steady[at - 4]! + steady[at + 4]!);
        if (line <= 10 * aside) continue;
        lines += line - aside;
        found++;
      }
      return found > 0 ? lines : 0;
    }),
  );
  // Σ over the three bins of a sine's Hann main lobe is A²/4 · n² · 0.375 = p · n² · 0.1875.
  return Math.max(-100, powerDb(most / (size * size * 0.1875)) - powerDb(total));
}
