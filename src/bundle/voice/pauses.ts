import type { Pcm, Seconds } from '../../core/types.ts';

/** Frames of 10 ms: shorter frames would see single periods of a low voice. */
const FRAME: Seconds = 0.01;
/** dB below the speech level at which there is no speech. */
const BELOW_SPEECH_DB = 28;
/** Anything shorter may be a breath or the closure of a stop consonant. */
const MIN_PAUSE: Seconds = 0.15;

export interface Pause {
  start: Seconds;
  end: Seconds;
}

/** Stretches without speech in a clean segment, in seconds of the segment: frames far below its own speech level. */
export function pausesIn({ samples, sampleRate }: Pick<Pcm, 'samples' | 'sampleRate'>): Pause[] {
  const frame = Math.max(1, Math.round(FRAME * sampleRate));
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += frame) {
    let sum = 0;
    const end = Math.min(samples.length, at + frame);
    for (let i = at; i < end; i++) sum += (samples[i] ?? 0) ** 2;
    levels.push(10 * Math.log10(sum / (end - at) + 1e-12));
  }
  if (!levels.length) return [];
  const sorted = [...levels].sort((a, b) => a - b);
  const speech = sorted[Math.floor(sorted.length * 0.8)] ?? 0;
  const pauses: Pause[] = [];
  let from = -1;
  for (let i = 0; i <= levels.length; i++) {
    const quiet = i < levels.length && (levels[i] ?? 0) < speech - BELOW_SPEECH_DB;
    if (quiet && from < 0) from = i;
    if (!quiet && from >= 0) {
      if ((i - from) * FRAME >= MIN_PAUSE)
        pauses.push({ start: from * FRAME, end: Math.min(i * FRAME, samples.length / sampleRate) });
      from = -1;
    }
  }
  return pauses;
}
