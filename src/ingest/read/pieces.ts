import type { Emit } from '../../core/events.ts';
import type { ExportFile } from '../../core/export-file.ts';
import { BYTE_ORDER_MARK, hasMark } from '../../parse/codes.ts';
import { sniffEncoding } from '../../parse/decode.ts';
import type { Cut, Slice } from '../../parse/slices.ts';
import { ByteProgress } from './byte-progress.ts';
import type { Job } from './discover.ts';

/** What is read in one go: a file, or a run of rows of a long one. */
export interface Piece extends Job {
  slice?: Slice & Pick<Cut, 'head' | 'tail'>;
}

/** Cut to about this: long enough that starting a reader is nothing, short enough that threads end together. */
const SLICE = 4 * 1024 * 1024;
/** What stands around all rows is read with every piece; where it is more than this, that would take longer than it saves. */
const MOST_AROUND = SLICE / 8;
/** Fewer bytes are gone through before anybody wonders: a tenth of a second. */
const TOLD_FROM = 64 * 1024 * 1024;
/** Files that are read by one thread in one go. */
const FILES_TOGETHER = 100;

/** Whether a file is worth looking through for places to cut it at. */
export const canCut = ({ file, reader }: Job): boolean =>
  reader.slicer !== undefined && file.slice !== undefined && file.size >= 2 * SLICE;

/**
 * Files as pieces that threads can read side by side, in their order; most formats have one a file. Long ones are gone
 * through for it, which is told where it takes its time. Throws the signal's reason when it aborts.
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
    // What cannot be gone through to its end is told of when it is read.
    const pieces = await cutJob(job, tell, signal).catch(() => [job]);
    signal?.throwIfAborted();
    // One with a flaw is given up where that stands.
    progress?.add(left, job.file.path);
    return pieces;
  };
  const pieces = await Promise.all(jobs.map((job) => (canCut(job) ? cut(job) : [job])));
  progress?.end();
  return pieces.flat();
}

/** `tell` is called with the bytes of each chunk before it is looked at. Throws where the file cannot be read to its end. */
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
 * The file that a reader is given for a piece: the head, the rows and the tail. In UTF-8 by its mark, whatever its rows
 * hold.
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

/** Added to the number that a reader gives a row of the piece. */
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
