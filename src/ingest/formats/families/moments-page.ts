import type { Comment, ReadItem } from '../../../core/types.ts';
import { descendants, findClass, type HtmlElement, hasClass, textOf, wordsIn } from '../../../parse/html-text.ts';
import { comment, likers, type Post, sender } from './moments.ts';

/**
 * The post of the page that WeFlow and the Moments window of CipherTalk write: `div.post` with `span.nick`, `span.tm`,
 * `div.txt`, `div.mg`, `a.lk .lk-t`, `div.likes` = `♥ <span>林晓</span>、<span>周野</span>`, `div.cmt` =
 * `<b>老默</b><span class="re">回复</span><b>周野</b>：…`. There are only names.
 */
export function postOfPage(post: HtmlElement, time: ReadItem['time']): Post {
  const media = within(post, 'mg');
  const likes = within(post, 'likes').filter(({ name }) => name === 'span');
  return {
    author: sender(undefined, wordsIn(findClass(post, 'nick'))),
    time,
    precision: 'minute',
    text: wordsIn(findClass(post, 'txt')),
    title: wordsIn(findClass(post, 'lk-t')),
    files: media
      .filter(({ name }) => name === 'img' || name === 'video')
      .map(({ attribs }) => attribs.src ?? '')
      .filter((path) => !/^https?:/u.test(path)),
    shows: media.some(isVideo) ? 'video' : media.length ? 'image' : undefined,
    likedBy: likers(likes, (one) => sender(undefined, wordsIn(one))),
    comments: [...descendants(post)].filter((one) => hasClass(one, 'cmt')).flatMap(commentOf),
  };
}

function commentOf(element: HtmlElement): Comment[] {
  const [by, to] = element.children.filter((child) => typeof child !== 'string').filter(isName);
  const text = textOf(element, (one) => isName(one) || one.attribs.class === 're').replace(/^\s*：/u, '');
  return comment(sender(undefined, wordsIn(by)), text, { replyTo: wordsIn(to) });
}
const isName = ({ name }: HtmlElement) => name === 'b';

/** All elements inside the first one of a class. */
function within(post: HtmlElement, name: string): HtmlElement[] {
  const part = findClass(post, name);
  return part ? [...descendants(part)] : [];
}

/** The time of a post as the page shows it. */
export const timeShown = (post: HtmlElement): string => wordsIn(findClass(post, 'tm'));

export const isPagePost = (name: string, { class: classes = '' }: HtmlElement['attribs']): boolean =>
  name === 'div' && ` ${classes} `.includes(' post ');

/** A video that was not exported is a link to where WeChat keeps it. */
const isVideo = ({ name, attribs: { href = '' } }: HtmlElement) =>
  name === 'video' || (name === 'a' && href.includes('/snsvideodownload'));
