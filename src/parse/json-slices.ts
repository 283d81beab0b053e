import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  CR,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  SPACE,
  TAB,
} from './codes.ts';
import type { Slice, SlicePlan, Slicer } from './slices.ts';

/** No export is nested deeper; a file that is, is damaged. */
const MAX_DEPTH = 64;
/** No key that we look for is longer. */
const MAX_KEY = 100;

/** By byte value, whether the byte matters there: a look-up takes a nanosecond, comparing takes five times as long. */
const TELLS_IN_STRING = tells(QUOTE, BACKSLASH, LF);
const TELLS_IN_ELEMENT = tells(QUOTE, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET);

/** What must come next between the elements of the array. */
const FIRST = 0;
const BEHIND_ELEMENT = 1;
const BEHIND_COMMA = 2;

/**
 * Cuts a JSON document between the elements of one array. It follows strings and brackets and parses nothing. It only
 * cuts documents in which those are flawless and all elements are objects with the same layout: in any other document a
 * reader uses what it has seen before to tell what is damaged.
 */
export class JsonSlicer implements Slicer {
  readonly #key: string | null;
  readonly #size: number;
  readonly #slices: Slice[] = [];
  /** The brackets that are open, and their number. */
  readonly #open = new Uint8Array(MAX_DEPTH);
  #depth = 0;
  readonly #arrayDepth: number;
  /** Number of bytes before the current chunk. */
  #at = 0;
  #strict = true;
  #inString = false;
  #escaped = false;
  /** The last string at the top level, with `"` in front; kept while the array is being looked for. */
  #word = '';
  /** The last bracket, comma or colon. */
  #mark = 0;
  #head = -1;
  #tail = -1;
  #elements = 0;
  #start = 0;
  #startElements = 0;
  #state = FIRST;
  #comma = 0;
  /** White space since the last bracket or comma: what follows its last line end; -1 where there is no line end. */
  #indent = -1;
  #firstIndent = -2;

  /** `key`: the top-level key of the array; null when the document is the array. */
  constructor(key: string | null, size: number) {
    this.#key = key;
    this.#size = size;
    this.#arrayDepth = key === null ? 1 : 2;
  }

  feed(bytes: Uint8Array): boolean {
    let at = 0;
    while (at < bytes.length && this.#strict) {
      if (this.#inString) at = this.#skipString(bytes, at);
      else if (this.#depth > this.#arrayDepth) at = this.#skipElement(bytes, at);
      else {
        this.#step(bytes[at] as number, this.#at + at);
        at++;
      }
    }
    this.#at += bytes.length;
    return this.#strict;
  }

  finish(): SlicePlan | null {
    if (!this.#strict || this.#depth > 0 || this.#tail < 0) return null;
    if (this.#elements > this.#startElements) this.#push(this.#tail);
    return { head: this.#head, tail: this.#tail, slices: this.#slices };
  }

  /** Moves to just after the end of a string. */
  #skipString(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    let at = from;
    for (; at < end; at++) {
      if (this.#escaped) {
        this.#escaped = false;
        if (bytes[at] !== LF) continue;
      }
      while (at < end && TELLS_IN_STRING[bytes[at] as number] === 0) at++;
      const code = bytes[at];
      if (code === BACKSLASH) this.#escaped = true;
      else if (code === QUOTE) {
        this.#inString = false;
        break;
      } else if (code === LF) this.#strict = false;
    }
    const isKey = this.#depth === 1 && this.#head < 0 && this.#word.length <= MAX_KEY;
    if (isKey) this.#word += String.fromCharCode(...bytes.subarray(from, Math.min(at, from + MAX_KEY)));
    return Math.min(at + 1, bytes.length);
  }

  /** Moves on inside an element, to just after its last bracket. */
  #skipElement(bytes: Uint8Array, from: number): number {
    const end = bytes.length;
    for (let at = from; at < end; at++) {
      while (at < end && TELLS_IN_ELEMENT[bytes[at] as number] === 0) at++;
      if (at === end) return end;
      const code = bytes[at] as number;
      if (code === QUOTE) {
        // Most strings end in the same chunk and contain no escapes: they need no other state than this.
        const from = at + 1;
        do at++;
        while (at < end && TELLS_IN_STRING[bytes[at] as number] === 0);
        if (bytes[at] === QUOTE) continue;
        this.#inString = true;
        return from;
      }
      if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#enter(code);
      else this.#leave(code);
      if (this.#depth <= this.#arrayDepth || !this.#strict) return at + 1;
    }
    return end;
  }

  /** Handles one byte that is in no string and in no element. */
  #step(code: number, place: number): void {
    if (this.#head >= 0 && this.#tail < 0) this.#between(code, place);
    else if (this.#depth === this.#arrayDepth - 1 && code === OPEN_BRACKET && this.#isWanted()) {
      this.#enter(code);
      this.#head = place + 1;
      this.#start = place + 1;
    } else this.#around(code, place);
  }

  #isWanted(): boolean {
    if (this.#head >= 0) return false;
    return this.#key === null || (this.#mark === COLON && this.#word === `"${this.#key}`);
  }

  /** Handles a byte between two elements of the array. */
  #between(code: number, place: number): void {
    if (code === LF) this.#indent = 0;
    else if (code === SPACE || code === TAB) this.#indent += this.#indent < 0 ? 0 : code;
    else if (code === CR) return;
    else if (code === OPEN_BRACE && this.#state !== BEHIND_ELEMENT) this.#beginElement();
    else if (code === COMMA && this.#state === BEHIND_ELEMENT) {
      this.#state = BEHIND_COMMA;
      this.#comma = place;
      this.#indent = -1;
    } else if (code === CLOSE_BRACKET && this.#state !== BEHIND_COMMA) {
      this.#leave(code);
      this.#tail = place;
    } else this.#strict = false;
  }

  #beginElement(): void {
    if (this.#firstIndent === -2) this.#firstIndent = this.#indent;
    if (this.#indent !== this.#firstIndent) this.#strict = false;
    // The comma before it is in neither piece.
    if (this.#comma - this.#start >= this.#size) {
      this.#push(this.#comma);
      this.#start = this.#comma + 1;
      this.#startElements = this.#elements;
    }
    this.#enter(OPEN_BRACE);
    this.#elements++;
    this.#state = BEHIND_ELEMENT;
  }

  #push(end: number): void {
    this.#slices.push({ start: this.#start, end, before: this.#startElements });
  }

  /** Handles a byte before or after the array. */
  #around(code: number, place: number): void {
    if (code === QUOTE) {
      this.#inString = true;
      if (this.#depth === 1 && this.#head < 0) this.#word = '"';
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      // There must be one document, which is an object or the array itself.
      if (this.#depth === 0 && (this.#head >= 0 || code !== OPEN_BRACE)) this.#strict = false;
      this.#enter(code);
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.#leave(code);
    else if (this.#depth === 0 && code > SPACE && code !== BYTE_ORDER_MARK[place]) this.#strict = false;
    if (code === COMMA || code === COLON || code === OPEN_BRACKET || code === OPEN_BRACE) this.#mark = code;
  }

  #enter(code: number): void {
    if (this.#depth === MAX_DEPTH) this.#strict = false;
    this.#open[this.#depth++] = code;
  }

  #leave(code: number): void {
    const open = this.#depth > 0 ? this.#open[--this.#depth] : 0;
    if (open !== (code === CLOSE_BRACE ? OPEN_BRACE : OPEN_BRACKET)) this.#strict = false;
  }
}

function tells(...codes: number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const code of codes) table[code] = 1;
  return table;
}
