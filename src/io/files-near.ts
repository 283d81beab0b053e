import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { foldedPath } from '../core/composed.ts';

/** A file below a folder: `path` with `/`, relative to it. */
interface NearFile {
  path: string;
  info: Stats;
}

/** Names of folders where exporters put sounds beside a chat; `<chat>_files` is one too. */
const MEDIA_FOLDER = /^(?:media|voices?|audios?|sounds?|files?|媒体|语音|音频)$/iu;
/** Exporters put them into a folder per chat or per month; a music library may lie just as near. */
const MAX_DEPTH = 5;
const MAX_FILES = 100_000;

/**
 * The files in the folders for sounds beside a file. Not async, since most runs never ask: a file is first looked for
 * by its path. Folders that cannot be read count as empty; links to folders are not followed.
 */
export function filesNear(root: string, name: string): NearFile[] {
  const found: NearFile[] = [];
  const chatFiles = foldedPath(`${name.replace(/\.[^.]*$/u, '')}_files`);
  for (const entry of entriesOf(root)) {
    const isMedia = MEDIA_FOLDER.test(entry.name) || foldedPath(entry.name) === chatFiles;
    if (entry.isDirectory() && isMedia) addFiles(found, root, entry.name, 1);
  }
  return found;
}

function addFiles(found: NearFile[], root: string, folder: string, depth: number): void {
  const dir = join(root, folder.split('/').join(sep));
  for (const entry of entriesOf(dir)) {
    if (found.length >= MAX_FILES) return;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH) addFiles(found, root, path, depth + 1);
      continue;
    }
    const info = fileAt(join(dir, entry.name));
    if (info) found.push({ path, info });
  }
}

/**
 * What is known about a file. Undefined where there is no file, and for a path that no disk accepts: damaged exports
 * contain such paths.
 */
export function fileAt(path: string): Stats | undefined {
  try {
    const info = statSync(path, { throwIfNoEntry: false });
    return info?.isFile() ? info : undefined;
  } catch {
    return undefined;
  }
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}
