import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { makeFolderSync } from './make-folder.ts';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
import { removeFileSync } from './remove.ts';

/** `release` never throws: a lock that cannot be removed is taken over by the next run. */
export interface RunLock {
  release(): void;
}

/** Locks held by this process: in containers every run may have the same process number. */
const held = new Set<string>();

/**
 * Keeps a second run out of the same folder: a file with the number of the process that holds it. The lock of a killed
 * process is taken over. Throws `workspace-busy` where the process is alive.
 */
export function takeLock(path: string): RunLock {
  if (!tryWrite(path)) {
    const holder = holderOf(path);
    if (holder !== null) throw new PersonaError('workspace-busy', { pid: holder, file: path });
    removeFileSync(path);
    if (!tryWrite(path)) throw new PersonaError('workspace-busy', { pid: writtenIn(path), file: path });
  }
  held.add(path);
  return {
    release: () => {
      held.delete(path);
      try {
        removeFileSync(path);
      } catch {
        // The fault of the disk is told by whatever was being written.
      }
    },
  };
}

/** The last one taken goes first. */
export function releaseAll(locks: readonly RunLock[]): void {
  for (const lock of locks.toReversed()) lock.release();
}

/** The process that holds the lock; null where there is none, or the process is gone. Throws where nobody can tell. */
export function holderOf(path: string): number | null {
  const pid = writtenIn(path);
  return isHeldBy(pid, path) ? pid : null;
}

/** Whether a lock lies there whose process is gone. What cannot be read is the lock of somebody else. */
export function isAbandoned(path: string): boolean {
  try {
    const pid = writtenIn(path);
    return !Number.isNaN(pid) && !isHeldBy(pid, path);
  } catch {
    return false;
  }
}

/** Whoever changes the corpus holds this file in the folder for work in progress. */
export const CORPUS_LOCK = 'ingest.lock';

/** Keeps other runs from changing the corpus. `cache`: the folder of the workspace for work in progress. */
export const takeCorpusLock = (cache: string): RunLock => takeLockIn(cache, CORPUS_LOCK);

/**
 * The lock of this name in a folder that is made where there is none. Throws `workspace-busy`, or why it cannot be
 * written.
 */
export function takeLockIn(cache: string, name: string): RunLock {
  const path = join(cache, name);
  try {
    makeFolderSync(cache);
    return takeLock(path);
  } catch (error) {
    throw pathError(error, path, 'write');
  }
}

const isHeldBy = (pid: number, path: string): boolean => (pid === process.pid ? held.has(path) : isAlive(pid));

function tryWrite(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'wx', FILE_MODE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(fd, String(process.pid));
    return true;
  } catch (error) {
    removeFileSync(path);
    throw error;
  } finally {
    closeSync(fd);
  }
}

/** Milliseconds in which a process that has just made its lock writes its number into it. */
const MAKING = 50;

/** NaN where nothing is there, or a process was killed before it had written its number. */
function writtenIn(path: string): number {
  const read = () => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  };
  let text = read();
  if (text === '') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, MAKING);
    text = read();
  }
  return Number.parseInt(text ?? '', 10);
}

/** EPERM means that the process lives and belongs to somebody else. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
