import { meanSquare, powerDb } from './stats.ts';

/** Root mean square in dB of full scale (a full sine is −3.01); −200 for digital silence. */
export function rmsDb(samples: Float32Array): number {
  return powerDb(meanSquare(samples));
}
