import { beginsTar } from './tar-mark.ts';

/**
 * One file of an export, wherever it lies: on disk or inside an archive. It is read as a stream, as often as needed.
 */
export interface ExportFile {
  /** Relative to its folder's root, with `/`. */
  readonly path: string;
  /** In bytes, unpacked. */
  readonly size: number;
  /** When it was last changed, in seconds since 1970; a weak hint only. */
  readonly modified?: number;
  readonly folder: ExportFolder;
  bytes(): AsyncIterable<Uint8Array>;
  /** From byte `start` up to `end`, where these can be read without reading what comes before. */
  slice?(start: number, end: number): AsyncIterable<Uint8Array>;
  /** The files inside, when this file is a zip (also docx, epub, xlsx) or tar; null when it is neither or is damaged. */
  unzip(): Promise<ExportFolder | null>;
}

/** The folder, archive or single file that the user named, with everything below it. */
export interface ExportFolder {
  /** Absolute path of what the user named; a zip inside it is `outer.zip/inner.zip`. */
  readonly root: string;
  /** All files, sorted by path. */
  readonly files: readonly ExportFile[];
  get(path: string): ExportFile | undefined;
  /**
   * For a single file that the user named: what lies in the folders for sounds beside it. These files can be found but
   * are not read as exports.
   */
  readonly near?: readonly ExportFile[];
  /** What lies below and was left out, with the reason: no permission, a path that climbs out of its zip, too large. */
  readonly refused?: readonly { path: string; why: string }[];
  /**
   * The other folders and zips that the user named, and those in which a tool keeps sounds outside of its exports, sorted by root:
   * sounds may lie there.
   */
  beside?: readonly ExportFolder[];
}

export const HEAD_BYTES = 64 * 1024;

/** What detection may look at: the name and the first 64 KiB, or more of a page with a long head. */
export interface FileHead {
  /** Last part of the path. */
  name: string;
  path: string;
  size: number;
  bytes: Uint8Array;
  /** `bytes` decoded (BOM removed, cut-off character at the end dropped); empty when they are not text. */
  text: string;
  /** Names inside, when the file is a zip or tar. */
  entries?: readonly string[];
  /** The beginning of the text, as XML, when the file is a Word document. */
  document?: string;
  /** The first rows of the first sheet that holds a table, when the file is an Excel workbook. */
  rows?: readonly (readonly string[])[];
}

/** All bytes of a file at once. Only for formats that cannot be streamed. Throws RangeError above `limit`. */
export async function readBytes(file: ExportFile, limit = 512 * 1024 * 1024): Promise<Uint8Array> {
  if (file.size > limit) throw new RangeError(`${file.path} is larger than ${limit} bytes`);
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The first bytes of a file, at most `limit`. */
export async function firstBytes(file: ExportFile, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.slice?.(0, limit) ?? file.bytes()) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit);
}

/** Whether bytes, 512 of them at least, begin like something that `unzip` opens. */
export const beginsArchive = (bytes: Uint8Array): boolean => beginsZip(bytes) || beginsTar(bytes);

/** Whether bytes begin like a zip: with a file in it (`PK\x03\x04`), or with the end record of an empty zip. */
export const beginsZip = ([p, k, a, b]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6));
