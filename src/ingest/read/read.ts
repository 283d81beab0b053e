import { PersonaError } from '../../core/errors.ts';
import type { Emit, Notice } from '../../core/events.ts';
import type { ReadItem } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { keepNotices, NoticeSum, tellBrokenOff } from '../notices.ts';
import type { ReadContext as FormatContext } from '../reader.ts';
import { MISREAD_SHARE } from '../report/account.ts';
import type { Collector } from '../rows/collector.ts';
import type { Ledger } from '../rows/ledger.ts';
import type { Spools } from '../rows/spool-reader.ts';
import type { Spool } from '../stores.ts';
import { STYLE_THREAD_FROM } from '../style/style-beside.ts';
import type { IngestThreads } from '../threads.ts';
import { ByteProgress, countBytes } from './byte-progress.ts';
import { type Job, place, reasonOf } from './discover.ts';
import { batchesOf, canCut, fileOf, type Piece, piecesOf, recordBase, sizeOf } from './pieces.ts';
import { type Lane, LONG_FILE, readSideBySide } from './side-by-side.ts';

/** Fewer bytes than this are read before threads have started. */
const THREADS_FROM = 16 << 20;

/**
 * From this many rows on, a thread is started that will count their style: starting it takes as long as reading as many
 * rows again.
 */
const WAKE_AT_ROWS = STYLE_THREAD_FROM / 2;

/** Of an unreadable record this many characters are kept, besides its place. */
const UNREADABLE_CHARS = 4096;

/** Rows of one file that are handed on together. */
const HAND_OVER_ROWS = 50_000;

export interface FirstPassContext {
  timeZone: string;
  emit: Emit;
  signal: AbortSignal | undefined;
}

/**
 * First pass: reads all files into the ledger, in their order. A file that breaks off (unreadable sector, damaged zip)
 * or is too large is noted as such; what it gave before that stays. Throws the signal's reason when it aborts.
 */
export async function readAll(
  jobs: readonly Job[],
  into: { ledger: Ledger; collector: Collector; spool: Spool; spools: Spools },
  context: FirstPassContext,
  threads: IngestThreads | undefined,
): Promise<void> {
  const { ledger, collector, spool } = into;
  const total = jobs.reduce((sum, { file }) => sum + file.size, 0);
  const earlier = ledger.table.length;
  const rows = () => ledger.table.length - earlier + collector.rows;
  const progress = new ByteProgress('read', total, context.emit, rows);
  const offset = into.spools.add(spool);
  if (jobs.length === 0) return;
  const inTurn = async (pieces: readonly Piece[]) => {
    const tell = (bytes: number, file: string) => {
      progress.add(bytes, file);
      if (earlier + rows() >= WAKE_AT_ROWS) threads?.warm(1);
    };
    const handOver = () => ledger.add(collector.take(), offset, progress.share);
    await readPieces(pieces, collector, context, tell, handOver);
    handOver();
  };
  if (!threads || total < THREADS_FROM) {
    for (const job of jobs) await inTurn([job]);
  } else {
    threads.warm(jobs.some((job) => job.file.size <= LONG_FILE || canCut(job)) ? threads.size : 1);
    const batches = batchesOf(await piecesOf(jobs, context));
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
  tellBrokenOff(context.emit, ledger);
  progress.end();
}

/**
 * Reads pieces one after the other. `tell` is called with the bytes read since its last call. `handOver` takes what the
 * collector holds, so that a file of millions of rows does not lie in memory twice.
 */
export async function readPieces(
  pieces: readonly Piece[],
  collector: Collector,
  { timeZone, emit, signal }: FirstPassContext,
  tell: (bytes: number, file: string) => void,
  handOver?: () => void,
): Promise<void> {
  for (const piece of pieces) {
    signal?.throwIfAborted();
    const { file, reader, asked = false, session } = piece;
    const source = { format: reader.id, file: file.path, root: file.folder.root, bytes: file.size };
    const base = recordBase(piece);
    collector.begin(source);
    const counted = countBytes(fileOf(piece), (bytes) => {
      signal?.throwIfAborted();
      tell(bytes, file.path);
      // At this point every row that was read has been added, because the reader asks for more bytes.
      if (!handOver || collector.rows < HAND_OVER_ROWS) return;
      handOver();
      collector.begin(source);
    });
    try {
      const context: FormatContext = {
        timeZone,
        emit,
        asked,
        ...(session === undefined ? {} : { session }),
        listed: (people) => {
          for (const person of people) collector.mention(person);
        },
      };
      let unreadable = -1;
      let rows = 0;
      let lossy = 0;
      const add = (item: ReadItem): void => {
        if (item.dropped === 'unreadable') {
          // A line of many megabytes comes in pieces. It is one row, and its beginning is enough to find it.
          if (item.source.record === unreadable) return;
          unreadable = item.source.record;
          if (item.text.length > UNREADABLE_CHARS) item.text = item.text.slice(0, UNREADABLE_CHARS);
        }
        rows++;
        if (item.kind === 'message' && item.text.includes('\ufffd')) lossy++;
        if (base) item.source.record += base;
        collector.add(item);
      };
      if (!reader.readRuns) for await (const item of reader.read(counted, context)) add(item);
      else for await (const run of reader.readRuns(counted, context)) for (const item of run) add(item);
      if (lossy > MISREAD_SHARE * rows) {
        emit({ type: 'warn', notice: { code: 'letters-lost', facts: { file: place(file), count: lossy } } });
      }
    } catch (error) {
      // A PersonaError is something the user can act on, such as a full disk, and no fault of the file.
      if (signal?.aborted || error instanceof PersonaError) throw error;
      Object.assign(source, { brokeOff: reasonOf(error) });
    }
  }
}
