import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Damaged exports name files in ever new folders. */
const MOST = 10_000;

/**
 * Tells by one listing of each folder which files may be there: an export names a hundred thousand sounds that were not
 * exported, each to be looked for in several places, and the disk takes 10 µs to answer for one.
 */
export class Listings {
  readonly #folders = new Map<string, ReadonlySet<string> | null>();

  /** False only where there is no such name, in whatever case or form of Unicode the disk may take it. */
  mayHold(absolute: string): boolean {
    const folder = dirname(absolute);
    let names = this.#folders.get(folder);
    if (names === undefined) {
      if (this.#folders.size >= MOST) this.#folders.clear();
      names = namesIn(folder);
      this.#folders.set(folder, names);
    }
    return names === null || names.has(folded(basename(absolute)));
  }
}

/** Null where the folder is there and does not list: what it holds may be opened all the same. */
function namesIn(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(folder).map(folded));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? new Set() : null;
  }
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase();
