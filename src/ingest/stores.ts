/**
 * What the pipeline is handed to write with. Calls are synchronous where they come once an item: a promise an item would
 * cost as much as reading it.
 */

/** A scratch file: grows at its end, is read anywhere, is gone when closed. */
export interface Spool {
  /** Bytes written so far. */
  readonly size: number;
  append(bytes: Uint8Array): void;
  /** Fills `into` from `position` on, as far as there is something. */
  read(position: number, into: Uint8Array): void;
  close(): void;
  /** Where another thread finds it; undefined where there are no paths. */
  readonly path?: string;
}

/** One file of the corpus being written: it appears under its name when the whole corpus is committed. */
export interface LineSink {
  readonly count: number;
  /** One line of JSON, without its end. */
  line(json: string): void;
  /** Lines as bytes, ends included; they are copied before the call returns. */
  bytes(lines: Uint8Array, count: number): void;
}

/** The corpus folder. Nothing of it changes before `commit`, and then all of it. */
export interface CorpusStore {
  /** Lines of a file as it stands; none when it is not there. */
  lines(name: string): AsyncIterable<string>;
  /** A small file as it stands; null when it is not there. */
  text(name: string): Promise<string | null>;
  open(name: string): LineSink;
  put(name: string, content: string): void;
  /**
   * What was written goes to the disk beside the caller, who waits here now and then so that it does not pile up. Throws
   * what went wrong with it so far.
   */
  settle(): Promise<void>;
  spool(): Spool;
  /** A spool that another thread has written. */
  openSpool(path: string): Pick<Spool, 'read'>;
  commit(): Promise<void>;
  /** Forgets everything since the last commit; does nothing after one. */
  abandon(): Promise<void>;
}
