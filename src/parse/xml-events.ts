import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';
import { TooLarge } from './too-large.ts';

/** What a stream of XML gives, in order. Names keep their prefix (`w:p`); entities are decoded, CDATA is text. */
export type XmlEvent =
  | { type: 'open'; name: string; attributes: Record<string, string> }
  | { type: 'text'; text: string }
  | { type: 'close'; name: string };

/** In characters. No file read here has a tag this long; the parser holds a tag in memory until it ends. */
const LONGEST_TAG = 64 * 1024 * 1024;

/** Word nests tables in tables a few times; the parser moves the names of all open elements with every tag. */
const DEEPEST = 10_000;

/**
 * Streams an XML file, one chunk's worth of events at a time; bad markup is read as leniently as in a browser. Throws
 * TooLarge for a tag without an end, or for tags nested too deep: they would fill the memory.
 */
export async function* xmlEvents(file: ExportFile): AsyncGenerator<XmlEvent[], void, undefined> {
  const { Parser } = await import('htmlparser2');
  let events: XmlEvent[] = [];
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth++;
        events.push({ type: 'open', name, attributes });
      },
      ontext: (text) => events.push({ type: 'text', text }),
      onclosetag: (name, implied) => {
        depth--;
        // An element that a cut-off file left open does not count as closed: the reader sees that it never closed.
        if (!(implied && ended)) events.push({ type: 'close', name });
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  let ended = false;
  const take = () => {
    const taken = events;
    events = [];
    return taken;
  };
  let silent = 0;
  for await (const text of decodeText(file.bytes())) {
    parser.write(text);
    silent = events.length ? 0 : silent + text.length;
    if (silent > LONGEST_TAG) throw new TooLarge('a tag without an end');
    if (depth > DEEPEST) throw new TooLarge('nested too deep');
    if (events.length) yield take();
  }
  ended = true;
  parser.end();
  if (events.length) yield take();
}

/**
 * The words of each innermost element by its name, with those of the same name joined: enough for a page of properties.
 */
export async function xmlTexts(file: ExportFile | undefined): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  let name = '';
  if (!file) return texts;
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      if (event.type === 'open') name = event.name;
      else if (event.type === 'close') name = '';
      else if (name) texts[name] = (texts[name] ?? '') + event.text;
    }
  }
  return texts;
}

/** Limits what a document that is read as one piece holds in memory: it throws TooLarge when more is taken. */
export class DocumentRoom {
  /** In characters: twenty long novels. */
  #left = 16 * 1024 * 1024;

  take(chars: number): void {
    this.#left -= chars;
    if (this.#left < 0) throw new TooLarge('a document longer than any');
  }
}

/** An empty paragraph or cell takes memory too. */
export const PARAGRAPH_ROOM = 16;
