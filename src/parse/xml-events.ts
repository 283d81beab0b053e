import type { ExportFile } from '../core/export-file.ts';
import { decodeText } from './decode.ts';

/** What a stream of XML gives, in order. Names keep their prefix (`w:p`); entities are decoded, CDATA is text. */
export type XmlEvent =
  | { type: 'open'; name: string; attributes: Record<string, string> }
  | { type: 'text'; text: string }
  | { type: 'close'; name: string };

/** Streams an XML file, a chunk's worth of events at a time; bad markup is read as leniently as a browser would. */
export async function* xmlEvents(file: ExportFile): AsyncGenerator<XmlEvent[], void, undefined> {
  const { Parser } = await import('htmlparser2');
  let events: XmlEvent[] = [];
  const parser = new Parser(
    {
      onopentag: (name, attributes) => events.push({ type: 'open', name, attributes }),
      ontext: (text) => events.push({ type: 'text', text }),
      onclosetag: (name, implied) => {
        // What a cut-off file left open is no end: the reader sees that the element never closed.
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
  for await (const text of decodeText(file.bytes())) {
    parser.write(text);
    if (events.length) yield take();
  }
  ended = true;
  parser.end();
  if (events.length) yield take();
}

/** The words of each innermost element by its name, those of the same name joined: enough for a page of properties. */
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
