import type { Emit } from '../../core/events.ts';
import type { ExportFile } from '../../core/export-file.ts';

/** Progress is told once per this many bytes or files: often enough for a bar, seldom enough to cost nothing. */
const TELL_EVERY = { bytes: 1 << 20, files: 100 };

/** Tells how far a task has come through the bytes of its files. */
export class ByteProgress {
  readonly #task: string;
  readonly #total: number;
  readonly #emit: Emit;
  readonly #rows: (() => number) | undefined;
  #done = 0;
  #file = '';
  /** Since progress was last told. */
  #untold = { bytes: 0, files: 0 };

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
    this.#untold.bytes += bytes;
    if (file !== this.#file) this.#untold.files++;
    this.#file = file;
    if (this.#untold.bytes < TELL_EVERY.bytes && this.#untold.files < TELL_EVERY.files) return;
    this.#untold = { bytes: 0, files: 0 };
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

/** The same file; `tell` is called with the size of each chunk before it is given out. */
export function countBytes(file: ExportFile, tell: (bytes: number) => void): ExportFile {
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
