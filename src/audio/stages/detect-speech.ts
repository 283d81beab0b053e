import type { Seconds } from '../../core/types.ts';
import { VAD_STEP_SECONDS } from '../engines.ts';
import type { Run } from './cut.ts';

interface SpeechOptions {
  /** Speech begins where the probability reaches this, and ends where it stays below `off`. */
  on: number;
  off: number;
  /** A shorter silence does not end it. */
  minSilence: Seconds;
  /** What is shorter is a click or a breath. */
  minSpeech: Seconds;
  /** So is an end of it that is shorter than that, behind such a silence; null where all that could be speech counts. */
  strayBehind: Seconds | null;
  /** Added on both sides, without meeting the neighbour. */
  pad: Seconds;
}

/**
 * Measured on hand-labelled speech for Silero v6: F1 0.94; ends are cut fine later, at the quietest frame. What DTLN leaves
 * of a door that slams is held for speech during 0.1 s; 14 min of prompts lose two ends of 0.1 s.
 */
export const SPEECH: SpeechOptions = {
  on: 0.5,
  off: 0.35,
  minSilence: 0.3,
  minSpeech: 0.2,
  strayBehind: 0.15,
  pad: 0,
};

/**
 * Where a denoiser should look: all that could be speech under noise, with room for it to settle. Under music the
 * detector alone misses a quarter of what it finds once the music is gone.
 */
export const PERHAPS_SPEECH: SpeechOptions = {
  on: 0.2,
  off: 0.12,
  minSilence: 0.8,
  minSpeech: 0.06,
  strayBehind: null,
  pad: 0.5,
};

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
    const run = withoutStrays(from, silentSince, probabilities, o);
    if (run.end - run.start >= o.minSpeech) runs.push(run);
    from = -1;
    silentSince = -1;
  }
  return o.pad > 0 ? padded(runs, o.pad, probabilities.length * VAD_STEP_SECONDS) : runs;
}

/** Steps `from` to `to` as seconds, without one part at either end that is too short to be speech. */
function withoutStrays(from: number, to: number, probabilities: Float32Array, o: SpeechOptions): Run {
  const behind = (o.strayBehind ?? Number.POSITIVE_INFINITY) / VAD_STEP_SECONDS;
  const parts = [{ from, to: from + 1 }];
  for (let i = from + 1; i < to; i++) {
    if (probabilities[i]! < o.off) continue;
    const last = parts.at(-1)!;
    if (i - last.to >= behind) parts.push({ from: i, to: i + 1 });
    else last.to = i + 1;
  }
  const isStray = (part: { from: number; to: number }) => (part.to - part.from) * VAD_STEP_SECONDS < o.minSpeech;
  // Several in a row are somebody who laughs.
  const kept = parts.filter((part, i) => {
    const neighbour = i === 0 ? parts[1] : i === parts.length - 1 ? parts[i - 1] : part;
    return !neighbour || !isStray(part) || isStray(neighbour);
  });
  return { start: kept[0]!.from * VAD_STEP_SECONDS, end: kept.at(-1)!.to * VAD_STEP_SECONDS };
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
