import type { Pcm, Seconds } from '../core/types.ts';
import { blockPowers, gatedLoudness, SILENT_LUFS } from './measures/loudness.ts';
import { meanSquare, powerDb } from './measures/stats.ts';
import { truePeakDb } from './measures/true-peak.ts';

/** What voice-cloning models are trained at (VoxCPM's own target); within 3 dB of what the others ask for. */
const TARGET_LUFS = -20;
/** The window that ElevenLabs asks for, and -23 LUFS of the data sets lies at its edge. */
const RMS_WINDOW = [-23, -18] as const;
/** Room for the codecs that come after: MP3 and AAC overshoot by 1 to 2 dB. */
const MOST_TRUE_PEAK_DB = -3;
/** Nobody whispers 60 dB below full scale: past this it is the noise that would be raised. */
const MOST_GAIN_DB = 40;

/** What one piece says about the level of its recording; plain data, so that hours need not be in memory. */
export interface PieceLevel {
  /** K-weighted power of every 400 ms block. */
  blocks: number[];
  seconds: Seconds;
  meanSquare: number;
  truePeakDb: number;
}

export function levelOf({ samples, sampleRate }: Pcm): PieceLevel {
  return {
    blocks: blockPowers(samples, sampleRate).map((power) => Number(power.toPrecision(6))),
    seconds: samples.length / sampleRate,
    meanSquare: meanSquare(samples),
    truePeakDb: truePeakDb(samples),
  };
}

/**
 * The one gain, linear, for everything kept of one recording: speech at about -20 LUFS, its RMS between -23 and -18 dB,
 * no true peak above -3 dB, which is the stronger rule. One gain, no compression: soft and loud stay as they were said.
 * 1 for silence.
 */
export function gainOf(levels: readonly PieceLevel[]): number {
  const loudness = gatedLoudness(levels.flatMap(({ blocks }) => blocks));
  if (loudness <= SILENT_LUFS) return 1;
  const rms = powerDb(meanPower(levels));
  const wanted = Math.max(RMS_WINDOW[0] - rms, Math.min(RMS_WINDOW[1] - rms, TARGET_LUFS - loudness));
  const peak = levels.reduce((most, { truePeakDb: each }) => Math.max(most, each), -200);
  return 10 ** (Math.min(wanted, MOST_TRUE_PEAK_DB - peak, MOST_GAIN_DB) / 20);
}

/** Mean square over all segments, the long ones counting for more. */
function meanPower(levels: readonly PieceLevel[]): number {
  const total = levels.reduce((sum, { seconds }) => sum + seconds, 0);
  return levels.reduce((sum, { meanSquare: each, seconds }) => sum + each * seconds, 0) / total;
}
