import { readFile, stat } from 'node:fs/promises';
import yauzl from 'yauzl';
import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { PathIndex } from './path-index.ts';

/** Against zip bombs: in no export does a single file, or all files together, unpack to more than this. */
const MAX_ENTRY_BYTES = 8 * 1024 ** 3;
const MAX_TOTAL_BYTES = 64 * 1024 ** 3;
/** Ten years of one phone come to 200,000 pictures. */
const MAX_ENTRIES = 1_000_000;
/** Deflate reaches 1,032; chats reach 30, and a small file does no harm. */
const MAX_RATIO = 200;
const RATIO_FROM = 64 * 1024 ** 2;
/** A zip inside a zip is unpacked into memory. */
const MAX_INNER_BYTES = 512 * 1024 ** 2;
/** A smaller zip is read whole: otherwise thousands of docx would keep as many files open. */
const IN_MEMORY = 32 * 1024 ** 2;

const ENCRYPTED = 1;
const UTF8_NAME = 0x800;
const STORED = 0;
const DEFLATED = 8;
const UNICODE_PATH = 0x7075;
const SYMLINK = 0o12;

/**
 * A zip on disk as a folder; null when it is no zip or its directory is damaged. Entries that a zip should not hold are
 * in `refused`.
 */
export async function unzipPath(path: string | Buffer, root = path.toString()): Promise<ExportFolder | null> {
  try {
    if ((await stat(path)).size <= IN_MEMORY) return await unzipBuffer(await readFile(path), root);
  } catch {
    return null;
  }
  if (typeof path !== 'string') return null;
  return openZip(root, (options, done) => yauzl.open(path, options, done));
}

/** The same for a zip in memory. */
export async function unzipBuffer(bytes: Uint8Array, root: string): Promise<ExportFolder | null> {
  return openZip(root, (options, done) => yauzl.fromBuffer(Buffer.from(bytes), options, done));
}

type Open = (options: yauzl.Options, done: (error: Error | null, zip: yauzl.ZipFile) => void) => void;

async function openZip(root: string, open: Open): Promise<ExportFolder | null> {
  try {
    const zip = await new Promise<yauzl.ZipFile>((resolve, reject) =>
      open({ lazyEntries: true, autoClose: false, decodeStrings: false }, (error, opened) =>
        error ? reject(error) : resolve(opened),
      ),
    );
    const index = new PathIndex();
    const refused: { path: string; why: string }[] = [];
    const folder: ExportFolder = { root, files: [], refused, get: (path) => index.get(path) };
    let total = 0;
    for (const entry of await entriesOf(zip, refused)) {
      const path = nameOf(entry);
      if (path.endsWith('/')) continue;
      total += entry.uncompressedSize;
      const why = refusalOf(entry, path, total);
      if (why) refused.push({ path: `${root}/${path}`, why });
      else if (!index.has(path)) index.add(zipFile(zip, entry, path, folder));
    }
    return Object.assign(folder, { files: index.sorted() });
  } catch {
    return null;
  }
}

function entriesOf(zip: yauzl.ZipFile, refused: { path: string; why: string }[]): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length < MAX_ENTRIES) return zip.readEntry();
      refused.push({ path: '…', why: 'too-many-entries' });
      resolve(entries);
    });
    zip.on('end', () => resolve(entries));
    // Entries before the damage can be read.
    zip.on('error', (error) => (entries.length ? resolve(entries) : reject(error)));
    zip.readEntry();
  });
}

/** Why an entry is left out; undefined for a good one. */
function refusalOf(entry: yauzl.Entry, path: string, total: number): string | undefined {
  const { uncompressedSize, compressedSize, compressionMethod, generalPurposeBitFlag, externalFileAttributes } = entry;
  if (/(?:^|\/)\.\.(?:\/|$)|^\/|^[A-Za-z]:|\0/u.test(path)) return 'climbs';
  if (externalFileAttributes >>> 28 === SYMLINK) return 'link';
  if (generalPurposeBitFlag & ENCRYPTED) return 'encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return 'compression';
  if (uncompressedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) return 'too-large';
  if (uncompressedSize > RATIO_FROM && uncompressedSize > MAX_RATIO * compressedSize) return 'zip-bomb';
  return undefined;
}

/**
 * Names are UTF-8 when flagged or in a field of their own (Info-ZIP); Chinese Windows tools write GBK without either.
 */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileName as unknown as Buffer | string;
  if (typeof raw === 'string') return raw.replaceAll('\\', '/');
  const flagged = (entry.generalPurposeBitFlag & UTF8_NAME) !== 0;
  const field = entry.extraFields.find(({ id, data }) => id === UNICODE_PATH && data[0] === 1)?.data;
  // A version byte and a checksum of the other name come first.
  const bytes = field && field.length > 5 ? field.subarray(5) : raw;
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    name = new TextDecoder(flagged ? 'utf-8' : 'gb18030').decode(raw);
  }
  return name.replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');
}

function zipFile(zip: yauzl.ZipFile, entry: yauzl.Entry, path: string, folder: ExportFolder): ExportFile {
  const bytes = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
      zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    );
    for await (const chunk of stream) yield chunk as unknown as Uint8Array;
  };
  return {
    path,
    size: entry.uncompressedSize,
    modified: Math.floor(entry.getLastModDate().getTime() / 1000),
    folder,
    bytes,
    unzip: async () => {
      if (entry.uncompressedSize > MAX_INNER_BYTES) return null;
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes()) chunks.push(chunk);
      return unzipBuffer(Buffer.concat(chunks), `${folder.root}/${path}`);
    },
  };
}
