import { ANALYSIS_RATE } from '../../core/sound.ts';
import { joinedVoice, type VoiceStats, voiceDistance, voiceStats } from '../measures/voice.ts';

/** What a piece tells of its speaker: of the whole first, then of each of its parts. */
export interface VoiceMarks {
  /** Null where there was too little voiced sound. */
  stats: (VoiceStats | null)[];
  /** Embeddings out of a speaker model; null where there is none. */
  prints: number[][] | null;
}

type SpeakerVerdict = 'subject' | 'other' | 'uncertain' | 'mixed';

export interface SpeakerJudge {
  by: 'voiceprint' | 'voice-statistics';
  /** Score of 0 to 1. Voiceprint: the cosine. Statistics: 0.5 is where trust ends, 1 the very same. */
  judge(marks: VoiceMarks): { score: number; verdict: SpeakerVerdict };
}

/** A part must be this long to tell anything; a piece of twice that is looked at in parts, for speakers who take turns. */
const PART = 2 * ANALYSIS_RATE;

/** The whole of a piece and its parts, for a second voice in one of them. */
export function partsOf(samples16k: Float32Array): Float32Array[] {
  const count = Math.floor(samples16k.length / PART);
  if (count < 2) return [samples16k];
  const step = samples16k.length / count;
  const part = (i: number) => samples16k.subarray(Math.round(i * step), Math.round((i + 1) * step));
  return [samples16k, ...Array.from({ length: count }, (_, i) => part(i))];
}

export function voiceMarks(samples16k: Float32Array): VoiceMarks {
  return { stats: partsOf(samples16k).map(voiceStats), prints: null };
}

/** Fewer pieces than this say nothing about how much one voice varies. */
const LEAST_ENROLLED = 3;

/**
 * A judge who knows the subject by pieces that are surely theirs; null when those are too few. Where trust ends is
 * calibrated on them: how far each lies from all the others, and two deviations more.
 */
export function enrol(known: readonly VoiceMarks[]): SpeakerJudge | null {
  const prints = known.flatMap((marks) => (marks.prints ? usable(marks.prints) : []));
  if (prints.length >= LEAST_ENROLLED) return voiceprintJudge(prints);
  const stats = known.flatMap((marks) => usable(marks.stats)).filter((each) => each !== null);
  return stats.length >= LEAST_ENROLLED ? statisticsJudge(stats) : null;
}

/** Parts are closer to what will be compared than wholes; a short piece has no parts. */
function usable<T>(marks: readonly T[]): readonly T[] {
  return marks.length > 1 ? marks.slice(1) : marks;
}

/**
 * Measured on 8 real speakers (198 studio prompts of 1 to 10 s), each enrolled with half of theirs: trust up to 0.16 keeps
 * 58 of 100 of the subject's pieces and lets in 0.5 of 100 of others'; 0.2: 65 and 2.3; 0.3: 69 and 7. Through another
 * microphone 26 are kept at 0.16, and 1.2 let in. Trust ends at 0.16 at the latest: refusing costs seconds, mixing the voice.
 */
const NEAREST_LIMIT = 0.12;
const FARTHEST_LIMIT = 0.16;
/**
 * A part is shorter than the whole, and so further off. Of a piece in which one person takes over from another without a
 * pause, half are found by this (of 15 s with turns 0.15 s apart 7 stay), for one in forty of the subject's own.
 */
const PART_ALLOWANCE = 1.25;
/** From twice the limit on it is somebody else; in between nobody knows. */
const OTHER = 2;

function statisticsJudge(known: readonly VoiceStats[]): SpeakerJudge {
  const subject = joinedVoice(known);
  const distances = known.map((each) => voiceDistance(each, joinedVoice(known.filter((other) => other !== each))));
  const limit = Math.max(NEAREST_LIMIT, Math.min(FARTHEST_LIMIT, meanPlus(distances, 2)));
  return {
    by: 'voice-statistics',
    judge: ({ stats: [whole, ...parts] }) => {
      if (!whole) return { score: 0, verdict: 'uncertain' };
      const distance = voiceDistance(whole, subject);
      const score = Math.max(0, 1 - distance / (2 * limit));
      if (distance > OTHER * limit) return { score, verdict: 'other' };
      if (distance > limit) return { score, verdict: 'uncertain' };
      const strange = parts.some((part) => part && voiceDistance(part, subject) > PART_ALLOWANCE * OTHER * limit);
      return { score, verdict: strange ? 'mixed' : 'subject' };
    },
  };
}

/**
 * Cosines of one speaker through CAM++ and its like lie above 0.6, of two below 0.4 (sherpa-onnx and 3D-Speaker take
 * 0.5 to 0.6); calibration moves the limit between these.
 */
const LOWEST_COSINE = 0.5;
const HIGHEST_COSINE = 0.7;
const UNCERTAIN_COSINES = 0.12;

function voiceprintJudge(known: readonly (readonly number[])[]): SpeakerJudge {
  const centre = centreOf(known);
  const cosines = known.map((each) => cosine(each, centreOf(known.filter((other) => other !== each))));
  const limit = Math.max(LOWEST_COSINE, Math.min(HIGHEST_COSINE, meanPlus(cosines, -2)));
  return {
    by: 'voiceprint',
    judge: ({ prints }) => {
      const [whole, ...parts] = prints ?? [];
      if (!whole) return { score: 0, verdict: 'uncertain' };
      const score = cosine(whole, centre);
      if (score < limit - UNCERTAIN_COSINES) return { score, verdict: 'other' };
      if (score < limit) return { score, verdict: 'uncertain' };
      const strange = parts.some((part) => cosine(part, centre) < limit - UNCERTAIN_COSINES);
      return { score, verdict: strange ? 'mixed' : 'subject' };
    },
  };
}

function meanPlus(values: readonly number[], deviations: number): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  return mean + deviations * Math.sqrt(variance);
}

function centreOf(prints: readonly (readonly number[])[]): number[] {
  const size = prints[0]?.length ?? 0;
  const lengths = prints.map((print) => Math.hypot(...print) || 1);
  return Array.from({ length: size }, (_, i) => prints.reduce((sum, print, n) => sum + print[i]! / lengths[n]!, 0));
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  return dot / ((Math.hypot(...a) || 1) * (Math.hypot(...b) || 1));
}
