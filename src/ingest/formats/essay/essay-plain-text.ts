import { isFrontMatter } from '../../../parse/front-matter.ts';
import { looksBinary, looksLikeChat, looksLikeData } from '../../../parse/text-shape.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import { isSideText } from '../../read/side-files.ts';
import type { Reader } from '../../reader.ts';
import { unreadableWriting } from '../families/essay.ts';
import { writingItems } from '../families/writings.ts';

const ID = 'essay-plain-text';

/**
 * Plain text: an essay or letter a file, or a diary with many dated entries in one. Any encoding of decode.ts.
 *   父亲的工具箱 / 2009年11月3日 星期二 阴 / (blank) / 父亲的工具箱是军绿色的，锁扣坏了，用一截铁丝拧着。
 * Nothing marks such a file, so this reader is the last resort: it never claims a text with the shape of a chat or of
 * data.
 */
export const essayPlainText: Reader = {
  id: ID,
  title: { en: 'essay, letter or diary (.txt)', zh: '文章、书信或日记（.txt）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'day' },
  detect({ name, text }) {
    if (!/^[^.].*\.(?:txt|text)$|^[^.]+$/iu.test(name) || isSideText(name)) return 'no';
    if (!/[\p{L}]/u.test(text) || looksBinary(text) || looksLikeData(text) || looksLikeChat(text)) return 'no';
    return isFrontMatter(text) ? 'no' : 'maybe';
  },
  async *read(file, context) {
    const text = await wholeText(file);
    if (text === null) yield unreadableWriting(ID, file, 0, 'damaged');
    else if (looksBinary(text)) yield unreadableWriting(ID, file, 0, 'binary');
    else yield* writingItems(ID, file, context, plainLines(text).split('\n'));
  },
};
