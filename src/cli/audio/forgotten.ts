import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { type AudioLines, linesWithout } from '../../audio/earlier.ts';
import { type Forgotten, loadForgotten } from '../../ingest/corpus/forgotten.ts';
import { corpusOf } from '../../io/corpus-store.ts';
import type { Recording } from '../../io/recordings.ts';
import type { Workspace } from '../../io/workspace.ts';

export const sha256Of = (bytes: string | Uint8Array) => hash('sha256', bytes);

/** What was forgotten in this workspace; null where nothing has been. */
export const forgottenOf = (workspace: Workspace): Promise<Forgotten | null> =>
  loadForgotten(corpusOf(workspace), sha256Of);

interface Sound {
  item: string | null;
  sha256: string | null;
}

/** Whether a line of audio/ is about a forgotten voice message, or about the same bytes under another name. */
export const isForgottenSound = (forgotten: Forgotten, { item, sha256 }: Sound): boolean =>
  (item !== null && forgotten.hasItem(item)) || forgotten.hasSound(sha256);

export const withoutForgotten = (lines: AudioLines, forgotten: Forgotten | null): AudioLines =>
  forgotten ? linesWithout(lines, (source) => isForgottenSound(forgotten, source)) : lines;

/** Bytes. No voice message is larger: a minute in the best quality that a phone records takes a tenth of this. */
const LARGEST_MESSAGE = 8 * 1024 * 1024;

/**
 * Recordings without the forgotten ones. A recording that cannot be read stays: the fault is reported where it is read.
 */
export async function recordingsLeft(recordings: readonly Recording[], forgotten: Forgotten | null) {
  if (!forgotten) return [...recordings];
  const left: Recording[] = [];
  for (const recording of recordings) {
    const { item } = recording;
    if (item !== null && forgotten.hasItem(item)) continue;
    const sha256 = forgotten.sounds.size ? await soundOf(recording).catch(() => null) : null;
    if (!forgotten.hasSound(sha256)) left.push(recording);
  }
  return left;
}

/** SHA-256 of the bytes; null for a file too large to be a voice message. */
export async function soundOf(recording: Pick<Recording, 'path' | 'size' | 'bytes'>): Promise<string | null> {
  if (recording.size > LARGEST_MESSAGE) return null;
  if (recording.path !== null && (await stat(recording.path)).size > LARGEST_MESSAGE) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of recording.bytes()) chunks.push(chunk);
  return sha256Of(Buffer.concat(chunks));
}
