import type { ExportFile } from '../../core/export-file.ts';
import { folderOf } from '../../parse/written-path.ts';
import { place, placeOf } from './discover.ts';

/** The sounds and films of one folder of the inputs. */
export interface SoundFolder {
  /** Place of the folder, inside a zip too. */
  folder: string;
  /** What `persona audio-clean` is given to hear them: the folder, the one file that was named, or the zip on disk. */
  path: string;
  count: number;
}

/** Gathers them by folder. A chat of many years has thousands of voices and a few folders. */
export class Sounds {
  readonly #folders = new Map<string, SoundFolder>();

  /** `within`: the one file that the user named, or the zip on disk in which the file lies. */
  add(file: ExportFile, within: string | undefined): void {
    const folder = folderOf(place(file));
    const known = this.#folders.get(folder);
    if (known) known.count++;
    else this.#folders.set(folder, { folder, path: within ?? folder, count: 1 });
  }

  get all(): SoundFolder[] {
    return [...this.#folders.values()];
  }
}

/** The folder of a file that an item names. */
export const mediaFolder = (root: string | undefined, path: string): string => folderOf(placeOf({ root, file: path }));

/**
 * Recordings that are no voice messages, by what `persona audio-clean` is given: folders in and below which no message has
 * a file. Where one has, the others may well be voices of other people, which no export on hand tells apart.
 */
export function recordingsApart(
  sounds: readonly SoundFolder[],
  ofMessages: ReadonlySet<string>,
): { path: string; count: number }[] {
  const taken = [...ofMessages];
  const counts = new Map<string, number>();
  for (const { path, count } of sounds) {
    if (taken.some((folder) => folder === path || folder.startsWith(`${path}/`))) continue;
    counts.set(path, (counts.get(path) ?? 0) + count);
  }
  return [...counts].map(([path, count]) => ({ path, count }));
}
