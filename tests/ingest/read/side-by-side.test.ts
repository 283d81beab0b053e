import { expect, test } from 'vitest';
import type { Piece } from '../../../src/ingest/read/pieces.ts';
import { LONG_FILE, readSideBySide } from '../../../src/ingest/read/side-by-side.ts';
import type { IngestThreads, ThreadShard } from '../../../src/ingest/threads.ts';

/** A batch is one piece whose name is its number; `long` ones cannot be read ahead. */
function batchesOf(count: number, long: readonly number[] = []): Piece[][] {
  return Array.from({ length: count }, (_, n) => [
    { file: { path: String(n), size: long.includes(n) ? LONG_FILE + 1 : 10 } } as Piece,
  ]);
}
const nameOf = (batch: readonly Piece[]) => Number(batch[0]?.file.path);
const shardOf = (n: number, by: string) => ({ spool: `${by}${n}` }) as ThreadShard;

/** Threads that take `delay` ms a batch, and all that happened, in order. */
function world(size: number, delay: (n: number) => number) {
  const log: string[] = [];
  const inThreads = { now: 0, most: 0 };
  const threads = {
    size,
    canRead: () => true,
    read: async (batch: readonly Piece[]) => {
      inThreads.most = Math.max(inThreads.most, ++inThreads.now);
      await new Promise((resolve) => setTimeout(resolve, delay(nameOf(batch))));
      inThreads.now--;
      return shardOf(nameOf(batch), 'thread');
    },
  } as unknown as IngestThreads;
  const lane = {
    inTurn: async (batch: readonly Piece[]) => {
      log.push(`turn${nameOf(batch)}`);
    },
    ahead: async (batch: readonly Piece[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return shardOf(nameOf(batch), 'here');
    },
    handOn: (_: readonly Piece[], { spool }: ThreadShard) => {
      log.push(spool);
    },
  };
  return { log, threads, lane, inThreads };
}
const numbers = (log: readonly string[]) => log.map((entry) => Number(entry.replace(/\D/gu, '')));

test('batches are handed on in their order, whoever read them and however long it took', async () => {
  const { log, threads, lane, inThreads } = world(2, (n) => (n % 3) * 7);
  await readSideBySide(batchesOf(20), threads, lane);
  expect(numbers(log)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(log.filter((entry) => entry.startsWith('here')).length).toBeGreaterThan(3);
  expect(log.filter((entry) => entry.startsWith('thread')).length).toBeGreaterThan(3);
  expect(inThreads.most).toBe(4);
});

test('this thread reads on while the others are slow, but not without end', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { log, threads, lane } = world(1, () => 0);
  threads.read = async (batch) => {
    await slow;
    return shardOf(nameOf(batch), 'thread');
  };
  let here = 0;
  const { ahead } = lane;
  lane.ahead = (batch) => {
    here++;
    return ahead(batch);
  };
  const done = readSideBySide(batchesOf(30), threads, lane);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(log).toEqual([]);
  expect(here).toBe(4);
  release();
  await done;
  expect(numbers(log)).toEqual(Array.from({ length: 30 }, (_, n) => n));
});

test('a long file is read in its turn, while threads read what comes behind it', async () => {
  const { log, threads, lane, inThreads } = world(1, () => 1);
  await readSideBySide(batchesOf(6, [0, 4]), threads, lane);
  expect(numbers(log)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(log.filter((entry) => entry.startsWith('turn'))).toEqual(['turn0', 'turn4']);
  expect(inThreads.most).toBeGreaterThan(0);
});

test('a thread that fails ends the reading', async () => {
  const { threads, lane } = world(1, () => 1);
  threads.read = (batch) =>
    nameOf(batch) === 3 ? Promise.reject(new Error('a worker ended')) : Promise.resolve(shardOf(nameOf(batch), 't'));
  await expect(readSideBySide(batchesOf(12), threads, lane)).rejects.toThrow('a worker ended');
});

test('a signal ends it between two batches', async () => {
  const { log, threads, lane } = world(1, () => 1);
  const stop = new AbortController();
  lane.handOn = (batch) => {
    log.push(String(nameOf(batch)));
    if (nameOf(batch) === 1) stop.abort(new Error('stopped'));
  };
  await expect(readSideBySide(batchesOf(12), threads, lane, stop.signal)).rejects.toThrow('stopped');
  expect(log).toEqual(['0', '1']);
});
