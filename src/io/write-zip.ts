import { createWriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
import { rename } from './rename.ts';

/** The earliest time that a zip can hold; yazl writes it in local time, so the bytes are the same everywhere. */
const FIRST_TIME = new Date(1980, 0, 1);

/** Stored uncompressed: audio does not shrink, and every zlib packs differently. */
const ENTRY = { mtime: FIRST_TIME, mode: 0o100600, compress: false, forceDosTimestamp: true };

/** A small zip in memory; `from` is a file below `root`. The same entries give the same bytes. */
export async function zipBytes(
  root: string,
  entries: readonly ({ path: string } & ({ text: string } | { bytes: Uint8Array } | { from: string }))[],
): Promise<Uint8Array> {
  const zip = new ZipFile();
  for (const entry of entries) {
    const bytes =
      'text' in entry
        ? Buffer.from(entry.text)
        : 'bytes' in entry
          ? Buffer.from(entry.bytes)
          : await readFile(join(root, entry.from.split('/').join(sep)));
    zip.addBuffer(bytes, entry.path, ENTRY);
  }
  zip.end();
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as unknown as Uint8Array);
  return Buffer.concat(chunks);
}

/**
 * Zips files of a folder: sorted, stored, all with one time and readable only by their owner. The same files give the
 * same bytes.
 */
export async function writeZip(zipPath: string, root: string, paths: readonly string[], inside: string): Promise<void> {
  const part = `${zipPath}.part`;
  try {
    const zip = new ZipFile();
    for (const path of [...paths].sort()) {
      zip.addFile(join(root, path.split('/').join(sep)), `${inside}/${path}`, ENTRY);
    }
    const failed = new Promise<never>((_, reject) => zip.on('error', reject));
    zip.end();
    await Promise.race([pipeline(zip.outputStream, createWriteStream(part, { mode: FILE_MODE })), failed]);
    await rename(part, zipPath);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw pathError(error, zipPath, 'write');
  }
}
