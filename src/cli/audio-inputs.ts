import { resolve } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { refusalText } from '../ingest/notices.ts';
import { type FoundVoices, findRecordings, type Recording } from '../io/recordings.ts';
import type { Context } from './command.ts';
import { soundOf } from './forgotten-audio.ts';

/** The recordings below what the user named, those of them that are messages of the subject as such. */
export async function namedRecordings(
  { workspace, env, emit }: Context,
  paths: readonly string[],
  voices: FoundVoices,
): Promise<Recording[]> {
  const found = await findRecordings(
    paths.map((path) => resolve(env.cwd, path)),
    workspace.dir,
  );
  if (found.own.length) emit({ type: 'warn', notice: { code: 'own-output', facts: { files: found.own.sort() } } });
  for (const { path, why } of found.unreadable) {
    emit({ type: 'warn', notice: { code: 'unreadable-path', facts: { path, why: refusalText(why) } } });
  }
  if (found.recordings.length === 0)
    throw new PersonaError('no-recordings-there', { paths: [...paths], others: found.others });
  return withMessages(found.recordings, voices.recordings);
}

/**
 * A recording that lies where a message of the subject lies is that message. Where one only holds the same bytes, the
 * message is heard too, and the other is its copy: what comes of it must not hang on the names that were given.
 */
async function withMessages(found: readonly Recording[], voices: readonly Recording[]): Promise<Recording[]> {
  const byFile = new Map(voices.map((voice) => [voice.file, voice]));
  const recordings = found.map((recording) => byFile.get(recording.file) ?? recording);
  const sounds = new Set<string | null>();
  for (const recording of recordings) if (recording.item === null) sounds.add(await soundIn(recording));
  sounds.delete(null);
  if (sounds.size === 0) return recordings;
  const named = new Set(recordings);
  const messages: Recording[] = [];
  for (const voice of voices) if (!named.has(voice) && sounds.has(await soundIn(voice))) messages.push(voice);
  return [...messages, ...recordings];
}

const soundIn = (recording: Recording) => soundOf(recording).catch(() => null);

/** Voice messages by which the subject's voice is known; more would cost time and tell nothing new. */
const ENOUGH_MESSAGES = 40;

/** Recordings in which only the subject speaks, needed only where others may: messages carry their sender. */
export async function knownVoices(
  { workspace, env }: Context,
  speaker: string | undefined,
  recordings: readonly Recording[],
  voices: FoundVoices,
): Promise<Recording[]> {
  if (recordings.every(({ item }) => item !== null)) return [];
  if (speaker) return (await findRecordings([resolve(env.cwd, speaker)], workspace.dir)).recordings;
  return voices.recordings.slice(0, ENOUGH_MESSAGES);
}
