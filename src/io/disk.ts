import { createReadStream, statSync } from 'node:fs';
import { opendir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { pathError } from './path-error.ts';
import { unzipBuffer, unzipPath } from './zip.ts';

/** What the user named, as a folder: a directory with all below it, or a single file in its own folder. */
export interface Opened {
  folder: ExportFolder;
  /** Paths below it that could not be read; also `refused` of the folder. */
  unreadable: { path: string; why: string }[];
}

/**
 * Opens a path of the user's. A directory is walked (each real directory once, so symlink loops end); a file becomes a
 * folder whose only listed file is that one, while its neighbours can still be found with `get` (voice files lie beside).
 * Throws `no-such-path` or `unreadable-path` for the named path itself; below it, what fails is listed.
 */
export async function openPath(path: string): Promise<Opened> {
  const named = resolve(path);
  const unreadable: Opened['unreadable'] = [];
  let info: Awaited<ReturnType<typeof stat>>;
  try {
    info = await stat(named);
  } catch (error) {
    throw pathError(error, path, 'read');
  }
  if (!info.isDirectory()) {
    const folder = new DiskFolder(dirname(named), true);
    folder.add(basename(named), info.size, info.mtimeMs);
    return { folder, unreadable };
  }
  const folder = new DiskFolder(named);
  folder.refused = unreadable;
  await walk(named, '', folder, unreadable, new Set());
  folder.sort();
  return { folder, unreadable };
}

async function walk(
  dir: string,
  under: string,
  into: DiskFolder,
  unreadable: Opened['unreadable'],
  seen: Set<string>,
): Promise<void> {
  try {
    const real = await realpath(dir);
    if (seen.has(real)) return;
    seen.add(real);
    for await (const entry of await opendir(dir)) {
      const path = join(dir, entry.name);
      const inside = under ? `${under}/${entry.name}` : entry.name;
      try {
        const info = entry.isSymbolicLink() || entry.isFile() ? await stat(path) : undefined;
        if (entry.isDirectory() || info?.isDirectory()) await walk(path, inside, into, unreadable, seen);
        else if (info?.isFile()) into.add(inside, info.size, info.mtimeMs);
      } catch (error) {
        unreadable.push({ path, why: (error as NodeJS.ErrnoException).code ?? 'error' });
      }
    }
  } catch (error) {
    unreadable.push({ path: dir, why: (error as NodeJS.ErrnoException).code ?? 'error' });
  }
}

export class DiskFolder implements ExportFolder {
  readonly root: string;
  files: ExportFile[] = [];
  refused: Opened['unreadable'] = [];
  readonly #byPath = new Map<string, ExportFile>();
  readonly neighbours: boolean;

  /** `neighbours`: whether `get` also finds what lies beside and below without being one of `files`. */
  constructor(root: string, neighbours = false) {
    this.root = root;
    this.neighbours = neighbours;
  }

  add(path: string, size: number, modifiedMs: number): void {
    const file = diskFile(this, path, size, Math.floor(modifiedMs / 1000));
    this.files.push(file);
    this.#byPath.set(path, file);
  }

  sort(): void {
    this.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  get(path: string): ExportFile | undefined {
    const clean = path.replaceAll('\\', '/').replace(/^\.\//u, '');
    return this.#byPath.get(clean) ?? (this.neighbours ? this.#neighbour(clean) : undefined);
  }

  #neighbour(path: string): ExportFile | undefined {
    if (path === '' || /^\/|(?:^|\/)\.\.(?:\/|$)|\0/u.test(path)) return undefined;
    let info: ReturnType<typeof statSync>;
    try {
      info = statSync(join(this.root, path.split('/').join(sep)), { throwIfNoEntry: false });
    } catch {
      // Damaged exports name paths that no disk takes.
      return undefined;
    }
    if (!info?.isFile()) return undefined;
    const file = diskFile(this, path, info.size, Math.floor(info.mtimeMs / 1000));
    this.#byPath.set(path, file);
    return file;
  }
}

function diskFile(folder: ExportFolder, path: string, size: number, modified: number): ExportFile {
  const absolute = join(folder.root, path.split('/').join(sep));
  return {
    path,
    size,
    modified,
    folder,
    bytes: () => createReadStream(absolute, { highWaterMark: 1 << 18 }),
    slice: (start, end) => createReadStream(absolute, { highWaterMark: 1 << 18, start, end: end - 1 }),
    unzip: () => unzipPath(absolute),
  };
}

/** The bytes of one media file by root and path, wherever it lies (a zip in the root is followed). Null when it is not there. */
export async function readMedia(root: string, path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(join(root, path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTDIR' && code !== 'ENOENT') throw pathError(error, path, 'read');
  }
  // `a.zip` or `a.zip/inner.zip`: the longest leading part that is a file holds the rest.
  const zip = await firstFileOf(root);
  if (!zip) return null;
  let folder = await unzipPath(zip);
  for (const inner of zipParts(root.slice(zip.length))) {
    const file = folder?.get(inner);
    folder = file ? await file.unzip() : null;
  }
  const file = folder?.get(path.replaceAll('\\', '/'));
  if (!file) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function zipParts(rest: string): string[] {
  const path = rest.replaceAll('\\', '/').replace(/^\//u, '');
  return path ? [path] : [];
}

async function firstFileOf(path: string): Promise<string | undefined> {
  for (let at = resolve(path); at !== dirname(at); at = dirname(at)) {
    const info = await stat(at).catch(() => undefined);
    if (info?.isFile()) return at;
    if (info) return undefined;
  }
  return undefined;
}

export { unzipBuffer };
