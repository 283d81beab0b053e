import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { Emit } from '../core/events.ts';
import { makeFolder } from './make-folder.ts';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
import { WorkFolder } from './work-folder.ts';

/** One file to be written: its bytes in pieces, made on request. */
export interface FileJob {
  path: string;
  bytes(): AsyncIterable<Uint8Array>;
  /** What the manifest should say about it besides size and hash. */
  about?: Record<string, unknown>;
}

/** A file that was written, as the manifest lists it: its size in bytes and its hash. */
export interface WrittenFile {
  path: string;
  bytes: number;
  sha256: string;
  [about: string]: unknown;
}

interface WriteFilesOptions {
  emit: Emit;
  signal: AbortSignal;
  /** The file that is written last, from the results of the others. */
  last: { path: string; text(files: readonly WrittenFile[]): string };
}

/** Writes the files of a folder; jobs may read what earlier jobs wrote. Throws `unwritable-path`. */
export async function writeFiles(
  dir: string,
  jobs: readonly FileJob[],
  { emit, signal, last }: WriteFilesOptions,
): Promise<WrittenFile[]> {
  try {
    const written: WrittenFile[] = [];
    for (const job of jobs) {
      signal.throwIfAborted();
      written.push(await writeJob(dir, job));
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
    await writeJob(dir, { path: last.path, bytes: () => once(Buffer.from(text)) });
    emit({ type: 'done', task: 'write' });
    return written;
  } catch (error) {
    throw pathError(error, dir, 'write');
  }
}

/**
 * Makes a complete folder beside its final name and puts it in its place when `make` has ended: a killed run or a full
 * disk leaves the old folder or the new one, never half of one.
 */
export async function replaceFolder<T>(dir: string, make: (work: WorkFolder) => Promise<T>): Promise<T> {
  return WorkFolder.use(dir, async (work) => {
    const made = await make(work);
    await work.exchange();
    return made;
  });
}

async function writeJob(root: string, { path, bytes, about }: FileJob): Promise<WrittenFile> {
  const target = join(root, path.split('/').join(sep));
  await makeFolder(dirname(target));
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

/** Bytes in memory as the stream that a `FileJob` gives. */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Blocks large enough to be worth a call for hashing and writing. */
const BLOCK = 1 << 18;

/** Lines as UTF-8, each with an LF, in large blocks. */
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

/** The bytes of a file on disk; a missing file is a `no-such-path` error. */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: BLOCK });
  } catch (error) {
    throw pathError(error, path, 'read');
  }
}

/** A text whose tokens are replaced by the base64 of files that are already in `root`. */
export async function embedded(
  root: string,
  text: string,
  embed: readonly { token: string; path: string }[],
): Promise<string> {
  let whole = text;
  for (const { token, path } of embed) {
    const bytes = await readFile(join(root, path.split('/').join(sep)));
    // A function: a replacement string would be searched for `$`, although base64 contains none.
    whole = whole.replaceAll(token, () => bytes.toString('base64'));
  }
  return whole;
}
