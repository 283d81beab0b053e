import yauzl from 'yauzl';
import type { ExportFile, ExportFolder } from '../core/export-file.ts';

/** Against zip bombs: no export unpacks a single file, or all files together, to more than this. */
const MAX_ENTRY_BYTES = 4 * 1024 ** 3;
const MAX_TOTAL_BYTES = 64 * 1024 ** 3;
const MAX_ENTRIES = 500_000;

/** A zip on disk as a folder; null when it is no zip or its directory is damaged. Climbing paths are left out by yauzl. */
export async function unzipPath(path: string): Promise<ExportFolder | null> {
  return openZip(path, (options, done) => yauzl.open(path, options, done));
}

/** The same for a zip in memory (inside another one). */
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
    const byPath = new Map<string, ExportFile>();
    const folder: ExportFolder = {
      root,
      files: [],
      get: (path) => byPath.get(path.replaceAll('\\', '/').replace(/^\.\//u, '')),
    };
    let total = 0;
    for (const entry of await entriesOf(zip)) {
      const path = nameOf(entry);
      total += entry.uncompressedSize;
      const unsafe = /(?:^|\/)\.\.(?:\/|$)|^\/|^[A-Za-z]:/u.test(path);
      if (path.endsWith('/') || unsafe || entry.uncompressedSize > MAX_ENTRY_BYTES || total > MAX_TOTAL_BYTES) continue;
      byPath.set(path, zipFile(zip, entry, path, folder));
    }
    return Object.assign(folder, { files: [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) });
  } catch {
    return null;
  }
}

function entriesOf(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      if (entries.length > MAX_ENTRIES) reject(new Error('too many entries'));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

/** Names are UTF-8 when flagged; Windows tools of China write GBK without the flag. */
function nameOf(entry: yauzl.Entry): string {
  const raw = entry.fileName as unknown as Buffer | string;
  if (typeof raw === 'string') return raw.replaceAll('\\', '/');
  const flagged = (entry.generalPurposeBitFlag & 0x800) !== 0;
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    name = new TextDecoder(flagged ? 'utf-8' : 'gb18030').decode(raw);
  }
  return name.replaceAll('\\', '/');
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
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes()) chunks.push(chunk);
      return unzipBuffer(Buffer.concat(chunks), `${folder.root}/${path}`);
    },
  };
}
