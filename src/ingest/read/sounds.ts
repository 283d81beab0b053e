import type { ExportFile } from '../../core/export-file.ts';
import { upsert } from '../../core/upsert.ts';
import { folderOf, nameOf, stem } from '../../parse/written-path.ts';
import { place, placeOf } from './discover.ts';

/** The sounds and films of one folder of the inputs. */
export interface SoundFolder {
  /** Place of the folder; it may be inside a zip. */
  folder: string;
  /**
   * What `persona audio-clean` must be given to hear them: the folder, the one file that was named, or the zip on disk.
   */
  path: string;
  count: number;
  /** How many of them are named the way exporters name voice messages. */
  voices: number;
}

/**
 * Names of voice messages: `voice_wxid_chenmo01_101_1700000100_2000000011900000701.wav` and `voice_101.wav` (WeFlow),
 * `voice_1269999524870328884.mp3` (WeChatDataAnalysis), and bare message ids in a folder of voices.
 */
const isVoiceMessage = (path: string): boolean => {
  const name = stem(nameOf(path));
  return /^voice_(?:.+_)?\d+$/u.test(name) || (/^\d{10,}$/u.test(name) && /^voices?$/iu.test(nameOf(folderOf(path))));
};

/** Gathers sounds by folder. A chat of many years has thousands of voices in a few folders. */
export class Sounds {
  readonly #folders = new Map<string, SoundFolder>();

  /** `within`: the one file that the user named, or the zip on disk in which the file lies. */
  add(file: ExportFile, within: string | undefined): void {
    const folder = folderOf(place(file));
    const known = upsert(this.#folders, folder, () => ({ folder, path: within ?? folder, count: 0, voices: 0 }));
    known.count++;
    if (isVoiceMessage(file.path)) known.voices++;
  }

  get all(): SoundFolder[] {
    return [...this.#folders.values()];
  }
}

/** The folder of a file that an item names. */
export const mediaFolder = (root: string | undefined, path: string): string => folderOf(placeOf({ root, file: path }));

/**
 * Recordings that are no voice messages, by the path that `persona audio-clean` is given. In and below such a folder no
 * message has its file, and no sound is named like a voice message. In other folders the remaining sounds may well be
 * voices of other people, which no export on hand tells apart.
 */
export function recordingsApart(
  sounds: readonly SoundFolder[],
  ofMessages: ReadonlySet<string>,
): { path: string; count: number }[] {
  const taken = [...ofMessages, ...sounds.flatMap(({ folder, voices }) => (voices ? [folder] : []))];
  const counts = new Map<string, number>();
  for (const { path, count, voices } of sounds) {
    if (voices || taken.some((folder) => folder === path || folder.startsWith(`${path}/`))) continue;
    counts.set(path, (counts.get(path) ?? 0) + count);
  }
  return [...counts].map(([path, count]) => ({ path, count }));
}

/**
 * How many voice messages lie in folders in which no message on hand has its file: nobody knows which chat they are
 * from.
 */
export const voicesApart = (sounds: readonly SoundFolder[], ofMessages: ReadonlySet<string>): number =>
  sounds.reduce((sum, { folder, voices }) => sum + (ofMessages.has(folder) ? 0 : voices), 0);
