import { rm } from 'node:fs/promises';
import { PersonaError } from '../core/errors.ts';
import { faultText } from '../core/wording/faults.ts';

/**
 * Removes a file, or a folder with all that it holds. Throws `not-removed`, which names the file that stays and why; of
 * a folder it may be a single one in it. `left`: what is still there then.
 */
export async function remove(path: string, left: readonly string[] = [path]): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch((error: NodeJS.ErrnoException) => {
    const { code = '', path: at = path } = error;
    throw new PersonaError('not-removed', { path: at, why: faultText(code), left: [...left] }, { cause: error });
  });
}
