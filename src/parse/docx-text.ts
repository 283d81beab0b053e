import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { mhtPage } from './mht.ts';
import { plainLines, wholeText } from './whole-text.ts';
import { DocumentRoom, PARAGRAPH_ROOM, type XmlEvent, xmlEvents, xmlTexts } from './xml-events.ts';

/** The words of a Word document, paragraph by paragraph. */
interface DocxText {
  /**
   * Paragraphs with LF at their line breaks; '' for an empty paragraph. Each table row is one paragraph, with tabs
   * between cells.
   */
  paragraphs: string[];
  /** A paragraph in the style Title; it is not among `paragraphs`. */
  title?: string;
  /** There are empty paragraphs between others: then each paragraph is one line, as in a poem or a list. */
  spaced: boolean;
}

interface DocxProperties {
  title: string;
  /** ISO, UTC. Often the time of the template. */
  created: string;
  modified: string;
}

/** Word's styles, English and Chinese, by id or by name. */
const TITLE_STYLE = /^(?:title|标题|a3)$/iu;
const QUOTE_STYLE = /^(?:intense)?quote|^引用|^明显引用/iu;

const CONTENTS_STYLE = /^(?:toc(?: ?\d| heading)|目录)/iu;

/**
 * Reads `word/document.xml`. Left out are text that was deleted or moved away, hidden text, field codes, phonetic
 * guides, a table of contents, quotes by style and the second copy of text boxes; insertions count. Footnotes and
 * endnotes come after the paragraph that they belong to. Null when the part is missing. Throws what unpacking throws,
 * and TooLarge for a text that is too long to be a document.
 */
export async function docxText(zip: ExportFolder): Promise<DocxText | null> {
  const part = zip.get('word/document.xml');
  if (!part) return null;
  const styles = await styleNames(zip.get('word/styles.xml'));
  const room = new DocumentRoom();
  const notes = new Map<string, string>();
  for (const kind of ['footnote', 'endnote']) await readNotes(zip.get(`word/${kind}s.xml`), kind, notes, styles, room);
  const words = new DocxWords(styles, room, notes);
  for await (const events of xmlEvents(part)) for (const event of events) words.take(event);
  const { paragraphs, title } = words.end();
  const filled = paragraphs.flatMap((line, at) => (line.trim() ? [at] : []));
  const spaced = paragraphs.slice(filled[0], filled.at(-1)).some((line) => !line.trim());
  return { paragraphs, ...(title === undefined ? {} : { title }), spaced };
}

/**
 * The web page that stands in a document in place of words of its own, as html-docx-js makes it: Word takes the words
 * over when it saves the document. '' where there is none. Source: evidenceprime/html-docx-js, src/templates.
 */
export async function docxPage(zip: ExportFolder): Promise<string> {
  const links = zip.get('word/_rels/document.xml.rels');
  const relations = links ? (((await wholeText(links)) ?? '').match(/<Relationship\b[^>]*>/gu) ?? []) : [];
  const chunk = relations.find((one) => /\/aFChunk"/u.test(one));
  const target = /\bTarget="\/?(?:word\/)?([^"]+\.(?:mht|html?|xhtml))"/u.exec(chunk ?? '')?.[1];
  const part = target && zip.get(`word/${target}`);
  const page = part ? plainLines((await wholeText(part)) ?? '') : '';
  return mhtPage(page) ?? page;
}

/** `<w:footnote w:id="2">` and `<w:endnote …>`; Word's own separators leave nothing. */
async function readNotes(
  part: ExportFile | undefined,
  kind: string,
  notes: Map<string, string>,
  styles: ReadonlyMap<string, string>,
  room: DocumentRoom,
): Promise<void> {
  let id = '';
  let words: DocxWords | undefined;
  if (!part) return;
  for await (const events of xmlEvents(part)) {
    for (const event of events) {
      if (event.type === 'text' || event.name !== `w:${kind}`) words?.take(event);
      else if (event.type === 'open') {
        id = event.attributes['w:id'] ?? '';
        words = new DocxWords(styles, room);
      } else {
        const text = words?.end().paragraphs.join('\n').trim();
        if (text) notes.set(kind + id, text);
        words = undefined;
      }
    }
  }
}

/** Puts the events of a part together into paragraphs. */
class DocxWords {
  readonly #styles: ReadonlyMap<string, string>;
  readonly #room: DocumentRoom;
  readonly #notes: ReadonlyMap<string, string>;
  readonly #paragraphs: string[] = [];
  #title: string | undefined;
  /** Text boxes nest paragraphs in paragraphs. */
  readonly #open: { text: string; style: string }[] = [];
  readonly #row: string[][] = [];
  /** For each open part of a form, whether it is the table of contents. */
  readonly #forms: boolean[] = [];
  #called: string[] = [];
  #skip = 0;
  #inText = false;
  #hidden = false;

  constructor(
    styles: ReadonlyMap<string, string>,
    room: DocumentRoom,
    notes: ReadonlyMap<string, string> = new Map<string, string>(),
  ) {
    this.#styles = styles;
    this.#room = room;
    this.#notes = notes;
  }

  take(event: XmlEvent): void {
    if (event.type === 'text') {
      if (this.#inText) this.#put(event.text);
      return;
    }
    const name = event.name.slice(event.name.indexOf(':') + 1);
    if (event.type === 'open') this.#begin(name, event.attributes);
    else this.#finish(name);
  }

  end(): { paragraphs: string[]; title: string | undefined } {
    if (this.#open.length) this.#endParagraph();
    return { paragraphs: this.#paragraphs, title: this.#title };
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    const value = attributes['w:val'] ?? '';
    const paragraph = this.#open.at(-1);
    if (name === 'p' || name === 'tr' || name === 'tc') this.#room.take(PARAGRAPH_ROOM);
    if (LEFT_OUT.has(name)) this.#skip++;
    else if (name === 't') this.#inText = true;
    else if (name === 'r') this.#hidden = false;
    else if (name === 'vanish') this.#hidden = value !== '0' && value !== 'false';
    else if (name === 'p') this.#open.push({ text: '', style: '' });
    else if (name === 'pStyle' && paragraph) paragraph.style = this.#styles.get(value) ?? value;
    else if (name === 'tr') this.#row.push([]);
    else if (name === 'tc') this.#row.at(-1)?.push('');
    else if (name === 'sdt') this.#forms.push(false);
    else if (name === 'docPartGallery' && value === 'Table of Contents' && this.#forms.at(-1) === false) {
      this.#forms[this.#forms.length - 1] = true;
      this.#skip++;
    } else if ((name === 'footnoteReference' || name === 'endnoteReference') && !this.#skip) {
      const note = this.#notes.get(name.replace('Reference', '') + (attributes['w:id'] ?? ''));
      if (note !== undefined) this.#called.push(note);
    } else if (SIGNS[name] !== undefined) this.#put(SIGNS[name]);
  }

  #finish(name: string): void {
    if (LEFT_OUT.has(name)) this.#skip--;
    else if (name === 't') this.#inText = false;
    else if (name === 'p') {
      if (!this.#skip) this.#endParagraph();
      else this.#open.pop();
    } else if (name === 'tr') {
      const cells = this.#row.pop() ?? [];
      if (this.#row.length) this.#row.at(-1)?.push(cells.join(' '));
      else if (cells.some(Boolean)) this.#add(cells.join('\t'));
    } else if (name === 'sdt' && this.#forms.pop()) this.#skip--;
  }

  #put(text: string): void {
    const paragraph = this.#open.at(-1);
    this.#room.take(text.length);
    if (paragraph && !this.#skip && !this.#hidden) paragraph.text += text;
  }

  #endParagraph(): void {
    const { text = '', style = '' } = this.#open.pop() ?? {};
    const words = text.replace(/(?<![ \t])[ \t]+$/gmu, '');
    const cells = this.#row.at(-1);
    if (cells) cells[cells.length - 1] = [cells.at(-1), words.trim()].filter(Boolean).join(' ');
    else if (QUOTE_STYLE.test(style) || CONTENTS_STYLE.test(style)) return;
    else if (!this.#title && words.trim() && TITLE_STYLE.test(style) && this.#paragraphs.every((line) => !line))
      this.#title = words.trim();
    else this.#add(words);
  }

  /** Adds a paragraph and the notes that it refers to. */
  #add(words: string): void {
    for (const note of this.#called) this.#room.take(note.length);
    this.#paragraphs.push(words, ...this.#called);
    this.#called = [];
  }
}

const LEFT_OUT = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'footnotePr', 'sectPr', 'rt']);
const SIGNS: Record<string, string> = { br: '\n', cr: '\n', tab: '\t', noBreakHyphen: '-' };

/** Chinese Word numbers its styles; their names say what they are. */
async function styleNames(part: ExportFile | undefined): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let id = '';
  if (!part) return names;
  for await (const events of xmlEvents(part)) {
    for (const event of events) {
      if (event.type !== 'open') continue;
      if (event.name === 'w:style') id = event.attributes['w:styleId'] ?? '';
      else if (event.name === 'w:name' && id) names.set(id, event.attributes['w:val'] ?? '');
    }
  }
  return names;
}

/** Properties from `docProps/core.xml`; '' for what is absent. */
export async function docxProperties(zip: ExportFolder): Promise<DocxProperties> {
  const found = await xmlTexts(zip.get('docProps/core.xml'));
  const trimmed = (key: string) => (found[key] ?? '').trim();
  return { title: trimmed('dc:title'), created: trimmed('dcterms:created'), modified: trimmed('dcterms:modified') };
}
