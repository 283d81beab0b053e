import { powerSpectra } from './fft.ts';
import { LOW_RATE, type LowBand } from './low-band.ts';
import { percentileIn, powerDb } from './stats.ts';

/** A line is looked for in windows of a quarter of a second, so that 50 and 60 Hz and their neighbours lie apart. */
const SIZE = 512;
const HIGHEST = 360; // hertz: the highest overtone and what lies around it
/** Fundamental and overtones up to 300 Hz: above that the mains is no longer what one hears. */
const OVERTONES = 5;
/** Hum stays, speech comes and goes: what is there in nine windows of ten is not a voice. */
const ALWAYS = 0.1;

/**
 * Mains hum in dB against the whole signal: the steady part of the power at 50 (or 60) Hz and its first overtones that
 * stands above its surroundings. −20 is heard in pauses, −10 everywhere; −100 when there is none, or less than a second
 * to judge by.
 */
export function humDb({ samples, meanSquare: total }: LowBand): number {
  if (samples.length < 2 * SIZE || total < 1e-12) return -100;
  const moments = Math.floor((samples.length - SIZE) / (SIZE / 2)) + 1;
  const bins = binOf(HIGHEST) + 2;
  const powers = new Float32Array(bins * moments);
  let moment = 0;
  for (const power of powerSpectra(samples, SIZE, SIZE / 2)) {
    for (let k = 0; k < bins; k++) powers[k * moments + moment] = power[k]!;
    moment++;
  }
  const steady = Float64Array.from({ length: bins }, (_, k) =>
    percentileIn(powers.subarray(k * moments, (k + 1) * moments), ALWAYS),
  );
  const most = Math.max(
    ...[50, 60].map((mains) => {
      let lines = 0;
      let found = 0;
      for (let k = 1; k <= OVERTONES && mains * k <= 300; k++) {
        const at = binOf(mains * k);
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
  return Math.max(-100, powerDb(most / (SIZE * SIZE * 0.1875)) - powerDb(total));
}

function binOf(hertz: number): number {
  return Math.round((hertz * SIZE) / LOW_RATE);
}
