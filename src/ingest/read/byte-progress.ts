import type { Emit } from '../../core/events.ts';

/** Progress is told once per this many bytes: often enough for a bar, seldom enough to cost nothing. */
const TELL_EVERY = 1 << 20;

/** Tells how far a task has come through the bytes of its files. */
export class ByteProgress {
  readonly #task: string;
  readonly #total: number;
  readonly #emit: Emit;
  readonly #rows: (() => number) | undefined;
  #done = 0;
  #told = 0;

  /** `total`: bytes of all files. `rows`: how many rows were read so far, for a task that reads rows. */
  constructor(task: string, total: number, emit: Emit, rows?: () => number) {
    this.#task = task;
    this.#total = total;
    this.#emit = emit;
    this.#rows = rows;
  }

  /** Share of all bytes that is done; 1 where that is not known. */
  get share(): number {
    return this.#total > 0 ? Math.min(1, this.#done / this.#total) : 1;
  }

  add(bytes: number, file: string): void {
    this.#done += bytes;
    if (this.#done - this.#told < TELL_EVERY) return;
    this.#told = this.#done;
    this.#tell(Math.min(this.#done, this.#total), file);
  }

  end(): void {
    this.#tell(this.#total);
    this.#emit({ type: 'done', task: this.#task });
  }

  #tell(done: number, file?: string): void {
    this.#emit({
      type: 'progress',
      task: this.#task,
      done,
      total: this.#total,
      unit: 'bytes',
      ...(file === undefined ? {} : { file }),
      ...(this.#rows ? { rows: this.#rows() } : {}),
    });
  }
}
