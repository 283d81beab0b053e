import { jsonItems } from '../../../parse/json-items.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadable } from '../families/essay.ts';
import { hasKeys, startsWith } from '../families/moments-json.ts';
import { WEIBO, weiboQuote, weiboSender, weiboText, weiboTime } from '../families/weibo.ts';

const ID = 'weibo-crawler-json';

/**
 * weibo-crawler, `weibo/<screen name>/<user id>.json`: everything of one 微博 account.
 *   {"user":{"id":"7000001","screen_name":"老默在苏州"},"weibo":[{"id":4400000000000001,"bid":"Inv00001","text":"…",
 *   "created_at":"2015-03-08T09:12:00","full_created_at":"2015-03-08 09:12:00","retweet":{…}}]}
 * `retweet` is another's post. Source: dataabc/weibo-crawler 93cd292, weibo.py.
 */
export const weiboCrawlerJson: Reader = {
  id: ID,
  title: { en: 'weibo-crawler (.json)', zh: '微博 weibo-crawler（.json）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    startsWith(text, '{') && hasKeys(text, 'user', 'screen_name') && /"weibo"\s*:\s*\[/u.test(text) ? 'yes' : 'no',
  async *read(file) {
    let user: Record<string, unknown> = {};
    for await (const part of jsonItems(file, 'weibo')) {
      if ('frame' in part) {
        user = obj(part.frame.user ?? user);
        continue;
      }
      for (const { value, record: at, broken } of part.items) {
        const post = obj(value);
        if (broken || !('text' in post)) {
          yield unreadable(ID, file, at, 'no-entry');
          continue;
        }
        const written = str(post.text);
        const original = obj(post.retweet);
        const quote = weiboQuote(str(original.screen_name), str(original.text), written);
        yield essayItem(
          ID,
          file,
          at,
          {
            text: weiboText(written),
            when: weiboTime(str(post.full_created_at), str(post.created_at)),
            id: str(post.id) || str(post.bid),
            author: weiboSender(str(post.user_id) || str(user.id), str(post.screen_name) || str(user.screen_name)),
            ...(str(post.pics) || str(post.video_url) ? { media: { path: '' } } : {}),
            ...(quote ? { quote } : {}),
          },
          WEIBO,
        );
      }
    }
  },
};
