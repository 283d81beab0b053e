import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedFile } from '../bundle/layout.ts';
import { clipRecord } from '../bundle/voice/clip-info.ts';
import { type ReadSegment, renderClip } from '../bundle/voice/render-clip.ts';
import { PersonaError } from '../core/errors.ts';
import type { Segment } from '../core/types.ts';
import { encodeCompressed } from '../io/encode.ts';
import type { FfmpegBinary } from '../io/ffmpeg-binary.ts';
import { decodeWav, encodeWav } from '../io/wav.ts';
import type { Workspace } from '../io/workspace.ts';
import { embedded, type FileJob, fileBytes, linesAsBytes, once } from '../io/write-plan.ts';

export interface JobDeps {
  workspace: Workspace;
  /** Asked for when something has to be MP3 or M4A. */
  ffmpeg(): Promise<FfmpegBinary>;
  signal: AbortSignal;
  /** Where earlier files of the plan lie while later ones are made. */
  written: string;
}

/** Turns planned files into bytes. Files that embed others come last. */
export function fileJobs(files: readonly PlannedFile[], deps: JobDeps): FileJob[] {
  const read = segmentReader(deps.workspace);
  const jobs = files.map((file): { late: boolean; job: FileJob } => {
    const about = clipRecord(file);
    return {
      late: 'embed' in file,
      job: { path: file.path, bytes: () => bytesOf(file, read, deps), ...(about ? { about: { clip: about } } : {}) },
    };
  });
  return [...jobs.filter(({ late }) => !late), ...jobs.filter(({ late }) => late)].map(({ job }) => job);
}

async function* bytesOf(file: PlannedFile, read: ReadSegment, deps: JobDeps): AsyncGenerator<Uint8Array> {
  if ('text' in file) {
    const text = file.embed ? await embedded(deps.written, file.text, file.embed) : file.text;
    yield* once(Buffer.from(text));
  } else if ('bytes' in file) yield* once(file.bytes);
  else if ('lines' in file) yield* linesAsBytes(file.lines());
  else if ('copy' in file) yield* fileBytes(join(deps.workspace.dir, file.copy));
  else {
    const { clip, sampleRate, format, bitrate = 128_000 } = file;
    const samples = await renderClip(clip, sampleRate, read);
    if (format === 'wav') yield* once(encodeWav(samples, sampleRate));
    else
      yield* once(await encodeCompressed(await deps.ffmpeg(), { samples, sampleRate, format, bitrate }, deps.signal));
  }
}

/** Segments as audio-clean wrote them. The last one is kept: the same segment is asked for by one backend after another. */
export function segmentReader(workspace: Workspace): ReadSegment {
  let last: { id: string; audio: ReturnType<typeof decodeWav> } | undefined;
  return async (segment: Segment) => {
    if (last?.id === segment.id) return last.audio;
    const path = workspace.audio(segment.file);
    const bytes = await readFile(path).catch((cause) => {
      throw new PersonaError('segment-gone', { file: path }, { cause });
    });
    last = { id: segment.id, audio: decodeWav(bytes) };
    return last.audio;
  };
}
