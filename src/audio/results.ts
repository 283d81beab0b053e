import { ANALYSIS_RATE } from '../core/sound.ts';
import type { Rejected, Segment } from '../core/types.ts';
import type { Heard } from './clean-recording.ts';
import { type Likeness, likenessOf } from './copies.ts';
import type { Input, Outcome } from './hearing.ts';
import { type Balance, balanceOf, duplicateBalance } from './ledger.ts';
import type { RecordingFacts } from './report.ts';
import type { SpeakerJudge } from './stages/check-speaker.ts';

export type Outline = Heard['peaks'] & { likeness?: Likeness };

export interface Lines {
  recordings: (RecordingFacts & { seconds: Balance })[];
  segments: Segment[];
  rejected: Rejected[];
  /** The outline of each recording by its file, for pictures, and what its copies are told by. */
  peaks: Map<string, Outline>;
}

export interface AudioCleanResult extends Lines {
  /** Recordings of earlier runs of which this one found a better copy, and that copy. */
  superseded: ReadonlyMap<string, string>;
  /** What told the subject's voice from others'; null where nothing did. */
  enrolled: SpeakerJudge['by'] | null;
}

/** The lines of the three files out of what became of each recording, and the file whose copy it is, if it is one. */
export function resultOf<I extends Input>(outcomes: readonly Outcome<I>[], copyOf: readonly (string | null)[]): Lines {
  const lines: Lines = { recordings: [], segments: [], rejected: [], peaks: new Map() };
  for (const [i, outcome] of outcomes.entries()) {
    const original = copyOf[i] ?? null;
    if (!outcome.heard) addUndecodable(outcome, lines);
    else if (original !== null) addCopy(outcome, outcome.heard, original, lines);
    else addOriginal(outcome, outcome.heard, lines);
    if (outcome.heard)
      lines.peaks.set(outcome.input.file, { ...outcome.heard.peaks, likeness: likenessOf(outcome.heard) });
  }
  return lines;
}

const sourceOf = <I extends Input>({ input, sha256 }: Outcome<I>) => ({ file: input.file, sha256, item: input.item });

/** A whole recording as one line. */
const whole = { start: 0, measures: {}, speaker: null };

function addUndecodable<I extends Input>(outcome: Outcome<I>, lines: Lines): void {
  const why = outcome.why ? { why: outcome.why } : {};
  const source = sourceOf(outcome);
  lines.recordings.push({ ...source, fault: 'undecodable', ...why, seconds: balanceOf(0, []) });
  lines.rejected.push({ source, ...whole, end: 0, seconds: 0, reason: 'undecodable', ...why });
}

function addCopy<I extends Input>(outcome: Outcome<I>, heard: Heard, duplicateOf: string, lines: Lines): void {
  const source = sourceOf(outcome);
  const seconds = heard.length / ANALYSIS_RATE;
  const facts = { ...source, ...factsOf(heard), fault: 'duplicate' as const, duplicateOf };
  lines.recordings.push({ ...facts, seconds: duplicateBalance(seconds) });
  lines.rejected.push({ source, ...whole, end: seconds, seconds, reason: 'duplicate', why: duplicateOf });
}

/** What earlier runs left, once a better copy of some of it was found: their clips go, their seconds are a duplicate's. */
export function supersede<R extends RecordingFacts & { seconds: Balance }>(
  before: { segments: Segment[]; rejected: Rejected[]; recordings: R[] },
  by: ReadonlyMap<string, string>,
) {
  const stays = ({ source }: { source: { file: string } }) => !by.has(source.file);
  const rejected = before.rejected.filter(stays);
  const recordings = before.recordings.map((recording) => {
    const duplicateOf = by.get(recording.file);
    if (duplicateOf === undefined) return recording;
    const { gainDb: _, ...facts } = recording;
    const { file, sha256, item } = recording;
    const seconds = recording.seconds.in;
    const source = { file, sha256, item };
    rejected.push({ source, ...whole, end: seconds, seconds, reason: 'duplicate', why: duplicateOf });
    return { ...facts, fault: 'duplicate' as const, duplicateOf, seconds: duplicateBalance(seconds) };
  });
  return { segments: before.segments.filter(stays), rejected, recordings };
}

function addOriginal<I extends Input>(outcome: Outcome<I>, heard: Heard, lines: Lines): void {
  const source = sourceOf(outcome);
  const length = heard.length / ANALYSIS_RATE;
  // What a message says as text is what its one clip says; of several clips nobody knows which says what.
  const transcript = heard.pieces.length === 1 ? outcome.input.transcript : null;
  const stretches = heard.pieces.map((piece, i) => {
    const { start, end, grade, labels, measures, denoised } = piece;
    const { id, reason, speaker } = outcome.fates[i]!;
    const place = { start: start / ANALYSIS_RATE, end: end / ANALYSIS_RATE, seconds: (end - start) / ANALYSIS_RATE };
    if (id === null || grade === 'C') {
      lines.rejected.push({ source, ...place, reason: reason ?? 'noisy', measures, speaker });
      return { ...place, fate: reason ?? 'noisy' };
    }
    lines.segments.push({
      id,
      source: { ...source, sha256: outcome.sha256! },
      ...place,
      grade,
      measures,
      speaker,
      denoised,
      labels,
      transcript,
      file: `segments/${id}.wav`,
      sampleRate: heard.sampleRate,
    });
    return { ...place, fate: grade };
  });
  const silent = heard.pieces.length === 0;
  if (silent) lines.rejected.push({ source, ...whole, end: length, seconds: length, reason: 'no-speech' });
  lines.recordings.push({
    ...source,
    ...factsOf(heard),
    ...(silent ? { fault: 'no-speech' as const } : {}),
    gainDb: Number((20 * Math.log10(outcome.gain)).toFixed(2)),
    seconds: balanceOf(length, stretches),
  });
}

function factsOf({ facts, truncated }: Heard) {
  return {
    codec: facts.codec,
    sampleRate: facts.sampleRate,
    ...(facts.tracks > 1 ? { tracks: facts.tracks } : {}),
    ...(facts.channelsDiffer ? { channelsDiffer: true as const } : {}),
    ...(truncated ? { truncated: true as const } : {}),
  };
}
