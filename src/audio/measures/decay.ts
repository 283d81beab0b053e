import { ANALYSIS_RATE } from '../../core/sound.ts';
import { frameLevels, percentile } from './stats.ts';

const FRAME = 0.01; // seconds
/** Falls shorter than 50 ms say nothing about a room: they are the shape of the sounds themselves. */
const SHORTEST = 5; // frames
/** A fall must start among the speech, not among the pauses: frames within this many dB of the loudest count. */
const SPEECH_RANGE = 40;

/**
 * How fast sound at 16 kHz dies away after loud frames, in dB/s: the 80th percentile of the slopes of all unbroken
 * falls of 50 ms or more that start above the median speech level. A dry room lets speech fall by 300 dB/s and more, a
 * hall by 100. 0 when nothing falls (too short, a tone, silence).
 */
export function decay(samples: Float32Array): number {
  const levels = frameLevels(samples, Math.round(FRAME * ANALYSIS_RATE));
  const loudest = levels.reduce((a, b) => Math.max(a, b), -200);
  const median = percentile(
    levels.filter((level) => level > loudest - SPEECH_RANGE),
    0.5,
  );
  const slopes: number[] = [];
  for (let i = 0; i < levels.length; i++) {
    if (levels[i]! < median) continue;
    let end = i;
    while (end + 1 < levels.length && levels[end + 1]! < levels[end]!) end++;
    if (end - i >= SHORTEST) slopes.push((levels[i]! - levels[end]!) / ((end - i) * FRAME));
    i = Math.max(i, end);
  }
  return percentile(slopes, 0.8);
}
