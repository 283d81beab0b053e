import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import type { Media } from '../core/types.ts';

/** What else may name the file of a message. Ids and times are looked for among sound files only. */
export interface MediaHints {
  /** Server id of the message: most exporters put it into the name. */
  messageId?: string;
  /** Unix seconds of the message: CipherTalk and EchoTrace name by it. */
  epoch?: number;
  /** Folders to try the written path in, relative to the file, one of its parents or the root: `audio`. */
  folders?: readonly string[];
}

/**
 * The file that a message names, relative to the root of its export.
 * Tried in order: the written path beside the file, below each of its parents and below the root; the same below
 * `folders`; a file of the same name elsewhere, when its name holds an id; then sound files by the id or the second in
 * their names. `{ path: '' }` when nothing was written and nothing is found; `missing` when the written file is not there.
 */
export function findMedia(file: ExportFile, written: string | null, hints: MediaHints = {}): Media {
  const wanted = written ? cleanPath(written) : '';
  const found = (wanted && byPath(file, wanted, hints.folders)) || byName(file, wanted, hints);
  if (found) return { path: found };
  if (!wanted) return { path: '' };
  return { path: resolveFrom(folderOf(file.path), wanted) ?? wanted.replace(/^(?:\.\.\/)+/u, ''), missing: true };
}

/** `.\media\voices\1.wav` to `media/voices/1.wav`; `file://` and absolute paths lose their head. */
function cleanPath(written: string): string {
  let path = written.trim().replaceAll('\\', '/');
  if (/^file:\/\//iu.test(path)) path = path.slice(7);
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(path) || path.startsWith('data:')) return '';
  path = path.replace(/^[a-z]:\//iu, '').replace(/^(?:\.?\/)+/u, '');
  return path;
}

function byPath(file: ExportFile, wanted: string, folders: readonly string[] = []): string | undefined {
  for (const path of [wanted, unescaped(wanted)]) {
    if (path === undefined) continue;
    for (let dir: string | undefined = folderOf(file.path); dir !== undefined; dir = parentOf(dir)) {
      for (const below of ['', ...folders]) {
        const candidate = resolveFrom(dir, below ? `${below}/${path}` : path);
        const found = candidate && file.folder.get(candidate);
        if (found) return found.path;
      }
    }
  }
  return undefined;
}

/** Exporters of HTML write `%E8%AF%AD`; undefined when there is nothing to undo. */
function unescaped(path: string): string | undefined {
  if (!path.includes('%')) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function byName(file: ExportFile, wanted: string, hints: MediaHints): string | undefined {
  const index = indexOf(file.folder);
  const dir = folderOf(file.path);
  const own = (path: string) => !dir || path.startsWith(`${dir}/`);
  if (wanted) {
    const name = wanted.slice(wanted.lastIndexOf('/') + 1);
    const named = index.names.get(name) ?? [];
    // `voice_507.wav` and `1695874127.wav` may lie in every chat's folder: outside the file's own only an id proves them.
    const proven = NAME_WITH_ID.test(name) ? named : named.filter((path) => own(path) && path.endsWith(`/${wanted}`));
    const found = nearest(file, proven);
    if (found) return found;
  }
  if (hints.messageId && hints.messageId.length >= 10) {
    const found = nearest(file, index.ids.get(hints.messageId));
    if (found) return found;
  }
  if (hints.epoch !== undefined) {
    const below = (index.ids.get(String(hints.epoch)) ?? []).filter(own);
    // Two sounds of one second cannot be told apart; one sound in two encodings can.
    if (new Set(below.map(stem)).size === 1) return best(below);
  }
  return undefined;
}

/** A server id or an MD5 in a file's name. */
const NAME_WITH_ID = /\d{15}|[0-9a-f]{32}/iu;

interface Index {
  /** Last part of the path, all files. */
  names: Map<string, string[]>;
  /** Runs of 10 digits and more in the names of sound files. */
  ids: Map<string, string[]>;
}

const INDEXES = new WeakMap<ExportFolder, Index>();

/** Lossless first: a wav is decoded from SILK, an mp3 has been squeezed again. */
const SOUNDS = ['wav', 'silk', 'slk', 'amr', 'aud', 'mp3', 'm4a', 'aac', 'ogg', 'opus'];

function indexOf(folder: ExportFolder): Index {
  let index = INDEXES.get(folder);
  if (!index) {
    index = { names: new Map(), ids: new Map() };
    for (const { path } of folder.files) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      push(index.names, name, path);
      if (!SOUNDS.includes(extension(name))) continue;
      for (const id of new Set(name.match(/\d{10,}/gu))) push(index.ids, id, path);
    }
    INDEXES.set(folder, index);
  }
  return index;
}

function push(map: Map<string, string[]>, key: string, path: string): void {
  const list = map.get(key);
  if (list) list.push(path);
  else map.set(key, [path]);
}

/** Of several, those under the file's own folder, else under its nearest parent; then the best encoding. */
function nearest(file: ExportFile, paths: readonly string[] | undefined): string | undefined {
  if (!paths?.length) return undefined;
  for (let dir: string | undefined = folderOf(file.path); dir !== undefined; dir = parentOf(dir)) {
    const head = dir ? `${dir}/` : '';
    const below = paths.filter((path) => path.startsWith(head));
    if (below.length) return best(below);
  }
  return undefined;
}

function best(paths: readonly string[]): string | undefined {
  const rank = (path: string) => (SOUNDS.indexOf(extension(path)) + SOUNDS.length + 1) % (SOUNDS.length + 1);
  return [...paths].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0];
}

const extension = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
const stem = (path: string) => path.slice(0, Math.max(path.lastIndexOf('.'), 0) || path.length);

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The folder above; undefined above the root. */
function parentOf(dir: string): string | undefined {
  return dir ? folderOf(dir) : undefined;
}

/** `a/b` with `../c` is `a/c`; undefined when it climbs out of the root. */
function resolveFrom(dir: string, path: string): string | undefined {
  const parts = dir ? dir.split('/') : [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}
