import { resolve } from 'node:path';
import type { Earlier } from '../../audio/audio-clean.ts';
import { type AudioLines, filesNotTheirs, linesWithout, sourcesOf, strangersIn } from '../../audio/earlier.ts';
import type { Fetched } from '../../audio/hearing.ts';
import { isRecordingReport } from '../../audio/report.ts';
import type { Outline } from '../../audio/results.ts';
import type { PersonaConfig } from '../../core/persona.ts';
import { Undecodable } from '../../core/sound.ts';
import type { Segment } from '../../core/types.ts';
import type { AudioCache } from '../../io/audio-cache.ts';
import { readListed, readReported } from '../../io/audio-output.ts';
import { firstFileOf } from '../../io/disk.ts';
import { type FoundVoices, type Recording, recordingAt, voiceRecordings } from '../../io/recordings.ts';
import type { Context } from '../command.ts';
import { forgottenOf, withoutForgotten } from './forgotten.ts';
import { OthersMessages } from './others-messages.ts';

/** What earlier runs left, as this one begins. */
export interface EarlierAudio {
  /** As far as it is the subject's by now and was not forgotten. */
  lines: AudioLines;
  /** Whether there is something that is not the subject's. */
  hasForeign: boolean;
  /** Files of audio/ that do not say all they said. */
  damaged: string[];
}

export async function earlierAudio(
  { workspace }: Context,
  voices: FoundVoices,
  others: OthersMessages,
): Promise<EarlierAudio> {
  const { damaged, ...stood } = await readListed(workspace, isRecordingReport);
  const left = withoutForgotten(stood, await forgottenOf(workspace));
  const foreign = await foreignIn(left, voices, others);
  return { lines: linesWithout(left, ({ file }) => foreign.has(file)), hasForeign: foreign.size > 0, damaged };
}

/** Files of recordings that the corpus knows not to be the subject's by now; none where nothing was ingested. */
export async function foreignIn(
  lines: AudioLines,
  { messages }: FoundVoices,
  others: OthersMessages,
): Promise<Set<string>> {
  if (!messages) return new Set();
  return filesNotTheirs(lines, messages, await others.among(strangersIn(lines)));
}

/** Files that do not lie any more where they lay; those of messages are not asked for. */
export async function filesGone({ workspace }: Context, { recordings }: AudioLines): Promise<Set<string>> {
  const gone = new Set<string>();
  for (const { file, item } of recordings) {
    if (item === null && !(await firstFileOf(resolve(workspace.dir, file)))) gone.add(file);
  }
  return gone;
}

/** What copies of the recordings are told by. */
export async function earlierSounds(
  context: Context,
  lines: AudioLines,
  cache: AudioCache,
  others: OthersMessages,
): Promise<Earlier[]> {
  const theirs = await others.among(lines.recordings.filter(({ item, fault }) => item === null && !fault));
  const gone = await filesGone(context, lines);
  const earlier: Earlier[] = [];
  for (const { file, item, sha256, fault } of lines.recordings) {
    if (sha256 === null || fault !== undefined) continue;
    const heard = (await cache.loadPeaks<Outline>(sha256))?.likeness ?? null;
    const byOther = theirs.has(file) ? { byOther: true as const } : {};
    earlier.push({ file, item, ...byOther, sha256, heard, isGone: gone.has(file) });
  }
  return earlier;
}

/** All recordings of earlier runs but those named now, to hear them again: messages where they lie by now. */
export async function earlierRecordings(
  { workspace }: Context,
  lines: AudioLines,
  now: readonly Recording[],
  voices: FoundVoices,
): Promise<Recording[]> {
  const byFile = new Map(voices.recordings.map((voice) => [voice.file, voice]));
  const byItem = new Map(voices.recordings.map((voice) => [voice.item, voice]));
  const found = new Map(now.map((recording) => [recording.file, recording]));
  for (const { file, item } of sourcesOf(lines)) {
    const voice = byFile.get(file) ?? (item === null ? undefined : byItem.get(item));
    const recording = voice ?? { ...(await recordingAt(file, workspace.dir)), item };
    if (!found.has(recording.file)) found.set(recording.file, recording);
  }
  return [...found.values()].slice(now.length);
}

/** Fetches recordings; one that is not there any more by the hash that it had: the cache may know what came of it. */
export function recalling(
  { recordings, segments, rejected }: AudioLines,
  fetch: (recording: Recording) => Promise<Fetched>,
): (recording: Recording) => Promise<Fetched> {
  const hashes = new Map(sourcesOf({ recordings, segments, rejected }).map(({ file, sha256 }) => [file, sha256]));
  return async (recording) => {
    try {
      return await fetch(recording);
    } catch (error) {
      const sha256 = hashes.get(recording.file) ?? null;
      if (!(error instanceof Undecodable) || sha256 === null) throw error;
      return { sha256, open: () => Promise.reject(error), release: async () => {} };
    }
  };
}

/** Warns of segments that are not the subject's by now; `audio-clean` takes them out. */
export async function tellNotTheirs(
  { workspace, emit }: Context,
  { subject }: PersonaConfig,
  segments: readonly Segment[],
): Promise<void> {
  if (!segments.length) return;
  const voices = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  const { recordings } = await readReported(workspace.audio('report.json'), isRecordingReport);
  const lines = { segments: [...segments], rejected: [], recordings };
  const foreign = await foreignIn(lines, voices, new OthersMessages(workspace));
  const count = segments.filter(({ source }) => foreign.has(source.file)).length;
  if (!count) return;
  emit({ type: 'warn', notice: { code: 'messages-not-theirs', facts: { count, name: subject.name } } });
}
