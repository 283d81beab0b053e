import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathError } from './path-error.ts';

/**
 * A new folder in the system's temporary folder, for the caller to remove. Throws `unwritable-path` or `not-permitted`
 * with that folder's path, so that no output is blamed for it.
 */
export async function temporaryFolder(purpose: string): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), `persona-${purpose}-`));
  } catch (error) {
    throw pathError(error, tmpdir(), 'write');
  }
}
