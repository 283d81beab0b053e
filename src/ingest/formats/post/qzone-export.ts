import type { ExportFile } from '../../../core/export-file.ts';
import type { ReadItem } from '../../../core/types.ts';
import { findMedia, findVoice } from '../../../parse/find-media.ts';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { jsonItems } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { chinaTime, epochSeconds, isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { hasKeys } from '../families/moments-json.ts';
import { REPRINT } from '../families/not-own-words.ts';
import { commentsOfPost, isDiary, ownerOfPath, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-export';

/**
 * QZoneExport (QQ空间导出助手), the kinds JSON and HTML: `Messages/messages.json`, `Messages/2012.json` (the same by year),
 * `Blogs/blogs.json`, `Diaries/diaries.json`, or the same arrays in `…/json/messages.js`, in 2020 as
 * `const dataList = […]`.
 *   window.messages = [{"tid":"a2","uin":10001,"name":"老默","content":"…","conlist":[…],"created_time":1339300800,
 *   "commentlist":[…],"custom_comments":[…],"rt_tid":…,"rt_con":{…}}]
 *   window.blogs = [{"blogid":1400000001,"category":"个人日记","pubTime":"2010-12-25 23:10","title":"第一场雪",
 *   "custom_html":"<base64 of UTF-8 HTML>","comments":[{"poster":{"id":10002,"name":"老高"},"content":"…"}]}]
 * 说说 (messages) are posts, 日志 and 日记 essays, which go by their text: the kind Markdown has no ids. For a repost
 * `content` is the reposter's own remark and `rt_con` holds somebody else's words. The guest book has a reader of its
 * own; shares and favourites hold others' words and are not read. Source: ShunCai/QZoneExport d79bc78.
 */
export const qzoneExport: Reader = {
  id: ID,
  title: { en: 'QZoneExport (.json, .js)', zh: 'QQ空间导出助手（.json、.js）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: true, transcripts: false, time: 'second' },
  detect({ text }) {
    if (!/^\s*(?:(?:window\.(?:messages|blogs|diaries)|const dataList)\s*=\s*)?\[/u.test(text)) return 'no';
    if (/^\s*window\./u.test(text)) return 'yes';
    const isMessages = hasKeys(text, 'tid', 'conlist');
    const isBlogs =
      (hasKeys(text, 'blogid') || hasKeys(text, 'blogId')) && (hasKeys(text, 'html') || hasKeys(text, 'custom_html'));
    return isMessages || isBlogs ? 'yes' : 'no';
  },
  async *read(file) {
    const owner = ownerOfPath(file.path, file.folder.root);
    for await (const part of jsonItems(file, null)) {
      if (!('items' in part)) continue;
      for (const { value, record: at, broken } of part.items) {
        const one = obj(value);
        if (broken) yield unreadableWriting(ID, file, at, 'no-entry');
        else if ('tid' in one) yield messageItem(file, at, one, owner);
        else if ('blogid' in one || 'blogId' in one) yield await blogItem(file, at, one, owner);
        else yield unreadableWriting(ID, file, at, 'no-entry');
      }
    }
  },
};

function messageItem(file: ExportFile, at: number, one: Record<string, unknown>, owner: string): ReadItem {
  const original = obj(one.rt_con);
  const quoted = qzoneText(
    str(original.content) ||
      list(original.conlist)
        .map((part) => str(obj(part).con))
        .join(''),
  );
  return essayItem(
    ID,
    file,
    at,
    {
      text: qzoneText(str(one.content) || contents(one.conlist)),
      when: { time: epochSeconds(one.created_time) ?? isoTime(str(one.custom_create_time)) },
      id: str(one.tid),
      author: qqSender(str(one.uin) || owner, str(one.name)),
      ...mediaOf(file, one),
      ...(str(one.rt_tid) ? { quote: { sender: str(one.rt_uinname), text: quoted } } : {}),
      comments: commentsOfPost(one),
      ...(one.secret === 1 ? { flags: ['private'] as const } : {}),
    },
    QZONE,
  );
}

/** Pieces of a text: 2 was typed, 0 is a mention, 1 holds the words of a link. */
const contents = (value: unknown) =>
  list(value)
    .map(obj)
    .map((part) => (part.type === 0 ? `@${str(part.nick)}` : part.type === 2 ? str(part.con) : ''))
    .join('');

/** Prefers a recording (语音说说), which lasts `time` seconds; then a film, then a picture. */
function mediaOf(file: ExportFile, one: Record<string, unknown>): Pick<Writing, 'type' | 'media'> {
  const voice = { ...first(one.voice), ...first(one.custom_voices) };
  if (isSaid(voice)) {
    const length = Number(voice.time);
    const media = findVoice(file, pathOf(voice), IN_MESSAGES);
    return { type: 'voice', media: { ...media, ...(length > 0 ? { seconds: length } : {}) } };
  }
  const video = { ...first(one.video), ...first(one.custom_videos) };
  if (isSaid(video)) return { type: 'video', media: findMedia(file, pathOf(video), IN_MESSAGES) };
  const picture = { ...first(one.custom_images), ...first(one.pic) };
  return isSaid(picture) ? { type: 'image', media: findMedia(file, pathOf(picture), IN_MESSAGES) } : {};
}

const IN_MESSAGES = { folders: ['Messages'] };
const first = (value: unknown) => obj(list(value)[0]);
const isSaid = (part: Record<string, unknown>) => Object.keys(part).length > 0;
const pathOf = (part: Record<string, unknown>) => str(part.custom_filepath) || null;

async function blogItem(file: ExportFile, at: number, one: Record<string, unknown>, owner: string): Promise<ReadItem> {
  const title = str(one.custom_title) || str(one.title);
  const html = Buffer.from(str(one.custom_html) || str(one.html), 'base64').toString('utf8');
  const $ = await loadPage(html);
  const minute = chinaTime(str(one.pubTime) || str(one.pubtime));
  const time = epochSeconds(one.pubtime) ?? minute;
  return essayItem(ID, file, at, {
    text: qzoneText(prose($.root().contents().get())),
    title,
    when: { time, ...(time === minute && minute ? { precision: 'minute' as const } : {}) },
    ...(owner ? { author: qqSender(owner, '') } : {}),
    comments: list(one.comments)
      .map(obj)
      .flatMap(({ poster, content, replies }) => {
        const by = obj(poster);
        const own = comment(qqSender(str(by.id), str(by.name)), qzoneText(str(content)));
        const others = list(replies)
          .map(obj)
          .flatMap((reply) => {
            const from = obj(reply.poster);
            return comment(qqSender(str(from.id), str(from.name)), qzoneText(str(reply.content)), {
              replyTo: str(by.name),
            });
          });
        return [...own, ...others];
      }),
    ...(isDiary(file) ? { flags: ['private'] as const } : {}),
    ...(str(one.category).includes('转载') ? REPRINT : {}),
  });
}
