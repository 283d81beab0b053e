import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { beginsTar, TAR_BLOCK } from '../core/tar-mark.ts';
import { climbsOut, entryPath, MAX_ENTRIES } from './archive-path.ts';
import { type ByteSource, bytesOf, partOf } from './byte-source.ts';
import { PathIndex } from './path-index.ts';

/** In bytes. The longest path of a system has 4,096. */
const MAX_NAME_BYTES = 64 * 1024;

/** Opens what lies in a file of an archive, when that is an archive too. */
type OpenInner = (source: ByteSource, root: string) => Promise<ExportFolder | null>;

/** Blocks that only tell of the file behind them: what pax says, a long name and the long target of a link by GNU. */
const TELLS_OF_NEXT = 'xXLK';

/**
 * A tar as a folder; null when its first block is none. Links, and paths that climb out, are in `refused`, and so is the
 * file at which a shortened tar breaks off. What is damaged in its midst is passed over up to the next header, and the tar
 * itself is in `refused` then. Of files with one path the last counts, as where it is unpacked. Long names stand in a block
 * of their own before the file (POSIX pax and GNU).
 * Source: POSIX.1-2024, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format" and "Storing Sparse Files".
 */
export async function openTar(source: ByteSource, root: string, openInner: OpenInner): Promise<ExportFolder | null> {
  if (!beginsTar(await source.read(0, TAR_BLOCK))) return null;
  const index = new PathIndex();
  const refused: { path: string; why: string }[] = [];
  const folder: ExportFolder = { root, files: [], refused, get: (path) => index.get(path) };
  let said: Said = {};
  let isDamaged = source.size % TAR_BLOCK !== 0;
  let entries = 0;
  for (let at = 0; at + TAR_BLOCK <= source.size; ) {
    const block = Buffer.from(await source.read(at, TAR_BLOCK));
    const start = at + TAR_BLOCK;
    at = start;
    if (!beginsTar(block)) {
      isDamaged ||= block.some((byte) => byte !== 0);
      continue;
    }
    if (++entries > MAX_ENTRIES) {
      refused.push({ path: root, why: 'too-many-entries' });
      break;
    }
    const type = String.fromCharCode(block[156] ?? 0);
    const tellsOfNext = TELLS_OF_NEXT.includes(type);
    const size = sizeOf(block, type, tellsOfNext ? undefined : said.size);
    // Without a size nobody knows where the next header is: it is looked for from here on.
    if (size !== undefined) at = start + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
    if (tellsOfNext) {
      const bytes = await source.read(start, Math.min(size ?? 0, MAX_NAME_BYTES));
      if (type === 'L') said.path = decoded(bytes);
      else if (type !== 'K') said = { ...said, ...paxRecords(bytes) };
      continue;
    }
    const { isSparse } = said;
    const path = entryPath(said.path || nameIn(block));
    said = {};
    if ('gVD5'.includes(type) || path === '' || path.endsWith('/')) continue;
    const isWhole = size !== undefined && start + size <= source.size;
    const why = refusalOf(isSparse ? 'S' : type, path) ?? (isWhole ? undefined : 'damaged');
    if (why || size === undefined) refused.push({ path: `${root}/${path}`, why: why ?? 'damaged' });
    else index.add(tarFile(partOf(source, start, size), path, timeIn(block), folder, openInner));
  }
  if (isDamaged && !refused.some(({ why }) => why === 'damaged')) refused.push({ path: root, why: 'damaged' });
  return Object.assign(folder, { files: index.sorted() });
}

/** Why an entry is left out; undefined for a file. */
function refusalOf(type: string, path: string): string | undefined {
  if (climbsOut(path)) return 'climbs';
  // '0' and NUL are files, '7' is one that lies in one piece on the disk.
  if ('0\x007'.includes(type)) return undefined;
  if ('12'.includes(type)) return 'link';
  // Of a sparse file the empty stretches are left out, in a way of each program's own.
  return '346'.includes(type) ? 'not-a-file' : 'compression';
}

/** In bytes; undefined for what is no size. Links, devices and folders have no bytes, whatever they say. */
function sizeOf(block: Buffer, type: string, said: string | undefined): number | undefined {
  if (/[1-6]/u.test(type)) return 0;
  const size = said === undefined ? numberAt(block, 124, 12) : /^\d+$/u.test(said) ? Number(said) : Number.NaN;
  return Number.isSafeInteger(size) && size >= 0 ? size : undefined;
}

/** A number in octal digits, or, above 8 GiB, in binary behind a first byte of 0x80; NaN for what is none. */
function numberAt(block: Buffer, at: number, length: number): number {
  if ((block[at] ?? 0) & 0x80) return Number(block.readBigInt64BE(at + length - 8));
  const digits = textAt(block, at, length).trim();
  return /^[0-7]*$/u.test(digits) ? Number.parseInt(`0${digits}`, 8) : Number.NaN;
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

/** What a block of pax or GNU says of the file behind it. */
interface Said {
  path?: string;
  /** In decimal digits. */
  size?: string;
  isSparse?: true;
}

/** `27 path=日记/周末.md\n`: the length of the record in bytes, a key, a value. */
function paxRecords(bytes: Uint8Array): Said {
  const said: Said = {};
  for (let at = 0; at < bytes.length; ) {
    const length = Number.parseInt(Buffer.from(bytes.subarray(at, at + 12)).toString('latin1'), 10);
    if (!(length > 0)) break;
    const [, key, value] = /^\d+ ([^=]+)=([\s\S]*)\n$/u.exec(decoded(bytes.subarray(at, at + length))) ?? [];
    if ((key === 'path' || key === 'size') && value) said[key] = value;
    else if (key?.startsWith('GNU.sparse.')) said.isSparse = true;
    at += length;
  }
  return said;
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
    bytes: () => bytesOf(source),
    unzip: () => openInner(source, `${folder.root}/${path}`),
  };
}
