import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { DIR_MODE, FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';

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
    if (isHeldBy(holder, path)) throw new PersonaError('workspace-busy', { pid: holder, file: path });
    rmSync(path, { force: true });
    if (!tryWrite(path)) throw new PersonaError('workspace-busy', { pid: holderOf(path), file: path });
  }
  held.add(path);
  return {
    release: () => {
      held.delete(path);
      try {
        rmSync(path, { force: true });
      } catch {
        // The fault of the disk is told by whatever was being written.
      }
    },
  };
}

/** Whether a lock lies there whose process is gone. */
export function isAbandoned(path: string): boolean {
  const holder = holderOf(path);
  return !Number.isNaN(holder) && !isHeldBy(holder, path);
}

/** Whoever changes the corpus holds this file in the folder for work in progress. */
export const CORPUS_LOCK = 'ingest.lock';

/** Keeps other runs from changing the corpus. `cache`: the folder of the workspace for work in progress. */
export function takeCorpusLock(cache: string): RunLock {
  const path = join(cache, CORPUS_LOCK);
  try {
    mkdirSync(cache, { recursive: true, mode: DIR_MODE });
    return takeLock(path);
  } catch (error) {
    throw pathError(error, path, 'write');
  }
}

const isHeldBy = (pid: number, path: string): boolean => (pid === process.pid ? held.has(path) : isAlive(pid));

function tryWrite(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: FILE_MODE });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const holderOf = (path: string): number => {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10);
  } catch {
    return Number.NaN;
  }
};

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
