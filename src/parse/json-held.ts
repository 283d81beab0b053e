/** Characters kept of a broken element: enough to find it and to see what it said. */
const RAW_CHARS = 4096;

/** No message is larger; a larger value of the frame (a base64 picture of each member) is skipped. */
export const MAX_VALUE = 16 * 1024 * 1024;

/** The chunks of a value so far, up to the largest size that a value may have. */
export class HeldText {
  #parts: string[] = [];
  #length = 0;
  #first = '';

  /** Characters so far, including those that were dropped. */
  get length(): number {
    return this.#length;
  }

  add(part: string): void {
    this.#length += part.length;
    if (this.#first.length < RAW_CHARS) this.#first += part.slice(0, RAW_CHARS - this.#first.length);
    if (this.#length > MAX_VALUE) this.#parts = [];
    else this.#parts.push(part);
  }

  /** The whole value, which ends with `last`. */
  with(last: string): string {
    return this.#parts.length ? this.#parts.join('') + last : last;
  }

  /** The beginning of the value; `last` is the latest part at hand. */
  beginning(last: string): string {
    return `${this.#first}${last.slice(0, RAW_CHARS)}`.slice(0, RAW_CHARS);
  }

  clear(): void {
    if (!this.#length) return;
    this.#parts = [];
    this.#length = 0;
    this.#first = '';
  }
}
