import { ANALYSIS_RATE } from '../core/sound.ts';
import type { Rejected, Seconds, Segment } from '../core/types.ts';
import type { Heard } from './clean-recording.ts';
import { type Likeness, likenessOf } from './copies.ts';
import type { AudioLines } from './earlier.ts';
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
  addDuplicate({ ...source, ...factsOf(heard) }, source, seconds, duplicateOf, lines);
}

/** The same lines, with their keys in the same order, whichever of two copies was heard first. */
function addDuplicate(
  facts: RecordingFacts,
  source: Rejected['source'],
  seconds: Seconds,
  duplicateOf: string,
  { recordings, rejected }: Pick<Lines, 'recordings' | 'rejected'>,
): void {
  recordings.push({ ...facts, fault: 'duplicate', duplicateOf, seconds: duplicateBalance(seconds) });
  rejected.push({ source, ...whole, end: seconds, seconds, reason: 'duplicate', why: duplicateOf });
}

/** What earlier runs left, once a better copy of some of it was found: their clips go, their seconds are a duplicate's. */
export function supersede(before: AudioLines, by: ReadonlyMap<string, string>): Omit<Lines, 'peaks'> {
  const stays = ({ source }: { source: { file: string } }) => !by.has(source.file);
  const rejected = before.rejected.filter(stays).map((line) => {
    const better = line.reason === 'duplicate' ? by.get(line.why ?? '') : undefined;
    return better === undefined ? line : { ...line, why: better };
  });
  const after: Omit<Lines, 'peaks'> = { segments: before.segments.filter(stays), rejected, recordings: [] };
  for (const recording of before.recordings) {
    const { gainDb: _, fault: __, segments: ___, seconds, ...facts } = recording;
    const { file, sha256, item, duplicateOf } = recording;
    const better = by.get(file);
    if (better !== undefined) addDuplicate(facts, { file, sha256, item }, seconds.in, better, after);
    else if (!duplicateOf) after.recordings.push(recording);
    else after.recordings.push({ ...recording, duplicateOf: by.get(duplicateOf) ?? duplicateOf });
  }
  return after;
}

function addOriginal<I extends Input>(outcome: Outcome<I>, heard: Heard, lines: Lines): void {
  const source = sourceOf(outcome);
  const length = heard.length / ANALYSIS_RATE;
  // What a message says as text is what its one clip says; of several clips nobody knows which says what.
  const transcript = heard.pieces.length === 1 && isWhole(heard, outcome.input) ? outcome.input.transcript : null;
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
  if (silent) lines.rejected.push({ source, ...whole, end: length, seconds: 0, reason: 'no-speech' });
  lines.recordings.push({
    ...source,
    ...factsOf(heard),
    ...(silent ? { fault: 'no-speech' as const } : {}),
    gainDb: Number((20 * Math.log10(outcome.gain)).toFixed(2)),
    seconds: balanceOf(length, stretches),
  });
}

/** Whether all that was said is there: a file that was cut off has fewer words than its message. */
function isWhole({ truncated, length }: Heard, { seconds: told = 0 }: Input): boolean {
  return !truncated && told - length / ANALYSIS_RATE <= Math.max(ROUNDED_SECONDS, 0.05 * told);
}

/** Exports tell whole seconds, some of them rounded up, and a codec leaves out a frame. */
const ROUNDED_SECONDS: Seconds = 1.2;

function factsOf({ facts, truncated }: Heard) {
  return {
    codec: facts.codec,
    sampleRate: facts.sampleRate,
    ...(facts.tracks > 1 ? { tracks: facts.tracks } : {}),
    ...(facts.channelsDiffer ? { channelsDiffer: true as const } : {}),
    ...(truncated ? { truncated: true as const } : {}),
  };
}
