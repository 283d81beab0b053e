import { ANALYSIS_RATE } from '../../core/sound.ts';
import { powerSpectra } from './fft.ts';
import { powerDb } from './stats.ts';

const SIZE = 512;

/** Power in 4–7.5 kHz over that in 0.3–4 kHz, dB, of a signal at 16 kHz. Telephone speech lies below −28. */
export function highbandDb(samples16k: Float32Array): number {
  let low = 0;
  let high = 0;
  const bin = (hertz: number) => Math.round((hertz * SIZE) / ANALYSIS_RATE);
  for (const power of powerSpectra(samples16k, SIZE, SIZE / 2)) {
    for (let k = bin(300); k < bin(4000); k++) low += power[k]!;
    for (let k = bin(4000); k < bin(7500); k++) high += power[k]!;
  }
  return powerDb(high) - powerDb(low);
}
