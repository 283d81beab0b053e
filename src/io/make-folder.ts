import { existsSync, mkdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DIR_MODE } from './modes.ts';

/** Makes a folder and those above it, as `mkdir -p` does. Throws what the file system throws. */
export async function makeFolder(dir: string, mode: number = DIR_MODE): Promise<void> {
  const make = () => mkdir(dir, { recursive: true, mode });
  await make().catch((error) => {
    makeFirst(dir, mode, error);
    return make();
  });
}

/** The same at once; returns the topmost folder that was made, if any. */
export function makeFolderSync(dir: string, mode: number = DIR_MODE): string | undefined {
  const make = () => mkdirSync(dir, { recursive: true, mode });
  try {
    return make();
  } catch (error) {
    const first = makeFirst(dir, mode, error);
    make();
    return first;
  }
}

/**
 * Node 20 says ENOENT where the disk is read-only, full or broken, as long as folders above are made too; without, it
 * says what the system said.
 */
function makeFirst(dir: string, mode: number, error: unknown): string {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  let first = dir;
  while (!existsSync(dirname(first)) && dirname(first) !== first) first = dirname(first);
  mkdirSync(first, { mode });
  return first;
}
