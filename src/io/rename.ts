import { rename as renameOnce } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Windows says one of these of a file or folder in which another program has something open. */
const HELD: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** Milliseconds, 3 s together: a virus scanner or an indexer opens what was just written, and lets go of it soon. */
const PAUSES = [10, 20, 50, 100, 200, 400, 800, 1400];

/** As in node:fs, but that on Windows it waits for others to let go of the file. Throws what the file system throws. */
export async function rename(from: string, to: string, platform: NodeJS.Platform = process.platform): Promise<void> {
  for (const pause of platform === 'win32' ? PAUSES : []) {
    try {
      return await renameOnce(from, to);
    } catch (error) {
      if (!HELD.has((error as NodeJS.ErrnoException).code)) throw error;
    }
    await wait(pause);
  }
  await renameOnce(from, to);
}
