import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';
import { parseJson } from './json-items.ts';

/**
 * Reads data that an exporter keeps in a script (`const chatMessages = [ { type:1, text:'…', }, ];`), without running
 * it. It accepts JSON and JavaScript literals: bare keys, either quote, trailing commas. Integers of 16 digits or more
 * become strings, since server ids do not fit a number. Throws SyntaxError for anything that is not a literal.
 */
export function parseLiteral(text: string): unknown {
  if (JSON_LIKE.test(text)) {
    try {
      return parseJson(text);
    } catch {
      // A trailing comma or a raw line end: the reader below accepts those.
    }
  }
  const parser = new LiteralParser(text);
  return parser.whole();
}
const JSON_LIKE = /^\s*(?:\{\s*["}]|\[|"|-?\d|true|false|null)/u;

/** One element of an array in a script. */
export interface LiteralItem {
  value: unknown;
  /** 0-based index. */
  record: number;
  /**
   * The element is not a literal: this is its raw text, for readers that can rescue parts of it. Then `value` is
   * undefined.
   */
  broken?: string;
}

/** What stands before the array (the last `KEEP_BEFORE` characters at most), then the array's elements. */
type LiteralPart = { before: string } | { items: LiteralItem[] };

export interface LiteralOptions {
  /** Matches up to the `[` of the array. */
  marker: RegExp;
  /** A sure beginning of an element (global, matching from its `{`): after a broken element, reading goes on there. */
  resync?: RegExp;
}

/** Characters kept from before the array. Heads of chat pages hold names and, in some, avatars as data URIs. */
const KEEP_BEFORE = 8 * 1024 * 1024;
/** A marker is shorter than this, so it is never lost where chunks are cut. */
const MARKER_TAIL = 1024;
/** No message is this long. An element that does not end within it is given up. */
const MAX_ELEMENT = 32 * 1024 * 1024;
/** An element this long has probably lost its end: then `resync` may cut it. */
const SUSPECT = 256 * 1024;

/**
 * Streams the elements of one array in a script; memory is bounded by one element. Yields nothing without the marker.
 */
export async function* literalItems(
  file: ExportFile,
  options: LiteralOptions,
): AsyncGenerator<LiteralPart, void, undefined> {
  const reader = new ArrayReader(options);
  for await (const chunk of decodeText(file.bytes())) {
    const before = reader.feed(chunk);
    if (before !== null) yield { before };
    const items = reader.take(false);
    if (items.length) yield { items };
    if (reader.done) return;
  }
  const items = reader.take(true);
  if (items.length) yield { items };
}

class ArrayReader {
  done = false;
  readonly #options: LiteralOptions;
  #text = '';
  #inside = false;
  #before: string[] = [];
  #beforeSize = 0;
  #record = 0;
  /** Nothing ends in a text shorter than this: so a long element is not scanned again with every chunk. */
  #wanted = 0;
  /** Whether the previous element was cut short at the beginning of the next. */
  #derailed = false;

  constructor(options: LiteralOptions) {
    this.#options = options;
  }

  /** Gives what stood before the array, once the array's start is found. */
  feed(chunk: string): string | null {
    this.#text += chunk;
    if (this.#inside) return null;
    const found = this.#options.marker.exec(this.#text);
    const end = found ? found.index + found[0].length : Math.max(this.#text.length - MARKER_TAIL, 0);
    this.#keep(this.#text.slice(0, end));
    this.#text = this.#text.slice(end);
    if (!found) return null;
    this.#inside = true;
    return this.#before.join('');
  }

  #keep(text: string): void {
    this.#before.push(text);
    this.#beforeSize += text.length;
    while (this.#beforeSize > KEEP_BEFORE && this.#before.length > 1) {
      this.#beforeSize -= this.#before.shift()?.length ?? 0;
    }
  }

  /** The elements that have ended; with `last`, also the element that the file cuts off. */
  take(last: boolean): LiteralItem[] {
    if (!this.#inside || this.done || (!last && this.#text.length < this.#wanted)) return [];
    const items: LiteralItem[] = [];
    const text = this.#text;
    let at = 0;
    this.#wanted = 0;
    for (;;) {
      at = skip(text, at);
      if (at >= text.length) break;
      // `]` ends the array. If what follows begins like an element, the end is damaged and it is the rest of the
      // script.
      if (ENDS.includes(text[at] ?? '')) {
        this.done = true;
        break;
      }
      // After a broken element nothing is trusted beyond the next sure beginning: damage must not cost a scan of the
      // whole rest.
      const bound = this.#derailed ? this.#next(text, at, Math.min(text.length, at + SUSPECT)) : -1;
      const end = endOfValue(text, at, bound < 0 ? text.length : bound);
      if (end < 0 && bound > 0) {
        items.push(this.#broken(text.slice(at, bound)));
        at = bound;
        continue;
      }
      // A number or a name may continue in the next chunk.
      const open = end < 0 || (end === text.length && !last);
      const length = text.length - at;
      if (open && !last && length < SUSPECT) {
        this.#wanted = length + 1;
        break;
      }
      if (open || end - at > SUSPECT) {
        // Searched for in a fixed stretch, so that it makes no difference how the stream is cut into chunks.
        const next = this.#next(text, at, Math.min(text.length, at + SUSPECT));
        if (next > 0) {
          items.push(this.#broken(text.slice(at, next)));
          this.#derailed = true;
          at = next;
          continue;
        }
      }
      if (open) {
        if (!last && length < MAX_ELEMENT) {
          this.#wanted = length * 2;
          break;
        }
        items.push(this.#broken(text.slice(at)));
        this.done = true;
        break;
      }
      try {
        items.push({ value: parseLiteral(text.slice(at, end)), record: this.#record });
        this.#record++;
        this.#derailed = false;
        at = end;
      } catch {
        const next = this.#next(text, at, end);
        const stop = next < 0 ? Math.max(end, at + 1) : next;
        items.push(this.#broken(text.slice(at, stop)));
        at = stop;
      }
    }
    this.#text = text.slice(at);
    return items;
  }

  #next(text: string, from: number, to: number): number {
    const { resync } = this.#options;
    if (!resync) return -1;
    resync.lastIndex = from + 1;
    const found = resync.exec(text);
    return found && found.index < to ? found.index : -1;
  }

  #broken(raw: string): LiteralItem {
    return { value: undefined, record: this.#record++, broken: raw };
  }
}

const ENDS = '];)<';

/** Index after blanks and commas. */
function skip(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && code !== 44 && code !== 0xfeff) break;
  }
  return at;
}

/**
 * Index after the value that starts at `from`; -1 when it does not end before `to`. Follows only strings and brackets.
 */
function endOfValue(text: string, from: number, to: number): number {
  let depth = 0;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 34 || code === 39 || code === 96) {
      at = endOfString(text, at, code === 34 ? '"' : code === 39 ? "'" : '`');
      if (at < 0 || at > to) return -1;
      if (depth === 0) return at;
      continue;
    }
    if (code === 123 || code === 91) depth++;
    else if (code === 125 || code === 93) {
      if (depth === 0) return Math.max(at, from + 1);
      depth--;
      if (depth === 0) return at + 1;
    } else if (code === 44 && depth === 0) return at;
    at++;
  }
  return depth === 0 ? to : -1;
}

/** Index after the quote that closes the string opened at `from`; -1 when none does. */
function endOfString(text: string, from: number, quote: string): number {
  let at = from;
  for (;;) {
    at = text.indexOf(quote, at + 1);
    if (at < 0) return -1;
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === 92 && at - 1 - slashes > from) slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
}

/** No message is nested deeper; damaged input must not exhaust the stack. */
const MAX_DEPTH = 200;

class LiteralParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    const value = this.#value(0);
    this.#blank();
    if (this.#at < this.#text.length) this.#fail();
    return value;
  }

  #value(depth: number): unknown {
    if (depth > MAX_DEPTH) this.#fail();
    this.#blank();
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"' || first === "'" || first === '`') return this.#string();
    return this.#word();
  }

  #object(depth: number): Record<string, unknown> {
    // No prototype: a key `__proto__` in a file is data like any other key.
    const object: Record<string, unknown> = Object.create(null);
    this.#at++;
    for (;;) {
      this.#blank();
      if (this.#eat('}')) return object;
      const first = this.#text[this.#at];
      const key = first === '"' || first === "'" ? this.#string() : this.#match(KEY);
      this.#blank();
      if (!this.#eat(':')) this.#fail();
      object[key] = this.#value(depth + 1);
      this.#blank();
      if (!this.#eat(',') && this.#text[this.#at] !== '}') this.#fail();
    }
  }

  #array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.#at++;
    for (;;) {
      this.#blank();
      if (this.#eat(']')) return array;
      array.push(this.#value(depth + 1));
      this.#blank();
      if (!this.#eat(',') && this.#text[this.#at] !== ']') this.#fail();
    }
  }

  #string(): string {
    const from = this.#at;
    const quote = this.#text[from] ?? '"';
    const end = endOfString(this.#text, from, quote);
    if (end < 0) this.#fail();
    this.#at = end;
    const raw = this.#text.slice(from + 1, end - 1);
    // A template that would have to be run is not a literal.
    if (quote === '`' && /(?<!\\)\$\{/u.test(raw)) this.#fail();
    return decodeEscapes(raw);
  }

  #word(): unknown {
    const word = this.#match(WORD);
    if (word in WORDS) return WORDS[word];
    if (!NUMBER.test(word)) this.#fail();
    return /^-?\d{16,}$/u.test(word) ? word : Number(word);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (!found) this.#fail();
    this.#at += found.length;
    return found;
  }

  #eat(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }

  #blank(): void {
    while (
      this.#at < this.#text.length &&
      (this.#text.charCodeAt(this.#at) <= 32 || this.#text[this.#at] === '\ufeff')
    ) {
      this.#at++;
    }
  }

  #fail(): never {
    throw new SyntaxError(`no literal at ${this.#at}`);
  }
}

const KEY = /[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+/uy;
const WORD = /[\w.+-]+/uy;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$|^0[xX][\da-fA-F]+$/u;
const WORDS: Record<string, unknown> = Object.assign(Object.create(null), {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  NaN: null,
  None: null,
});

/**
 * Decodes the escapes of a JavaScript string: `\n`, `\'`, `\u4f60`, `\u{1f600}`, `\x41`, a line end. Unknown ones lose
 * the backslash.
 */
export function decodeEscapes(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (_, code: string) => {
    const kind = code[0] ?? '';
    if ((kind === 'u' || kind === 'x') && code.length > 1) {
      const point = Number.parseInt(code.replace(/^[ux]\{?|\}$/gu, ''), 16);
      return point <= 0x10ffff ? (point > 0xffff ? String.fromCodePoint(point) : String.fromCharCode(point)) : '\ufffd';
    }
    return SIMPLE[code] ?? code;
  });
}
const ESCAPE = /\\(u[\da-fA-F]{4}|u\{[\da-fA-F]{1,6}\}|x[\da-fA-F]{2}|\r\n|[\s\S])/gu;
const SIMPLE: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  '\n': '',
  '\r': '',
  '\r\n': '',
};
