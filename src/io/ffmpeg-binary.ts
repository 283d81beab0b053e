import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import nodePath from 'node:path';
import { promisify } from 'node:util';
import { PersonaError } from '../core/errors.ts';
import { fileAt } from './files-near.ts';

const run = promisify(execFile);

export interface FfmpegBinary {
  path: string;
  /** The version as the binary states it: `7.1.1`, `N-47683-g0e8eb07980-static`. */
  version: string;
  /** Major release; for a build from git it is derived from the library versions. 0 when it cannot be told. */
  major: number;
  from: 'option' | 'environment' | 'system' | 'embedded';
}

/** avutil's major number by release (https://ffmpeg.org/download.html): it tells the age of a build from git. */
const MAJOR_BY_AVUTIL: Record<string, number> = { 56: 4, 57: 5, 58: 6, 59: 7, 60: 8, 61: 9 };

/** A hanging network drive must not hang us. */
const ASK_TIMEOUT_MS = 10_000;

/** Asks a binary for its version; null when it does not start or is not ffmpeg. */
export async function askFfmpeg(path: string, from: FfmpegBinary['from']): Promise<FfmpegBinary | null> {
  try {
    const { stdout } = await run(path, ['-hide_banner', '-version'], { timeout: ASK_TIMEOUT_MS, windowsHide: true });
    const version = /^ffmpeg version (\S+)/u.exec(stdout)?.[1];
    if (!version) return null;
    const release = /^n?(\d+)\.\d/u.exec(version)?.[1];
    const avutil = /^libavutil\s+(\d+)\./mu.exec(stdout)?.[1] ?? '';
    const major = release ? Number(release) : (MAJOR_BY_AVUTIL[avutil] ?? 0);
    return { path, version, major, from };
  } catch {
    return null;
  }
}

/** Decoders that recordings need; every usual build has all of them. */
const DECODERS = ['aac', 'mp3float', 'opus', 'vorbis', 'flac', 'alac', 'amrnb', 'amrwb', 'wmav2', 'pcm_s16le'];

/** Which of the decoders above the binary lacks. */
export async function ffmpegAbilities({ path }: FfmpegBinary): Promise<{ missing: string[] }> {
  try {
    const { stdout } = await run(path, ['-hide_banner', '-decoders'], { timeout: ASK_TIMEOUT_MS, windowsHide: true });
    const has = new Set([...stdout.matchAll(/^ A\S* (\S+)/gmu)].map(([, name]) => name));
    return { missing: DECODERS.filter((name) => !has.has(name)) };
  } catch {
    return { missing: [...DECODERS] };
  }
}

/**
 * Path of the ffmpeg that comes with the npm package; it needs no install script. Null on a platform that the package
 * has no build for.
 */
export function embeddedPath(): string | null {
  try {
    return (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
  } catch {
    return null;
  }
}

/**
 * Where ffmpeg lies by the PATH; null where it does not. Asked for by its name alone, Windows takes the `ffmpeg.exe` of
 * the current folder first: in a folder that strangers have filled, that is a program of theirs.
 */
export function systemPath(
  variable = process.env.PATH ?? '',
  platform: NodeJS.Platform = process.platform,
  isThere: (path: string) => boolean = (path) => fileAt(path) !== undefined,
): string | null {
  const [paths, name] = platform === 'win32' ? [nodePath.win32, 'ffmpeg.exe'] : [nodePath.posix, 'ffmpeg'];
  // Windows keeps the quotes that people put around a folder with blanks.
  const folders = variable.split(paths.delimiter).map((folder) => folder.replaceAll('"', ''));
  const found = folders.filter((folder) => paths.isAbsolute(folder)).map((folder) => paths.join(folder, name));
  return found.find(isThere) ?? null;
}

/**
 * The ffmpeg to use: the one named by option or by PERSONA_FFMPEG; otherwise the system's if it is newer than the
 * embedded one (which is from 2018 and has to read strangers' files); otherwise the embedded one. Throws `no-ffmpeg`,
 * and `bad-ffmpeg` for a named one that does not run.
 */
export async function findFfmpeg(
  named: { option?: string | undefined; environment?: string | undefined } = {},
): Promise<FfmpegBinary> {
  for (const from of ['option', 'environment'] as const) {
    const path = named[from];
    if (!path) continue;
    const found = await askFfmpeg(path, from);
    if (!found) throw new PersonaError('bad-ffmpeg', { path });
    return found;
  }
  const [system, embedded] = await Promise.all([
    askFfmpeg(systemPath() ?? '', 'system'),
    askFfmpeg(embeddedPath() ?? '', 'embedded'),
  ]);
  if (system && (!embedded || system.major > embedded.major)) return system;
  if (embedded) return embedded;
  if (system) return system;
  throw new PersonaError('no-ffmpeg', {});
}
