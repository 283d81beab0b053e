import {
  beginsArchive,
  type ExportFile,
  type ExportFolder,
  type FileHead,
  firstBytes,
  HEAD_BYTES,
} from '../../core/export-file.ts';
import { promisesSound } from '../../core/sound.ts';
import { decodeHead } from '../../parse/decode.ts';
import { extension, nameOf } from '../../parse/written-path.ts';
import { xlsxHead } from '../../parse/xlsx-rows.ts';
import type { Reader } from '../reader.ts';

/** Which reader a file is for, or `candidates`: ids of the readers that claim it equally. */
export type Detection = { reader: Reader } | { candidates: readonly string[] };

/**
 * A lone `yes` wins, else a lone `maybe`. Two equal claims are ambiguous; no claim gives an empty list of candidates.
 */
export function detect(head: FileHead, readers: readonly Reader[]): Detection {
  const yes: Reader[] = [];
  const maybe: Reader[] = [];
  for (const reader of readers) {
    const match = reader.detect(head);
    if (match === 'yes') yes.push(reader);
    else if (match === 'maybe') maybe.push(reader);
  }
  const claims = yes.length ? yes : maybe;
  return claims[0] && claims.length === 1 ? { reader: claims[0] } : { candidates: claims.map(({ id }) => id) };
}

/** The name and the first 64 KiB of a file; of a page whose head is not over by then, the first MiB. */
export async function headOf(file: ExportFile): Promise<FileHead> {
  const start = await firstBytes(file, HEAD_BYTES);
  const bytes = file.size > HEAD_BYTES && isLongHead(start) ? await firstBytes(file, PAGE_BYTES) : start;
  return {
    name: nameOf(file.path),
    path: file.path,
    size: file.size,
    bytes,
    text: decodeHead(bytes),
  };
}

/**
 * What lies in a file that is a zip or tar; null for all others. Its `head` then lists that, and gives the first rows of
 * a workbook or the beginning of a document.
 */
export async function openInside(file: ExportFile, head: FileHead): Promise<ExportFolder | null> {
  const inside = isArchive(head) ? await file.unzip() : null;
  if (inside) head.entries = inside.files.map(({ path }) => path);
  if (inside?.get('xl/workbook.xml')) head.rows = await xlsxHead(file);
  const document = inside?.get('word/document.xml');
  if (document) head.document = decodeHead(await firstBytes(document, HEAD_BYTES).catch(() => new Uint8Array()));
  return inside;
}

/** In a page of MemoTrace since 2025, 300 KB of styles and libraries stand above the messages. */
const PAGE_BYTES = 1024 * 1024;

function isLongHead(start: Uint8Array): boolean {
  const text = Buffer.from(start.buffer, start.byteOffset, start.length).toString('latin1');
  return /^[^<]{0,64}<(?:!doctype html|html|head)\b/iu.test(text) && !/<\/head>|<body\b/iu.test(text);
}

export const isArchive = ({ bytes }: FileHead): boolean => beginsArchive(bytes);

/** Pictures, films, sounds and fonts: they belong to messages and are never read as texts. */
export function isMedia(path: string): boolean {
  return PICTURES.has(extension(path)) || promisesSound(path);
}
const PICTURES = new Set('jpg jpeg png gif webp bmp heic heif svg ico dat pic thumb ttf otf woff woff2 eot'.split(' '));
