import type { Quote, Sender } from '../../../core/types.ts';
import { decodeEntities } from '../../../parse/html-text.ts';
import type { Piece, Place } from './essay.ts';
import { whenOf } from './markdown.ts';

/** 微博 are short and public, as Moments posts are. */
export const WEIBO: Place = { kind: 'post', conversation: 'weibo', conversationName: '微博' };

export function weiboSender(id: string, name: string): Sender {
  const known = name.trim() || id;
  return { name: known, ...(id && id !== known ? { aliases: [id] } : {}) };
}

/**
 * The own words of one post: those before the first `//@`, without `回复@name:` in front; 转发微博 alone is what the site
 * puts in. Tags and zero-width characters that the crawler left go.
 */
export function weiboText(written: string): string {
  const text = decodeEntities(written.replace(/<br\s*\/?>/giu, '\n').replace(/<\/?[a-zA-Z][^<>]*>/gu, '')).replace(
    /[\u200b-\u200d\ufeff]+(?=\s|$)/gu,
    '',
  );
  const own = (text.split(/\/\/\s?@/u, 1)[0] ?? '').replace(/^\s*回复\s?@[^:：\s]{1,30}\s?[:：]/u, '').trim();
  return /^(?:转发微博|轉發微博|转发|repost|快转微博|O网页链接)?[。.]?$/iu.test(own) ? '' : own;
}

/** Seconds since it is known to the second; older versions of the crawler kept the day only. */
export function weiboTime(full: string, short: string): NonNullable<Piece['when']> {
  return whenOf(full) ?? whenOf(short) ?? { time: null };
}

/** What was reposted: the post of another, and whatever stands behind `//@`. */
export function weiboQuote(sender: string, original: string, written: string): Quote | undefined {
  const chain = /\/\/\s?@([^:：]{1,30})[:：]([\s\S]*)$/u.exec(written);
  if (original) return { ...(sender ? { sender } : {}), text: original };
  return chain ? { sender: chain[1] ?? '', text: chain[2] ?? '' } : undefined;
}
