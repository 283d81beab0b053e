import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { extension, folderOf, foldersAbove, nameOf } from './written-path.ts';

/** The files of an export by what their names say. */
export interface MediaIndex {
  /** Last part of the path, all files. */
  names: Map<string, string[]>;
  /** What stands for one message in the names of sounds: server ids and seconds, `1695874127` or `20230928_120847`. */
  ids: Map<string, string[]>;
  /** Folders in which sounds lie, and the chats that are told in the names there. */
  folders: Map<string, Set<string>>;
}

/** A shorter number is that of many a thing. */
export const SERVER_ID_DIGITS = 10;
/** MemoTrace of 2025: `20230928_120847_126999_0`. */
const IDS = new RegExp(`\\d{8}_\\d{6}(?=_\\d{6}_[01]\\.)|\\d{${SERVER_ID_DIGITS},}`, 'gu');

/** Lossless first: a wav is decoded from SILK, an mp3 has been squeezed again. */
export const VOICE_ENCODINGS: readonly string[] = [
  'wav',
  'silk',
  'slk',
  'amr',
  'aud',
  'mp3',
  'm4a',
  'aac',
  'ogg',
  'opus',
];

export const isVoiceFile = (path: string) => VOICE_ENCODINGS.includes(extension(path));

const INDEXES = new WeakMap<ExportFolder, MediaIndex>();

export function mediaIndex(folder: ExportFolder): MediaIndex {
  let index = INDEXES.get(folder);
  if (!index) {
    index = { names: new Map(), ids: new Map(), folders: new Map() };
    for (const { path } of [...folder.files, ...(folder.near ?? [])]) {
      const name = nameOf(path);
      push(index.names, name, path);
      if (!isVoiceFile(name)) continue;
      for (const id of new Set(name.match(IDS))) push(index.ids, id, path);
      addFolder(index.folders, folderOf(path), sessionIn(name));
    }
    INDEXES.set(folder, index);
  }
  return index;
}

/** The chat in WeFlow's names: `voice_wxid_chenmo01_507_1695874127_1269999524870328884.wav`. */
export const sessionIn = (name: string): string | undefined => /^voice_(.+)_\d+_\d{10}_\d+\./u.exec(name)?.[1];

function addFolder(folders: MediaIndex['folders'], folder: string, session: string | undefined): void {
  const sessions = folders.get(folder) ?? new Set();
  if (session !== undefined) sessions.add(session);
  folders.set(folder, sessions);
}

function push(map: Map<string, string[]>, key: string, path: string): void {
  const list = map.get(key);
  if (list) list.push(path);
  else map.set(key, [path]);
}

/** Of several, those under the file's own folder, else under its nearest parent; then the best encoding. */
export function nearest(file: ExportFile, paths: readonly string[] | undefined): string | undefined {
  if (!paths?.length) return undefined;
  for (const dir of foldersAbove(file.path)) {
    const below = paths.filter((path) => !dir || path.startsWith(`${dir}/`));
    if (below.length) return best(below);
  }
  return undefined;
}

export function best(paths: readonly string[]): string | undefined {
  return [...paths].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))[0];
}

/** The best encoding first, what is no sound last. */
export const rankOf = (path: string) =>
  (VOICE_ENCODINGS.indexOf(extension(path)) + VOICE_ENCODINGS.length + 1) % (VOICE_ENCODINGS.length + 1);
