import type { Notice } from '../core/events.ts';
import type { StyleReport } from '../core/style.ts';
import type { Piece } from './read/pieces.ts';
import type { Shard } from './rows/collector.ts';
import type { StyleOptions } from './style/style.ts';
import type { PassData } from './write/item-source.ts';

/** Threads that read files and look at items; absent where one thread does everything. */
export interface IngestThreads {
  /** How many threads there are besides the caller's. */
  readonly size: number;
  /** Starts the threads, all of them or `size` of them, because there will soon be work. */
  warm(size?: number): void;
  /** Whether another thread can open the file. */
  canRead(piece: Piece): boolean;
  read(pieces: readonly Piece[]): Promise<ThreadShard>;
  style(data: PassData, options: StyleOptions, spools: readonly string[]): Promise<StyleReport>;
}

/** What a thread has read, and the spool that it wrote. */
export interface ThreadShard {
  shard: Shard;
  notices: Notice[];
  spool: string;
}
