import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathError } from './path-error.ts';

/** A new folder of our own among the system's temporary files; the caller removes it. `prefix`: how its name begins. */
export async function temporaryFolder(prefix: string): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), prefix));
  } catch (error) {
    throw pathError(error, tmpdir(), 'write');
  }
}
