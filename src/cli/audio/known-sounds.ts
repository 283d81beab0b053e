import { sourcesOf } from '../../audio/earlier.ts';
import { isRecordingReport } from '../../audio/report.ts';
import { readListed } from '../../io/audio-output.ts';
import { voiceRecordings } from '../../io/recordings.ts';
import type { Workspace } from '../../io/workspace.ts';
import { readTypedWords, type TypedWords } from '../stored/typed-words.ts';

/** Tells recordings that this workspace has heard, or has as voice messages, from those of another one. */
export async function knownSounds(workspace: Workspace): Promise<(source: TypedWords['source']) => boolean> {
  const sources = [
    ...sourcesOf(await readListed(workspace, isRecordingReport)),
    ...(await readTypedWords(workspace)).map(({ source }) => source),
  ];
  const { messages } = await voiceRecordings(workspace.corpus('voice.jsonl'), workspace.dir);
  const items = new Set([...(messages ?? []), ...sources.map(({ item }) => item)]);
  const hashes = new Set(sources.map(({ sha256 }) => sha256));
  return ({ item, sha256 }) => hashes.has(sha256) || (item !== null && items.has(item));
}
