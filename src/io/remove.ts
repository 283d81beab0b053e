import { unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { PersonaError } from '../core/errors.ts';
import { faultText } from '../core/wording/faults.ts';

/** For `rm`: all of it, and on Windows not before other programs, such as virus scanners, let go of it. */
export const WHOLLY = { recursive: true, force: true, maxRetries: 4 };

/**
 * Removes a file, or a folder with all that it holds. Throws `not-removed`, which names the file that stays and why; of
 * a folder it may be a single one in it. `left`: what is still there then.
 */
export async function remove(path: string, left: readonly string[] = [path]): Promise<void> {
  await rm(path, WHOLLY).catch((error: NodeJS.ErrnoException) => {
    const { code = '', path: at = path } = error;
    throw new PersonaError('not-removed', { path: at, why: faultText(code), left: [...left] }, { cause: error });
  });
}

/**
 * Removes a file at once, if it is there. Not with rmSync: of a path with Chinese characters Node 23.5 to 25 removes
 * nothing on Windows, and says nothing. Source: nodejs/node#61067
 */
export function removeFileSync(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
