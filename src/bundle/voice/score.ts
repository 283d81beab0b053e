import { LAUGHTER } from '../../core/speech-signs.ts';
import type { Hertz, Seconds, Segment } from '../../core/types.ts';
import type { ClipWish } from '../layout.ts';

/** Closing marks: words that end in a closing mark are a whole sentence. */
export const SENTENCE_END = /[。！？!?.…]["”」』]?$/u;
/** Labels that are heard as mood: a clone copies the mood into everything it says. */
const MOOD = new RegExp(`[!！]|呜呜|啊{2,}|${LAUGHTER.source}`, 'iu');

/**
 * What the whole band of the finished clip is worth. Speech of a narrow band passes every check of the sample rate and
 * still sounds dull, and so does its clone.
 */
const FULL_BAND = 0.6;
/** All that is heard in speech; a clip at 24 kHz holds it. */
const SPEECH_BAND: Hertz = 12_000;

/** dB; a higher SNR makes no difference that can be heard. */
const CLEAN_SNR = 30;

/**
 * How good a segment is as a reference, 0 to about 7, without regard to its length: first the grade, then measures and
 * words. `loudness`: median of all segments, LUFS; a segment far from it was spoken in another mood or place.
 */
export function quality(
  segment: Segment,
  wish: Pick<ClipWish, 'transcript' | 'band'>,
  loudness: number | null,
): number {
  const { measures, labels, transcript, speaker } = segment;
  let score = segment.grade === 'A' ? 3 : 1;
  const snr = measures.snrDb ?? measures.gapSnrDb;
  if (snr !== undefined) score += Math.max(0, Math.min(1, snr / CLEAN_SNR));
  const reach = Math.min(measures.bandwidthHz ?? Number.POSITIVE_INFINITY, segment.sampleRate / 2);
  score += FULL_BAND * Math.min(1, reach / (wish.band ?? SPEECH_BAND));
  score += { chat: 1, voiceprint: 1, 'voice-statistics': 0.6, assumed: 0.3 }[speaker.by];
  if (speaker.score !== null) score += 0.3 * Math.max(0, Math.min(1, speaker.score));
  if (labels.includes('cut-in-speech')) score -= 1;
  if (labels.includes('phone-band')) score -= 1;
  if (segment.denoised) score -= 0.4;
  if (loudness !== null && measures.loudnessLufs !== undefined)
    score -= Math.min(0.6, Math.abs(measures.loudnessLufs - loudness) / 12);
  if (transcript && wish.transcript !== 'unused') {
    score += 0.8;
    if (SENTENCE_END.test(transcript)) score += 0.4;
  }
  if (transcript && MOOD.test(transcript)) score -= 0.5;
  return score;
}

/** 0 inside the ideal span, growing to 1.5 with the distance from it. */
export function lengthPenalty(seconds: Seconds, [low, high]: readonly [Seconds, Seconds]): number {
  const off = seconds < low ? (low - seconds) / low : seconds > high ? (seconds - high) / high : 0;
  return Math.min(1.5, 1.5 * off);
}

/** LUFS; null where no segment was measured. */
export function medianLoudness(segments: readonly Segment[]): number | null {
  const all = segments
    .flatMap(({ measures }) => (measures.loudnessLufs === undefined ? [] : [measures.loudnessLufs]))
    .sort((a, b) => a - b);
  return all.length ? (all[Math.floor(all.length / 2)] ?? null) : null;
}
