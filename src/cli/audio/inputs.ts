import { resolve } from 'node:path';
import type { SegmentSource } from '../../audio/earlier.ts';
import { PersonaError } from '../../core/errors.ts';
import { refusalText, tellLeftOut } from '../../ingest/notices.ts';
import { type FoundVoices, findRecordings, type Recording } from '../../io/recordings.ts';
import type { Context } from '../command.ts';
import { soundOf } from './forgotten.ts';
import type { OthersMessages } from './others-messages.ts';

/** The recordings below what the user named, those of them that are voice messages as such. */
export async function namedRecordings(
  { workspace, env, emit }: Context,
  paths: readonly string[],
  voices: FoundVoices,
  others: OthersMessages,
): Promise<Recording[]> {
  const found = await findRecordings(
    paths.map((path) => resolve(env.cwd, path)),
    workspace.dir,
  );
  if (found.own.length) emit({ type: 'warn', notice: { code: 'own-output', facts: { files: found.own.sort() } } });
  const inCloud = found.unreadable.filter(isInCloud);
  tellLeftOut(emit, { unknown: [], ambiguous: [], refused: inCloud, rejected: [] });
  for (const { path, why } of found.unreadable.filter((one) => !isInCloud(one))) {
    emit({ type: 'warn', notice: { code: 'unreadable-path', facts: { path, why: refusalText(why) } } });
  }
  if (found.recordings.length === 0)
    throw new PersonaError('no-recordings-there', { paths: [...paths], others: found.others });
  return withMessages(found.recordings, voices.recordings, others);
}

const isInCloud = ({ why }: { why: string }): boolean => why === 'not-downloaded';

/**
 * A recording that lies where a message of the subject lies is that message. Where one only holds the same bytes, the
 * message is heard too, and the other is its copy: what comes of it must not hang on the names that were given. What is a
 * message of somebody else is marked.
 */
async function withMessages(
  found: readonly Recording[],
  voices: readonly Recording[],
  others: OthersMessages,
): Promise<Recording[]> {
  const byFile = new Map(voices.map((voice) => [voice.file, voice]));
  const recordings = found.map((recording) => byFile.get(recording.file) ?? recording);
  const unknown: SegmentSource[] = [];
  for (const recording of recordings) {
    if (recording.item === null) unknown.push({ ...recording, sha256: await soundIn(recording) });
  }
  const sounds = new Set(unknown.map(({ sha256 }) => sha256));
  sounds.delete(null);
  const named = new Set(recordings);
  const messages: Recording[] = [];
  const copied = new Set<string | null>();
  for (const voice of sounds.size > 0 ? voices : []) {
    const sound = named.has(voice) ? null : await soundIn(voice);
    if (!sounds.has(sound)) continue;
    messages.push(voice);
    copied.add(sound);
  }
  const theirs = await others.among(unknown.filter(({ sha256 }) => !copied.has(sha256)));
  const marked = recordings.map((each) => (theirs.has(each.file) ? { ...each, byOther: true as const } : each));
  return [...messages, ...marked];
}

const soundIn = (recording: Recording) => soundOf(recording).catch(() => null);

/** Voice messages by which the subject's voice is known; more would cost time and tell nothing new. */
const ENOUGH_MESSAGES = 40;

/** Whether only its sound can tell who speaks; a message carries its sender. */
export const isStranger = ({ item, byOther }: Recording): boolean => item === null && !byOther;

/** Recordings in which only the subject speaks, needed only where others may. */
export async function knownVoices(
  { workspace, env }: Context,
  speaker: string | undefined,
  recordings: readonly Recording[],
  voices: FoundVoices,
): Promise<Recording[]> {
  if (!recordings.some(isStranger)) return [];
  if (speaker) return (await findRecordings([resolve(env.cwd, speaker)], workspace.dir)).recordings;
  return voices.recordings.slice(0, ENOUGH_MESSAGES);
}
