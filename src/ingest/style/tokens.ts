/**
 * A text as tokens for counting phrases. A token is a Chinese character, or a Latin word in lower case. Marks, numbers,
 * emoji, [codes], masks and links end a run, and no phrase crosses them. One space between Latin words does not end it.
 */
export interface Run {
  /** Hashes of the tokens, and where each begins and ends in the text. Only the first `length` entries count. */
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly length: number;
}

/** A longer run is read as several: no phrase of eight tokens needs more. */
const MAX_RUN = 512;

const HAN = 1;
const LATIN = 2;
const SPACE = 3;
const OPEN = 4;
const KIND = new Uint8Array(65_536);
KIND.fill(HAN, 0x3400, 0xa000);
KIND.fill(HAN, 0xf900, 0xfb00);
KIND.fill(HAN, 0x3041, 0x30fb);
KIND.fill(HAN, 0xac00, 0xd7a4);
KIND.fill(LATIN, 0x41, 0x5b);
KIND.fill(LATIN, 0x61, 0x7b);
KIND.fill(LATIN, 0xc0, 0x250);
KIND[0x20] = SPACE;
KIND[0x5b] = OPEN;

export class Tokenizer implements Run {
  readonly hashes = new Int32Array(MAX_RUN);
  readonly starts = new Int32Array(MAX_RUN);
  readonly ends = new Int32Array(MAX_RUN);
  length = 0;

  /**
   * Calls `use` with every run of a text. The run is this object and must be read at once. Returns the number of
   * tokens.
   */
  read(text: string, use: (run: Run) => void): number {
    let total = 0;
    let at = 0;
    const { length } = text;
    this.length = 0;
    const flush = () => {
      total += this.length;
      if (this.length > 0) use(this);
      this.length = 0;
    };
    while (at < length) {
      const code = text.charCodeAt(at);
      const kind = KIND[code] as number;
      if (kind === HAN) {
        if (this.length === MAX_RUN) flush();
        this.hashes[this.length] = code;
        this.starts[this.length] = at;
        this.ends[this.length++] = ++at;
      } else if (kind === LATIN) {
        if (this.length === MAX_RUN) flush();
        at = this.#latin(text, at);
        // After http:// and www. comes nothing that anybody says.
        if (this.length > 0 && (text.startsWith('://', at) || text.startsWith('www.', this.starts[this.length - 1]))) {
          this.length--;
          flush();
          while (at < length && text.charCodeAt(at) > 0x20 && text.charCodeAt(at) < 0x3000) at++;
        }
      } else if (kind === SPACE && this.#joins(text, at)) at++;
      else {
        flush();
        at = kind === OPEN ? behindCode(text, at) : at + 1;
      }
    }
    flush();
    return total;
  }

  #latin(text: string, from: number): number {
    let hash = 0x10000;
    let at = from;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const isLetter =
        KIND[code] === LATIN || ((code === 39 || code === 0x2019) && KIND[text.charCodeAt(at + 1)] === LATIN);
      if (!isLetter) break;
      hash = Math.imul(hash ^ (code < 0x80 ? code | 32 : code), 0x01000193);
    }
    this.hashes[this.length] = hash | 0x10000;
    this.starts[this.length] = from;
    this.ends[this.length++] = at;
    return at;
  }

  /** Whether this is a space between two Latin words. */
  #joins(text: string, at: number): boolean {
    return this.length > 0 && KIND[text.charCodeAt(at - 1)] === LATIN && KIND[text.charCodeAt(at + 1)] === LATIN;
  }
}

/** The position after `[捂脸]` or `[电话1]`; after the bracket alone where it is not closed. */
function behindCode(text: string, at: number): number {
  for (let end = at + 2; end < at + 12 && end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x5d) return end + 1;
    if (code === 0x5b || code <= 0x20) break;
  }
  return at + 1;
}
