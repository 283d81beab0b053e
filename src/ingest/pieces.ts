import type { ExportFile } from '../core/export-file.ts';
import { type CsvSlice, CsvSlicer } from '../parse/csv-slices.ts';
import { sniffEncoding } from '../parse/decode.ts';
import type { Job } from './discover.ts';

/** What is read in one go: a file, or a run of rows of a long one. */
export interface Piece extends Job {
  slice?: CsvSlice;
  /** Bytes of the header line, which goes in front of a slice that is not the first. */
  header?: number;
}

/** Cut to about this: long enough that starting a reader is nothing, short enough that threads end together. */
const SLICE = 4 * 1024 * 1024;
/** Files that are read by one thread in one go. */
const FILES_TOGETHER = 100;

/** Whether a file is worth looking through for places to cut it at. */
export const canCut = ({ file, reader }: Job): boolean =>
  reader.rowwise === true && file.slice !== undefined && file.size >= 2 * SLICE;

/** A file as pieces that threads can read side by side: one for most formats. */
export async function piecesOf(job: Job): Promise<Piece[]> {
  if (!canCut(job)) return [job];
  const { file } = job;
  const slicer = new CsvSlicer(SLICE);
  let header = 0;
  let first = true;
  for await (const chunk of file.bytes()) {
    if (first) {
      if (sniffEncoding(chunk) !== 'utf-8') return [job];
      header = chunk.indexOf(10) + 1;
    }
    first = false;
    slicer.feed(chunk);
  }
  const slices = slicer.finish();
  return slices && header > 0 ? slices.map((slice) => ({ ...job, slice, header })) : [job];
}

/** The file that a reader is given for a piece: the header, then the rows. In UTF-8 by its mark, whatever its rows hold. */
export function fileOf({ file, slice, header = 0 }: Piece): ExportFile {
  const read = file.slice?.bind(file);
  if (!slice || !read) return file;
  return {
    ...file,
    size: slice.end - slice.start,
    async *bytes() {
      yield BYTE_ORDER_MARK;
      if (slice.start > 0) yield* withoutMark(read(0, header));
      yield* slice.start > 0 ? read(slice.start, slice.end) : withoutMark(read(0, slice.end));
    },
    unzip: () => file.unzip(),
  };
}

const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk;
    first = false;
  }
}

/** Added to the number that a reader gives a row of the piece. */
export const recordBase = ({ slice }: Piece): number => (slice && slice.start > 0 ? slice.rows - 1 : 0);

export const sizeOf = ({ file, slice }: Piece): number => (slice ? slice.end - slice.start : file.size);

/** Pieces in their order, small files together. */
export function batchesOf(pieces: readonly Piece[]): Piece[][] {
  const batches: Piece[][] = [];
  let bytes = 0;
  for (const piece of pieces) {
    const batch = batches.at(-1);
    if (batch && bytes + sizeOf(piece) <= SLICE && batch.length < FILES_TOGETHER) {
      batch.push(piece);
      bytes += sizeOf(piece);
    } else {
      batches.push([piece]);
      bytes = sizeOf(piece);
    }
  }
  return batches;
}
