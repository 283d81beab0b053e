import { ANALYSIS_RATE } from '../../core/sound.ts';
import type { Seconds } from '../../core/types.ts';
import { frameLevels, percentile } from '../measures/stats.ts';
import type { Run } from './cut.ts';

/** Energy is looked at in frames of 10 ms. */
const FRAME = 160;
/**
 * This much below the loud frames of a run nothing is heard as part of a word any more; where music or noise stays louder
 * than that, what is left of it is no louder than this.
 */
const QUIET_DB = [30, 18];
/** Silence of this length is the end of a word; less may be the closure of a plosive inside it. */
const SILENCE = 10; // frames
/** The latest that the detector was seen to notice a word: 0.25 s, of one that begins with a drawn-out vowel. */
const REACH: Seconds = 0.5;

/**
 * Stretches of speech whose ends lie in silence: the detector notices some words late and lets go of some early, by up
 * to a quarter of a second, and a cut beside its ends would then lie inside the word. Where no silence is near (noise that
 * stayed, speech without a pause) an end is left as it is.
 */
export function wholeWords(runs: readonly Run[], samples16k: Float32Array): Run[] {
  const levels = frameLevels(samples16k, FRAME);
  return runs.map((run, i) => {
    const first = frameOf(run.start);
    const last = frameOf(run.end);
    const loud = percentile(levels.subarray(first, last), 0.95);
    const before = levels.slice(runs[i - 1] ? frameOf(runs[i - 1]!.end) : 0, first).reverse();
    const after = levels.subarray(last, runs[i + 1] ? frameOf(runs[i + 1]!.start) : levels.length);
    const start = edge(before, loud, i === 0);
    const end = edge(after, loud, i === runs.length - 1);
    return {
      start: start === null ? run.start : Math.max(0, run.start - (start * FRAME) / ANALYSIS_RATE),
      end:
        end === null ? run.end : Math.min(samples16k.length / ANALYSIS_RATE, run.end + (end * FRAME) / ANALYSIS_RATE),
    };
  });
}

const frameOf = (seconds: Seconds) => Math.round((seconds * ANALYSIS_RATE) / FRAME);

/**
 * How many of these frames, on the way out of a run, still belong to its word; null where no silence is near.
 * `open`: they lead to an end of the recording, where a word may lack its own.
 */
function edge(levels: Float64Array, loud: number, open: boolean): number | null {
  const reach = Math.min(levels.length, Math.round((REACH * ANALYSIS_RATE) / FRAME) + SILENCE);
  for (const below of QUIET_DB) {
    let silent = 0;
    for (let n = 0; n < reach; n++) {
      silent = levels[n]! <= loud - below ? silent + 1 : 0;
      if (silent === SILENCE) return n + 1 - SILENCE;
    }
    if (reach === levels.length && silent > 0) return reach - silent;
  }
  return open && reach === levels.length ? reach : null;
}
