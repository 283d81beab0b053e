import { decodeText } from '../../../parse/decode.ts';
import {
  descendants,
  findClass,
  findTag,
  type HtmlElement,
  hasClass,
  loadHtml,
  textOf,
  wordsIn,
} from '../../../parse/html-text.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, type Post, postItem, sender } from '../families/moments.ts';
import { isPagePost, postOfPage, timeShown } from '../families/moments-page.ts';

const ID = 'moments-ciphertalk-html';

/**
 * CipherTalk, Moments as one page. The export page writes `div.m-card` with `span.m-name`, `span.m-time`,
 * `div.m-content`, `.m-media`, `div.m-share-title`, `div.m-likes` = `❤ 林晓、周野`, `div.m-comment` = `<b>老默</b> 回复 林晓：…`.
 * The window of the Moments writes `index.html` beside the pictures, in the shape of WeFlow's page, with times to the
 * minute and their year. Both have only names. Source: w1ndys/CipherTalk 2d4aa3f, exportService.ts and
 * MomentsWindow.tsx.
 */
export const momentsCiphertalkHtml: Reader = {
  id: ID,
  title: { en: 'CipherTalk Moments (.html)', zh: '密语 CipherTalk 朋友圈（网页）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect: ({ text }) =>
    /<title>朋友圈导出 - CipherTalk<\/title>/u.test(text) ||
    (/<title>朋友圈导出 - \d{4}\/\d{1,2}\/\d{1,2}<\/title>/u.test(text) && text.includes('class="feed-hd"'))
      ? 'yes'
      : 'no',
  async *read(file, context) {
    const html = await loadHtml();
    let record = 0;
    const isPost = (name: string, attribs: HtmlElement['attribs']) => isCard(attribs) || isPagePost(name, attribs);
    for await (const element of html.elements(decodeText(file.bytes()), isPost)) {
      const post = isCard(element.attribs) ? postOfCard(element) : postOfPage(element, isoTime(timeShown(element)));
      yield postItem(ID, file, record++, post, context);
    }
  },
};

const isCard = ({ class: classes }: HtmlElement['attribs']) => classes === 'm-card';

function postOfCard(card: HtmlElement): Post {
  const media = [...descendants(card)].filter((one) => hasClass(one, 'm-media'));
  return {
    author: sender(undefined, wordsIn(findClass(card, 'm-name'))),
    time: isoTime(wordsIn(findClass(card, 'm-time'))),
    text: wordsIn(findClass(card, 'm-content')),
    title: wordsIn(findClass(card, 'm-share-title')),
    shows: media.some(({ name }) => name === 'video') ? 'video' : media.length ? 'image' : undefined,
    likedBy: likers(wordsIn(findClass(card, 'm-likes')).replace(/^❤\s*/u, '').split('、'), (name) =>
      sender(undefined, name),
    ),
    comments: [...descendants(card)].filter((one) => hasClass(one, 'm-comment')).flatMap(commentOf),
  };
}

function commentOf(element: HtmlElement) {
  const by = findTag(element, 'b');
  const told = textOf(element, (one) => one === by);
  // The name of whom it replies to ends at the first colon.
  const [head = '', replyTo] = /^(?: 回复 ([^：]*))?：/u.exec(told) ?? [];
  return comment(sender(undefined, wordsIn(by)), told.slice(head.length), { replyTo });
}
