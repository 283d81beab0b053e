import { HEAD_BYTES } from '../../../core/export-file.ts';
import { articleOf, loadPage } from '../../../parse/html-page.ts';
import { isMht, mhtPage } from '../../../parse/mht.ts';
import { isQzoneCopy } from '../../../parse/qzone-side.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { lookForChat } from '../families/copied-messages.ts';
import { ownItems, stemOf, unreadableWriting } from '../families/essay.ts';
import { whenOf } from '../families/markdown.ts';
import { diaryItems } from '../families/writings.ts';

const ID = 'essay-html-page';

/**
 * A page saved from a browser: a blog, 简书, 知乎, 博客园 … Its article, without navigation, comments of others, block quotes
 * and footer; title, date and author by the marks that most sites share. Its author becomes the sender. A page of dated
 * paragraphs is a diary. 简书 exports the words of a page without anything around them.
 */
export const essayHtmlPage: Reader = {
  id: ID,
  title: { en: 'web page saved from a browser (.html, .mht)', zh: '浏览器保存的网页（.html、.mht）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect({ name, path, text, size }) {
    if (/\.mht(?:ml)?$/iu.test(name)) return isMht(text) ? 'maybe' : 'no';
    const isPage =
      /^\s*(?:<!--[\s\S]{0,2000}?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|meta|title)\b/iu.test(
        text,
      );
    if (!isPage && !(/\.html?$/iu.test(name) && BARE.test(text))) return 'no';
    if (!/\.(?:html?|xhtml|shtml|doc)$|^[^.]+$/iu.test(name)) return 'no';
    // In an export that no reader knows, others' comments stand among the words.
    if (/<title>\s*(?:微信)?朋友圈导出/u.test(text) || isQzoneCopy({ path, text })) return 'no';
    return size <= HEAD_BYTES && isIndex(text) ? 'no' : 'maybe';
  },
  async *read(file, context) {
    const html = await wholeText(file);
    if (html === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    const { title, text, author, date } = articleOf(await loadPage(mhtPage(plainLines(html)) ?? plainLines(html)));
    const lines = text.split('\n');
    const found = lookForChat(ID, file, lines, context);
    if (found.messages) {
      yield* found.messages;
      return;
    }
    const known = {
      title: title || (BARE.test(html) ? stemOf(file.path) : ''),
      when: whenOf(date),
      ...(author && author.length <= 40 ? { author: { name: author } } : {}),
    };
    const diary = diaryItems(ID, file, context, lines, known, 0);
    yield* diary ?? ownItems(ID, file, 0, { ...known, text: found.own.join('\n') }, found.pasted);
  },
};

/** The words of a page without the page. */
const BARE = /^\s*<(?:p|h[1-6]|div|section|blockquote|ul|ol|table|figure|hr)\b[^>]*>/iu;

/** Whether a page has hardly any words, or hardly anything but links: a list of pages, as exporters put beside them. */
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
