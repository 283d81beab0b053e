import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';
import { Scanner } from './json-scanner.ts';

export { jsonOrNone, parseJson } from './json-text.ts';

/** One parsed element of an array in a JSON document. `record` is its 0-based index. */
export interface JsonItem {
  value: unknown;
  record: number;
  /** The element is not valid JSON, is too large, or the file ends inside it; then `value` is undefined. */
  broken?: true;
  /** The beginning of a broken element. */
  raw?: string;
}

/** The rest of the document: every top-level key except the streamed array, parsed. It has no prototype. */
export type JsonFrame = Record<string, unknown>;

/**
 * What a stream of a document gives: first the part of its frame that stands before the array, then items, then the
 * rest.
 */
export type JsonPart = { frame: JsonFrame } | { items: JsonItem[] };

/**
 * Streams the elements of one array in a JSON document; memory is bounded by one element.
 * `key` is the top-level key that holds the array (`messages`). Null means that the document itself is the array, with
 * whatever stands before its bracket (`var posts = [`).
 * Integers of 16 digits or more become strings. A document that is cut off ends with a `broken` item. Damage costs only
 * the element it is in, if each element begins on a line of its own, as exporters that indent write them.
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

/** What the first characters of a document show: its frame before the array, and the complete elements. */
export interface JsonHead {
  frame: JsonFrame;
  items: unknown[];
}

/** For detection: reads the head of a document the way `jsonItems` reads it. */
export function jsonHead(text: string, key: string | null): JsonHead {
  const scanner = new Scanner(key);
  scanner.feed(text);
  const head: JsonHead = { frame: Object.create(null) as JsonFrame, items: [] };
  for (const part of scanner.drain()) {
    if ('frame' in part) Object.assign(head.frame, part.frame);
    else for (const { value, broken } of part.items) if (!broken) head.items.push(value);
  }
  return head;
}
