import type { CorpusStore, LineSink, Spool } from '../../src/ingest/stores.ts';

export class MemorySpool implements Spool {
  #bytes = Buffer.alloc(1 << 16);
  size = 0;

  append(bytes: Uint8Array): void {
    while (this.size + bytes.length > this.#bytes.length)
      this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.set(bytes, this.size);
    this.size += bytes.length;
  }

  read(position: number, into: Uint8Array): void {
    into.set(this.#bytes.subarray(position, position + into.length));
  }

  close(): void {}
}

class MemorySink implements LineSink {
  readonly #parts: Buffer[] = [];
  count = 0;

  get text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  line(json: string): void {
    this.#parts.push(Buffer.from(`${json}\n`));
    this.count++;
  }

  bytes(lines: Uint8Array, count: number): void {
    this.#parts.push(Buffer.from(lines));
    this.count += count;
  }
}

/** A corpus in memory: `files` is what has been committed. */
export class MemoryStore implements CorpusStore {
  readonly files = new Map<string, string>();
  #open = new Map<string, MemorySink>();
  #put = new Map<string, string>();
  commits = 0;

  async *lines(name: string): AsyncGenerator<string> {
    for (const line of (this.files.get(name) ?? '').split('\n')) if (line) yield line;
  }

  async text(name: string): Promise<string | null> {
    return this.files.get(name) ?? null;
  }

  open(name: string): LineSink {
    const sink = new MemorySink();
    this.#open.set(name, sink);
    return sink;
  }

  openSpool(): Spool {
    throw new Error('no other thread writes here');
  }

  put(name: string, content: string): void {
    this.#put.set(name, content);
  }

  async settle(): Promise<void> {}

  spool(): Spool {
    return new MemorySpool();
  }

  async commit(): Promise<void> {
    this.commits++;
    for (const [name, sink] of this.#open) this.files.set(name, sink.text);
    for (const [name, content] of this.#put) this.files.set(name, content);
    await this.abandon();
  }

  async abandon(): Promise<void> {
    this.#open = new Map();
    this.#put = new Map();
  }

  json<T = Record<string, unknown>>(name: string): T {
    return JSON.parse(this.files.get(name) ?? 'null') as T;
  }

  rows<T = Record<string, unknown>>(name: string): T[] {
    return (this.files.get(name) ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as T);
  }
}
