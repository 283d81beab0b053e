import { readdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { makeFolderSync } from './make-folder.ts';
import { pathError } from './path-error.ts';
import { removeFileSync } from './remove.ts';
import { holderOf, isAbandoned, type RunLock, releaseAll, takeLock, takeLockIn } from './run-lock.ts';
import type { Workspace } from './workspace.ts';

/**
 * How a command holds the workspace. `shared`: it writes something that it makes of what is there, and others may do so
 * at the same time. `recordings`: so too, but no other run cleans recordings meanwhile: each would remove the clips that
 * only the other one knows. `alone`: it takes something away for good, so nobody may still have it in memory and write
 * it anew.
 */
export type Hold = 'shared' | 'recordings' | 'alone';

/** The lock of whoever has the workspace alone. */
export const ALONE_LOCK = 'alone.lock';
const AUDIO_LOCK = 'audio.lock';
const SHARED_LOCK = /^shared-\d+-\d+\.lock$/u;
/** Nobody who may not write here can take anything away either: there is nothing to wait for. */
const READ_ONLY: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS']);

let count = 0;

/**
 * Each side first takes its own lock and then looks for that of the other. So of two that start in the same moment both
 * may be refused, but never both let in. Throws `workspace-busy`, `not-a-folder`.
 */
export function holdWorkspace(workspace: Workspace, how: Hold): RunLock {
  const held = [holdWhole(workspace, how === 'alone')];
  try {
    if (how === 'recordings') held.push(takeLockIn(workspace.cache(), AUDIO_LOCK));
  } catch (error) {
    releaseAll(held);
    throw error;
  }
  return { release: () => releaseAll(held) };
}

function holdWhole(workspace: Workspace, alone: boolean): RunLock {
  const cache = workspace.cache();
  const held: RunLock[] = [];
  try {
    held.push(folderFor(cache));
    if (alone) {
      held.push(takeLock(join(cache, ALONE_LOCK)));
      for (const path of sharedLocks(cache)) mustBeFree(path);
    } else {
      held.push(takeLock(join(cache, `shared-${process.pid}-${++count}.lock`)));
      mustBeFree(join(cache, ALONE_LOCK));
      // Another process may get the number of one that was killed: it would keep out whoever wants the workspace alone.
      for (const path of sharedLocks(cache)) if (isAbandoned(path)) removeFileSync(path);
    }
  } catch (error) {
    releaseAll(held);
    const { code } = error as NodeJS.ErrnoException;
    if (!alone && READ_ONLY.has(code)) return { release: () => {} };
    if (code === 'ENOTDIR') throw new PersonaError('not-a-folder', { path: workspace.dir });
    throw pathError(error, cache, 'write');
  }
  return { release: () => releaseAll(held) };
}

const sharedLocks = (cache: string): string[] =>
  readdirSync(cache).flatMap((name) => (SHARED_LOCK.test(name) ? join(cache, name) : []));

/** Takes away the lock of a process that is gone. */
function mustBeFree(path: string): void {
  const pid = holderOf(path);
  if (pid !== null) throw new PersonaError('workspace-busy', { pid, file: path });
  takeLock(path).release();
}

/** The folder goes with the lock where nothing else is in it, and so do those that were made for it. */
function folderFor(folder: string): RunLock {
  const top = makeFolderSync(folder) ?? folder;
  return {
    release: () => {
      try {
        for (let at = folder; at.length >= top.length; at = dirname(at)) rmdirSync(at);
      } catch {
        // It holds something by now, or is gone.
      }
    },
  };
}
