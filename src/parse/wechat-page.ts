import type { CheerioAPI } from 'cheerio/slim';
import type { Element } from 'domhandler';
import { prose } from './html-prose.ts';
import { decodeEscapes } from './js-literal.ts';
import { chinaTime, isoTime } from './time.ts';

/** A saved page of an official account (mp.weixin.qq.com), read from its HTML and its scripts, which are not run. */
interface WechatPage {
  title: string;
  text: string;
  account: string;
  /** `gh_…` */
  accountId: string;
  author: string;
  time: number | string | null;
  precision: 'second' | 'minute' | 'day';
  /** Whose words `text` is: the account's own, a foreword to somebody else's article, or nobody's. */
  own: 'all' | 'foreword' | 'none';
  /** The page says that there is nothing to read: deleted, forbidden. */
  gone: boolean;
}

/** Values in the page's own scripts: `JsDecode('…')`, `htmlDecode("…")` and bare strings, with JavaScript's escapes. */
const STRING = String.raw`(?:\w+\()?\s*(?:'((?:[^'\\\n]|\\[\s\S])*)'|"((?:[^"\\\n]|\\[\s\S])*)")`;

function scriptValues(html: string, name: string): string[] {
  const pattern = new RegExp(
    `(?<![\\w.])(?:window\\.|var )?${name}\\s*[:=]\\s*(?:[\\w.$]+\\s*\\|\\|\\s*)?(?:(?:''|"")\\s*\\|\\|\\s*)?${STRING}`,
    'gu',
  );
  return [...html.matchAll(pattern)].map(([, single, double]) => decodeEscapes(single ?? double ?? ''));
}

const scriptValue = (html: string, ...names: string[]): string => {
  for (const name of names) {
    const found = scriptValues(html, name).find(Boolean);
    if (found) return found;
  }
  return '';
};

const longest = (texts: readonly string[]) =>
  texts.reduce((best, text) => (text.length > best.length ? text : best), '');

/** Reads such a page. `html` is the source of `$`, which is needed for the scripts. */
export function wechatPage($: CheerioAPI, html: string): WechatPage {
  const shown = (selector: string) => $(selector).first().text().replace(/\s+/gu, ' ').trim();
  const meta = (name: string) => $(`meta[property="${name}"], meta[name="${name}"]`).attr('content')?.trim() ?? '';
  const account =
    shown('#js_name, #post-user, .__meta__ .nick_name') ||
    scriptValue(html, 'nick_name', 'nickname') ||
    shown('.wx_follow_nickname');
  const authorSpan = $('#meta_content > span.rich_media_meta_text, em.rich_media_meta_text')
    .toArray()
    .map((span) => $(span).text().trim());
  const author =
    shown('#js_author_name') ||
    shown('.__meta__ .author').replace(/^undefined$/u, '') ||
    meta('author') ||
    meta('og:article:author') ||
    (authorSpan.find((text) => text && !isoTime(text)) ?? '');
  const kind = Number(scriptValue(html, 'item_show_type') || Number.NaN);
  const short = shortText(html, kind, $);
  const article = short === null ? articleText($, html) : { text: '', own: 'all' as const };
  const userTitle = scriptValue(html, 'is_user_title') === '1';
  const title =
    shown('#activity-name, h1.title, h1.rich_media_title') ||
    meta('og:title') ||
    scriptValue(html, 'msg_title', 'title');
  const isUntitled = title === '(无标题)' || (short !== null && kind === 10 && !userTitle);
  return {
    title: isUntitled ? '' : title,
    text: short ?? article.text,
    account,
    accountId: /^gh_\w+$/u.exec(scriptValue(html, 'user_name'))?.[0] ?? '',
    author: author === account ? '' : author,
    ...timeOf(html, shown),
    own: short === null ? article.own : 'all',
    gone: short === null && !article.text && $('.weui-msg__title, .mesg-block, .text_area .tips').length > 0,
  };
}

/**
 * Texts (10), pictures with a text (8) and shares have no words in the DOM; null when the page is an ordinary article.
 */
function shortText(html: string, kind: number, $: CheerioAPI): string | null {
  if ($('#js_share_content, .original_page').length) {
    const notice = /js_share_notice[\s\S]{0,400}?innerHTML\s*=\s*(?:\w+\()?["']((?:[^"'\\\n]|\\[\s\S])*)["']/u.exec(
      html,
    )?.[1];
    return tagless(notice ? decodeEscapes(notice) : scriptValue(html, 'guide_words') || $('#js_share_notice').text());
  }
  const body = $('body').attr('class') ?? '';
  if (kind !== 10 && kind !== 8 && !/page_share_(?:text|img)/u.test(body)) return null;
  const values = [...scriptValues(html, 'TextContentNoEncode'), ...scriptValues(html, 'content_noencode')];
  const inScripts = longest(values) || scriptValue(html, 'desc');
  // A copy without scripts has the words where they show them.
  return inScripts ? tagless(inScripts) : prose($('#js_text_desc, #js_image_desc').first().contents().get());
}

/** The words may contain links; anything else that looks like a tag is part of the words. */
const tagless = (text: string) => text.replace(/<\/?a\b[^>]*>/giu, '').replace(/<br\s*\/?>/giu, '\n');

function articleText($: CheerioAPI, html: string): { text: string; own: WechatPage['own'] } {
  const content = $('#js_content, .text_content, .item_show_type_0').first();
  const text = prose(content.contents().get(), { skip: isWidget });
  const foreword = $('.original_primary_tips').first();
  const isReprint =
    $('#copyright_info, .original_primary_card_tips').length > 0 ||
    scriptValue(html, '_copyright_stat', 'copyright_stat') === '2' ||
    scriptValue(html, 'source_encode_biz') !== '';
  if (!isReprint) return { text, own: 'all' };
  const own = prose(foreword.contents().get()).replace(/^(?:编者荐语|编者按|推荐语)\s*[：:]?\s*/u, '');
  return own ? { text: own, own: 'foreword' } : { text, own: 'none' };
}

/** `mp-common-profile`, `mpvoice`, `qqmusic`, `mpvideosnap`: cards that the editor inserts. */
const isWidget = ({ name, attribs }: Element) =>
  /^(?:mp[a-z-]*|qqmusic)$/u.test(name) ||
  /\b(?:js_editor_\w+|wxw_wechannel_card|weapp_\w+|original_primary_\w+)\b/u.test(attribs.class ?? '');

/**
 * Seconds from the scripts; otherwise minutes in UTC+8 from them; otherwise what the page shows after its scripts have
 * run.
 */
function timeOf(html: string, shown: (selector: string) => string): Pick<WechatPage, 'time' | 'precision'> {
  for (const name of ['ct', 'oriCreateTime', 'ori_create_time', 'svr_time_publish']) {
    const seconds = Number(scriptValues(html, name).find((value) => /^1\d{9}$/u.test(value)) ?? Number.NaN);
    if (seconds) return { time: seconds, precision: 'second' };
  }
  const created = chinaTime(scriptValue(html, 'createTime', 'create_time'));
  if (created && created.length > 10) return { time: created, precision: 'minute' };
  const copied = chinaTime(shown('.__meta__ .create_time'));
  if (copied) return { time: copied, precision: copied.length > 10 ? 'minute' : 'day' };
  for (const selector of ['#publish_time', '#post-date']) {
    const time = isoTime(shown(selector));
    if (time) return { time, precision: time.length > 10 ? 'minute' : 'day' };
  }
  return { time: created, precision: 'day' };
}
