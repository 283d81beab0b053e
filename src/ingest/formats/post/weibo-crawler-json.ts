import { jsonItems } from '../../../parse/json-items.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { hasKeys, startsWith } from '../families/moments-json.ts';
import { WEIBO, weiboId, weiboMedia, weiboQuote, weiboSender, weiboText, weiboTime } from '../families/weibo.ts';
import { spiderText, spiderValue } from '../families/weibo-spider.ts';

const ID = 'weibo-crawler-json';

/**
 * weibo-crawler, `weibo/<screen name>/<user id>.json`: everything of one 微博 account.
 *   {"user":{"id":"7000001","screen_name":"老默在苏州"},"weibo":[{"id":4400000000000001,"bid":"Inv00001","text":"…",
 *   "created_at":"2015-03-08T09:12:00","full_created_at":"2015-03-08 09:12:00","retweet":{…}}]}
 * `retweet` is another's post. weiboSpider by the same author has other names for the same:
 *   {"user":{"id":"7000001","nickname":"老默在苏州"},"weibo":[{"id":"Inv00001","content":"…",
 *   "publish_time":"2015-03-08 09:12"}]}
 * Source: dataabc/weibo-crawler 93cd292, weibo.py; dataabc/weiboSpider, json_writer.py.
 */
export const weiboCrawlerJson: Reader = {
  id: ID,
  title: { en: 'weibo-crawler, weiboSpider (.json)', zh: '微博 weibo-crawler、weiboSpider（.json）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    startsWith(text, '{') &&
    (hasKeys(text, 'user', 'screen_name') || hasKeys(text, 'user', 'nickname', 'publish_time')) &&
    /"weibo"\s*:\s*\[/u.test(text)
      ? 'yes'
      : 'no',
  async *read(file) {
    let user: Record<string, unknown> = {};
    for await (const part of jsonItems(file, 'weibo')) {
      if ('frame' in part) {
        user = obj(part.frame.user ?? user);
        continue;
      }
      for (const { value, record: at, broken } of part.items) {
        const post = obj(value);
        const writing =
          'text' in post ? writingOfPost(post, user) : 'content' in post ? writingOfSpider(post, user) : null;
        if (broken || !writing) yield unreadableWriting(ID, file, at, 'no-entry');
        else yield essayItem(ID, file, at, writing, WEIBO);
      }
    }
  },
};

type Values = Record<string, unknown>;

function writingOfPost(post: Values, user: Values): Writing {
  const written = str(post.text);
  const name = str(post.screen_name) || str(user.screen_name);
  const original = obj(post.retweet);
  return {
    text: weiboText(written, { author: name, place: str(post.location) }),
    when: weiboTime(str(post.full_created_at), str(post.created_at)),
    id: weiboId(str(post.id), str(post.bid)),
    author: weiboSender(str(post.user_id) || str(user.id), name),
    ...weiboMedia(str(post.pics), str(post.video_url) || str(post.live_photo_url)),
    quote: weiboQuote(str(original.screen_name), str(original.text), written),
  };
}

function writingOfSpider(post: Values, user: Values): Writing {
  const author = str(user.nickname);
  return {
    ...spiderText(str(post.content), { author, place: spiderValue(str(post.publish_place)) }),
    when: weiboTime(str(post.publish_time)),
    id: weiboId('', str(post.id)),
    author: weiboSender(str(user.id), author),
    ...weiboMedia(spiderValue(str(post.original_pictures)), spiderValue(str(post.video_url))),
  };
}
