import { ANALYSIS_RATE } from '../../core/sound.ts';
import type { Seconds } from '../../core/types.ts';
import { meanSquare } from '../measures/stats.ts';

/** Energy is looked at in frames of 10 ms: short enough to lie between two sounds, longer than a pitch period. */
const FRAME = 160;
/** A valley inside speech is judged over 50 ms, so that it is the end of a syllable and not a zero of one vowel. */
const VALLEY = 5;

/** Middle of the quietest 10 ms between two times; of equally quiet ones the one nearest to the middle. A whole sample. */
export function quietest(samples16k: Float32Array, from: Seconds, to: Seconds): Seconds {
  return lowest(samples16k, from, to, 1);
}

/** Middle of the quietest 50 ms between two times. */
export function deepestValley(samples16k: Float32Array, from: Seconds, to: Seconds): Seconds {
  return lowest(samples16k, from, to, VALLEY);
}

function lowest(samples: Float32Array, from: Seconds, to: Seconds, frames: number): Seconds {
  const first = Math.round(from * ANALYSIS_RATE);
  const last = Math.round(to * ANALYSIS_RATE);
  const width = frames * FRAME;
  const middle = Math.round((first + last) / 2);
  let at = middle;
  let least = Number.POSITIVE_INFINITY;
  for (let i = first; i + width <= last; i += FRAME) {
    const power = meanSquare(samples.subarray(i, i + width));
    const here = i + width / 2;
    if (power < least || (power === least && Math.abs(here - middle) < Math.abs(at - middle))) {
      least = power;
      at = here;
    }
  }
  return at / ANALYSIS_RATE;
}
