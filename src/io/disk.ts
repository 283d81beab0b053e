import { createReadStream } from 'node:fs';
import { opendir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { type ExportFile, type ExportFolder, readBytes } from '../core/export-file.ts';
import { asOnDisk } from './as-on-disk.ts';
import { fileAt, filesNear } from './files-near.ts';
import { Listings } from './listings.ts';
import { pathError } from './path-error.ts';
import { PathIndex } from './path-index.ts';
import { soundFoldersOf } from './sounds-apart.ts';
import { unzipPath } from './zip.ts';

/**
 * Opens a path that the user named as a folder. A directory is walked (each real directory once, so symlink loops end).
 * A file becomes a folder that lists only this file, while `get` still finds the file's neighbours (voice files lie
 * beside it). Throws `no-such-path` or `unreadable-path` for the named path itself; failures below it are in `refused`.
 */
export async function openPath(path: string): Promise<DiskFolder> {
  const named = await asOnDisk(resolve(path));
  let info: Awaited<ReturnType<typeof stat>>;
  try {
    info = await stat(named);
  } catch (error) {
    throw pathError(error, path, 'read');
  }
  if (info.isFile()) {
    const folder = new DiskFolder(dirname(named), true);
    folder.add(basename(named), info.size, info.mtimeMs);
    return folder;
  }
  // Reading a pipe or a device may never end.
  if (!info.isDirectory())
    throw new PersonaError('unreadable-path', {
      path,
      why: { en: 'neither a file nor a folder', zh: '既不是文件也不是文件夹' },
    });
  const folder = new DiskFolder(named);
  await walk(Buffer.from(named), '', folder, new Set());
  folder.sort();
  return folder;
}

/**
 * Opens everything that the user named; each folder knows the others that are folders or archives, and the folders
 * outside of it in which its tool keeps the sounds of the chats.
 */
export async function openPaths(paths: readonly string[]): Promise<ExportFolder[]> {
  const folders = await Promise.all(paths.map(openPath));
  const below = folders.length > 1 ? await Promise.all(folders.map(belowNamed)) : [];
  const walked = folders.flatMap(({ root, neighbours }) => (neighbours ? [] : [join(root, sep)]));
  for (const [n, folder] of folders.entries()) {
    const apart = soundFoldersOf(folder).filter((path) => !walked.some((root) => `${path}${sep}`.startsWith(root)));
    const sounds = await Promise.all(apart.map(folderAt));
    folder.beside = [...below.filter((_, at) => at !== n), ...sounds]
      .flatMap((other) => other ?? [])
      .sort((a, b) => (a.root < b.root ? -1 : 1));
  }
  return folders;
}

/** The folder at a path that nobody named; null where there is none that can be read. */
async function folderAt(path: string): Promise<DiskFolder | null> {
  const info = await stat(path).catch(() => null);
  return info?.isDirectory() ? openPath(path) : null;
}

/** The files below a named path; null for a single file, since the user did not name its neighbours. */
async function belowNamed(folder: DiskFolder): Promise<ExportFolder | null> {
  if (!folder.neighbours) return folder;
  const [file] = folder.files;
  return file && /\.(?:zip|tar)$/iu.test(file.path) ? file.unzip() : null;
}

/** Names are bytes on Linux. Those that are not UTF-8 come from a Chinese zip and are GBK. */
function nameOf(bytes: Buffer): string {
  const name = bytes.toString('utf8');
  return name.includes('\ufffd') && !Buffer.from(name).equals(bytes) ? new TextDecoder('gb18030').decode(bytes) : name;
}

/** Text where it can be: to bytes, Node 20 does not add what lets Windows take paths of more than 260 characters. */
function pathOf(bytes: Buffer): string | Buffer {
  const text = bytes.toString();
  return text.includes('\ufffd') ? bytes : text;
}

const SEPARATOR = Buffer.from(sep);

async function walk(dir: Buffer, under: string, into: DiskFolder, seen: Set<string>): Promise<void> {
  const failed = (inside: string, error: unknown) => {
    const path = inside ? join(into.root, inside) : into.root;
    into.refused.push({ path, why: (error as NodeJS.ErrnoException).code ?? 'error' });
  };
  try {
    // Some drives in memory and some encrypted ones of Windows cannot tell it: there, links are followed until a path
    // is too long.
    const real = (await realpath(pathOf(dir), 'buffer').catch(() => dir)).toString('latin1');
    if (seen.has(real)) return;
    seen.add(real);
    for await (const entry of await opendir(pathOf(dir) as never, { encoding: 'buffer' as BufferEncoding })) {
      const bytes = entry.name as unknown as Buffer;
      const name = nameOf(bytes);
      const path = Buffer.concat([dir, SEPARATOR, bytes]);
      const inside = under ? `${under}/${name}` : name;
      try {
        const info = entry.isSymbolicLink() || entry.isFile() ? await stat(pathOf(path)) : undefined;
        if (entry.isDirectory() || info?.isDirectory()) await walk(path, inside, into, seen);
        else if (info?.isFile()) into.add(inside, info.size, info.mtimeMs, path);
        // A pipe, a socket or a device: reading it may never end.
        else into.refused.push({ path: join(into.root, inside), why: 'not-a-file' });
      } catch (error) {
        failed(inside, error);
      }
    }
  } catch (error) {
    failed(under, error);
  }
}

/** A folder on disk. Files are added with `add`; `get` and `near` may find more. */
export class DiskFolder implements ExportFolder {
  readonly root: string;
  files: ExportFile[] = [];
  readonly refused: { path: string; why: string }[] = [];
  beside: readonly ExportFolder[] = [];
  readonly neighbours: boolean;
  readonly #index = new PathIndex();
  /** Files that can be found by their paths but are not among `files`. */
  readonly #beside = new Map<string, ExportFile>();
  readonly #listings = new Listings();
  #near: PathIndex | undefined;

  /** `neighbours`: whether `get` and `near` also find what lies beside and below without being among `files`. */
  constructor(root: string, neighbours = false) {
    this.root = root;
    this.neighbours = neighbours;
  }

  /** `bytes`: the path as the disk has it, where its name is not UTF-8. */
  add(path: string, size: number, modifiedMs: number, bytes?: Buffer): void {
    const odd = bytes && !Buffer.from(this.#absolute(path)).equals(bytes) ? bytes : undefined;
    const file = this.#file(path, size, modifiedMs, odd);
    this.files.push(file);
    this.#index.add(file);
  }

  sort(): void {
    this.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  get(path: string): ExportFile | undefined {
    return this.#index.get(path) ?? (this.neighbours ? this.#neighbour(path.replaceAll('\\', '/')) : undefined);
  }

  get near(): readonly ExportFile[] {
    return this.neighbours ? this.#indexNear().sorted() : [];
  }

  #absolute(path: string): string {
    return join(this.root, path.split('/').join(sep));
  }

  #file(path: string, size: number, modifiedMs: number, odd?: Buffer): ExportFile {
    return diskFile(this, path, size, Math.floor(modifiedMs / 1000), odd ?? this.#absolute(path));
  }

  #neighbour(path: string): ExportFile | undefined {
    const known = this.#beside.get(path);
    if (known) return known;
    if (path === '' || /^\/|(?:^|\/)\.\.(?:\/|$)|\0/u.test(path)) return undefined;
    const absolute = this.#absolute(path);
    const info = this.#listings.mayHold(absolute) ? fileAt(absolute) : undefined;
    if (!info) return this.#indexNear().get(path);
    const file = this.#file(path, info.size, info.mtimeMs);
    this.#beside.set(path, file);
    return file;
  }

  #indexNear(): PathIndex {
    if (!this.#near) {
      this.#near = new PathIndex();
      for (const { path, info } of filesNear(this.root, this.files[0]?.path ?? ''))
        this.#near.add(this.#file(path, info.size, info.mtimeMs));
    }
    return this.#near;
  }
}

function diskFile(
  folder: ExportFolder,
  path: string,
  size: number,
  modified: number,
  absolute: string | Buffer,
): ExportFile {
  const file: ExportFile = {
    path,
    size,
    modified,
    folder,
    bytes: () => bytesOf(absolute, 0, size),
    unzip: () => unzipPath(absolute, join(folder.root, path)),
  };
  // Only a file that another thread can find by its path can be read in pieces there.
  if (typeof absolute === 'string') {
    file.slice = (start, end) => bytesOf(absolute, start, Math.min(end, size), end - 1);
  }
  return file;
}

/**
 * The bytes from `start` to at least `end`, but none after `last`. A file that ends before `end` is being written to or
 * copied again: what was read of it is incomplete, and an error with the code `shortened` says so.
 */
async function* bytesOf(
  path: string | Buffer,
  start: number,
  end: number,
  last = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (last < start) return;
  let at = start;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18, start, end: last })) {
    at += (chunk as Uint8Array).length;
    yield chunk as Uint8Array;
  }
  if (at < end) throw Object.assign(new Error('the file is shorter than it was'), { code: 'shortened' });
}

/**
 * The bytes of one media file by root and path, wherever it lies (also inside a zip in the root). Null when it is not
 * there.
 */
export async function readMedia(root: string, path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(join(root, path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTDIR' && code !== 'ENOENT') throw pathError(error, path, 'read');
  }
  const file = (await zipFolderAt(root))?.get(path);
  return file ? readBytes(file, Number.POSITIVE_INFINITY) : null;
}

/** Tells whether a file lies at a path below a folder or zip; each folder is listed once. */
export function mediaFinder(): (root: string, path: string) => Promise<boolean> {
  const listings = new Listings();
  return async (root, path) => listings.mayHold(join(root, path)) || (await zipFolderAt(root))?.get(path) !== undefined;
}

/** The last zip whose media were asked for: requests come by the thousand, one chat after another. */
let lastZip: { root: string; folder: Promise<ExportFolder | null> } | undefined;

function zipFolderAt(root: string): Promise<ExportFolder | null> {
  if (lastZip?.root !== root) lastZip = { root, folder: openZipAt(root) };
  return lastZip.folder;
}

/** `a.zip`, `a.zip/b/inner.zip`: opens the leading part that is a file on disk, then one zip after another. */
async function openZipAt(root: string): Promise<ExportFolder | null> {
  const zip = await firstFileOf(root);
  if (!zip) return null;
  let folder = await unzipPath(zip);
  let rest = root.slice(zip.length).replaceAll('\\', '/').replace(/^\//u, '');
  while (folder && rest) {
    const parts = rest.split('/');
    let inner: ExportFile | undefined;
    let taken = 0;
    while (!inner && taken < parts.length) inner = folder.get(parts.slice(0, ++taken).join('/'));
    if (!inner) return null;
    folder = await inner.unzip();
    rest = parts.slice(taken).join('/');
  }
  return folder;
}

/** The path itself, or the zip that it leads into; undefined where there is neither. */
export async function firstFileOf(path: string): Promise<string | undefined> {
  for (let at = resolve(path); at !== dirname(at); at = dirname(at)) {
    const info = await stat(at).catch(() => undefined);
    if (info?.isFile()) return at;
    if (info) return undefined;
  }
  return undefined;
}
