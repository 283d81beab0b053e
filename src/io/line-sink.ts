import { once } from 'node:events';
import { createWriteStream, openSync, type WriteStream } from 'node:fs';
import { FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';

const BUFFER = 1 << 20;
/** Bytes that may wait for the disk before `settle` has to wait. */
const AHEAD = 4 * BUFFER;

/**
 * Writes lines into a `.part` file beside the final name. The disk writes while the caller makes more lines; otherwise,
 * where the disk is slower than the page cache suggests, an ingest spends a tenth of its time waiting.
 */
export class DiskSink {
  readonly #file: WriteStream;
  readonly #spare: Buffer[] = [];
  #buffer: Buffer = Buffer.allocUnsafeSlow(BUFFER);
  #used = 0;
  #failed: unknown;
  count = 0;

  constructor(path: string) {
    // Opened before the constructor returns: a folder that cannot be written to is reported at once.
    const fd = openSync(`${path}.part`, 'w', FILE_MODE);
    this.#file = createWriteStream('', { fd, highWaterMark: AHEAD });
    this.#file.on('error', (error) => {
      this.#failed ??= pathError(error, path, 'write');
    });
  }

  line(json: string): void {
    this.count++;
    if (3 * json.length + 1 > BUFFER - this.#used) this.#flush();
    if (3 * json.length + 1 > BUFFER) this.#file.write(`${json}\n`);
    else {
      this.#used += this.#buffer.write(json, this.#used);
      this.#buffer[this.#used++] = 10;
    }
  }

  bytes(lines: Uint8Array, count: number): void {
    this.count += count;
    if (lines.length > BUFFER - this.#used) this.#flush();
    if (lines.length > BUFFER) this.#file.write(Buffer.from(lines));
    else {
      this.#buffer.set(lines, this.#used);
      this.#used += lines.length;
    }
  }

  /** The disk is behind, or something is wrong with it: time to call `settle`. */
  get isBehind(): boolean {
    return this.#file.writableNeedDrain || this.#failed !== undefined;
  }

  /** Waits until little of what was written is still in memory. Throws the error that the file met. */
  async settle(): Promise<void> {
    if (this.#file.writableNeedDrain) await once(this.#file, 'drain').catch(() => {});
    if (this.#failed) throw this.#failed;
  }

  /** Waits until everything is in the file, then closes it. */
  async finish(): Promise<void> {
    this.#flush();
    await this.#closed(() => this.#file.end());
    if (this.#failed) throw this.#failed;
  }

  /** Closes the file in its present state. */
  async discard(): Promise<void> {
    await this.#closed(() => this.#file.destroy());
  }

  async #closed(close: () => void): Promise<void> {
    if (this.#file.closed) return;
    const closed = once(this.#file, 'close').catch(() => {});
    close();
    await closed;
  }

  #flush(): void {
    if (!this.#used) return;
    const full = this.#buffer;
    this.#file.write(full.subarray(0, this.#used), () => this.#spare.push(full));
    this.#buffer = this.#spare.pop() ?? Buffer.allocUnsafeSlow(BUFFER);
    this.#used = 0;
  }
}
