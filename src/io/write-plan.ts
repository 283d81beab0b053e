import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import type { Emit } from '../core/events.ts';
import { DIR_MODE, FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';

/** One file to be written: its bytes in pieces, made when they are asked for. */
export interface FileJob {
  path: string;
  bytes(): AsyncIterable<Uint8Array>;
  /** Whatever the manifest should say of it besides size and hash. */
  about?: Record<string, unknown>;
}

export interface Written {
  path: string;
  bytes: number;
  sha256: string;
  [about: string]: unknown;
}

export interface WriteFolderOptions {
  emit: Emit;
  signal: AbortSignal;
  /** The file that is written last, of what the others came to. */
  last: { path: string; text(files: readonly Written[]): string };
}

/**
 * A folder of files, written beside its name and put in its place when all of it is there: a killed run or a full disk
 * leaves the old folder or the new one, never half. Jobs may read what earlier jobs wrote (`read`).
 */
export async function writeFolder(
  dir: string,
  jobs: readonly FileJob[],
  { emit, signal, last }: WriteFolderOptions,
): Promise<Written[]> {
  const part = `${dir}.part`;
  try {
    await recover(dir);
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true, mode: DIR_MODE });
    const written: Written[] = [];
    for (const job of jobs) {
      signal.throwIfAborted();
      written.push(await writeJob(part, job));
      emit({
        type: 'progress',
        task: 'write',
        done: written.length,
        total: jobs.length,
        unit: 'files',
        file: job.path,
      });
    }
    written.sort((a, b) => (a.path < b.path ? -1 : 1));
    const text = last.text(written);
    await writeJob(part, { path: last.path, bytes: () => once(Buffer.from(text)) });
    await replace(part, dir);
    emit({ type: 'done', task: 'write' });
    return written;
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {});
    throw pathError(error, dir, 'write');
  }
}

async function writeJob(root: string, { path, bytes, about }: FileJob): Promise<Written> {
  const target = join(root, path.split('/').join(sep));
  await mkdir(dirname(target), { recursive: true, mode: DIR_MODE });
  const hash = createHash('sha256');
  let size = 0;
  const handle = await open(target, 'wx', FILE_MODE);
  try {
    for await (const chunk of bytes()) {
      hash.update(chunk);
      size += chunk.length;
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  return { path, bytes: size, sha256: hash.digest('hex'), ...about };
}

/** The new folder takes the old one's place; only something that is a bundle (or empty) is ever replaced. */
async function replace(part: string, dir: string): Promise<void> {
  const old = `${dir}.old`;
  await rm(old, { recursive: true, force: true });
  const there = await stat(dir).catch(() => null);
  if (there) await rename(dir, old);
  try {
    await rename(part, dir);
  } catch (error) {
    if (there) await rename(old, dir).catch(() => {});
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** A run killed between the two renames of `replace` left the old folder under its other name. */
async function recover(dir: string): Promise<void> {
  const there = await stat(dir).catch(() => null);
  if (!there && (await stat(`${dir}.old`).catch(() => null))) await rename(`${dir}.old`, dir);
}

/** Throws `not-a-bundle-folder` when something else lies where the bundle should go. */
export async function mustBeReplaceable(dir: string, marker: string): Promise<void> {
  const info = await stat(dir).catch(() => null);
  if (!info) return;
  if (!info.isDirectory()) throw new PersonaError('not-a-bundle-folder', { path: dir });
  const names = await readdir(dir);
  if (names.length && !names.includes(marker)) throw new PersonaError('not-a-bundle-folder', { path: dir });
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Blocks so large that hashing and writing them is worth a call. */
const BLOCK = 1 << 18;

export async function* linesAsBytes(lines: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  let pending = '';
  for await (const line of lines) {
    pending += `${line}\n`;
    if (pending.length >= BLOCK) {
      yield Buffer.from(pending);
      pending = '';
    }
  }
  if (pending) yield Buffer.from(pending);
}

/** The bytes of a file on disk; a missing one is a `no-such-path` error. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: BLOCK });
  } catch (error) {
    throw pathError(error, path, 'read');
  }
}

/** A text whose tokens give way to the base64 of files that lie in `root` already. */
export async function embedded(
  root: string,
  text: string,
  embed: readonly { token: string; path: string }[],
): Promise<string> {
  let whole = text;
  for (const { token, path } of embed) {
    const bytes = await readFile(join(root, path.split('/').join(sep)));
    // A function: base64 may hold no `$`, but a replacement text would be read for them.
    whole = whole.replaceAll(token, () => bytes.toString('base64'));
  }
  return whole;
}
