import { NOTHING_WITHHELD, type Readiness, WITHHELD_REASONS, type WithheldVoice } from '../core/readiness.ts';
import { type Is, isFields, isNumber, isText } from '../core/shape.ts';
import type { Hertz, RejectReason, Seconds, Segment, SpeakerEvidence } from '../core/types.ts';
import { type Balance, cleanSeconds, sumOfBalances } from './ledger.ts';

/** What is known of one recording besides its seconds. */
export interface RecordingFacts {
  file: string;
  sha256: string | null;
  /** Id of the voice message; null for a recording that was named. */
  item: string | null;
  codec?: string;
  /** As it was recorded. */
  sampleRate?: Hertz;
  /** Where sound ends, whatever the sample rate says. */
  bandwidthHz?: Hertz;
  /** The recording whose sound this is, under another name or bit rate. */
  duplicateOf?: string;
  /** Why a whole recording gave nothing. */
  fault?: RejectReason;
  /** Why it could not be decoded: `empty-file`, `no-sound-track` … */
  why?: string;
  /** Sound tracks, where there are several; the first one was read. */
  tracks?: number;
  /** Its two channels hold different sound, which was heard as one. */
  channelsDiffer?: true;
  /** The file ends before it should; what there is was taken. */
  truncated?: true;
  /** The one gain that all of its segments got. */
  gainDb?: number;
}

export interface RecordingReport extends RecordingFacts {
  seconds: Balance;
  segments: number;
}

/** What a later run builds upon of a line that an earlier one wrote. */
export const isRecordingReport: Is<RecordingReport> = (value): value is RecordingReport =>
  isFields(value) &&
  isText(value.file) &&
  [value.sha256, value.item].every((text) => text === null || isText(text)) &&
  isFields(value.seconds) &&
  isFields(value.seconds.kept) &&
  isFields(value.seconds.rejected) &&
  [value.seconds.in, value.seconds.notSpeech, value.seconds.kept.A, value.seconds.kept.B].every(isNumber) &&
  Object.values(value.seconds.rejected).every(isNumber);

/**
 * audio/report.json. Every `Balance` adds up to the sample: in = kept A + kept B + rejected by reason + not speech.
 * The same segments and rejections give the same bytes: there is no time and no machine in it.
 */
export interface AudioReport {
  schema: 'audio-report/1';
  /** All recordings together. Duplicates are in `in` and in `rejected.duplicate`, so that nothing counts twice. */
  seconds: Balance;
  cleanSeconds: Seconds;
  segments: { A: number; B: number; longest: Seconds; denoised: number; transcribed: number };
  /** Clean seconds by what says that it is the subject. */
  bySpeakerEvidence: Partial<Record<SpeakerEvidence, Seconds>>;
  /** How often a label stands on a segment. */
  labels: Record<string, number>;
  recordings: RecordingReport[];
  /** How much of the clean seconds a bundle leaves out, by what persona.json and the corpus say. */
  withheld: WithheldVoice;
  /** What the clean seconds are enough for, without those. */
  readiness: Readiness[];
}

export function audioReport(
  recordings: readonly (RecordingFacts & { seconds: Balance })[],
  segments: readonly Segment[],
  readiness: readonly Readiness[],
  withheld = NOTHING_WITHHELD,
): AudioReport {
  const total = sumOfBalances(recordings.map((each) => each.seconds));
  const perFile = counted(segments.map((each) => each.source.file));
  return {
    schema: 'audio-report/1',
    seconds: total,
    cleanSeconds: cleanSeconds(total),
    segments: {
      A: segments.filter((each) => each.grade === 'A').length,
      B: segments.filter((each) => each.grade === 'B').length,
      longest: segments.reduce((most, each) => Math.max(most, each.seconds), 0),
      denoised: segments.filter((each) => each.denoised).length,
      transcribed: segments.filter((each) => each.transcript).length,
    },
    bySpeakerEvidence: evidence(segments),
    labels: counted(segments.flatMap((each) => each.labels)),
    recordings: recordings
      .map((each) => ({ ...each, segments: perFile[each.file] ?? 0 }))
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    withheld,
    readiness: [...readiness],
  };
}

/** The clean seconds of which a bundle would be made. */
export function secondsToBundle({
  cleanSeconds: all,
  withheld,
}: Pick<AudioReport, 'cleanSeconds' | 'withheld'>): Seconds {
  return withoutDust(WITHHELD_REASONS.reduce((left, reason) => left - withheld[reason].seconds, all));
}

/** Seconds are whole samples at 16 kHz; adding them as numbers leaves dust behind. */
const withoutDust = (seconds: Seconds): Seconds => Math.round(seconds * 16_000) / 16_000;

function evidence(segments: readonly Segment[]): AudioReport['bySpeakerEvidence'] {
  const sums: AudioReport['bySpeakerEvidence'] = {};
  for (const { speaker, seconds } of segments) sums[speaker.by] = (sums[speaker.by] ?? 0) + seconds;
  for (const by of Object.keys(sums) as SpeakerEvidence[]) sums[by] = withoutDust(sums[by]!);
  return sums;
}

function counted(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
