import type { IngestThreads, ThreadShard } from '../threads.ts';
import { type Piece, sizeOf } from './pieces.ts';

/**
 * A file that is longer than this and cannot be cut is read by this thread and in its turn, where its progress can be
 * told.
 */
export const LONG_FILE = 32 << 20;

/** What this thread does with a batch that it reads, or with what another thread has read. */
export interface Lane {
  /** Reads the batch and hands its rows on at once: everything before it has been handed on. */
  inTurn(batch: readonly Piece[]): Promise<void>;
  /** Reads the batch ahead of its turn. */
  ahead(batch: readonly Piece[]): Promise<ThreadShard>;
  handOn(batch: readonly Piece[], result: ThreadShard): void;
}

/**
 * Reads batches with several threads and with this one, which would only wait otherwise: on two cores that is half of
 * the readers. Batches are handed on in their order; what is read ahead of its turn stays in memory until then.
 */
export async function readSideBySide(
  batches: readonly (readonly Piece[])[],
  threads: IngestThreads,
  lane: Lane,
  signal?: AbortSignal,
): Promise<void> {
  const isLong = (piece: Piece) => sizeOf(piece) > LONG_FILE;
  const canWander = batches.map((batch) => batch.every((piece) => threads.canRead(piece) && !isLong(piece)));
  const done = new Map<number, ThreadShard>();
  const running = new Map<number, Promise<void>>();
  // For each thread one batch in hand and one waiting, so that no thread waits for this one; and one batch that is read
  // here.
  const inHand = 2 * threads.size;
  // Far enough that no thread waits for a slow batch, near enough that little lies in memory.
  const ahead = 3 * (threads.size + 1);
  let turn = 0;
  let next = 0;

  const take = (): number => {
    while (next < batches.length && !canWander[next]) next++;
    return next < Math.min(batches.length, turn + ahead) ? next++ : -1;
  };
  const keepBusy = () => {
    while (running.size < inHand) {
      const n = take();
      if (n < 0) return;
      const result = threads.read(batches[n] as readonly Piece[]).then((shard) => {
        done.set(n, shard);
        running.delete(n);
        keepBusy();
      });
      // It is awaited in its turn; until then a failure must not count as unhandled.
      result.catch(() => {});
      running.set(n, result);
    }
  };

  for (; turn < batches.length; turn++) {
    signal?.throwIfAborted();
    const batch = batches[turn] as readonly Piece[];
    if (!canWander[turn]) {
      keepBusy();
      await lane.inTurn(batch);
      continue;
    }
    while (!done.has(turn)) {
      keepBusy();
      const n = take();
      if (n < 0) await running.get(turn);
      else done.set(n, await lane.ahead(batches[n] as readonly Piece[]));
    }
    lane.handOn(batch, done.get(turn) as ThreadShard);
    done.delete(turn);
  }
}
