import type { ReadItem } from '../../../core/types.ts';
import { descendants, findClass, type HtmlElement, hasClass, textOf } from '../../../parse/html-text.ts';
import { comment, likers, type Post, sender } from './moments.ts';

/**
 * The post of the page that WeFlow and the Moments window of CipherTalk write: `div.post` with `span.nick`, `span.tm`,
 * `div.txt`, `div.mg`, `a.lk .lk-t`, `div.likes` = `♥ <span>林晓</span>、<span>周野</span>`, `div.cmt` =
 * `<b>老默</b><span class="re">回复</span><b>周野</b>：…`. There are only names.
 */
export function postOfPage(post: HtmlElement, time: ReadItem['time']): Post {
  const media = [...descendants(findClass(post, 'mg') ?? NOTHING)];
  const likes = [...descendants(findClass(post, 'likes') ?? NOTHING)].filter(({ name }) => name === 'span');
  return {
    author: sender(undefined, words(findClass(post, 'nick'))),
    time,
    precision: 'minute',
    text: words(findClass(post, 'txt')),
    title: words(findClass(post, 'lk-t')),
    files: media
      .filter(({ name }) => name === 'img' || name === 'video')
      .map(({ attribs }) => attribs.src ?? '')
      .filter((path) => !/^https?:/u.test(path)),
    shows: media.some(isVideo) ? 'video' : media.length ? 'image' : undefined,
    likedBy: likers(likes, (one) => sender(undefined, words(one))),
    comments: [...descendants(post)]
      .filter((one) => hasClass(one, 'cmt'))
      .flatMap((one) => {
        const [by, to] = one.children.filter((child) => typeof child !== 'string' && child.name === 'b');
        const text = textOf(one, ({ name, attribs }) => name === 'b' || attribs.class === 're').replace(/^\s*：/u, '');
        return comment(sender(undefined, words(by)), text, { replyTo: words(to) });
      }),
  };
}

/** The time of a post as the page shows it. */
export const timeShown = (post: HtmlElement): string => words(findClass(post, 'tm'));

export const isPagePost = (name: string, { class: classes = '' }: HtmlElement['attribs']): boolean =>
  name === 'div' && ` ${classes} `.includes(' post ');

/** A video that was not exported is a link to where WeChat keeps it. */
const isVideo = ({ name, attribs: { href = '' } }: HtmlElement) =>
  name === 'video' || (name === 'a' && href.includes('/snsvideodownload'));

const NOTHING: HtmlElement = { name: '', attribs: {}, children: [] };

const words = (element: HtmlElement | string | undefined) =>
  element === undefined || typeof element === 'string' ? '' : textOf(element).trim();
