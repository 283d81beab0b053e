import { decodeText } from '../../../parse/decode.ts';
import {
  descendants,
  findClass,
  findTag,
  type HtmlElement,
  hasClass,
  loadHtml,
  textOf,
} from '../../../parse/html-text.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, postItem, sender } from '../families/moments.ts';

const ID = 'moments-ciphertalk-html';

/**
 * CipherTalk, Moments as one page: `div.m-card` with `span.m-name`, `span.m-time`, `div.m-content`, `.m-media`,
 * `div.m-share-title`, `div.m-likes` = `❤ 林晓、周野`, `div.m-comment` = `<b>老默</b> 回复 林晓：…`. There are only names.
 * Source: w1ndys/CipherTalk 2d4aa3f, exportService.ts.
 */
export const momentsCiphertalkHtml: Reader = {
  id: ID,
  title: { en: 'CipherTalk Moments (.html)', zh: '密语 CipherTalk 朋友圈（网页）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) => (/<title>朋友圈导出 - CipherTalk<\/title>/u.test(text) ? 'yes' : 'no'),
  async *read(file, context) {
    const html = await loadHtml();
    const isPost = (name: string, { class: classes = '' }) => name === 'div' && classes === 'm-card';
    let record = 0;
    for await (const element of html.elements(decodeText(file.bytes()), isPost)) {
      const media = [...descendants(element)].filter((one) => hasClass(one, 'm-media'));
      const comments = [...descendants(element)].filter((one) => hasClass(one, 'm-comment'));
      yield postItem(
        ID,
        file,
        record++,
        {
          author: sender(undefined, words(findClass(element, 'm-name'))),
          time: isoTime(words(findClass(element, 'm-time'))),
          text: words(findClass(element, 'm-content')),
          title: words(findClass(element, 'm-share-title')),
          shows: media.some(({ name }) => name === 'video') ? 'video' : media.length ? 'image' : undefined,
          likedBy: likers(words(findClass(element, 'm-likes')).replace(/^❤\s*/u, '').split('、'), (name) =>
            sender(undefined, name),
          ),
          comments: comments.flatMap(commentOf),
        },
        context,
      );
    }
  },
};

function commentOf(element: HtmlElement) {
  const by = findTag(element, 'b');
  const told = textOf(element, (one) => one === by);
  // The name of whom it replies to ends at the first colon.
  const [head = '', replyTo] = /^(?: 回复 ([^：]*))?：/u.exec(told) ?? [];
  return comment(sender(undefined, words(by)), told.slice(head.length), { replyTo });
}

const words = (element: HtmlElement | undefined): string => (element ? textOf(element).trim() : '');
