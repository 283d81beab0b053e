import type { Quote, Sender } from '../../../core/types.ts';
import { isRoundedId } from '../../../parse/cells.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import { chinaTime } from '../../../parse/time.ts';
import type { PostPlace, Writing } from './essay.ts';
import { whenOf } from './markdown.ts';

/** 微博 are short and public, as Moments posts are. */
export const WEIBO: PostPlace = { kind: 'post', conversation: 'weibo', conversationName: '微博' };

export function weiboSender(id: string, name: string): Sender {
  const known = name.trim() || id;
  return { name: known, ...(id && id !== known ? { aliases: [id] } : {}) };
}

/**
 * The own words of one post: those before the first `//@`, without a leading `回复@name:` and without the words of the
 * site; none where only those stand there. Removes zero-width characters that the crawler left.
 */
export function weiboText(written: string, known: SiteFacts = {}): string {
  const text = decodeEntities(withoutTags(written)).replace(/[\u200b-\u200d\ufeff]+(?=\s|$)/gu, '');
  const typed = (text.split(/\/\/\s?@/u, 1)[0] ?? '').replace(/^\s*回复\s?@[^:：\s]{1,30}\s?[:：]/u, '');
  const own = withoutLinkNames(typed, known);
  return BY_THE_SITE.test(own) ? '' : own;
}

/** What the site may have written below a post of its own accord. */
export interface SiteFacts {
  /** The screen name, as in `老默在苏州的微博视频`. */
  author?: string;
  /** The place that the author chose for the post. */
  place?: string;
}

/**
 * Removes the names of links, which the crawler gives as words: 网页链接 for an address, 查看图片, 全文 where a long text was cut
 * off, `…的微博视频` for a film, and the place; the latter three stand last.
 */
function withoutLinkNames(typed: string, { author, place }: SiteFacts): string {
  let own = typed.replace(/^[^\S\n]*(?:O?网页链接|查看图片)[^\S\n]*(?:\n|$)/gmu, '').trim();
  for (let before = ''; before !== own; ) {
    before = own;
    for (const name of [place, author && `${author}的微博视频`])
      if (name && own.endsWith(name)) own = own.slice(0, -name.length).trim();
    own = own.replace(/(?:^|\s)\S{1,30}的(?:微博|秒拍)视频$/u, '').replace(/(\.{3}|…)\s*全文$/u, '$1');
  }
  return own;
}

/** The site's words where nothing was typed: for a repost, for pictures and videos alone, for an article. */
const BY_THE_SITE =
  /^(?:(?:转发微博|轉發微博|转发|repost|快转微博|O网页链接|分享图片|分享圖片|分享视频|分享視頻)?[。.]?|我?(?:发布|發布)了(?:头条|頭條)文章[:：]\s*(?:《.*》|\S*)\s*(?:https?:\S*|O?网页链接)?)$/iu;

/**
 * Removes the tags that the site itself writes and turns its emoji into their names: `<img alt="[泪]">` is [泪].
 * Everything else in angle brackets was typed: `听了<Yesterday Once More>`, `若 a<b 且 c>d`.
 */
function withoutTags(written: string): string {
  return written
    .replace(/<br\s*\/?>/giu, '\n')
    .replace(/<img\s[^<>]*>/giu, (tag) => /\salt=["']?(\[[^\]"']{1,20}\])/iu.exec(tag)?.[1] ?? '')
    .replace(/<\/?(?:a|span|i|em|p|div|video)(?:\s+[\w-]+\s*=[^<>]*)?\s*\/?>/giu, '');
}

/**
 * The most exact of these times, by the site's clock: older versions of the crawler kept only the day, and a
 * spreadsheet program removes the seconds of a full time.
 */
export function weiboTime(...written: readonly string[]): NonNullable<Writing['when']> {
  const found = written.map(whenOf).filter((when) => when !== null);
  const when = found.find(({ precision }) => precision === 'second') ?? found[0];
  return when ? { ...when, time: chinaTime(when.time) } : { time: null };
}

/**
 * The id of a post. The crawler puts a tab after it, which keeps spreadsheet programs from rounding it. Without the tab
 * the bid tells it, which is also all that some programs write.
 */
export function weiboId(written: string, bid: string): string {
  const id = written.trim();
  const whole = numberOfBid(bid);
  if (id === '') return whole || bid;
  if (written !== id || !isRoundedId(id)) return id;
  const known = id.replace(/\.|E.*$/giu, '').replace(/0+$/u, '');
  return whole.startsWith(known.slice(0, -1)) ? whole : '';
}

/**
 * The same number in base 62: the last four characters of z0JH2lOMb are the last seven digits of 3501756485200075. ''
 * where a bid is no such number.
 */
function numberOfBid(bid: string): string {
  const whole = (bid.match(/^.{1,3}(?=(?:.{4})+$)|.{4}/gu) ?? [])
    .map((part) => String([...part].reduce((sum, character) => 62 * sum + BASE_62.indexOf(character), 0)))
    .map((digits, at) => (at ? digits.padStart(7, '0') : digits))
    .join('');
  return /^\d{16,}$/u.test(whole) ? whole : '';
}
const BASE_62 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What a post shows, by the addresses of its pictures and films. */
export function weiboMedia(pictures: string, films: string): Pick<Writing, 'type' | 'media'> {
  if (!pictures.trim() && !films.trim()) return {};
  return { type: pictures.trim() ? 'image' : 'video', media: { path: '' } };
}

/** What was reposted: somebody else's post, and everything after `//@`. */
export function weiboQuote(sender: string, original: string, written: string): Quote | undefined {
  const chain = /\/\/\s?@([^:：]{1,30})[:：]([\s\S]*)$/u.exec(written);
  if (original) return { ...(sender ? { sender } : {}), text: original };
  return chain ? { sender: chain[1] ?? '', text: chain[2] ?? '' } : undefined;
}
