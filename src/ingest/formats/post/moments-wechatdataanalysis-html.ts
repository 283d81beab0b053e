import { decodeText } from '../../../parse/decode.ts';
import {
  descendants,
  findClass,
  findNode,
  type HtmlElement,
  hasClass,
  loadHtml,
  wordsIn,
} from '../../../parse/html-text.ts';
import { isoTime } from '../../../parse/time.ts';
import { emojiOfFile } from '../../../parse/wechat-emoji-files.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, postItem, sender } from '../families/moments.ts';

const ID = 'moments-wechatdataanalysis-html';

/**
 * WeChatDataAnalysis, Moments as pages: one per poster, `sns_<username>.html`, posts in `div.wse-sns-post#<id>`, in
 * older versions in `div.bg-white.rounded-sm.px-4.py-4.mb-3#<id>`. Parts are recognised by their style classes. Emoji
 * are pictures with an empty alt: `wxemoji/new/2_05.png` is [捂脸]. The poster's id is in the file's name and in the line
 * beside the back link. `index.html` lists people only. Source: LifeArchiveProject/WeChatDataAnalysis 5f3c9d8 and
 * e85a09c, sns_export_service.py.
 */
export const momentsWechatdataanalysisHtml: Reader = {
  id: ID,
  title: { en: 'WeChatDataAnalysis Moments (.html)', zh: 'WeChatDataAnalysis 朋友圈（.html）' },
  kind: 'post',
  carries: { senderIds: true, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect({ text }) {
    const isNew =
      /<title>\s*朋友圈导出/u.test(text) && /class="wse-sns-(?:post|page)\b/u.test(text) && /wse-sns-post/u.test(text);
    // The title of the page with the list of people holds no name.
    const isOld = /<title>\s*朋友圈导出 - /u.test(text) && text.includes('href="assets/wechat-sns-export.css"');
    return isNew || isOld ? 'yes' : 'no';
  },
  async *read(file, context) {
    const html = await loadHtml();
    let username = /(?:^|\/)sns_([^/]+)\.html?$/iu.exec(file.path)?.[1] ?? '';
    let record = 0;
    // The line of the id stands before the first post; a place inside a post may have the same classes.
    let inPosts = false;
    const wanted = (name: string, attribs: HtmlElement['attribs']) => {
      const { class: classes = '' } = attribs;
      const isPost = name === 'div' && isPostBox(attribs);
      inPosts ||= isPost;
      return (
        isPost || (!inPosts && name === 'div' && hasWord(classes, 'text-gray-500') && hasWord(classes, 'truncate'))
      );
    };
    for await (const element of html.elements(decodeText(file.bytes()), wanted)) {
      if (!isPostBox(element.attribs)) {
        username = wordsIn(element) || username;
        continue;
      }
      const pictures = [...descendants(element)].filter(
        ({ name, attribs }) => name === 'img' && !emojiOfFile(attribs.src ?? ''),
      );
      const videos = [...descendants(element)].filter(({ name }) => name === 'video' || name === 'source');
      const files = [
        ...videos,
        ...pictures.filter(({ attribs }) => /^media\/(?!avatars)/u.test(attribs.src ?? '')),
      ].map(({ attribs }) => attribs.src ?? '');
      yield postItem(
        ID,
        file,
        record++,
        {
          author: sender(username, wordsIn(findClass(element, 'font-medium'))),
          time: isoTime(
            wordsIn(findNode(element, (one) => hasClass(one, 'text-gray-400') && isoTime(wordsIn(one)) !== null)),
          ),
          id: element.attribs.id ?? '',
          text: wordsIn(findClass(element, 'whitespace-pre-wrap')),
          title: wordsIn(findClass(element, 'line-clamp-2')),
          files,
          shows: videos.length ? 'video' : files.length ? 'image' : undefined,
          likedBy: likers(wordsIn(findNode(element, isLikes)).split('、'), (name) => sender(undefined, name)),
          comments: (findClass(element, 'space-y-1')?.children ?? []).flatMap((one) =>
            typeof one === 'string' ? [] : commentOf(one),
          ),
        },
        context,
      );
    }
  },
};

const isPostBox = ({ class: classes = '', id = '' }: HtmlElement['attribs']) =>
  hasWord(classes, 'wse-sns-post') || (classes === 'bg-white rounded-sm px-4 py-4 mb-3' && /^\d+$/u.test(id));

/** Words of the post are in a box with more classes. */
const isLikes = ({ attribs }: HtmlElement) => attribs.class === 'break-words';

const hasWord = (classes: string, word: string) => ` ${classes} `.includes(` ${word} `);

/** `<span>老默</span> 回复 <span>林晓</span><span class="text-gray-900">: …</span>`. */
function commentOf(element: HtmlElement) {
  const said = findClass(element, 'text-gray-900');
  const names = element.children.flatMap((child) =>
    typeof child === 'string' || child === said ? [] : [wordsIn(child)],
  );
  const people = names.filter((name) => name && name !== '回复');
  return comment(sender(undefined, people[0] ?? ''), wordsIn(said).replace(/^:\s?/u, ''), { replyTo: people[1] });
}
