import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/** One element of an array of a JSON document, parsed. `record` is its 0-based index. */
export interface JsonItem {
  value: unknown;
  record: number;
  /** It is no valid JSON (or the file ends inside it); `value` is undefined then. */
  broken?: true;
}

/** The rest of the document: every top-level key but the streamed array, parsed. */
export type JsonFrame = Record<string, unknown>;

/** What a stream of a document gives: its frame first as far as it stands before the array, then items, then the rest. */
export type JsonPart = { frame: JsonFrame } | { items: JsonItem[] };

/** An element or a frame value larger than this is no chat message: it is given up as broken. */
const MAX_VALUE = 64 * 1024 * 1024;

/**
 * Streams the elements of one array of a JSON document with memory bounded by an element.
 * `key` names a top-level key that holds the array (`messages`); null means that the document itself is the array.
 * Integers of 16 digits and more become strings, since server ids do not fit a JavaScript number.
 * Text outside every structure, and a document cut off in the middle, end the stream with a `broken` item.
 */
export async function* jsonItems(file: ExportFile, key: string | null): AsyncGenerator<JsonPart, void, undefined> {
  const scanner = new Scanner(key);
  for await (const text of decodeText(file.bytes())) {
    scanner.feed(text);
    yield* scanner.drain();
  }
  scanner.end();
  yield* scanner.drain();
}

/** `JSON.parse` that keeps long integers as strings. Throws SyntaxError as it does. */
export function parseJson(text: string): unknown {
  return JSON.parse(LONG_INTEGER.test(text) ? quoteLongIntegers(text) : text);
}

const LONG_INTEGER = /[:[,]\s*-?\d{16}/u;
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|(?<=[:[,]\s*)-?\d{16,}(?=\s*[,\]}])/gsu;
function quoteLongIntegers(text: string): string {
  return text.replace(STRING_OR_LONG, (token) => (token[0] === '"' ? token : `"${token}"`));
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Follows strings and brackets only; every element it has seen whole goes to JSON.parse. */
class Scanner {
  readonly #key: string | null;
  #text = '';
  #at = 0;
  /** Where the value in hand starts in #text; -1 between values. */
  #start = -1;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** Depth of the elements: 1 inside the wanted array when the document is it, 2 under a key. */
  #arrayDepth = 0;
  #frameKey: string | undefined;
  #frame: JsonFrame = {};
  #frameNew = false;
  #items: JsonItem[] = [];
  #out: JsonPart[] = [];
  #record = 0;
  #done = false;

  constructor(key: string | null) {
    this.#key = key;
  }

  feed(chunk: string): void {
    if (this.#done) return;
    const from = this.#start >= 0 ? this.#start : this.#at;
    this.#text = this.#text.slice(from) + chunk;
    this.#at -= from;
    if (this.#start >= 0) this.#start = 0;
    if (this.#text.length > MAX_VALUE && this.#start === 0) return this.#giveUp();
    this.#scan();
  }

  end(): void {
    if (this.#done) return;
    const open = this.#depth > 0 || this.#inString || this.#start >= 0;
    if (open) this.#giveUp();
  }

  drain(): JsonPart[] {
    this.#flushItems();
    if (this.#frameNew) {
      this.#out.push({ frame: this.#frame });
      this.#frame = {};
      this.#frameNew = false;
    }
    const out = this.#out;
    this.#out = [];
    return out;
  }

  #scan(): void {
    const text = this.#text;
    const end = text.length;
    let at = this.#at;
    while (at < end) {
      if (this.#inString) {
        at = this.#skipString(text, at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#open(at);
        this.#inString = true;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#enter(code, at);
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.#leave(at);
      else if (code === COMMA || code === COLON) this.#separator(code, at);
      else if (code > 32) this.#open(at);
      at++;
      if (this.#done) break;
    }
    this.#at = at;
  }

  /** From inside a string to just behind its end, or to the end of the chunk. */
  #skipString(text: string, from: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (;;) {
      const quote = text.indexOf('"', at);
      const backslash = text.indexOf('\\', at);
      if (backslash >= 0 && (quote < 0 || backslash < quote)) {
        if (backslash + 1 >= text.length) {
          this.#escaped = true;
          return text.length;
        }
        at = backslash + 2;
      } else if (quote < 0) return text.length;
      else {
        this.#inString = false;
        return quote + 1;
      }
    }
  }

  /** A scalar or a string starts a value when none is open. */
  #open(at: number): void {
    if (this.#start < 0) this.#start = at;
  }

  #enter(code: number, at: number): void {
    const wanted =
      this.#arrayDepth === 0 &&
      code === OPEN_BRACKET &&
      (this.#key === null ? this.#depth === 0 : this.#depth === 1 && this.#frameKey === this.#key);
    this.#depth++;
    if (wanted) {
      this.#arrayDepth = this.#depth;
      this.#start = -1;
      // What stood before the array is known now and may be needed to read its elements.
      this.#frameNew = this.#frameNew || Object.keys(this.#frame).length > 0;
      if (this.#frameNew) {
        this.#out.push({ frame: this.#frame });
        this.#frame = {};
        this.#frameNew = false;
      }
    } else if (!(this.#depth === 1 && code === OPEN_BRACE && this.#key !== null)) this.#open(at);
  }

  #leave(at: number): void {
    if (this.#arrayDepth > 0 && this.#depth === this.#arrayDepth) {
      this.#takeItem(at);
      this.#flushItems();
      // Only one array is streamed; a second one of the same name would be frame.
      this.#arrayDepth = -1;
      this.#frameKey = undefined;
    } else if (this.#depth === 1) {
      if (this.#key !== null) this.#takeFrame(at);
    }
    this.#depth--;
    if (this.#depth <= 0) this.#done = true;
  }

  #separator(code: number, at: number): void {
    if (this.#arrayDepth > 0) {
      if (code === COMMA && this.#depth === this.#arrayDepth) this.#takeItem(at);
      return;
    }
    if (this.#depth !== 1 || this.#key === null) return;
    if (code === COLON && this.#frameKey === undefined) {
      const name = this.#start >= 0 ? safeParse(this.#text.slice(this.#start, at)) : undefined;
      this.#frameKey = typeof name === 'string' ? name : '';
      this.#start = -1;
    } else if (code === COMMA) this.#takeFrame(at);
  }

  #takeFrame(at: number): void {
    if (this.#frameKey !== undefined && this.#start >= 0) {
      this.#frame[this.#frameKey] = safeParse(this.#text.slice(this.#start, at));
      this.#frameNew = true;
    }
    this.#frameKey = undefined;
    this.#start = -1;
  }

  #takeItem(at: number): void {
    if (this.#start < 0) return;
    const record = this.#record++;
    try {
      this.#items.push({ value: parseJson(this.#text.slice(this.#start, at)), record });
    } catch {
      this.#items.push({ value: undefined, record, broken: true });
    }
    this.#start = -1;
  }

  #flushItems(): void {
    if (this.#items.length) this.#out.push({ items: this.#items });
    this.#items = [];
  }

  #giveUp(): void {
    this.#items.push({ value: undefined, record: this.#record++, broken: true });
    this.#text = '';
    this.#done = true;
  }
}

function safeParse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
