import { hasMark } from './codes.ts';
import { isPlainlyGb, isPlainlyUtf8, LineDecoder, type LineEncoding, linesOf } from './line-decoder.ts';
import { cutCharacter, utf8Fit } from './utf8-fit.ts';

/** Turns bytes into text, a chunk at a time, as a TextDecoder does. */
export interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

/** A line longer than this many bytes is decoded in the encoding of the file. */
const LONGEST_LINE = 256 * 1024;
/** Bytes at both ends of a run of lines that are checked for UTF-8 among GB18030. */
const SAMPLE = 2048;
const LF = 0x0a;

/**
 * Decodes a stream whose beginning is UTF-8 or GB18030. Where the output of two programs was joined, lines in the other
 * encoding follow; they are decoded in that encoding. UTF-8 costs no more than with a TextDecoder up to the first
 * invalid sequence; after that, and in GB18030, whole lines are decoded at once.
 */
export class MixedDecoder implements Decoder {
  readonly #encoding: LineEncoding;
  /** Set while no invalid sequence has occurred. */
  #unbroken: Decoder | undefined;
  readonly #plain: Decoder;
  #lines: LineDecoder | undefined;
  #begun = false;
  /** Bytes that wait for the rest of their line, or (while there was no invalid sequence) of their character. */
  #held: Uint8Array = NOTHING;

  constructor(encoding: LineEncoding) {
    this.#encoding = encoding;
    if (encoding === 'utf-8') this.#unbroken = new TextDecoder(encoding, { fatal: true });
    this.#plain = new TextDecoder(encoding, { ignoreBOM: true });
  }

  decode(bytes: Uint8Array = NOTHING, { stream = false }: { stream?: boolean } = {}): string {
    if (!this.#unbroken) return this.#wholeLines(bytes, stream);
    try {
      const text = this.#unbroken.decode(bytes, { stream });
      this.#held = cutCharacter(bytes.length < LONGEST_CHARACTER ? joined(this.#held, bytes) : bytes);
      this.#begun = true;
      return text;
    } catch {
      this.#unbroken = undefined;
      return this.#wholeLines(!this.#begun && hasMark(bytes) ? bytes.subarray(3) : bytes, stream);
    }
  }

  #wholeLines(bytes: Uint8Array, stream: boolean): string {
    const all = joined(this.#held, bytes);
    const end = stream ? all.lastIndexOf(LF) + 1 : all.length;
    const isEndless = end === 0 && all.length > LONGEST_LINE;
    // A copy: the caller may overwrite its bytes with the next ones.
    this.#held = isEndless ? NOTHING : all.slice(end);
    return isEndless ? this.#plain.decode(all, { stream }) : this.#decodeLines(all.subarray(0, end), stream);
  }

  #decodeLines(bytes: Uint8Array, stream: boolean): string {
    if (this.#encoding === 'gb18030') {
      if (!holdsUtf8(bytes)) return this.#plain.decode(bytes, { stream });
    } else {
      const text = this.#plain.decode(bytes, { stream });
      if (!text.includes('\ufffd') || !(this.#lines || holdsGb(bytes))) return text;
    }
    this.#lines ??= new LineDecoder(this.#encoding);
    return this.#lines.decode(linesOf(bytes));
  }
}

const NOTHING = new Uint8Array(0);
const LONGEST_CHARACTER = 4;

const joined = (held: Uint8Array, bytes: Uint8Array): Uint8Array =>
  held.length ? Buffer.concat([held, bytes]) : bytes;

const holdsGb = (bytes: Uint8Array): boolean => linesOf(bytes).some((line) => isPlainlyGb(line, utf8Fit(line)));

const holdsUtf8 = (bytes: Uint8Array): boolean =>
  [bytes.subarray(0, SAMPLE), bytes.subarray(-SAMPLE)].some((sample) =>
    linesOf(sample).some((line) => isPlainlyUtf8(utf8Fit(line))),
  );
