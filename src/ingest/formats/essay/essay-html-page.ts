import { HEAD_BYTES } from '../../../core/export-file.ts';
import { articleOf, loadPage } from '../../../parse/html-page.ts';
import { isMht, mhtPage } from '../../../parse/mht.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { chatWithin } from '../families/copied-messages.ts';
import { ownItems, unreadable } from '../families/essay.ts';
import { whenOf } from '../families/markdown.ts';
import { diaryItems } from '../families/pieces.ts';

const ID = 'essay-html-page';

/**
 * A page saved from a browser: a blog, 简书, 知乎, 博客园 … Its article, without navigation, comments of others, block
 * quotes and footer; title, date and author by the marks that most sites share. Whoever wrote it is named as the sender.
 * A page of dated paragraphs is a diary.
 */
export const essayHtmlPage: Reader = {
  id: ID,
  title: { en: 'web page saved from a browser (.html, .mht)', zh: '浏览器保存的网页（.html、.mht）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect({ name, text, size }) {
    if (/\.mht(?:ml)?$/iu.test(name)) return isMht(text) ? 'maybe' : 'no';
    if (
      !/^\s*(?:<!--[\s\S]{0,2000}?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|meta|title)\b/iu.test(
        text,
      )
    )
      return 'no';
    if (!/\.(?:html?|xhtml|shtml|doc)$|^[^.]+$/iu.test(name)) return 'no';
    return size <= HEAD_BYTES && isIndex(text) ? 'no' : 'maybe';
  },
  async *read(file, context) {
    const html = await wholeText(file);
    if (html === null) {
      yield unreadable(ID, file, 0, 'damaged');
      return;
    }
    const { title, text, author, date } = articleOf(await loadPage(mhtPage(plainLines(html)) ?? plainLines(html)));
    const chat = chatWithin(ID, file, text, context);
    if (chat) {
      yield* chat;
      return;
    }
    const known = {
      title,
      when: whenOf(date),
      ...(author && author.length <= 40 ? { author: { name: author } } : {}),
    };
    const one = () => ownItems(ID, file, 0, { ...known, text }, context);
    yield* diaryItems(ID, file, context, text.split('\n'), known, 0) ?? one();
  },
};

/** Nearly no words, or nearly nothing but links: a list of pages, such as exporters put beside them. */
function isIndex(html: string): boolean {
  const words = (part: string) => part.replace(/<[^>]*>/gu, '').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const body = html.replace(/<!--[\s\S]*?-->|<(script|style|title|head)\b[\s\S]*?<\/\1\s*>/giu, '');
  const all = words(body);
  const linked = (body.match(/<a\b[\s\S]*?<\/a\s*>/giu) ?? []).reduce((sum, link) => sum + words(link), 0);
  const han = body.match(/\p{Script=Han}/gu)?.length ?? 0;
  return (han < FEWEST_HAN && all < FEWEST_LETTERS) || linked * 2 > all;
}
const FEWEST_HAN = 20;
const FEWEST_LETTERS = 60;
