import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { upsert } from '../core/upsert.ts';
import { extension, folderOf, foldersAbove, nameOf } from './written-path.ts';

/** The files of an export, indexed by what their names say. */
export interface MediaIndex {
  /** All files by the last part of their path. */
  names: Map<string, string[]>;
  /** What identifies one message in the names of sounds: server ids and seconds, `1695874127` or `20230928_120847`. */
  ids: Map<string, string[]>;
  /** Folders with sounds, and the chats that the names there state. */
  folders: Map<string, Set<string>>;
}

/** A shorter number may belong to many things. */
export const SERVER_ID_DIGITS = 10;
/** The form in which MemoTrace of 2025 writes them: `20230928_120847_126999_0`. */
const IDS = new RegExp(`\\d{8}_\\d{6}(?=_\\d{6}_[01]\\.)|\\d{${SERVER_ID_DIGITS},}`, 'gu');

/** A sound as the phone recorded it, or decoded from that without loss. */
const RECORDINGS = ['wav', 'silk', 'slk', 'amr', 'aud'];
/** Lossless first: a wav is decoded from SILK, an mp3 has been compressed again. */
export const VOICE_ENCODINGS: readonly string[] = [...RECORDINGS, 'mp3', 'm4a', 'aac', 'ogg', 'opus'];

export const isRecording = (path: string) => RECORDINGS.includes(extension(path));
export const isVoiceFile = (path: string) => VOICE_ENCODINGS.includes(extension(path));

const INDEXES = new WeakMap<ExportFolder, MediaIndex>();

/** The index of a folder; made once per folder. */
export function mediaIndex(folder: ExportFolder): MediaIndex {
  let index = INDEXES.get(folder);
  if (!index) {
    index = { names: new Map(), ids: new Map(), folders: new Map() };
    for (const { path } of [...folder.files, ...(folder.near ?? [])]) {
      const name = nameOf(path);
      upsert(index.names, name, () => []).push(path);
      if (!isVoiceFile(name)) continue;
      for (const id of new Set(name.match(IDS))) upsert(index.ids, id, () => []).push(path);
      addFolder(index.folders, folderOf(path), sessionIn(name));
    }
    INDEXES.set(folder, index);
  }
  return index;
}

/** The chat in WeFlow's file names: `voice_wxid_chenmo01_507_1695874127_1269999524870328884.wav`. */
export const sessionIn = (name: string): string | undefined => /^voice_(.+)_\d+_\d{10}_\d+\./u.exec(name)?.[1];

function addFolder(folders: MediaIndex['folders'], folder: string, session: string | undefined): void {
  const sessions = upsert(folders, folder, () => new Set());
  if (session !== undefined) sessions.add(session);
}

/**
 * Of several paths, those under the file's own folder, otherwise those under its nearest parent; of these the best
 * encoding.
 */
export function nearest(file: ExportFile, paths: readonly string[] | undefined): string | undefined {
  if (!paths?.length) return undefined;
  for (const dir of foldersAbove(file.path)) {
    const below = paths.filter((path) => !dir || path.startsWith(`${dir}/`));
    if (below.length) return best(below);
  }
  return undefined;
}

/** The path with the best encoding; undefined for an empty list. */
export function best(paths: readonly string[]): string | undefined {
  return [...paths].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))[0];
}

/** Rank of a path: the best encoding first, files that are not sounds last. */
export const rankOf = (path: string) =>
  (VOICE_ENCODINGS.indexOf(extension(path)) + VOICE_ENCODINGS.length + 1) % (VOICE_ENCODINGS.length + 1);
