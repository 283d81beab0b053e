import type { ExportFile, FileHead } from '../../../core/export-file.ts';
import type { Bilingual, ReadItem } from '../../../core/types.ts';
import { type JsonFrame, type JsonHead, type JsonItem, jsonHead, jsonItems } from '../../../parse/json-items.ts';
import { JsonSlicer } from '../../../parse/json-slices.ts';
import { isObject, type JsonObject } from '../../../parse/loose-json.ts';
import type { Carries, ReadContext, Reader } from '../../reader.ts';
import { chatOfFile } from './chat-item.ts';
import { inRuns } from './runs.ts';

export interface JsonChatSpec {
  id: string;
  title: Bilingual;
  carries: Carries;
  /** Key of the array of messages; null where the document is the array. */
  array: string | null;
  /**
   * Keys of the frame without which no message can be read, by what stands before the array. If they stand after it,
   * the file is read twice.
   */
  needs?: readonly string[] | ((frame: JsonFrame) => readonly string[]);
  detect(head: JsonHead): boolean;
  /** Called once per file; the result is called for every message. */
  open(frame: JsonFrame, file: ExportFile, context: ReadContext): MessageMaker | Promise<MessageMaker>;
}

/**
 * Makes an item of one element; null where the element is no message at all. It must depend on this element alone,
 * because long files are read in pieces.
 */
export type MessageMaker = (message: JsonObject, record: number) => ReadItem | null;

/** A reader of one JSON document with an array of messages, element by element. */
export function jsonChat(spec: JsonChatSpec): Reader {
  const { id, title, carries, array } = spec;
  function* itemsOf(parts: readonly JsonItem[], make: MessageMaker, file: ExportFile): Generator<ReadItem> {
    for (const { value, record, broken, raw } of parts) {
      const item = !broken && isObject(value) ? make(value, record) : null;
      yield item ?? unreadableRow(id, file, record, raw ?? JSON.stringify(value));
    }
  }
  return {
    id,
    title,
    kind: 'message',
    carries,
    slicer: (size) => new JsonSlicer(array, size),
    detect: (head) => {
      const seen = headOf(head, array);
      return seen !== null && spec.detect(seen) ? 'yes' : 'no';
    },
    ...inRuns(async function* (file, context) {
      const frame = Object.create(null) as JsonFrame;
      let make: MessageMaker | undefined;
      for await (const part of jsonItems(file, array)) {
        if ('frame' in part) {
          Object.assign(frame, part.frame);
          continue;
        }
        if (!make) {
          if (needed(spec, frame).some((key) => !(key in frame))) Object.assign(frame, await wholeFrame(file, array));
          make = await spec.open(frame, file, context);
        }
        yield itemsOf(part.items, make, file);
      }
    }),
  };
}

const needed = ({ needs = [] }: JsonChatSpec, frame: JsonFrame) => (typeof needs === 'function' ? needs(frame) : needs);

const HEADS = new WeakMap<FileHead, Map<string | null, JsonHead>>();

/** All readers of JSON share the result, so that a head is parsed once per key. */
function headOf(head: FileHead, array: string | null): JsonHead | null {
  const first = /^\s*([[{])/u.exec(head.text)?.[1];
  if (first !== (array === null ? '[' : '{')) return null;
  const seen = HEADS.get(head) ?? new Map<string | null, JsonHead>();
  HEADS.set(head, seen);
  const found = seen.get(array) ?? jsonHead(head.text, array);
  seen.set(array, found);
  return found;
}

async function wholeFrame(file: ExportFile, array: string | null): Promise<JsonFrame> {
  const frame = Object.create(null) as JsonFrame;
  for await (const part of jsonItems(file, array)) if ('frame' in part) Object.assign(frame, part.frame);
  return frame;
}

/** An item for a record that is no message, or is damaged. `text`: what stands there; its beginning is kept. */
export function unreadableRow(format: string, file: ExportFile, record: number, text = ''): ReadItem {
  const chat = chatOfFile(file);
  return {
    kind: 'message',
    type: 'text',
    conversation: chat.id ?? chat.name,
    sender: { name: '' },
    time: null,
    text: text.slice(0, KEPT_CHARS),
    source: { format, file: file.path, record },
    dropped: 'unreadable',
  };
}

const KEPT_CHARS = 4096;
