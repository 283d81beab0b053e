import { BACKSLASH, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, LF, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './codes.ts';
import { HeldText, MAX_VALUE } from './json-held.ts';
import type { JsonFrame, JsonItem, JsonPart } from './json-items.ts';
import { parseJson } from './json-text.ts';

/** Number of digits from which a JavaScript number may not hold an integer exactly. */
const LONG_DIGITS = 16;

/** Where the scanner is: before the wanted array, inside it, or after it. */
const BEFORE = 0;
const INSIDE = 1;
const AFTER = 2;

/** Follows only strings and brackets; every element that it has seen completely goes to JSON.parse. */
export class Scanner {
  readonly #key: string | null;
  /** The current chunk. */
  #text = '';
  /** Earlier chunks of the current value. */
  readonly #held = new HeldText();
  /** Where the current value starts in #text; -1 between values. */
  #start = -1;
  #isObject = false;
  #digits = 0;
  #hasLong = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #where = BEFORE;
  /** Depth inside the wanted array. */
  readonly #arrayDepth: number;
  /** What stands between two elements when each begins on a line of its own: a line end, its indent and the brace. */
  #lineStart: string | undefined;
  /** End of a chunk, which may be the beginning of #lineStart. */
  #tail = '';
  /** The text between the wanted array's bracket and its first element. */
  #gap: string | undefined;
  #gapFrom = 0;
  #frameKey: string | undefined;
  #frame: JsonFrame | undefined;
  #items: JsonItem[] = [];
  #out: JsonPart[] = [];
  #record = 0;
  #done = false;

  constructor(key: string | null) {
    this.#key = key;
    this.#arrayDepth = key === null ? 1 : 2;
  }

  feed(chunk: string): void {
    if (this.#done) return;
    this.#text = this.#tail + chunk;
    this.#tail = '';
    if (this.#start >= 0) this.#start = 0;
    const end = this.#scan();
    this.#tail = this.#text.slice(end);
    // The current value continues in the next chunk.
    if (this.#start >= 0) this.#held.add(this.#text.slice(this.#start, end));
    if (this.#gap !== undefined) this.#gap += this.#text.slice(this.#gapFrom, end);
    this.#gapFrom = 0;
  }

  end(): void {
    if (this.#done) return;
    if (this.#tail) {
      this.#lineStart = undefined;
      this.feed('');
    }
    if (!this.#done && (this.#depth > 0 || this.#inString || this.#start >= 0)) this.#breakItem();
  }

  drain(): JsonPart[] {
    this.#flush();
    const out = this.#out;
    this.#out = [];
    return out;
  }

  /** Returns how far it got: the end of the chunk, or the place where the last line may be the start of an element. */
  #scan(): number {
    const text = this.#text;
    const end = text.length;
    let at = 0;
    while (at < end && !this.#done) {
      if (this.#inString) {
        at = this.#skipString(at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (code >= 48 && code <= 57) {
        if (this.#start < 0) this.#start = at;
        if (++this.#digits === LONG_DIGITS) this.#hasLong = true;
        at++;
        continue;
      }
      this.#digits = 0;
      if (code === QUOTE) {
        if (this.#start < 0) this.#start = at;
        this.#inString = true;
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) this.#enter(code, at);
      else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.#leave(code, at);
      else if (code === COMMA || code === COLON) this.#separate(code, at);
      else if (code === LF && this.#lineStart !== undefined) {
        if (end - at < this.#lineStart.length) return at;
        if (text.startsWith(this.#lineStart, at)) this.#newLineElement(at);
      } else if (code > 32 && this.#start < 0) this.#start = at;
      at++;
    }
    return end;
  }

  /**
   * From inside a string to just after its end. A raw line end closes it too: JSON allows none in a string, so a quote
   * is lost.
   */
  #skipString(from: number): number {
    const text = this.#text;
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at++;
    }
    for (let search = at; ; ) {
      const quote = text.indexOf('"', search);
      const stop = quote < 0 ? text.length : quote;
      const line = this.#lineStart === undefined ? -1 : text.slice(search, stop).indexOf('\n');
      if (line >= 0) {
        this.#inString = false;
        return search + line;
      }
      let back = stop;
      while (back > at && text.charCodeAt(back - 1) === BACKSLASH) back--;
      const escaped = ((stop - back) & 1) === 1;
      if (quote < 0) {
        this.#escaped = escaped;
        return stop;
      }
      if (!escaped) {
        this.#inString = false;
        return quote + 1;
      }
      search = quote + 1;
    }
  }

  #enter(code: number, at: number): void {
    this.#depth++;
    if (this.#where === BEFORE && code === OPEN_BRACKET && this.#depth === this.#arrayDepth) {
      if (this.#key === null || this.#frameKey === this.#key) {
        this.#where = INSIDE;
        this.#drop();
        this.#gap = '';
        this.#gapFrom = at + 1;
        this.#frameKey = undefined;
        // What stood before the array is known now and may be needed to read its elements.
        this.#flush();
        return;
      }
    }
    const root = this.#key !== null && this.#depth === 1 && code === OPEN_BRACE;
    if (root) this.#drop();
    else if (this.#start < 0) {
      this.#start = at;
      this.#isObject = code === OPEN_BRACE;
      if (this.#gap !== undefined) this.#learnLineStart(at);
    }
  }

  /** Learns #lineStart from the first element. */
  #learnLineStart(at: number): void {
    const gap = `${this.#gap}${this.#text.slice(this.#gapFrom, at)}`;
    this.#gap = undefined;
    const [line] = this.#isObject ? (/\n[ \t]*$/u.exec(gap) ?? []) : [];
    if (line !== undefined) this.#lineStart = `${line}{`;
  }

  /** The indent shows that an element begins here: if another one is still open, that one has lost a bracket. */
  #newLineElement(at: number): void {
    if (this.#where !== INSIDE || this.#start < 0) return;
    this.#take(at, true);
    this.#depth = this.#arrayDepth;
  }

  #leave(code: number, at: number): void {
    if (this.#where === INSIDE && this.#depth === this.#arrayDepth) {
      // A brace too many: it belongs to an element that damage has closed early, whose rest becomes a broken element.
      if (code === CLOSE_BRACE) {
        if (this.#start < 0) this.#start = at;
        return;
      }
      this.#take(at);
      this.#flush();
      this.#where = AFTER;
      this.#lineStart = undefined;
    } else if (this.#depth === 1 && this.#key !== null) this.#takeFrame(at);
    this.#depth--;
    if (this.#depth <= 0) this.#done = true;
  }

  #separate(code: number, at: number): void {
    if (this.#where === INSIDE) {
      // Where all elements begin with a brace, anything else is the rest of a damaged element, including its commas.
      const rest = this.#lineStart !== undefined && !this.#isObject;
      if (code === COMMA && this.#depth === this.#arrayDepth && !rest) this.#take(at);
    } else if (this.#depth === 1 && this.#key !== null) {
      if (code === COMMA) this.#takeFrame(at);
      else if (this.#frameKey === undefined) {
        const name = parsed(this.#value(at), false);
        this.#frameKey = typeof name === 'string' ? name : '';
        this.#drop();
      }
    }
  }

  /** `unclosed`: the line of the next element ended it, so the comma still follows it. */
  #take(at: number, unclosed = false): void {
    if (this.#start < 0) return;
    const text = this.#isTooLarge(at) ? '' : this.#value(at);
    const value = parsed(unclosed ? text.replace(/,\s*$/u, '') : text, this.#hasLong);
    const item: JsonItem = { value, record: this.#record++ };
    if (value === undefined) {
      item.broken = true;
      item.raw = this.#held.beginning(this.#text.slice(this.#start, at));
    }
    this.#items.push(item);
    this.#drop();
  }

  #takeFrame(at: number): void {
    if (this.#frameKey !== undefined && this.#start >= 0 && !this.#isTooLarge(at)) {
      this.#frame ??= Object.create(null) as JsonFrame;
      this.#frame[this.#frameKey] = parsed(this.#value(at), this.#hasLong);
    }
    this.#frameKey = undefined;
    this.#drop();
  }

  #isTooLarge(at: number): boolean {
    return this.#held.length + at - this.#start > MAX_VALUE;
  }

  #value(at: number): string {
    return this.#start < 0 ? '' : this.#held.with(this.#text.slice(this.#start, at));
  }

  #drop(): void {
    this.#start = -1;
    this.#isObject = false;
    this.#hasLong = false;
    this.#digits = 0;
    this.#held.clear();
  }

  #flush(): void {
    if (this.#items.length) this.#out.push({ items: this.#items });
    if (this.#frame) this.#out.push({ frame: this.#frame });
    this.#items = [];
    this.#frame = undefined;
  }

  #breakItem(): void {
    this.#items.push({ value: undefined, record: this.#record++, broken: true, raw: this.#held.beginning('') });
    this.#done = true;
  }
}

function parsed(text: string, hasLong: boolean): unknown {
  try {
    return parseJson(text, hasLong);
  } catch {
    return undefined;
  }
}
