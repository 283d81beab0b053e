import type { SoundFacts } from '../core/sound.ts';
import { ANALYSIS_RATE } from '../core/sound.ts';
import type { Grade, Hertz, Measures, RejectReason } from '../core/types.ts';
import { type Engines, VAD_STEP } from './engines.ts';
import { levelOf, type PieceLevel } from './level.ts';
import { measure } from './measures/all.ts';
import { type VoiceMarks, voiceMarks } from './stages/check-speaker.ts';
import { CUT, type CutOptions, cut, type SpeechPiece } from './stages/cut.ts';
import { type Denoised, denoiseSpeech, denoisingHelps, fullBand, UNTOUCHED_SNR_DB } from './stages/denoise.ts';
import { detectSpeech } from './stages/detect-speech.ts';
import { grade, THRESHOLDS } from './stages/grade.ts';
import { turnsIn } from './stages/turns.ts';
import { wholeWords } from './stages/whole-words.ts';

export const DENOISE_MODES = ['auto', 'never', 'always'] as const;
export type DenoiseMode = (typeof DENOISE_MODES)[number];

/** A stretch of one recording that begins and ends in silence. Plain data: it travels to a worker thread. */
export interface Window {
  /** Where it begins in the recording, in samples at 16 kHz, and in samples of `native`. */
  start: number;
  from: number;
  native: Float32Array;
  sampleRate: Hertz;
  analysis: Float32Array;
  /** Of the original signal; null in a short recording, where whoever cleans it asks for them. */
  probabilities: Float32Array | null;
  facts: SoundFacts;
  denoise: DenoiseMode;
  /** Whether pieces must tell of their speaker. */
  voices: boolean;
  /** Whether others may speak in it too: no piece then goes on where the voice changes. */
  shared: boolean;
}

/** One piece of speech that was found, kept or not. */
export interface CleanPiece {
  /** In samples at 16 kHz, from the start of the recording. */
  start: number;
  end: number;
  grade: Grade;
  faults: RejectReason[];
  labels: string[];
  measures: Measures;
  denoised: boolean;
  /** Null for a grade C, as are the next two, and where nobody asks. */
  marks: VoiceMarks | null;
  level: PieceLevel | null;
  /** Ready but for the gain of its recording. */
  samples: Float32Array | null;
}

/** Less, at either end, cannot be heard as a fade and still takes away a click. */
const FADE_SECONDS = 0.005;

/** Finds, denoises, cuts, measures and grades the speech of one window. Never throws for what it hears. */
export async function cleanWindow(window: Window, engines: Engines, o: CutOptions = CUT): Promise<CleanPiece[]> {
  const { analysis, denoise } = window;
  const first = window.probabilities ?? (await engines.vad.probabilities(analysis));
  const heard = await denoiseSpeech(analysis, first, denoise === 'never' ? { ...engines, denoiser: null } : engines);
  const speech = wholeWords(detectSpeech(heard.probabilities), heard.samples16k);
  const turns = window.shared ? turnsIn(heard.samples16k) : null;
  const pieces = cut(speech, heard.probabilities, heard.samples16k, o, turns);
  const judged: CleanPiece[] = [];
  for (const piece of pieces) judged.push(await judge(piece, window, heard, engines));
  return judged;
}

async function judge(piece: SpeechPiece, window: Window, heard: Denoised, { scorer }: Engines): Promise<CleanPiece> {
  const { native, sampleRate, analysis, facts } = window;
  const at = Math.round(piece.start * ANALYSIS_RATE);
  const end = Math.min(analysis.length, Math.round(piece.end * ANALYSIS_RATE));
  const nativeAt = (tick: number) => Math.round(((window.start + tick) * sampleRate) / ANALYSIS_RATE) - window.from;
  const samples = native.subarray(nativeAt(at), nativeAt(end));
  const original = { samples, sampleRate, start: piece.start };
  const original16k = analysis.subarray(at, end);
  const ran = heard.regions.some((region) => region.start < piece.end && region.end > piece.start);
  const denoised16k = ran ? heard.samples16k.subarray(at, end) : null;
  const speechProbability = heard.probabilities.subarray(Math.floor(at / VAD_STEP), Math.ceil(end / VAD_STEP));
  const heardLevel = levelOf(original);
  const measures = measure({
    original,
    level: heardLevel,
    original16k,
    denoised16k,
    speechProbability,
    codec: facts.codec,
    nativeRate: facts.sampleRate,
  });
  const verdict = piece.tooShort
    ? { grade: 'C' as const, faults: ['too-short' as const], labels: [] }
    : grade(measures, THRESHOLDS);
  const labels = piece.cutInSpeech ? [...verdict.labels, 'cut-in-speech'] : verdict.labels;
  const place = { start: window.start + at, end: window.start + end };
  if (verdict.grade === 'C')
    return { ...place, ...verdict, labels, measures, denoised: false, marks: null, level: null, samples: null };
  const mend = denoised16k !== null && wanted(window.denoise, measures, original16k, denoised16k, speechProbability);
  const kept = mend ? fullBand(samples, sampleRate, original16k, denoised16k) : samples.slice();
  faded(kept, sampleRate);
  // Fades of 5 ms in a pause change no level that anybody measures.
  const level = mend ? levelOf({ samples: kept, sampleRate, start: 0 }) : heardLevel;
  const clean16k = mend ? denoised16k : original16k;
  if (scorer) measures.dnsmos = Number((await scorer.score(clean16k)).toFixed(2));
  const marks = window.voices ? voiceMarks(clean16k) : null;
  return { ...place, ...verdict, labels, measures, denoised: mend, marks, level, samples: kept };
}

function wanted(mode: DenoiseMode, m: Measures, x: Float32Array, y: Float32Array, p: Float32Array): boolean {
  if (mode === 'always') return true;
  return (m.snrDb ?? 0) < UNTOUCHED_SNR_DB && denoisingHelps(x, y, p);
}

function faded(samples: Float32Array, sampleRate: Hertz): Float32Array {
  const length = Math.min(Math.round(FADE_SECONDS * sampleRate), samples.length >> 1);
  for (let i = 0; i < length; i++) {
    const gain = 0.5 - 0.5 * Math.cos((Math.PI * i) / length);
    samples[i]! *= gain;
    samples[samples.length - 1 - i]! *= gain;
  }
  return samples;
}
