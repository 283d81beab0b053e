import { availableParallelism } from 'node:os';
import type { ExportFolder } from '../../core/export-file.ts';
import type { StyleReport } from '../../core/style.ts';
import type { IngestOptions } from '../../ingest/options.ts';
import type { Piece } from '../../ingest/read/pieces.ts';
import type { StyleOptions } from '../../ingest/style/style.ts';
import type { IngestThreads, ThreadShard } from '../../ingest/threads.ts';
import type { PassData } from '../../ingest/write/item-source.ts';
import { type FolderRef, refOf } from '../../io/folder-ref.ts';
import { Pool } from '../../io/pool.ts';
import { workerUrl } from '../../io/worker-url.ts';

/** What every thread gets when it starts. */
export interface WorkerSetup {
  options: Pick<IngestOptions, 'since' | 'until'>;
  timeZone: string;
  folders: FolderRef[];
}

export interface ReadCall {
  /** Path for the thread's spool; only that of the first call counts. */
  spool: string;
  pieces: (Omit<Piece, 'file' | 'reader'> & { folder: string; path: string; reader: string })[];
}

export interface StyleCall {
  data: PassData;
  options: StyleOptions;
  spools: readonly string[];
}

/** Room for objects that live no longer than a row; Node's default of 48 MB is not faster here. */
const LIMITS = { maxYoungGenerationSizeMb: 16 };
/** Besides the main thread. Each takes 100 MB; more gain little, since all later steps run in one thread. */
const MOST_READERS = 3;

/** Threads that read files on disk. They start when there is enough to do; `close` ends them. */
export class DiskThreads implements IngestThreads {
  readonly size: number;
  readonly #pool: Pool;
  readonly #scratch: () => string;

  constructor(setup: Omit<WorkerSetup, 'folders'>, folders: readonly ExportFolder[], scratch: () => string) {
    this.size = Math.max(1, Math.min(MOST_READERS, availableParallelism() - 1));
    const refs = folders.flatMap((folder) => refOf(folder) ?? []);
    const data: WorkerSetup = { ...setup, folders: refs };
    this.#pool = new Pool(workerUrl('cli/ingest/worker'), this.size, data, LIMITS);
    this.#scratch = scratch;
  }

  warm(size = this.size): void {
    this.#pool.warm(size);
  }

  canRead({ file }: Piece): boolean {
    // A thread cannot find a file whose name is not UTF-8: only the bytes of the name lead to it.
    return file.slice !== undefined && refOf(file.folder) !== null;
  }

  read(pieces: readonly Piece[]): Promise<ThreadShard> {
    const call: ReadCall = {
      spool: this.#scratch(),
      pieces: pieces.map(({ file, reader, ...piece }) => ({
        ...piece,
        folder: file.folder.root,
        path: file.path,
        reader: reader.id,
      })),
    };
    return this.#pool.run<ThreadShard>('read', call);
  }

  async style(data: PassData, options: StyleOptions, spools: readonly string[]): Promise<StyleReport> {
    // Reading is over: the memory of the other readers is needed elsewhere.
    await this.#pool.shrink(1);
    return this.#pool.run<StyleReport>('style', { data, options, spools } satisfies StyleCall);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
