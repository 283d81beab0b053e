import { type ResourceLimits, Worker } from 'node:worker_threads';
import { PersonaError } from '../core/errors.ts';
import { errorOf, type SentError } from './fault.ts';

/** A message to a worker, and the one that comes back. */
interface Call {
  id: number;
  task: string;
  payload: unknown;
}
export type Reply = { id: number; value: unknown } | { id: number; fault: SentError };

interface Job extends Call {
  transfer: ArrayBuffer[];
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * A fixed number of threads that take calls in the order in which they were made. Threads start with the first call, or
 * with `warm`, and end when told to: `terminate()` could cut off one that is writing. When a thread dies, or a payload
 * cannot be sent to it, only its call fails; another thread is started. A call for which there is too little memory
 * fails with `too-little-memory`.
 */
export class Pool {
  size: number;
  readonly #url: URL;
  readonly #data: unknown;
  readonly #limits: ResourceLimits;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];
  #nextId = 1;
  #closed = false;

  constructor(url: URL, size: number, data: unknown = {}, limits: ResourceLimits = {}) {
    this.#url = url;
    this.size = size;
    this.#data = data;
    this.#limits = limits;
  }

  /** This side can no longer use the buffers in `transfer` afterwards. */
  run<T>(task: string, payload: unknown, transfer: ArrayBuffer[] = []): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(new Error('the pool is closed'));
      this.#waiting.push({ id: this.#nextId++, task, payload, transfer, resolve: resolve as Job['resolve'], reject });
      this.#next();
    });
  }

  /** Starts all threads, or as many as asked for, so that the first calls need not wait for it. */
  warm(size = this.size): void {
    while (this.#idle.length + this.#busy.size < size) this.#idle.push(this.#start());
  }

  /**
   * Keeps at most `size` threads from now on: idle threads above that end, and those started last stay. This frees
   * their memory.
   */
  async shrink(size: number): Promise<void> {
    this.size = size;
    this.#idle.sort((a, b) => b.threadId - a.threadId);
    const most = Math.max(0, size - this.#busy.size);
    await Promise.all(this.#idle.splice(most).map(end));
  }

  /** Waits for nothing: calls in progress are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of [...this.#waiting.splice(0), ...this.#busy.values()]) job.reject(new Error('the pool is closed'));
    await Promise.all([...this.#idle, ...this.#busy.keys()].map(end));
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      if (this.#idle.length === 0 && this.#busy.size >= this.size) return;
      this.#give(this.#waiting.shift()!);
    }
  }

  #give(job: Job): void {
    let worker: Worker | undefined;
    try {
      worker = this.#idle.pop() ?? this.#start();
      worker.postMessage({ id: job.id, task: job.task, payload: job.payload } satisfies Call, job.transfer);
      this.#busy.set(worker, job);
    } catch (error) {
      if (worker) this.#idle.push(worker);
      job.reject(told(error));
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#url, { workerData: this.#data, resourceLimits: this.#limits });
    worker.on('message', (reply: Reply) => {
      const job = this.#busy.get(worker);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      if (job && 'value' in reply) job.resolve(reply.value);
      else if (job && 'fault' in reply) job.reject(errorOf(reply.fault));
      this.#next();
    });
    const lost = (error: unknown) => {
      const job = this.#busy.get(worker);
      this.#busy.delete(worker);
      const at = this.#idle.indexOf(worker);
      if (at >= 0) this.#idle.splice(at, 1);
      job?.reject(told(error));
      if (!this.#closed) this.#next();
    };
    worker.on('error', lost);
    worker.on('exit', (code) => lost(new Error(`a worker ended with code ${code}`)));
    return worker;
  }
}

const OUT_OF_MEMORY: ReadonlySet<string | undefined> = new Set(['ERR_WORKER_OUT_OF_MEMORY', 'ERR_WORKER_INIT_FAILED']);

/** https://nodejs.org/api/errors.html: a thread that used up its memory, and one that could not be started. */
const told = (error: unknown): unknown =>
  OUT_OF_MEMORY.has((error as NodeJS.ErrnoException).code)
    ? new PersonaError('too-little-memory', {}, { cause: error })
    : error;

const end = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.postMessage(null);
  });
