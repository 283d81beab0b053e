import { constants } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { isRejected, isSegment } from '../core/audio-shape.ts';
import { PersonaError } from '../core/errors.ts';
import { prettyJson } from '../core/pretty-json.ts';
import { type Is, isFields, isList, parsedJson } from '../core/shape.ts';
import type { Hertz, Rejected, Segment } from '../core/types.ts';
import { ifThere } from './if-there.ts';
import { readJsonl, writeAtomic, writeJsonl } from './jsonl.ts';
import { makeFolder } from './make-folder.ts';
import { pathError } from './path-error.ts';
import { remove } from './remove.ts';
import { encodeWav } from './wav.ts';
import type { Workspace } from './workspace.ts';

/** Bytes before the samples in our WAV files: RIFF, fmt and data, nothing else. */
const WAV_HEAD = 44;

/** The name of a clip of ours; with an ending, of one half-written. */
const OWN_CLIP = /^([\da-f]{16})\.wav(\.part)?$/u;

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
      await makeFolder(folder);
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
    for (const name of await this.#names()) {
      const [, id, part] = OWN_CLIP.exec(name) ?? [];
      if (id && (part || !ids.has(id)))
        await remove(this.#workspace.audio('segments', name), [this.#workspace.audio('segments')]);
    }
  }

  /** Ids of whole clips that lie there besides these. */
  async others(ids: ReadonlySet<string>): Promise<string[]> {
    const found = (await this.#names()).flatMap((name) => {
      const [, id, part] = OWN_CLIP.exec(name) ?? [];
      return id && !part ? [id] : [];
    });
    return found.filter((id) => !ids.has(id));
  }

  async #names(): Promise<string[]> {
    const folder = this.#workspace.audio('segments');
    return (await ifThere(folder, readdir(folder))) ?? [];
  }

  #path(id: string): string {
    return this.#workspace.audio('segments', `${id}.wav`);
  }
}

/** What earlier runs left in audio/, as it stands. */
interface Listed<Recording> {
  segments: Segment[];
  rejected: Rejected[];
  recordings: Recording[];
  /** Files that are cut off, or were taken away while the others stayed: the rest is not all that was there. */
  damaged: string[];
}

/** The lists and the recordings of the report. A damaged list gives what stands before the damage. */
export async function readListed<Recording>(
  workspace: Workspace,
  isRecording: Is<Recording>,
): Promise<Listed<Recording>> {
  const folder = await ifThere(workspace.audio(), stat(workspace.audio()));
  if (!folder?.isDirectory()) return { segments: [], rejected: [], recordings: [], damaged: [] };
  const [segmentsFile, rejectedFile, reportFile] = ['segments.jsonl', 'rejected.jsonl', 'report.json'].map((name) =>
    workspace.audio(name),
  ) as [string, string, string];
  const command = 'persona audio-clean';
  const segments = await wholeLines(readJsonl(segmentsFile, isSegment, command));
  const rejected = await wholeLines(readJsonl(rejectedFile, isRejected, command));
  const report = await readReported(reportFile, isRecording);
  const withoutReport = report.state === 'absent' && segments.lines.length + rejected.lines.length > 0;
  const damaged = [
    ...(segments.isWhole ? [] : [segmentsFile]),
    ...(rejected.isWhole ? [] : [rejectedFile]),
    ...(report.state === 'damaged' || withoutReport ? [reportFile] : []),
  ];
  return { segments: segments.lines, rejected: rejected.lines, recordings: report.recordings, damaged };
}

/** Up to the first damaged line. */
async function wholeLines<T>(source: AsyncIterable<T>): Promise<{ lines: T[]; isWhole: boolean }> {
  const lines: T[] = [];
  try {
    for await (const line of source) lines.push(line);
  } catch (error) {
    if (!(error instanceof PersonaError) || error.code !== 'damaged-line') throw error;
    return { lines, isWhole: false };
  }
  return { lines, isWhole: true };
}

/** What audio/report.json says of single recordings. */
export async function readReported<Recording>(
  path: string,
  isRecording: Is<Recording>,
): Promise<{ recordings: Recording[]; state: 'whole' | 'damaged' | 'absent' }> {
  const text = await ifThere(path, readFile(path, 'utf8'));
  if (text === null) return { recordings: [], state: 'absent' };
  const report = parsedJson(text);
  const recordings = isFields(report) ? report.recordings : undefined;
  return isList(recordings, isRecording) ? { recordings, state: 'whole' } : { recordings: [], state: 'damaged' };
}

/** By file, then by time: the order of runs does not show. */
export function byFileAndTime<T extends { source: { file: string }; start: number }>(lines: readonly T[]): T[] {
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
  await writeJsonl(workspace.audio('segments.jsonl'), segments);
  await writeJsonl(workspace.audio('rejected.jsonl'), rejected);
  await writeAtomic(workspace.audio('report.json'), prettyJson(report));
  await writeAtomic(workspace.audio('report.html'), page);
}
