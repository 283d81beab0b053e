import type { SegmentSource } from '../../audio/earlier.ts';
import type { Recording } from '../../io/recordings.ts';
import type { Workspace } from '../../io/workspace.ts';
import { sentSounds } from '../stored/sent-sounds.ts';
import { soundOf } from './forgotten.ts';

/** The voice messages that the corpus knows to be somebody else's. It is read when it is first asked. */
export class OthersMessages {
  readonly #workspace: Workspace;
  #messages: Promise<ReadonlyMap<string, Recording>> | undefined;
  #hashes: Promise<ReadonlySet<string>> | undefined;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Files of those recordings that lie where such a message lies, or hold the same bytes. */
  async among(recordings: readonly SegmentSource[]): Promise<Set<string>> {
    const found = new Set<string>();
    if (recordings.length === 0) return found;
    this.#messages ??= messagesIn(this.#workspace);
    const messages = await this.#messages;
    if (messages.size === 0) return found;
    for (const { file, sha256 } of recordings) {
      this.#hashes ??= hashesOf(messages.values());
      if (messages.has(file) || (sha256 !== null && (await this.#hashes).has(sha256))) found.add(file);
    }
    return found;
  }
}

async function messagesIn(workspace: Workspace): Promise<Map<string, Recording>> {
  const messages = new Map<string, Recording>();
  for await (const { isVoiceMessage, bySubject, recording } of sentSounds(workspace)) {
    if (isVoiceMessage && !bySubject) messages.set(recording.file, recording);
  }
  return messages;
}

async function hashesOf(messages: Iterable<Recording>): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const message of messages) {
    const hash = await soundOf(message).catch(() => null);
    if (hash !== null) hashes.add(hash);
  }
  return hashes;
}
