import type { ExportFile, ExportFolder } from '../core/export-file.ts';
import { DocumentRoom, PARAGRAPH_ROOM, xmlEvents, xmlTexts } from './xml-events.ts';

/** The words of a Word document, paragraph by paragraph. */
export interface DocxText {
  /** Paragraphs, LF at their line breaks; '' for an empty one. Cells of a table are joined by tabs, each row is one. */
  paragraphs: string[];
  /** A paragraph in the style Title; it is not among them. */
  title?: string;
  /** It has empty paragraphs between others: then one paragraph is one line, as in a poem or a list. */
  spaced: boolean;
}

export interface DocxProperties {
  title: string;
  /** ISO, UTC. Often the template's. */
  created: string;
  modified: string;
}

/** Styles of Word, English and Chinese, by id or by name. */
const TITLE_STYLE = /^(?:title|标题|a3)$/iu;
const QUOTE_STYLE = /^(?:intense)?quote|^引用|^明显引用/iu;

/**
 * Reads `word/document.xml`. Runs that were deleted or moved away, hidden text, fields' codes, quotes by style and the
 * second copy of text boxes are left out; insertions count. Null when the part is missing; throws what unpacking throws,
 * and TooLarge for what is too long to be a document.
 */
export async function docxText(zip: ExportFolder): Promise<DocxText | null> {
  const part = zip.get('word/document.xml');
  if (!part) return null;
  const styles = await styleNames(zip.get('word/styles.xml'));
  const out: DocxText = { paragraphs: [], spaced: false };
  // Text boxes nest paragraphs in paragraphs.
  const open: { text: string; style: string }[] = [];
  const row: string[][] = [];
  let skip = 0;
  let inText = false;
  let hidden = false;
  const room = new DocumentRoom();
  const put = (text: string) => {
    const paragraph = open.at(-1);
    room.take(text.length);
    if (paragraph && !skip && !hidden) paragraph.text += text;
  };
  const endParagraph = () => {
    const { text = '', style = '' } = open.pop() ?? {};
    const words = text.replace(/[ \t]+$/gmu, '');
    const cells = row.at(-1);
    if (cells) cells[cells.length - 1] = [cells.at(-1), words.trim()].filter(Boolean).join(' ');
    else if (QUOTE_STYLE.test(style)) return;
    else if (!out.title && words.trim() && TITLE_STYLE.test(style) && out.paragraphs.every((line) => !line))
      out.title = words.trim();
    else out.paragraphs.push(words);
  };
  for await (const events of xmlEvents(part)) {
    for (const event of events) {
      if (event.type === 'text') {
        if (inText) put(event.text);
        continue;
      }
      const name = event.name.slice(event.name.indexOf(':') + 1);
      const isOpen = event.type === 'open';
      if (isOpen && (name === 'p' || name === 'tr' || name === 'tc')) room.take(PARAGRAPH_ROOM);
      if (LEFT_OUT.has(name)) skip += isOpen ? 1 : -1;
      else if (name === 't') inText = isOpen;
      else if (name === 'r' && isOpen) hidden = false;
      else if (name === 'vanish' && isOpen)
        hidden = event.attributes['w:val'] !== '0' && event.attributes['w:val'] !== 'false';
      else if (name === 'p' && isOpen) open.push({ text: '', style: '' });
      else if (name === 'p') {
        if (!skip) endParagraph();
        else open.pop();
      } else if (name === 'pStyle' && isOpen) {
        const paragraph = open.at(-1);
        const id = event.attributes['w:val'] ?? '';
        if (paragraph) paragraph.style = styles.get(id) ?? id;
      } else if (name === 'tr' && isOpen) row.push([]);
      else if (name === 'tr') {
        const cells = row.pop() ?? [];
        if (row.length) row.at(-1)?.push(cells.join(' '));
        else if (cells.some(Boolean)) out.paragraphs.push(cells.join('\t'));
      } else if (name === 'tc' && isOpen) row.at(-1)?.push('');
      else if (isOpen && SIGNS[name] !== undefined) put(SIGNS[name]);
    }
  }
  if (open.length) endParagraph();
  const filled = out.paragraphs.flatMap((line, at) => (line.trim() ? [at] : []));
  out.spaced = out.paragraphs.slice(filled[0], filled.at(-1)).some((line) => !line.trim());
  return out;
}

const LEFT_OUT = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'footnotePr', 'sectPr']);
const SIGNS: Record<string, string> = { br: '\n', cr: '\n', tab: '\t', noBreakHyphen: '-' };

/** Chinese Word numbers its styles; what they are stands in their names. */
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

/** `docProps/core.xml`; '' for what is absent. */
export async function docxProperties(zip: ExportFolder): Promise<DocxProperties> {
  const found = await xmlTexts(zip.get('docProps/core.xml'));
  const trimmed = (key: string) => (found[key] ?? '').trim();
  return { title: trimmed('dc:title'), created: trimmed('dcterms:created'), modified: trimmed('dcterms:modified') };
}
