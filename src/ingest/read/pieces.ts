import type { Emit } from '../../core/events.ts';
import type { ExportFile } from '../../core/export-file.ts';
import { BYTE_ORDER_MARK, hasMark } from '../../parse/codes.ts';
import { sniffEncoding } from '../../parse/decode.ts';
import type { Slice, SlicePlan } from '../../parse/slices.ts';
import { ByteProgress } from './byte-progress.ts';
import type { Job } from './discover.ts';

/** What is read in one go: a file, or a run of rows of a long file. */
export interface Piece extends Job {
  slice?: Slice & Pick<SlicePlan, 'head' | 'tail'>;
}

/**
 * Bytes of a piece, roughly: long enough that starting a reader costs nothing beside it, short enough that all threads
 * end at about the same time.
 */
const SLICE = 4 * 1024 * 1024;
/**
 * The text around all rows is read with every piece. Where it is longer than this, cutting would cost more time than it
 * saves.
 */
const MOST_AROUND = SLICE / 8;
/** Looking through fewer bytes than this takes a tenth of a second at most and needs no progress. */
const TOLD_FROM = 64 * 1024 * 1024;
/** Files that one thread reads in one go. */
const FILES_TOGETHER = 100;

/** Whether it is worth looking for places where the file can be cut. */
export const canCut = ({ file, reader }: Job): boolean =>
  reader.slicer !== undefined && file.slice !== undefined && file.size >= 2 * SLICE;

/**
 * Files as pieces that threads can read side by side, in their order. Most formats give one piece per file. Long files
 * are looked through for places to cut, with progress where that takes long. Throws the signal's reason when it aborts.
 */
export async function piecesOf(
  jobs: readonly Job[],
  { emit, signal }: { emit: Emit; signal: AbortSignal | undefined },
): Promise<Piece[]> {
  const bytes = jobs.reduce((sum, job) => sum + (canCut(job) ? job.file.size : 0), 0);
  const progress = bytes >= TOLD_FROM ? new ByteProgress('scan', bytes, emit) : undefined;
  const cut = async (job: Job) => {
    let left = job.file.size;
    const tell = (chunk: number) => {
      left -= chunk;
      progress?.add(chunk, job.file.path);
    };
    // A file that cannot be looked through to its end is reported when it is read.
    const pieces = await cutJob(job, tell, signal).catch(() => [job]);
    signal?.throwIfAborted();
    // A file with a flaw is given up at the flaw: what is left counts as done.
    progress?.add(left, job.file.path);
    return pieces;
  };
  const pieces = await Promise.all(jobs.map((job) => (canCut(job) ? cut(job) : [job])));
  progress?.end();
  return pieces.flat();
}

/**
 * `tell` is called with the size of each chunk before the chunk is looked at. Throws where the file cannot be read to
 * its end.
 */
async function cutJob(job: Job, tell: (bytes: number) => void, signal: AbortSignal | undefined): Promise<Piece[]> {
  const slicer = job.reader.slicer?.(SLICE);
  if (!slicer) return [job];
  let first = true;
  for await (const chunk of job.file.bytes()) {
    signal?.throwIfAborted();
    tell(chunk.length);
    if (first && sniffEncoding(chunk) !== 'utf-8') return [job];
    first = false;
    if (!slicer.feed(chunk)) return [job];
  }
  const cut = slicer.finish();
  if (!cut?.slices.length) return [job];
  const { head, tail } = cut;
  if (head + job.file.size - tail > MOST_AROUND) return [job];
  return cut.slices.map((slice) => ({ ...job, slice: { ...slice, head, tail } }));
}

/**
 * The file that a reader gets for a piece: the head, the rows and the tail of the whole file. It is UTF-8 with a byte
 * order mark, whatever its rows hold.
 */
export function fileOf({ file, slice }: Piece): ExportFile {
  const read = file.slice?.bind(file);
  if (!slice || !read) return file;
  const { head, start, end, tail } = slice;
  return {
    ...file,
    size: end - start,
    async *bytes() {
      yield BYTE_ORDER_MARK;
      yield* withoutMark(read(0, head));
      yield* read(start, end);
      if (tail < file.size) yield* read(tail, file.size);
    },
    unzip: () => file.unzip(),
  };
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let first = true;
  for await (const chunk of chunks) {
    yield first && hasMark(chunk) ? chunk.subarray(BYTE_ORDER_MARK.length) : chunk;
    first = false;
  }
}

/** What must be added to the number that a reader gives a row of the piece. */
export const recordBase = ({ slice }: Piece): number => slice?.before ?? 0;

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
