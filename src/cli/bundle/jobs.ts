import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedFile } from '../../bundle/layout.ts';
import { clipRecord } from '../../bundle/voice/clip-info.ts';
import { type ReadSegment, renderClip } from '../../bundle/voice/render-clip.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Segment } from '../../core/types.ts';
import { encodeCompressed } from '../../io/encode.ts';
import type { FfmpegBinary } from '../../io/ffmpeg-binary.ts';
import { ifThere } from '../../io/if-there.ts';
import { decodeWav, encodeWav } from '../../io/wav.ts';
import type { Workspace } from '../../io/workspace.ts';
import { embedded, type FileJob, fileBytes, linesAsBytes, once } from '../../io/write-plan.ts';
import { zipBytes } from '../../io/write-zip.ts';

interface JobDeps {
  workspace: Workspace;
  /** Called when a file has to be MP3 or M4A. */
  ffmpeg(): Promise<FfmpegBinary>;
  signal: AbortSignal;
  /** Where earlier files of the plan lie while later ones are made. */
  written: string;
}

/** Turns planned files into bytes. Files that embed others come last. */
export function fileJobs(files: readonly PlannedFile[], deps: JobDeps): FileJob[] {
  const read = segmentReader(deps.workspace);
  // Many backends want the same clip at the same rate: it is made once and copied.
  const made = new Map<string, string>();
  const jobs = files.map((file): { late: boolean; job: FileJob } => {
    const about = clipRecord(file);
    return {
      late: 'embed' in file || 'archive' in file,
      job: {
        path: file.path,
        bytes: () => bytesOf(file, read, deps, made),
        ...(about ? { about: { clip: about } } : {}),
      },
    };
  });
  return [...jobs.filter(({ late }) => !late), ...jobs.filter(({ late }) => late)].map(({ job }) => job);
}

async function* bytesOf(
  file: PlannedFile,
  read: ReadSegment,
  deps: JobDeps,
  made: Map<string, string>,
): AsyncGenerator<Uint8Array> {
  if ('text' in file) {
    const text = file.embed ? await embedded(deps.written, file.text, file.embed) : file.text;
    yield* once(Buffer.from(text));
  } else if ('bytes' in file) yield* once(file.bytes);
  else if ('archive' in file) yield* once(await zipBytes(deps.written, file.archive));
  else if ('lines' in file) yield* linesAsBytes(file.lines());
  else if ('segment' in file) yield* once((await readClip(deps.workspace, file.segment)).bytes);
  else {
    const { clip, sampleRate, format, bitrate = 128_000 } = file;
    const key = JSON.stringify([clipRecord(file), format, bitrate]);
    const same = made.get(key);
    if (same !== undefined) return yield* fileBytes(join(deps.written, same));
    made.set(key, file.path);
    const samples = await renderClip(clip, sampleRate, read);
    if (format === 'wav') yield* once(encodeWav(samples, sampleRate));
    else
      yield* once(await encodeCompressed(await deps.ffmpeg(), { samples, sampleRate, format, bitrate }, deps.signal));
  }
}

/** Decoded segments that stay in memory: about 30 MB at most. */
const KEPT = 12;

/**
 * Segments as audio-clean wrote them. The latest are kept, since one backend after another asks for the same segment.
 */
export function segmentReader(workspace: Workspace): ReadSegment {
  const kept = new Map<string, ReturnType<typeof decodeWav>>();
  return async (segment: Segment) => {
    const known = kept.get(segment.id);
    if (known) return known;
    const { audio } = await readClip(workspace, segment);
    kept.set(segment.id, audio);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return audio;
  };
}

/** Seconds that a file may be shorter than stated: clips are cut to the sample, resampling takes away far less. */
const TOLERANCE = 0.05;

/** The WAV of a segment, whole: `segment-gone`, `segment-damaged`. */
async function readClip(workspace: Workspace, { file, seconds }: Segment) {
  const path = workspace.audio(file);
  const bytes = await ifThere(path, readFile(path));
  if (bytes === null) throw new PersonaError('segment-gone', { file: path });
  const audio = decoded(bytes);
  const there = audio ? audio.samples.length / audio.sampleRate : 0;
  if (!audio || Math.abs(there - seconds) > TOLERANCE)
    throw new PersonaError('segment-damaged', { file: path, there: there.toFixed(2), seconds: seconds.toFixed(2) });
  return { bytes, audio };
}

/** Null for a file that is no WAV of ours. */
function decoded(bytes: Uint8Array): ReturnType<typeof decodeWav> | null {
  try {
    return decodeWav(bytes);
  } catch {
    return null;
  }
}
