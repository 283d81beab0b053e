import { parentPort } from 'node:worker_threads';
import { faultOf } from './fault.ts';
import type { Reply } from './pool.ts';

/** A task of a worker. Buffers named in `transfer` are moved instead of copied. */
export type Task = (payload: never) => Promise<{ value: unknown; transfer?: ArrayBuffer[] }>;

/** The worker's side of a Pool: answers calls by their name until it is told to end. */
export function serve(tasks: Record<string, Task>): void {
  const port = parentPort;
  if (!port) throw new Error('this file is for a worker thread');
  port.on('message', async (call: { id: number; task: string; payload: never } | null) => {
    if (call === null) return port.close();
    try {
      const task = tasks[call.task];
      if (!task) throw new Error(`no task ${call.task}`);
      const { value, transfer = [] } = await task(call.payload);
      port.postMessage({ id: call.id, value } satisfies Reply, transfer);
    } catch (error) {
      port.postMessage({ id: call.id, fault: faultOf(error) } satisfies Reply);
    }
  });
}
