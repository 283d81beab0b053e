import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import type { Hertz } from '../core/types.ts';
import type { FfmpegBinary } from './ffmpeg-binary.ts';
import { pathError } from './path-error.ts';
import { WHOLLY } from './remove.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { encodeWav } from './wav.ts';

const CODECS = { mp3: ['libmp3lame', 'mp3'], m4a: ['aac', 'ipod'] } as const;
/** Encoding five minutes of sound takes seconds: a process that takes longer than this hangs. */
const TIMEOUT_MS = 120_000;

interface EncodeJob {
  samples: Float32Array;
  sampleRate: Hertz;
  format: 'mp3' | 'm4a';
  /** In bits per second. */
  bitrate: number;
}

/**
 * Encodes one channel as MP3 or M4A, without tags or dates, so that the same samples give the same bytes. Throws
 * `encode-failed`, and `unwritable-path` or `not-permitted` for the system's temporary folder.
 */
export async function encodeCompressed(
  binary: FfmpegBinary,
  { samples, sampleRate, format, bitrate }: EncodeJob,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const dir = await temporaryFolder('encode');
  const [codec, muxer] = CODECS[format];
  const out = join(dir, `out.${format}`);
  try {
    await writeFile(join(dir, 'in.wav'), encodeWav(samples, sampleRate));
    const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
    const args = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y', '-i', `file:${join(dir, 'in.wav')}`];
    await run(
      binary.path,
      [...args, '-c:a', codec, '-b:a', String(bitrate), ...exact, '-f', muxer, `file:${out}`],
      format,
      signal,
    );
    return new Uint8Array(await readFile(out));
  } catch (error) {
    throw pathError(error, dir, 'write');
  } finally {
    await rm(dir, WHOLLY);
  }
}

function run(path: string, args: string[], file: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TIMEOUT_MS,
      windowsHide: true,
      ...(signal ? { signal } : {}),
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-500);
    });
    child.on('error', (cause) => (signal?.aborted ? reject(cause) : reject(failed(file, cause.message, cause))));
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed(file, said.trim() || `exit ${code}`))));
  });
}

const failed = (file: string, why: string, cause?: unknown) =>
  new PersonaError('encode-failed', { file, why }, { cause });
