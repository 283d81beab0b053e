import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { type Is, parsedJson } from '../core/shape.ts';
import { ifThere } from './if-there.ts';
import { DiskSink } from './line-sink.ts';
import { makeFolder } from './make-folder.ts';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
import { rename } from './rename.ts';
import { textLines } from './text-lines.ts';

/**
 * Writes beside the final name and renames: a killed run leaves the old file or the new one, never half of one. Only
 * the owner can read the file, and a folder that is made for it.
 */
export async function writeAtomic(path: string, content: string | Uint8Array): Promise<void> {
  const part = `${path}.part`;
  try {
    const write = () => writeFile(part, content, { mode: FILE_MODE });
    // The folder nearly always exists: checking first would cost as much as writing.
    await write().catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      await makeFolder(dirname(path));
      await write();
    });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw pathError(error, path, 'write');
  }
}

/** Reads a file with one value that we wrote and can make again; null when it is missing or incomplete. */
export async function readJson<T>(path: string): Promise<T | null> {
  return (parsedJson((await ifThere(path, readFile(path, 'utf8'))) ?? '') as T | undefined) ?? null;
}

/** Writes values as lines of JSON; beside the final name and renamed, as `writeAtomic` does. */
export async function writeJsonl(path: string, values: Iterable<unknown>): Promise<void> {
  try {
    await makeFolder(dirname(path));
    const sink = new DiskSink(path);
    try {
      for (const value of values) {
        sink.line(JSON.stringify(value));
        if (sink.isBehind) await sink.settle();
      }
      await sink.finish();
      await rename(`${path}.part`, path);
    } catch (error) {
      await sink.discard();
      await rm(`${path}.part`, { force: true }).catch(() => {});
      throw error;
    }
  } catch (error) {
    throw pathError(error, path, 'write');
  }
}

/**
 * Reads lines of JSON one by one; a missing file has no lines. A line that is cut off or fails `isWhole` is a
 * `damaged-line` error, which names the `command` that makes the file. `onRead`: as in `textLines`; it may throw.
 */
export async function* readJsonl<T>(
  path: string,
  isWhole: Is<T>,
  command: string,
  onRead?: (bytes: number) => void,
): AsyncGenerator<T, void, undefined> {
  let number = 0;
  try {
    for await (const line of textLines(path, onRead)) {
      number++;
      if (!line) continue;
      const value = parsedJson(line);
      if (!isWhole(value)) throw new PersonaError('damaged-line', { file: path, line: number, command });
      yield value;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error instanceof PersonaError ? error : pathError(error, path, 'read');
  }
}
