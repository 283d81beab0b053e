import { epubBook, epubChapter } from '../../../parse/epub.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { whenOf } from '../families/markdown.ts';

const ID = 'essay-epub';

/**
 * An e-book (.epub): one piece per chapter, in reading order, without covers, tables of contents and colophons. The
 * book's author is the sender. Sources: EPUB 2.0.1 and 3.3 of the IDPF and W3C; books written by Calibre and Sigil.
 */
export const essayEpub: Reader = {
  id: ID,
  title: { en: 'e-book (.epub)', zh: '电子书（.epub）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'day' },
  detect({ name, bytes, entries }) {
    if (entries)
      return entries.includes('META-INF/container.xml') ||
        (/\.epub$/iu.test(name) && entries.some((entry) => entry.endsWith('.opf')))
        ? 'yes'
        : 'no';
    return /\.epub$/iu.test(name) && bytes[0] === 0x50 && bytes[1] === 0x4b ? 'yes' : 'no';
  },
  async *read(file) {
    const zip = await file.unzip();
    const book = zip && (await epubBook(zip).catch(() => null));
    if (!book?.chapters.length) {
      yield unreadableWriting(ID, file, 0, 'damaged-zip');
      return;
    }
    const when = whenOf(book.date) ?? whenOf(book.date.slice(0, 10));
    for (const [at, part] of book.chapters.entries()) {
      const chapter = await epubChapter(part);
      if (!chapter) yield unreadableWriting(ID, file, at, 'damaged-zip');
      else if (!chapter.around) {
        yield essayItem(ID, file, at, {
          text: chapter.text,
          title: chapter.heading || book.title,
          when,
          ...(book.author ? { author: { name: book.author } } : {}),
        });
      }
    }
  },
};
