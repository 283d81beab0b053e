import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment } from '../../../core/types.ts';
import { jsonItems } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { hasKeys, startsWith } from '../families/moments-json.ts';
import { WEIBO, weiboMedia, weiboQuote, weiboSender, weiboText, weiboTime } from '../families/weibo.ts';

const ID = 'weibo-archiver';

/**
 * Weibo-archiver, `weibo-data-<screen name>.json`: the posts of one 微博 account with the comments below them.
 *   {"posts":[{"id":"4400000000000001","mblogid":"Inv00001","userId":"7000001","text":"…","imgs":["https://…"],
 *   "createdAt":"Sun Mar 08 09:12:00 +0800 2015","regionName":"发布于 江苏","retweet":{"text":"…","user":{…}},
 *   "comments":[{"text":"…","createdAt":"…","user":{"uid":"7000002","name":"老高"}}]}],
 *   "user":{"uid":"7000001","name":"老默在苏州"},"followings":[…],"favorites":[…]}
 * Its program for the command line calls the posts `weibo`. `favorites` are posts of others.
 * Source: Chilfish/Weibo-archiver 060a85eb, parseService.ts; 10491064, export.ts; FetchManager.ts.
 */
export const weiboArchiver: Reader = {
  id: ID,
  title: { en: 'Weibo-archiver (.json)', zh: '微博 Weibo-archiver（.json）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    startsWith(text, '{') && /"(?:posts|weibo)"\s*:\s*\[/u.test(text) && hasKeys(text, 'mblogid', 'createdAt', 'text')
      ? 'yes'
      : 'no',
  async *read(file) {
    const { key, user } = await account(file);
    for await (const part of jsonItems(file, key)) {
      if (!('items' in part)) continue;
      for (const { value, record: at, broken } of part.items) {
        const post = obj(value);
        if (broken || !('mblogid' in post)) yield unreadableWriting(ID, file, at, 'no-entry');
        else yield essayItem(ID, file, at, writingOf(post, user), WEIBO);
      }
    }
  },
};

type Values = Record<string, unknown>;

/** Whose posts these are, which stands below them, and the key of the posts. */
async function account(file: ExportFile): Promise<{ key: string; user: Values }> {
  let key = 'weibo';
  let user: Values = {};
  for await (const part of jsonItems(file, 'posts')) {
    if ('items' in part) key = 'posts';
    else user = obj(part.frame.user ?? user);
  }
  return { key, user };
}

function writingOf(post: Values, user: Values): Writing {
  const written = wordsOf(post.text);
  const name = str(user.name);
  const original = obj(post.retweet);
  return {
    text: weiboText(written, { author: name }),
    when: timeOf(post.createdAt),
    id: str(post.id),
    author: weiboSender(str(post.userId) || str(user.uid), name),
    ...weiboMedia(list(post.imgs).map(str).join(), ''),
    quote: weiboQuote(str(obj(original.user).name), wordsOf(original.text), written),
    comments: list(post.comments).map(obj).flatMap(commentOf),
  };
}

function commentOf({ user, text, createdAt }: Values): Comment[] {
  const { uid, name } = obj(user);
  const time = timeOf(createdAt).time;
  const written = wordsOf(text);
  const replyTo = /^\s*回复\s?@([^:：\s]{1,30})\s?[:：]/u.exec(written)?.[1];
  return comment(weiboSender(str(uid), str(name)), weiboText(written), {
    time: time ? String(time) : undefined,
    replyTo,
  });
}

/** The program puts addresses of pictures among the words: `[img://https://…]`. */
const wordsOf = (text: unknown): string => str(text).replace(/\[img:\/\/[^\]\s]*\]/gu, '');

/** `Sun Mar 08 09:12:00 +0800 2015`, as the site's own interface gives it. */
function timeOf(written: unknown): NonNullable<Writing['when']> {
  const text = str(written);
  const epoch = /^\w{3} \w{3} \d{1,2} \d\d:\d\d:\d\d [+-]\d{4} \d{4}$/u.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(epoch) ? weiboTime(text) : { time: new Date(epoch).toISOString().replace('.000', '') };
}
