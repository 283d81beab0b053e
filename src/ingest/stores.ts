/**
 * What the pipeline writes with. Calls that come once per item are synchronous: a promise per item would cost as much
 * as reading the item.
 */

/** A scratch file. It grows at its end, can be read anywhere, and is gone when closed. */
export interface Spool {
  /** Bytes written so far. */
  readonly size: number;
  append(bytes: Uint8Array): void;
  /** Fills `into` with the bytes from `position` on, as far as there are any. */
  read(position: number, into: Uint8Array): void;
  close(): void;
  /** Where another thread finds the spool; undefined where there are no paths. */
  readonly path?: string;
}

/** One file of the corpus while it is written. It appears under its name when the whole corpus is committed. */
export interface LineSink {
  readonly count: number;
  /** One line of JSON, without its end. */
  line(json: string): void;
  /** Lines as bytes, line ends included. They are copied before the call returns. */
  bytes(lines: Uint8Array, count: number): void;
}

/** The corpus folder. Nothing in it changes before `commit`, which changes everything at once. */
export interface CorpusStore {
  /** Lines of a file of the corpus; none where the file does not exist. */
  lines(name: string): AsyncIterable<string>;
  /** Text of a small file of the corpus; null where the file does not exist. */
  text(name: string): Promise<string | null>;
  open(name: string): LineSink;
  put(name: string, content: string): void;
  /**
   * What was written goes to the disk in the background. The caller waits here now and then, so that not too much piles
   * up. Throws if writing has failed so far.
   */
  settle(): Promise<void>;
  spool(): Spool;
  /** A spool that another thread has written. */
  openSpool(path: string): Pick<Spool, 'read'>;
  commit(): Promise<void>;
  /** Discards everything since the last commit; does nothing after a commit. */
  abandon(): Promise<void>;
}
