import { isMht, mhtPage } from '../../../parse/mht.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { isWechatPage, writingOfPage } from '../families/wechat-article.ts';

const ID = 'essay-wechat-article';

/**
 * A saved page of a WeChat official account, raw or after its scripts ran, of 2014 to now, and the cleaned copies of
 * wechat-article-exporter. Ordinary articles have their words in `#js_content` (hidden by a style), short texts and
 * pictures in scripts only:
 *   var TextContentNoEncode = … || '今天不写长的。\x0a\x0a…';   content_noencode: JsDecode('…')
 * In a reprint of another account's article only the foreword is own words; the page in place of a deleted article has
 * none. Pages are 2–4 MB, nearly all scripts. Source: real pages in wechat-article/wechat-article-exporter 55217d4,
 * samples/.
 */
export const essayWechatArticle: Reader = {
  id: ID,
  title: { en: 'WeChat official-account article (.html)', zh: '微信公众号文章网页（.html）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ text }) =>
    (/<(?:!doctype|html|head|body|meta|div)\b/iu.test(text) || isMht(text)) && isWechatPage(text) ? 'yes' : 'no',
  async *read(file) {
    const html = await wholeText(file);
    if (html === null) {
      yield unreadableWriting(ID, file, 0, 'damaged');
      return;
    }
    yield essayItem(ID, file, 0, await writingOfPage(mhtPage(plainLines(html)) ?? plainLines(html)));
  },
};
