import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { beginsTar, TAR_BLOCK } from '../core/tar-mark.ts';
import { climbsOut, entryPath, MAX_ENTRIES } from './archive-path.ts';
import { type ByteSource, bytesOf, fileSource, memorySource, partOf } from './byte-source.ts';
import { PathIndex } from './path-index.ts';
import { openTar } from './tar.ts';
import { UnpackedSource } from './unpacked-source.ts';

/** Against zip bombs: in no export does a single file, or all files together, unpack to more than this. */
const MAX_ENTRY_BYTES = 8 * 1024 ** 3;
const MAX_TOTAL_BYTES = 64 * 1024 ** 3;
/** Deflate reaches 1,032; chats reach 30, and a small file does no harm. */
const MAX_RATIO = 200;
const RATIO_FROM = 64 * 1024 ** 2;
/** A compressed zip inside a zip is unpacked into memory. */
const MAX_INNER_BYTES = 512 * 1024 ** 2;

const ENCRYPTED = 1;
const UTF8_NAME = 0x800;
const STORED = 0;
const DEFLATED = 8;
const UNICODE_PATH = 0x7075;
const SYMLINK = 0o12;

/**
 * A zip or tar on disk as a folder; null when it is neither or its directory is damaged. Entries that it should not hold
 * are in `refused`.
 */
export async function unzipPath(path: string | Buffer, root = path.toString()): Promise<ExportFolder | null> {
  const info = await stat(path).catch(() => null);
  return info && openArchive(fileSource(path, info.size), root);
}

/** The same for one in memory. */
export const unzipBuffer = (bytes: Uint8Array, root: string): Promise<ExportFolder | null> =>
  openArchive(memorySource(bytes), root);

async function openArchive(source: ByteSource, root: string): Promise<ExportFolder | null> {
  try {
    return await (beginsTar(await source.read(0, TAR_BLOCK))
      ? openTar(source, root, openArchive)
      : openZip(source, root));
  } catch {
    return null;
  }
}

/** Lets yauzl read any source. */
export class SourceReader extends yauzl.RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(bytesOf(this.#source, start, end), { objectMode: false });
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, count?: number) => void,
  ): void {
    this.#source.read(position, length).then((bytes) => {
      into.set(bytes, offset);
      done(null, bytes.length);
    }, done);
  }
}

const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

async function openZip(source: ByteSource, root: string): Promise<ExportFolder> {
  const zip = await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, OPTIONS);
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
    else if (!index.has(path)) index.add(zipFile({ zip, source }, entry, path, folder));
  }
  return Object.assign(folder, { files: index.sorted() });
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
  if (climbsOut(path)) return 'climbs';
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
  return entryPath(name);
}

function zipFile(
  { zip, source }: { zip: yauzl.ZipFile; source: ByteSource },
  entry: yauzl.Entry,
  path: string,
  folder: ExportFolder,
): ExportFile {
  const bytes = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of await zip.openReadStreamPromise(entry)) yield chunk as Uint8Array;
  };
  return {
    path,
    size: entry.uncompressedSize,
    modified: Math.floor(entry.getLastModDate().getTime() / 1000),
    folder,
    bytes,
    unzip: async () => {
      const inner = await innerSource().catch(() => null);
      return inner && openArchive(inner, `${folder.root}/${path}`);
    },
  };

  async function innerSource(): Promise<ByteSource | null> {
    if (entry.compressionMethod === STORED) {
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      return partOf(source, fileDataStart, entry.uncompressedSize);
    }
    return entry.uncompressedSize > MAX_INNER_BYTES ? null : new UnpackedSource(entry.uncompressedSize, bytes);
  }
}
