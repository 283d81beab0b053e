import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { xmlEvents } from '../../../parse/xml-events.ts';
import type { ReadContext, Reader } from '../../reader.ts';
import { entryItems, unreadableWriting, type Writing } from '../families/essay.ts';
import { WEB_CLIP } from '../families/not-own-words.ts';

const ID = 'essay-evernote-enex';

/**
 * Evernote and 印象笔记: `.enex` (and `.notes`), many notes in one XML file, each with its pictures as base64.
 *   <en-export …><note><title>钓鱼记</title><content><![CDATA[<en-note><div>五点半出门。</div></en-note>]]></content>
 *   <created>20170604T020500Z</created><note-attributes><source>desktop.win</source></note-attributes>…</note></en-export>
 * Notes clipped from the web or from mails are not own words, nor is what was clipped into a note. Tasks
 * (`<task><title>修水龙头</title>…`) follow the text, one line each. Recordings (`<mime>audio/x-m4a</mime>`) are only
 * counted. Newer 印象笔记 encrypts the text (`encoding="base64:aes"`): unreadable.
 * Source: obsidianmd/obsidian-importer bf01761c, tests/evernote; wormi4ok/evernote2md issues 99 and 112.
 */
export const essayEvernoteEnex: Reader = {
  id: ID,
  title: { en: 'Evernote notes (.enex)', zh: '印象笔记 / Evernote（.enex）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) => (/<en-export\b/u.test(text.slice(0, 4000)) ? 'yes' : 'no'),
  async *read(file, context) {
    let record = 0;
    let encrypted = 0;
    let sounds = 0;
    for await (const note of notes(file)) {
      if (note.encrypted) encrypted++;
      sounds += note.values['resource/mime']?.match(/^audio\//gmu)?.length ?? 0;
      yield* await noteItems(file, record++, note, context);
    }
    if (record === 0) yield unreadableWriting(ID, file, 0, 'no-notes');
    if (encrypted)
      context.emit({ type: 'warn', notice: { code: 'encrypted-notes', facts: { file: file.path, count: encrypted } } });
    if (sounds)
      context.emit({ type: 'warn', notice: { code: 'sounds-in-notes', facts: { file: file.path, count: sounds } } });
  },
};

interface Note {
  /** What stands at each place; elements that come several times give a line each. */
  values: Partial<Record<Place, string>>;
  encrypted: boolean;
  whole: boolean;
}

/** The elements of a note that are asked for. A picture has a `source-url` of its own, a task a `title` and `created`. */
const PLACES = [
  'title',
  'content',
  'created',
  'updated',
  'note-attributes/source',
  'note-attributes/source-url',
  'task/title',
  'resource/mime',
] as const;
type Place = (typeof PLACES)[number];
/** `open`: the elements that are open below the note, the innermost last. */
const placeOf = (open: readonly string[]): Place | undefined =>
  open.length > 2 ? undefined : PLACES.find((place) => place === open.join('/'));

/** In characters. Longest text of one note; pictures stand elsewhere. */
const MAX_CONTENT = 32 * 1024 * 1024;

async function* notes(file: ExportFile): AsyncGenerator<Note, void, undefined> {
  let note: Note | undefined;
  let open: string[] = [];
  let place: Place | undefined;
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      if (event.type === 'text') {
        const known = place && note?.values[place];
        if (note && place && known !== undefined && known.length < MAX_CONTENT) note.values[place] = known + event.text;
      } else if (event.name === 'note') {
        if (event.type === 'close' && note) yield { ...note, whole: true };
        note = event.type === 'open' ? { values: {}, encrypted: false, whole: false } : undefined;
        open = [];
        place = undefined;
      } else if (note) {
        if (event.type === 'open') open.push(event.name);
        else open.pop();
        place = placeOf(open);
        if (event.type === 'close' || !place) continue;
        const before = note.values[place];
        note.values[place] = before ? `${before}\n` : '';
        if (place === 'content') note.encrypted = /aes/iu.test(event.attributes.encoding ?? '');
      }
    }
  }
  if (note) yield note;
}

async function noteItems(file: ExportFile, record: number, note: Note, context: ReadContext): Promise<ReadItem[]> {
  const { title = '', content = '', created = '', updated = '' } = note.values;
  const time = stamp(created) ?? stamp(updated);
  const known: Partial<Writing> = { title, ...(time ? { when: { time } } : {}) };
  if (note.encrypted) return [unreadableWriting(ID, file, record, 'encrypted-note', known)];
  const text = [content ? await enmlText(content) : '', note.values['task/title'] ?? ''].filter(Boolean).join('\n\n');
  if (!note.whole) return [unreadableWriting(ID, file, record, 'cut-off', { ...known, text })];
  const isClip =
    /^(?:web|mobile|mail)\.clip/iu.test(note.values['note-attributes/source'] ?? '') ||
    Boolean(note.values['note-attributes/source-url']?.trim()) ||
    (CLIPPED.test(content) && !text);
  return entryItems(ID, file, record, { text, ...known, ...(isClip ? WEB_CLIP : {}) }, context);
}

/** ENML is XHTML with elements of its own; read as a page, `<en-todo/>` would have to be closed. */
async function enmlText(enml: string): Promise<string> {
  const html = enml
    .replace(/<\?xml[^>]*>|<!DOCTYPE[^>]*>/giu, '')
    .replace(/<(en-\w+|div|span|p)\b([^<>]*)\/>/gu, '<$1$2></$1>');
  const $ = await loadPage(html);
  return prose($.root().contents().get(), {
    skip: ({ name, attribs }) =>
      LEFT_OUT.has(name) || CLIPPED.test(attribs.style ?? '') || /-en-codeblock\s*:\s*true/u.test(attribs.style ?? ''),
  });
}
/** What the clipper took from a page, within a note that may be somebody's own around it. */
const CLIPPED = /--en-clipped-content/u;
const LEFT_OUT = new Set(['en-media', 'en-crypt', 'en-todo']);

/** `20170604T020500Z`. */
function stamp(text: string): string | null {
  const [, year, month, day, hour, minute, second] =
    /^\s*(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\s*$/u.exec(text) ?? [];
  if (!year) return null;
  const time = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return Number.isNaN(Date.parse(time)) ? null : time;
}
