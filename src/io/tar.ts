import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { beginsTar, TAR_BLOCK } from '../core/tar-mark.ts';
import { BLOCK, type ByteSource, partOf } from './byte-source.ts';
import { PathIndex } from './path-index.ts';

/** Ten years of notes with their pictures come to 50,000 files. */
const MAX_ENTRIES = 1_000_000;
/** In bytes. The longest path of a system has 4,096. */
const MAX_NAME_BYTES = 64 * 1024;

/** Opens what lies in a file of an archive, when that is an archive too. */
type OpenInner = (source: ByteSource, root: string) => Promise<ExportFolder | null>;

/**
 * A tar as a folder; null when its first block is none. Links, and paths that climb out, are in `refused`, and so is the
 * file at which a shortened tar breaks off. Long names stand in a block of their own before the file (POSIX pax and GNU).
 * Source: POSIX.1-2024, pax, "ustar Interchange Format".
 */
export async function openTar(source: ByteSource, root: string, openInner: OpenInner): Promise<ExportFolder | null> {
  const index = new PathIndex();
  const refused: { path: string; why: string }[] = [];
  const folder: ExportFolder = { root, files: [], refused, get: (path) => index.get(path) };
  let said: Partial<Record<string, string>> = {};
  let at = 0;
  for (let entries = 0; at + TAR_BLOCK <= source.size; entries++) {
    const block = Buffer.from(await source.read(at, TAR_BLOCK));
    if (!beginsTar(block)) break;
    const size = Math.max(0, said.size === undefined ? numberAt(block, 124, 12) : Number(said.size) || 0);
    const type = String.fromCharCode(block[156] ?? 0);
    const start = at + TAR_BLOCK;
    at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (type === 'x' || type === 'L') {
      const bytes = await source.read(start, Math.min(size, MAX_NAME_BYTES));
      said = { ...said, ...(type === 'L' ? { path: decoded(bytes) } : paxRecords(bytes)) };
      continue;
    }
    // Where a link of a long name leads; the link itself comes next.
    if (type === 'K') continue;
    const path = (said.path ?? nameIn(block)).replaceAll('\\', '/').replace(/^(?:\.\/)+/u, '');
    said = {};
    if (type === 'g' || type === '5' || path === '' || path.endsWith('/')) continue;
    const why = entries >= MAX_ENTRIES ? 'too-many-entries' : refusalOf(type, path, start + size > source.size);
    if (why) refused.push({ path: `${root}/${path}`, why });
    else if (!index.has(path)) index.add(tarFile(partOf(source, start, size), path, timeIn(block), folder, openInner));
    if (why === 'too-many-entries') break;
  }
  return at === 0 ? null : Object.assign(folder, { files: index.sorted() });
}

function refusalOf(type: string, path: string, isCutOff: boolean): string | undefined {
  if (/(?:^|\/)\.\.(?:\/|$)|^\/|^[A-Za-z]:|\0/u.test(path)) return 'climbs';
  // '0' and NUL are files, '7' is one that lies in one piece on the disk.
  if (!'0\x007'.includes(type)) return 'link';
  return isCutOff ? 'damaged' : undefined;
}

/** A number in octal digits, or, above 8 GiB, in binary behind a first byte of 0x80. */
function numberAt(block: Buffer, at: number, length: number): number {
  if ((block[at] ?? 0) & 0x80) return Number(block.readBigUInt64BE(at + length - 8));
  return Number.parseInt(textAt(block, at, length).trim(), 8) || 0;
}

const textAt = (block: Buffer, at: number, length: number): string => decoded(block.subarray(at, at + length));

/** The path: in the ustar form it has two parts. */
function nameIn(block: Buffer): string {
  const isUstar = block.toString('latin1', 257, 263) === 'ustar\0';
  const [name, prefix] = [textAt(block, 0, 100), isUstar ? textAt(block, 345, 155) : ''];
  return prefix ? `${prefix}/${name}` : name;
}

const timeIn = (block: Buffer): number => numberAt(block, 136, 12);

/** Text up to the first NUL; GBK where it is no UTF-8. */
function decoded(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return new TextDecoder('gb18030').decode(text);
  }
}

/** `27 path=日记/周末.md\n`: the length of the record in bytes, a key, a value. */
function paxRecords(bytes: Uint8Array): Partial<Record<string, string>> {
  const records: Partial<Record<string, string>> = {};
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(Buffer.from(bytes.subarray(at, at + 12)).toString('latin1'), 10);
    if (!(length > 0)) break;
    const [, key, value] = /^\d+ ([^=]+)=([\s\S]*)\n$/u.exec(decoded(bytes.subarray(at, at + length))) ?? [];
    if (key !== undefined) records[key] = value ?? '';
    at += length;
  }
  return records;
}

function tarFile(
  source: ByteSource,
  path: string,
  modified: number,
  folder: ExportFolder,
  openInner: OpenInner,
): ExportFile {
  return {
    path,
    size: source.size,
    // Programs that leave the time out write 0.
    ...(modified > 0 ? { modified } : {}),
    folder,
    bytes: async function* () {
      for (let at = 0; at < source.size; ) {
        const chunk = await source.read(at, BLOCK);
        if (chunk.length === 0) return;
        yield chunk;
        at += chunk.length;
      }
    },
    unzip: () => openInner(source, `${folder.root}/${path}`),
  };
}
