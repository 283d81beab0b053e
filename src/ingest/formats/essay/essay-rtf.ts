import { rtfDocument } from '../../../parse/rtf-text.ts';
import { assertLines, lineEnds, wholeBytes } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { isOwnTitle, unreadableWriting, whenMade } from '../families/essay.ts';
import { writingItems } from '../families/writings.ts';

const ID = 'essay-rtf';

/**
 * Rich Text Format of WordPad, old Word and TextEdit, whatever its file is called (old Word saved it as .doc too). Its
 * `\info` tells title and time. The author there may be the owner of the computer, so nobody is named.
 */
export const essayRtf: Reader = {
  id: ID,
  title: { en: 'rich text (.rtf)', zh: '写字板富文本（.rtf）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ text }) => (/^\{\\rtf\d?\b|^\{\\rtf1/u.test(text) ? 'yes' : 'no'),
  async *read(file, context) {
    const bytes = await wholeBytes(file);
    const document = bytes && rtfDocument(bytes);
    if (!document) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const { text, title, created, modified } = document;
    assertLines(lineEnds(text));
    const lines = text.split('\n');
    const isSpaced = lines.slice(1, -1).some((line) => !line.trim());
    yield* writingItems(ID, file, context, isSpaced ? lines : lines.flatMap((line) => [line, '']), {
      ...(isOwnTitle(title) ? { title } : {}),
      ...whenMade(file, created, modified),
    });
  },
};
