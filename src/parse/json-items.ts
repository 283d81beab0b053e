import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';
import { Scanner } from './json-scanner.ts';

export { parseJson } from './json-text.ts';

/** One element of an array of a JSON document, parsed. `record` is its 0-based index. */
export interface JsonItem {
  value: unknown;
  record: number;
  /** It is no valid JSON, is too large, or the file ends inside it; `value` is undefined then. */
  broken?: true;
  /** How a broken element begins. */
  raw?: string;
}

/** The rest of the document: every top-level key but the streamed array, parsed. It has no prototype. */
export type JsonFrame = Record<string, unknown>;

/** What a stream of a document gives: its frame first as far as it stands before the array, then items, then the rest. */
export type JsonPart = { frame: JsonFrame } | { items: JsonItem[] };

/**
 * Streams the elements of one array of a JSON document with memory bounded by an element.
 * `key` names a top-level key that holds the array (`messages`); null means that the document itself is the array, with
 * whatever stands in front of its bracket (`var posts = [`).
 * Integers of 16 digits and more become strings. A document cut off in the middle ends with a `broken` item; damage costs
 * the element it is in when each element begins on a line of its own, as exporters that indent write them.
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

/** What the first characters of a document tell: its frame in front of the array, and the elements that are whole. */
export interface JsonHead {
  frame: JsonFrame;
  items: unknown[];
}

/** For detection: looks at the head of a document as `jsonItems` reads it. */
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
