import type { Emit, Notice } from '../core/events.ts';
import type { ExportFile } from '../core/export-file.ts';
import type { ReadItem } from '../core/types.ts';
import type { Collector } from './collector.ts';
import { type Job, place, reasonOf } from './discover.ts';
import type { Ledger } from './ledger.ts';
import { keepNotices, NoticeSum } from './notices.ts';
import { batchesOf, canCut, fileOf, type Piece, piecesOf, recordBase, sizeOf } from './pieces.ts';
import type { ReadContext as FormatContext } from './reader.ts';
import { type Lane, LONG_FILE, readSideBySide } from './side-by-side.ts';
import type { Spools } from './spool-reader.ts';
import type { Spool } from './stores.ts';
import type { IngestThreads } from './threads.ts';
import { upsert } from './upsert.ts';

/** Progress is told once for so many bytes: often enough for a bar, seldom enough to cost nothing. */
const TELL_EVERY = 1 << 20;
/** Less than this is read before threads have started. */
const THREADS_FROM = 16 << 20;

/** Of what cannot be read this much is kept beside its place. */
const UNREADABLE_CHARS = 4096;

/** Rows of one file that are handed on together. */
const HAND_OVER_ROWS = 50_000;

export interface ReadContext {
  timeZone: string;
  emit: Emit;
  signal: AbortSignal | undefined;
}

/**
 * First pass over all files, into the ledger in their order. A file that breaks off (unreadable sector, damaged zip) is
 * noted as such and what it gave before stays. Throws the signal's reason when it aborts.
 */
export async function readAll(
  jobs: readonly Job[],
  into: { ledger: Ledger; collector: Collector; spool: Spool; spools: Spools },
  context: ReadContext,
  threads: IngestThreads | undefined,
): Promise<void> {
  const { ledger, collector, spool } = into;
  const total = jobs.reduce((sum, { file }) => sum + file.size, 0);
  const earlier = ledger.table.length;
  const progress = new Progress(total, context.emit, () => ledger.table.length - earlier + collector.rows);
  const offset = into.spools.add(spool);
  if (jobs.length === 0) return;
  const inTurn = async (pieces: readonly Piece[]) => {
    const handOver = () => ledger.add(collector.take(), offset, progress.share);
    await readPieces(pieces, collector, context, (bytes, file) => progress.add(bytes, file), handOver);
    handOver();
  };
  if (!threads || total < THREADS_FROM) {
    for (const job of jobs) await inTurn([job]);
  } else {
    threads.warm(jobs.some((job) => job.file.size <= LONG_FILE || canCut(job)) ? threads.size : 1);
    const batches = batchesOf((await Promise.all(jobs.map((job) => piecesOf(job, context.signal)))).flat());
    const notices = new NoticeSum();
    const own = spool.path ?? '';
    const offsets = new Map([[own, offset]]);
    const lane: Lane = {
      inTurn,
      ahead: async (pieces) => {
        const told: Notice[] = [];
        await readPieces(pieces, collector, { ...context, emit: keepNotices(told) }, () => {});
        return { shard: collector.take(), notices: told, spool: own };
      },
      handOn: (pieces, result) => {
        const from = upsert(offsets, result.spool, () => into.spools.addPath(result.spool));
        for (const piece of pieces) progress.add(sizeOf(piece), piece.file.path);
        ledger.add(result.shard, from, progress.share);
        for (const notice of result.notices) notices.add(notice);
      },
    };
    await readSideBySide(batches, threads, lane, context.signal);
    for (const notice of notices.all) context.emit({ type: 'warn', notice });
  }
  progress.end();
}

/**
 * Reads pieces one after the other; `tell` is called with the bytes read since it was called last. `handOver` takes what
 * the collector holds, so that a file of millions of rows does not lie in memory twice.
 */
export async function readPieces(
  pieces: readonly Piece[],
  collector: Collector,
  { timeZone, emit, signal }: ReadContext,
  tell: (bytes: number, file: string) => void,
  handOver?: () => void,
): Promise<void> {
  for (const piece of pieces) {
    signal?.throwIfAborted();
    const { file, reader, asked = false } = piece;
    const source = { format: reader.id, file: file.path, root: file.folder.root, bytes: file.size };
    let before = collector.rows;
    const base = recordBase(piece);
    collector.begin(source);
    const counted = countBytes(fileOf(piece), (bytes) => {
      signal?.throwIfAborted();
      tell(bytes, file.path);
      // Here every row that was read has been added: the reader asks for more.
      if (!handOver || collector.rows < HAND_OVER_ROWS) return;
      before -= collector.rows;
      handOver();
      collector.begin(source);
    });
    try {
      const context: FormatContext = {
        timeZone,
        emit,
        asked,
        listed: (people) => {
          for (const person of people) collector.mention(person);
        },
      };
      let unreadable = -1;
      const add = (item: ReadItem): void => {
        if (item.dropped === 'unreadable') {
          // A line of many megabytes comes in pieces: it is one row, and its beginning is enough to find it.
          if (item.source.record === unreadable) return;
          unreadable = item.source.record;
          if (item.text.length > UNREADABLE_CHARS) item.text = item.text.slice(0, UNREADABLE_CHARS);
        }
        if (base) item.source.record += base;
        collector.add(item);
      };
      if (!reader.readRuns) for await (const item of reader.read(counted, context)) add(item);
      else for await (const run of reader.readRuns(counted, context)) for (const item of run) add(item);
    } catch (error) {
      if (signal?.aborted) throw error;
      const why = reasonOf(error);
      Object.assign(source, { brokeOff: why });
      const facts = { file: place(file), why, rows: collector.rows - before };
      emit({ type: 'warn', notice: { code: 'file-broke-off', facts } });
    }
  }
}

/** The same file, whose bytes are counted as they are read. */
function countBytes(file: ExportFile, tell: (bytes: number) => void): ExportFile {
  return {
    ...file,
    unzip: () => file.unzip(),
    async *bytes() {
      for await (const chunk of file.bytes()) {
        tell(chunk.length);
        yield chunk;
      }
    },
  };
}

class Progress {
  readonly #total: number;
  readonly #emit: Emit;
  readonly #rows: () => number;
  #done = 0;
  #told = 0;

  constructor(total: number, emit: Emit, rows: () => number) {
    this.#total = total;
    this.#emit = emit;
    this.#rows = rows;
  }

  /** Of all bytes, how much is read; 1 where that is not known. */
  get share(): number {
    return this.#total > 0 ? Math.min(1, this.#done / this.#total) : 1;
  }

  add(bytes: number, file: string): void {
    this.#done += bytes;
    if (this.#done - this.#told < TELL_EVERY) return;
    this.#told = this.#done;
    const done = Math.min(this.#done, this.#total);
    this.#emit({
      type: 'progress',
      task: 'read',
      done,
      total: this.#total,
      unit: 'bytes',
      file,
      extra: { rows: this.#rows() },
    });
  }

  end(): void {
    const rows = this.#rows();
    this.#emit({
      type: 'progress',
      task: 'read',
      done: this.#total,
      total: this.#total,
      unit: 'bytes',
      extra: { rows },
    });
    this.#emit({ type: 'done', task: 'read' });
  }
}
