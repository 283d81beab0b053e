import { constants } from 'node:fs';
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRejected, isSegment } from '../core/audio-shape.ts';
import type { Hertz, Rejected, Segment } from '../core/types.ts';
import { JsonlWriter, prettyJson, readJsonl, writeAtomic } from './jsonl.ts';
import { pathError } from './path-error.ts';
import { encodeWav } from './wav.ts';
import type { Workspace } from './workspace.ts';

/** Bytes before the samples in our WAV files: RIFF, fmt and data, nothing else. */
const WAV_HEAD = 44;

/** audio/segments: one WAV a segment, named by its id. */
export class ClipFolder {
  readonly #workspace: Workspace;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Makes the folder. Throws where nothing can be written: before an hour of hearing, not after it. */
  async prepare(): Promise<void> {
    const folder = this.#workspace.audio('segments');
    try {
      await mkdir(folder, { recursive: true });
      await access(folder, constants.W_OK);
    } catch (error) {
      throw pathError(error, folder, 'write');
    }
  }

  /** With `samples` samples, or at most so many `fewer`. */
  async has(id: string, samples: number, fewer = 0): Promise<boolean> {
    return stat(this.#path(id)).then(
      ({ size }) => size <= WAV_HEAD + 2 * samples && size >= WAV_HEAD + 2 * (samples - fewer),
      () => false,
    );
  }

  async write(id: string, samples: Float32Array, sampleRate: Hertz): Promise<void> {
    await writeAtomic(this.#path(id), encodeWav(samples, sampleRate));
  }

  /** Removes clips of ours that no list names any more, and what a killed run left half-written. */
  async keepOnly(ids: ReadonlySet<string>): Promise<void> {
    const folder = this.#workspace.audio('segments');
    for (const name of await readdir(folder).catch(() => [])) {
      const [, id, part] = /^([\da-f]{16})\.wav(\.part)?$/u.exec(name) ?? [];
      if (id && (part || !ids.has(id))) await rm(join(folder, name), { force: true });
    }
  }

  #path(id: string): string {
    return this.#workspace.audio('segments', `${id}.wav`);
  }
}

/** What earlier runs left in audio/, without what belongs to the recordings of this one. */
export interface Before<Recording> {
  segments: Segment[];
  rejected: Rejected[];
  recordings: Recording[];
}

interface Known {
  file: string;
  sha256: string | null;
}

/**
 * The lists as they stand, less every line whose recording is heard again now: the same file, whatever it holds by now,
 * or the same bytes under another name.
 */
export async function readBefore<Recording extends Known>(
  workspace: Workspace,
  now: readonly Known[],
  recordings: readonly Recording[],
): Promise<Before<Recording>> {
  const files = new Set(now.map(({ file }) => file));
  const hashes = new Set(now.map(({ sha256 }) => sha256).filter((hash) => hash !== null));
  const stays = ({ file, sha256 }: Known) => !files.has(file) && !(sha256 !== null && hashes.has(sha256));
  const before: Before<Recording> = { segments: [], rejected: [], recordings: recordings.filter(stays) };
  const command = 'persona audio-clean';
  for await (const segment of readJsonl(workspace.audio('segments.jsonl'), isSegment, command)) {
    if (stays(segment.source)) before.segments.push(segment);
  }
  for await (const line of readJsonl(workspace.audio('rejected.jsonl'), isRejected, command)) {
    if (stays(line.source)) before.rejected.push(line);
  }
  return before;
}

/** By file, then by time: the order of runs does not show. */
export function inOrder<T extends { source: Known; start: number }>(lines: readonly T[]): T[] {
  return [...lines].sort((a, b) =>
    a.source.file === b.source.file ? a.start - b.start : a.source.file < b.source.file ? -1 : 1,
  );
}

export async function writeAudio(
  workspace: Workspace,
  segments: readonly Segment[],
  rejected: readonly Rejected[],
  report: unknown,
  page: string,
): Promise<void> {
  for (const [name, lines] of [
    ['segments.jsonl', segments],
    ['rejected.jsonl', rejected],
  ] as const) {
    const writer = await JsonlWriter.open(workspace.audio(name));
    try {
      for (const line of lines) await writer.write(line);
      await writer.commit();
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  }
  await writeAtomic(workspace.audio('report.json'), prettyJson(report));
  await writeAtomic(workspace.audio('report.html'), page);
}
