import { docText } from '../../../parse/doc-text.ts';
import { isOle, openOle } from '../../../parse/ole-file.ts';
import { wholeBytes } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { unreadableWriting, whenMade } from '../families/essay.ts';
import { writingItems } from '../families/writings.ts';

const ID = 'essay-doc';

/**
 * Word 97–2003 .doc, and .wps of WPS, which is the same inside: an OLE file with the stream WordDocument.
 * One piece or a diary, as in .docx. Locked ones (with a password) are named as unreadable.
 */
export const essayDoc: Reader = {
  id: ID,
  title: { en: 'old Word document (.doc, .wps)', zh: '旧版 Word / WPS 文档（.doc、.wps）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ name, bytes }) =>
    isOle(bytes) && /\.(?:doc|dot|wps|wpt)$/iu.test(name) && !name.startsWith('~$') ? 'yes' : 'no',
  async *read(file, context) {
    const bytes = await wholeBytes(file);
    const ole = bytes && openOle(bytes);
    const document = ole ? docText(ole) : 'damaged';
    if (typeof document === 'string') {
      yield unreadableWriting(ID, file, 0, document);
      return;
    }
    const { text, title, created, modified } = document;
    const lines = text.split('\n');
    const isSpaced = lines.slice(1, -1).some((line) => !line.trim());
    yield* writingItems(ID, file, context, isSpaced ? lines : lines.flatMap((line) => [line, '']), {
      ...(title && lines.some((line) => line.trim() === title) ? { title } : {}),
      ...whenMade(file, created, modified),
    });
  },
};
