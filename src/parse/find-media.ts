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
 * The file that a message names, relative to the root of its export or, with `root`, to another that the user named.
 * Tried in order: the written path beside the file, below each of its parents and below the root; the same below
 * `folders`; a file of the same name elsewhere, when its name holds an id; then sound files by the id or the second in
 * their names; then, in all other roots, the written path, then names with an id. `{ path: '' }` when nothing was written and
 * nothing is found; `ambiguous` when several of the other roots have the written path; `missing` when none has it.
 */
export function findMedia(file: ExportFile, written: string | null, hints: MediaHints = {}): Media {
  const wanted = written ? cleanPath(written) : '';
  const found = (wanted && byPath(file, wanted, hints.folders)) || byName(file, wanted, hints);
  if (found) return { path: found };
  const beside = file.folder.beside?.length
    ? byPathBeside(file, wanted, hints) || byIdBeside(file, wanted, hints)
    : null;
  if (beside) return beside;
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

/** The written path and, where exporters of HTML escaped it, what it stands for. */
function spellings(path: string): string[] {
  const other = unescaped(path);
  return other === undefined ? [path] : [path, other];
}

function byPath(file: ExportFile, wanted: string, folders: readonly string[] = []): string | undefined {
  for (const path of spellings(wanted)) {
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

/** In the other roots: where the file would be, had the user named the folder above. A bare name may be in any. */
function byPathBeside(file: ExportFile, wanted: string, { folders = [] }: MediaHints): Media | undefined {
  const paths = spellings(wanted)
    .flatMap((path) => ['', ...folders].map((below) => (below ? `${below}/${path}` : path)))
    .flatMap((path) => resolveFrom('', path.replace(/^(?:\.\.\/)+/u, '')) ?? [])
    .filter((path) => path.includes('/'));
  const found = new Map<string, Media>();
  for (const folder of file.folder.beside ?? []) {
    const { root } = folder;
    const [path] = paths.flatMap((each) => belowRoot(root, each)).flatMap((each) => folder.get(each)?.path ?? []);
    // Roots may lie in each other.
    if (path && !found.has(`${root}/${path}`)) found.set(`${root}/${path}`, { path, root });
  }
  const [only, ...more] = found.values();
  return more.length ? { path: '', ambiguous: true } : only;
}

/** `media/voices/1.wav` below `/x/voices` is `1.wav` too. */
function belowRoot(root: string, path: string): string[] {
  const parts = path.split('/');
  const name = nameOf(root.replaceAll('\\', '/'));
  return parts.flatMap((_, n) => (n === 0 || parts[n - 1] === name ? [parts.slice(n).join('/')] : []));
}

/** An id is that of one message, wherever its sound lies. */
function byIdBeside(file: ExportFile, wanted: string, { messageId = '' }: MediaHints): Media | undefined {
  const name = nameOf(wanted);
  for (const hits of [
    (index: Index) => (NAME_WITH_ID.test(name) ? index.names.get(name) : undefined),
    (index: Index) => (messageId.length >= ID_DIGITS ? index.ids.get(messageId) : undefined),
  ]) {
    const found = (file.folder.beside ?? []).flatMap((folder) =>
      (hits(indexOf(folder)) ?? []).map((path) => ({ path, root: folder.root })),
    );
    if (found.length) return found.sort((a, b) => rankOf(a.path) - rankOf(b.path))[0];
  }
  return undefined;
}

function byName(file: ExportFile, wanted: string, hints: MediaHints): string | undefined {
  const index = indexOf(file.folder);
  const dir = folderOf(file.path);
  const own = (path: string) => !dir || path.startsWith(`${dir}/`);
  if (wanted) {
    const name = nameOf(wanted);
    const named = index.names.get(name) ?? [];
    // `voice_507.wav` and `1695874127.wav` may lie in every chat's folder: outside the file's own only an id proves them.
    const proven = NAME_WITH_ID.test(name) ? named : named.filter((path) => own(path) && path.endsWith(`/${wanted}`));
    const found = nearest(file, proven);
    if (found) return found;
  }
  if (hints.messageId && hints.messageId.length >= ID_DIGITS) {
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
/** A shorter number is that of many a thing. */
const ID_DIGITS = 10;

interface Index {
  /** Last part of the path, all files. */
  names: Map<string, string[]>;
  /** Long runs of digits in the names of sound files. */
  ids: Map<string, string[]>;
}

const RUN_OF_DIGITS = new RegExp(`\\d{${ID_DIGITS},}`, 'gu');

const INDEXES = new WeakMap<ExportFolder, Index>();

/** Lossless first: a wav is decoded from SILK, an mp3 has been squeezed again. */
const SOUNDS = ['wav', 'silk', 'slk', 'amr', 'aud', 'mp3', 'm4a', 'aac', 'ogg', 'opus'];

function indexOf(folder: ExportFolder): Index {
  let index = INDEXES.get(folder);
  if (!index) {
    index = { names: new Map(), ids: new Map() };
    for (const { path } of folder.files) {
      const name = nameOf(path);
      push(index.names, name, path);
      if (!SOUNDS.includes(extension(name))) continue;
      for (const id of new Set(name.match(RUN_OF_DIGITS))) push(index.ids, id, path);
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
  return [...paths].sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1))[0];
}

const rankOf = (path: string) => (SOUNDS.indexOf(extension(path)) + SOUNDS.length + 1) % (SOUNDS.length + 1);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

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
