import { loadPage } from '../../../parse/html-page.ts';
import { isMht, mhtPage } from '../../../parse/mht.ts';
import { wechatPage } from '../../../parse/wechat-page.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadable } from '../families/essay.ts';
import { accountSender } from '../families/wechat-account.ts';

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
    (/<(?:!doctype|html|head|body|meta|div)\b/iu.test(text) || isMht(text)) && MARKS.some((mark) => mark.test(text))
      ? 'yes'
      : 'no',
  async *read(file) {
    const html = await wholeText(file);
    if (html === null) {
      yield unreadable(ID, file, 0, 'damaged');
      return;
    }
    const source = mhtPage(plainLines(html)) ?? plainLines(html);
    const page = wechatPage(await loadPage(source), source);
    const { time, precision, account, accountId, author } = page;
    yield essayItem(ID, file, 0, {
      text: page.text,
      title: page.title,
      when: time === null ? null : { time, precision },
      ...accountSender(author, account, accountId),
      ...(page.gone ? { dropped: 'empty' as const, droppedBy: 'deleted-article' } : {}),
      ...(page.own === 'none' ? { dropped: 'not-own-words' as const, droppedBy: 'reprint' } : {}),
    });
  },
};

const MARKS = [
  /\bid="js_(?:content|article)"/u,
  /\bid="activity-name"/u,
  /window\.cgiDataNew\s*=/u,
  /property="og:url" content="https?:\/\/mp\.weixin\.qq\.com\//u,
  /property="og:site_name" content="微信公众平台"/u,
  /<!-- saved from url=\(\d+\)https?:\/\/mp\.weixin\.qq\.com\//u,
  /Page saved with SingleFile\s+url: https?:\/\/mp\.weixin\.qq\.com\//u,
  /^Snapshot-Content-Location: https?:\/\/mp\.weixin\.qq\.com\//mu,
  // In place of an article that was deleted or forbidden.
  /^(?=[\s\S]*(?:\/mmbizwap\/|\bmp\.weixin\.qq\.com\b))[\s\S]*class="(?:weui-msg__title|mesg-block)\b/u,
  /class="__meta__"[\s\S]{0,2000}class="nick_name"/u,
];
