import { docxPage, docxProperties, docxText } from '../../../parse/docx-text.ts';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { TooLarge } from '../../../parse/too-large.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, isOwnTitle, unreadableWriting, whenMade } from '../families/essay.ts';
import { isWechatPage, writingOfPage } from '../families/wechat-article.ts';
import { FIRST_LINE, writingItems } from '../families/writings.ts';

const ID = 'essay-docx';

/**
 * Word .docx (also WPS's): a zip with `word/document.xml`. One piece, or a diary with many dated entries. Line breaks
 * inside a paragraph count, hidden and deleted words do not; headers, comments and the table of contents do not count
 * as text, footnotes do. A date in the text or the file's name is better than `dcterms:created`, which may be the
 * template's. `dc:creator` may be whoever owned the computer, so nobody is named as the author. A document may hold a
 * web page in place of words, such as an article of an official account. Source: ECMA-376; own files written with Word,
 * WPS and python-docx.
 */
export const essayDocx: Reader = {
  id: ID,
  title: { en: 'Word document (.docx)', zh: 'Word 文档（.docx）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect({ name, bytes, entries }) {
    if (entries) return entries.includes('word/document.xml') ? 'yes' : 'no';
    // The file is cut off: its directory is gone, and all that can be done is to say so.
    return /\.docx$/iu.test(name) && !name.startsWith('~$') && bytes[0] === 0x50 && bytes[1] === 0x4b ? 'yes' : 'no';
  },
  async *read(file, context) {
    const zip = await file.unzip();
    try {
      const document = zip && (await docxText(zip));
      if (!zip || !document) {
        yield unreadableWriting(ID, file, 0, 'damaged-zip');
        return;
      }
      const page = document.paragraphs.some((words) => words.trim()) ? '' : await docxPage(zip);
      if (isWechatPage(page)) {
        yield essayItem(ID, file, FIRST_LINE, await writingOfPage(page));
        return;
      }
      const { title, created, modified } = await docxProperties(zip);
      const known = {
        ...(document.title || isOwnTitle(title) ? { title: document.title ?? title } : {}),
        ...whenMade(file, created, modified),
      };
      const lines = page
        ? prose((await loadPage(page)).root().contents().get()).split('\n')
        : document.paragraphs.flatMap((words) => [...words.split('\n'), ...(document.spaced ? [] : [''])]);
      yield* writingItems(ID, file, context, lines, known);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      // A flipped byte in the packed part: zlib or the zip's own checks stop there.
      yield unreadableWriting(ID, file, 0, 'damaged');
    }
  },
};
