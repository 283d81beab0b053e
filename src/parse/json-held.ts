/** Enough of a broken element to find it, and to see what it said. */
const RAW_CHARS = 4096;

/** A message larger than this is none; a frame value (a base64 picture of each member) is passed over. */
export const MAX_VALUE = 16 * 1024 * 1024;

/** The chunks that a value has run through so far, no more of them than a value may have. */
export class HeldText {
  #parts: string[] = [];
  #length = 0;
  #first = '';

  /** Characters so far, also of what was let go. */
  get length(): number {
    return this.#length;
  }

  add(part: string): void {
    this.#length += part.length;
    if (this.#first.length < RAW_CHARS) this.#first += part.slice(0, RAW_CHARS - this.#first.length);
    if (this.#length > MAX_VALUE) this.#parts = [];
    else this.#parts.push(part);
  }

  /** The whole value, of which `last` is the end. */
  with(last: string): string {
    return this.#parts.length ? this.#parts.join('') + last : last;
  }

  /** How the value begins, of which `last` is the end at hand. */
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
