import { createHash } from 'node:crypto';
import { lstat, opendir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { type NoticeCode, PersonaError } from '../core/errors.ts';
import type { Notice } from '../core/events.ts';
import { MANIFEST } from '../core/own-output.ts';
import { printable } from '../core/printable.ts';
import { isMacZipExtra } from '../core/system-files.ts';
import type { Bilingual } from '../core/types.ts';
import type { ByteSource } from './byte-source.ts';
import { pathError } from './path-error.ts';
import { SourceReader } from './zip.ts';

/** A bundle that somebody gave us: its files by path, and what is wrong with the package itself. */
export interface OpenedBundle {
  /** Its name as shown on the screen. */
  name: string;
  files: ReadonlyMap<string, BundleEntry>;
  /** Names that leave the bundle, links, unreasonable sizes: one notice each. Such files are not in `files`. */
  problems: Notice[];
  close(): Promise<void>;
}

export interface BundleEntry {
  bytes: number;
  /** Throws a PersonaError that says why the file cannot be read. */
  read(): Promise<Uint8Array>;
}

/** No file of a bundle is nearly this large; a zip that claims so is a bomb or a mistake. */
const MAX_FILE = 2 * 1024 ** 3;
const MAX_TOTAL = 32 * 1024 ** 3;
const MAX_FILES = 200_000;
/** Characters shown of a stranger's file name. */
const NAME_CHARS = 200;

/** Opens a folder or a zip without trusting it: no name in it is used before it is checked. */
export async function openBundle(path: string): Promise<OpenedBundle> {
  const info = await stat(path).catch((error) => {
    throw pathError(error, path, 'read');
  });
  return info.isDirectory() ? openFolder(path) : openZip(path, await readZip(path));
}

/** The same for a zip that lies elsewhere, for example in an encrypted file. */
export const openBundleSource = async (name: string, source: ByteSource): Promise<OpenedBundle> =>
  openZip(
    name,
    await zipFrom(
      (options, done) => yauzl.fromRandomAccessReader(new SourceReader(source), source.size, options, done),
      name,
    ),
  );

async function openFolder(root: string): Promise<OpenedBundle> {
  const files = new Map<string, BundleEntry>();
  const problems: Notice[] = [];
  const walk = async (dir: string, under: string): Promise<void> => {
    for await (const entry of await opendir(dir)) {
      const path = under ? `${under}/${entry.name}` : entry.name;
      const absolute = join(dir, entry.name);
      const info = await lstat(absolute);
      if (info.isDirectory()) await walk(absolute, path);
      else if (!info.isFile()) problems.push({ code: 'verify-link', facts: { file: path } });
      else if (info.size > MAX_FILE) problems.push({ code: 'verify-too-large', facts: { file: path } });
      else files.set(path, { bytes: info.size, read: () => bytesOf(absolute) });
    }
  };
  try {
    await walk(root, '');
  } catch (error) {
    throw pathError(error, root, 'read');
  }
  return { name: basename(root), files, problems, close: async () => {} };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw pathError(error, path, 'read');
  }
}

type Open = (options: yauzl.Options, done: (error: Error | null, zip: yauzl.ZipFile) => void) => void;

const readZip = (path: string) => zipFrom((options, done) => yauzl.open(path, options, done), path);

/** `strictFileNames` is off, so that a climbing name reaches us and can be reported, instead of ending everything. */
async function zipFrom(open: Open, path: string): Promise<yauzl.ZipFile> {
  try {
    return await new Promise<yauzl.ZipFile>((resolve, reject) =>
      open({ lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true }, (error, zip) =>
        error ? reject(error) : resolve(zip),
      ),
    );
  } catch (cause) {
    const told = pathError(cause, path, 'read');
    throw told instanceof PersonaError ? told : new PersonaError('not-a-bundle', { path }, { cause });
  }
}

async function openZip(path: string, zip: yauzl.ZipFile): Promise<OpenedBundle> {
  const safe = new Map<string, yauzl.Entry>();
  const problems: Notice[] = [];
  let total = 0;
  const entries = await entriesOf(zip).catch((cause: Error) => {
    const told = pathError(cause, path, 'read');
    if (told instanceof PersonaError) throw told;
    const file = basename(path);
    problems.push(
      cause instanceof RangeError
        ? { code: 'verify-too-many-files', facts: { file } }
        : { code: 'verify-zip', facts: { file, why: cause.message } },
    );
    return [];
  });
  for (const entry of entries) {
    const name = (entry.fileName as unknown as Buffer).toString('utf8');
    if (name.endsWith('/')) continue;
    total += entry.uncompressedSize;
    const found = faultOf(entry, name, total);
    if (found) problems.push({ code: found, facts: { file: printable(name).slice(0, NAME_CHARS) } });
    else if (!isMacZipExtra(name)) safe.set(name, entry);
  }
  const files = new Map<string, BundleEntry>();
  for (const [file, entry] of withoutRoot(safe))
    files.set(file, { bytes: entry.uncompressedSize, read: () => bytesIn(zip, entry, file) });
  return { name: basename(path), files, problems, close: async () => zip.close() };
}

function faultOf(entry: yauzl.Entry, name: string, total: number): NoticeCode | null {
  if (!isSafe(name)) return 'verify-unsafe-path';
  // The upper half holds the Unix mode: whoever unpacks a link would follow it.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'verify-link';
  return entry.uncompressedSize > MAX_FILE || total > MAX_TOTAL ? 'verify-too-large' : null;
}

function entriesOf(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > MAX_FILES) reject(new RangeError('too many entries'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

/** Throws `verify-zip-locked`, `verify-zip-method` or `verify-zip`, with the path inside the bundle as `file`. */
async function bytesIn(zip: yauzl.ZipFile, entry: yauzl.Entry, file: string): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw new PersonaError('verify-zip-locked', { file });
  if (!entry.canDecodeFileData())
    throw new PersonaError('verify-zip-method', { file, method: entry.compressionMethod });
  const bytes = await unpack(zip, entry).catch((error: Error) => {
    const told = pathError(error, file, 'read');
    throw told instanceof PersonaError
      ? told
      : new PersonaError('verify-zip', { file, why: error.message }, { cause: error });
  });
  if (crc32(bytes) !== entry.crc32) throw new PersonaError('verify-zip', { file, why: OTHER_CHECKSUM });
  return bytes;
}

const OTHER_CHECKSUM: Bilingual = { en: 'its checksum is another', zh: '校验和不符' };

/** yauzl counts the bytes as they come and throws an error when there are more than the directory says. */
async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Uint8Array> {
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as unknown as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

const isSafe = (name: string): boolean =>
  !/[\\\u0000-\u001f]|^[A-Za-z]:/u.test(name) &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** Zips hold the bundle in a folder with its name; the paths of the manifest begin inside that folder. */
function withoutRoot<Entry>(files: Map<string, Entry>): Map<string, Entry> {
  if (files.has(MANIFEST)) return files;
  const roots = new Set([...files.keys()].map((path) => path.split('/')[0]));
  const [root] = roots;
  if (roots.size !== 1 || !files.has(`${root}/${MANIFEST}`)) return files;
  return new Map([...files].map(([path, entry]) => [path.slice((root?.length ?? 0) + 1), entry]));
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
