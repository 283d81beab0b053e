/** A path as an exporter wrote it. */
export interface WrittenPath {
  /**
   * Relative paths with `/`: first as written, then unescaped, where an exporter of HTML escaped it. Empty for a web
   * address.
   */
  spellings: readonly string[];
  /** It began with a drive or a root, mostly on another computer. */
  absolute: boolean;
}

/** Takes apart what an exporter wrote; `\` counts as `/`. */
export function writtenPath(written: string | null): WrittenPath {
  const path = (written ?? '').trim().replaceAll('\\', '/');
  const absolute = /^(?:file:\/\/|[a-z]:\/|\/)/iu.test(path);
  const relative = relativePath(path);
  if (!relative) return { spellings: [], absolute };
  const other = unescaped(relative);
  return { spellings: other === undefined ? [relative] : [relative, other], absolute };
}

/** `./media/voices/1.wav` becomes `media/voices/1.wav`; `file://` and absolute paths lose their beginning. */
function relativePath(path: string): string {
  const local = path.replace(/^file:\/\//iu, '');
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(local) || local.startsWith('data:')) return '';
  return local.replace(/^\/?[a-z]:\//iu, '').replace(/^(?:\.?\/)+/u, '');
}

/** Undoes escapes such as `%E8%AF%AD`, which exporters of HTML write; undefined when there is nothing to undo. */
function unescaped(path: string): string | undefined {
  if (!path.includes('%')) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The last part of a path. */
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** In lower case, without the dot; the name itself where it has no extension. */
export function extension(path: string): string {
  const name = nameOf(path);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}

/** The path without its extension. */
export const stem = (path: string) => path.slice(0, Math.max(path.lastIndexOf('.'), 0) || path.length);

/** The folder of a path; '' for a bare name. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The folder of a file, then those above it up to the root. */
export function* foldersAbove(path: string): Generator<string, void, undefined> {
  for (let dir = folderOf(path); ; dir = folderOf(dir)) {
    yield dir;
    if (!dir) return;
  }
}

/** `a/b` with `../c` is `a/c`; undefined when the path climbs out of the root. */
export function resolveFrom(dir: string, path: string): string | undefined {
  const parts = dir ? dir.split('/') : [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}

/**
 * `x/media/voices/1.wav` gives `media/voices/1.wav` and `voices/1.wav` too: the path as seen from a folder further
 * down. The bare name is not given.
 */
export function pathsBelow(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -2).map((_, above) => parts.slice(above + 1).join('/'));
}

/** The path without leading `../`: `../voices/1.wav` gives `voices/1.wav`. */
export const withoutClimbing = (path: string) => path.replace(/^(?:\.\.\/)+/u, '');
