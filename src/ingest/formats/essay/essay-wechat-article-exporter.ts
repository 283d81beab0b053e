import { jsonItems } from '../../../parse/json-items.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import { epochSeconds } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { hasKeys, startsWith } from '../families/moments-json.ts';
import { REPRINT } from '../families/not-own-words.ts';
import { accountSender } from '../families/wechat-account.ts';
import { titleAndWords } from '../families/wechat-article-exporter.ts';

const ID = 'essay-wechat-article-exporter';

/**
 * wechat-article-exporter, 微信公众号文章.json: the articles of one account, an array on one line.
 *   [{"aid":"2247480001_1","title":"老车床","link":"https://mp.weixin.qq.com/s/…","author_name":"陈默","copyright_stat":1,
 *   "update_time":1631449815,"item_show_type":0,"_accountName":"老默修东西","content":"老车床\n原创\n陈默\n…"}]
 * `content` is there only if the user chose it; it begins with the head of the page, and may be one line.
 * `copyright_stat` 2 is a reprint. Source: wechat-article/wechat-article-exporter 55217d4, utils/exporter.ts,
 * utils/download/Exporter.ts.
 */
export const essayWechatArticleExporter: Reader = {
  id: ID,
  title: { en: 'wechat-article-exporter (.json)', zh: '公众号文章导出工具 wechat-article-exporter（.json）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    startsWith(text, '[{') &&
    hasKeys(text, 'aid', 'link', 'title', 'update_time') &&
    /mp\.weixin\.qq\.com|"copyright_stat"/u.test(text)
      ? 'yes'
      : 'no',
  async *read(file) {
    for await (const part of jsonItems(file, null)) {
      if (!('items' in part)) continue;
      for (const { value, record: at, broken } of part.items) {
        const article = obj(value);
        const time = epochSeconds(article.update_time) ?? epochSeconds(article.create_time);
        if (broken || (time === null && !str(article.title))) yield unreadableWriting(ID, file, at, 'no-article');
        else yield essayItem(ID, file, at, { ...writingOfArticle(article), when: { time } });
      }
    }
  },
};

function writingOfArticle(article: Record<string, unknown>): Writing {
  const title = str(article.title);
  const author = str(article.author_name);
  const account = str(article._accountName);
  const content = str(article.content);
  return {
    ...titleAndWords({ title, author, account, content, isShort: SHORT.has(str(article.item_show_type)) }),
    id: str(article.aid) && str(article.fakeid) ? `${str(article.fakeid)}/${str(article.aid)}` : str(article.link),
    ...accountSender(author, account),
    ...(str(article.copyright_stat) === '2' ? REPRINT : {}),
    ...(!content ? { dropped: 'empty' as const, droppedBy: 'no-content' } : {}),
  };
}

/** `item_show_type`: pictures with words (8), words alone (10). */
const SHORT = new Set(['8', '10']);
