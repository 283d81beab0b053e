import { loadPage } from '../../../parse/html-page.ts';
import { isForeignArticle, wechatText } from '../../../parse/wechat-article-text.ts';
import { wechatPage } from '../../../parse/wechat-page.ts';
import type { Writing } from './essay.ts';
import { REPRINT } from './not-own-words.ts';
import { accountSender } from './wechat-account.ts';

/** The article in a saved page of an official account. */
export async function writingOfPage(html: string): Promise<Writing> {
  const page = wechatPage(await loadPage(html), html);
  const { time, precision, account, accountId, author } = page;
  return {
    text: page.text,
    title: page.title,
    when: time === null ? null : { time, precision },
    ...accountSender(author, account, accountId),
    ...(page.gone ? { dropped: 'empty' as const, droppedBy: 'deleted-article' } : {}),
    ...(page.own === 'none' ? REPRINT : {}),
  };
}

/** The article in a text that was made of such a page, head and all; null for all other texts. See `wechatText`. */
export function writingOfText(...text: Parameters<typeof wechatText>): Writing | null {
  const article = wechatText(...text);
  if (!article) return null;
  const { title, author, account, body } = article;
  return {
    text: body,
    title,
    ...accountSender(author, account),
    ...(isForeignArticle(body) ? REPRINT : {}),
  };
}

/** Whether a page, by its beginning, is one of an official account. */
export const isWechatPage = (html: string): boolean => MARKS.some((mark) => mark.test(html));
const MARKS = [
  /\bid="?js_(?:content|article)\b/u,
  /\bid="?activity-name\b/u,
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
