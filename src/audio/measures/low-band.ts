import { resample } from '../../core/resample.ts';
import { ANALYSIS_RATE } from '../../core/sound.ts';
import { meanOf, meanSquare } from './stats.ts';

/** Rate at which hum and rumble are looked at: an eighth of the work. */
export const LOW_RATE = 2000; // hertz

/** What a signal at 16 kHz holds below 900 Hz, and how strong the whole is. */
export interface LowBand {
  /** At 2 kHz, a constant offset taken out. */
  samples: Float32Array;
  /** Mean and mean square of the signal as it was, every frequency counted. */
  offset: number;
  meanSquare: number;
}

export function lowBand(samples16k: Float32Array): LowBand {
  const offset = meanOf(samples16k);
  const level = samples16k.slice();
  for (let i = 0; i < level.length; i++) level[i]! -= offset;
  return { samples: resample(level, ANALYSIS_RATE, LOW_RATE), offset, meanSquare: meanSquare(samples16k) };
}
