import type { ExportFile, ExportFolder } from '../../../core/export-file.ts';
import { TooLarge } from '../../../parse/too-large.ts';
import { DocumentRoom, PARAGRAPH_ROOM, xmlEvents, xmlTexts } from '../../../parse/xml-events.ts';
import type { Reader } from '../../reader.ts';
import { unreadableWriting, whenMade } from '../families/essay.ts';
import { writingItems } from '../families/writings.ts';

const ID = 'essay-odt';

/**
 * OpenDocument text (.odt) of LibreOffice and WPS: a zip with `content.xml`. Notes, annotations, deleted words and
 * paragraphs in the style Quotations are left out. Source: OpenDocument 1.3, part 3.
 */
export const essayOdt: Reader = {
  id: ID,
  title: { en: 'OpenDocument text (.odt)', zh: 'OpenDocument 文档（.odt）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ name, entries }) =>
    entries?.includes('content.xml') &&
    entries.includes('META-INF/manifest.xml') &&
    /\.(?:odt|ott|fodt|sxw)$/iu.test(name)
      ? 'yes'
      : 'no',
  async *read(file, context) {
    const zip = await file.unzip();
    try {
      const part = zip?.get('content.xml');
      if (!zip || !part) {
        yield unreadableWriting(ID, file, 0, 'damaged-zip');
        return;
      }
      const paragraphs = await paragraphsOf(part);
      const { title, created } = await metaOf(zip);
      const isSpaced = paragraphs.slice(1, -1).some((words) => !words.trim());
      const lines = paragraphs.flatMap((words) => [...words.split('\n'), ...(isSpaced ? [] : [''])]);
      yield* writingItems(ID, file, context, lines, {
        ...(title ? { title } : {}),
        ...whenMade(file, created),
      });
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      yield unreadableWriting(ID, file, 0, 'damaged');
    }
  },
};

const LEFT_OUT = new Set([
  'text:note',
  'office:annotation',
  'text:tracked-changes',
  'text:table-of-content',
  'text:sequence-decls',
  'text:ruby-text',
]);

async function paragraphsOf(part: ExportFile): Promise<string[]> {
  const out: string[] = [];
  let open: { text: string; quote: boolean } | undefined;
  let skip = 0;
  const cells: string[][] = [];
  const room = new DocumentRoom();
  for await (const events of xmlEvents(part)) {
    for (const event of events) {
      if (event.type === 'text') {
        // Line ends of the file are only layout; blanks that count are written as text:s.
        room.take(event.text.length);
        if (open && !skip) open.text += event.text.replace(/\s+/gu, ' ');
        continue;
      }
      const { name } = event;
      const isOpen = event.type === 'open';
      if (isOpen) room.take(PARAGRAPH_ROOM);
      if (LEFT_OUT.has(name)) skip += isOpen ? 1 : -1;
      else if (skip) continue;
      else if (name === 'table:table-row' && isOpen) cells.push([]);
      else if (name === 'table:table-row') {
        const row = cells.pop() ?? [];
        if (cells.length) cells.at(-1)?.push(row.join(' '));
        else if (row.some(Boolean)) out.push(row.join('\t'));
      } else if ((name === 'text:p' || name === 'text:h') && isOpen) {
        open = { text: '', quote: /^(?:Quotations|引用|引文)/u.test(event.attributes['text:style-name'] ?? '') };
      } else if (name === 'text:p' || name === 'text:h') {
        if (open && !open.quote) (cells.at(-1) ?? out).push(open.text.replace(/(?<! ) +$/gmu, ''));
        open = undefined;
      } else if (open && isOpen) {
        if (name === 'text:line-break') open.text += '\n';
        else if (name === 'text:tab') open.text += '\t';
        else if (name === 'text:s') open.text += ' '.repeat(Math.min(Number(event.attributes['text:c']) || 1, 100));
      }
    }
  }
  return out;
}

async function metaOf(zip: ExportFolder): Promise<{ title: string; created: string }> {
  const found = await xmlTexts(zip.get('meta.xml'));
  return { title: (found['dc:title'] ?? '').trim(), created: (found['meta:creation-date'] ?? '').trim() };
}
