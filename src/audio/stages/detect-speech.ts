import type { Seconds } from '../../core/types.ts';
import { VAD_STEP_SECONDS } from '../engines.ts';
import type { Run } from './cut.ts';

export interface SpeechOptions {
  /** Speech begins where the probability reaches this, and ends where it stays below `off`. */
  on: number;
  off: number;
  /** A shorter silence does not end it. */
  minSilence: Seconds;
  /** What is shorter is a click or a breath. */
  minSpeech: Seconds;
  /** Added on both sides, without meeting the neighbour. */
  pad: Seconds;
}

/** Measured on hand-labelled speech for Silero v6: F1 0.94; ends are cut fine later, at the quietest frame. */
export const SPEECH: SpeechOptions = { on: 0.5, off: 0.35, minSilence: 0.3, minSpeech: 0.2, pad: 0 };

/**
 * Where a denoiser should look: all that could be speech under noise, with room for it to settle. Under music the
 * detector alone misses a quarter of what it finds once the music is gone.
 */
export const PERHAPS_SPEECH: SpeechOptions = { on: 0.2, off: 0.12, minSilence: 0.8, minSpeech: 0.06, pad: 0.5 };

/** Probabilities (one for 32 ms) to stretches of speech, by two thresholds. */
export function detectSpeech(probabilities: Float32Array, o: SpeechOptions = SPEECH): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let silentSince = -1;
  for (let i = 0; i <= probabilities.length; i++) {
    const p = i < probabilities.length ? probabilities[i]! : 0;
    if (from < 0) {
      if (p >= o.on) from = i;
      continue;
    }
    if (p >= o.off) {
      silentSince = -1;
      continue;
    }
    if (silentSince < 0) silentSince = i;
    const over = i === probabilities.length || (i - silentSince + 1) * VAD_STEP_SECONDS >= o.minSilence;
    if (!over) continue;
    const run = { start: from * VAD_STEP_SECONDS, end: silentSince * VAD_STEP_SECONDS };
    if (run.end - run.start >= o.minSpeech) runs.push(run);
    from = -1;
    silentSince = -1;
  }
  return o.pad > 0 ? padded(runs, o.pad, probabilities.length * VAD_STEP_SECONDS) : runs;
}

/** Runs whose pads meet become one. */
function padded(runs: readonly Run[], pad: Seconds, length: Seconds): Run[] {
  const wide: Run[] = [];
  for (const run of runs) {
    const start = Math.max(0, run.start - pad);
    const end = Math.min(length, run.end + pad);
    const last = wide.at(-1);
    if (last && start <= last.end) last.end = end;
    else wide.push({ start, end });
  }
  return wide;
}
