import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { composed } from '../core/composed.ts';

/** Damaged exports name files in more and more folders; no more listings than this are kept. */
const MOST = 10_000;

/**
 * Lists each folder once to tell which files may be there. An export names a hundred thousand sounds that were not
 * exported; each would have to be looked for in several places, and the disk takes 10 µs to answer for one.
 */
export class Listings {
  readonly #folders = new Map<string, ReadonlySet<string> | null>();

  /** False only where no such name exists, in any case or Unicode form that the disk may accept. */
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

/** Null where the folder exists but cannot be listed: its files may be readable all the same. */
function namesIn(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(folder).map(folded));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? new Set() : null;
  }
}

const folded = (name: string): string => composed(name).toLowerCase();
