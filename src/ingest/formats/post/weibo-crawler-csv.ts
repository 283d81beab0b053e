import type { Sender } from '../../../core/types.ts';
import { tableHeader, tableRows } from '../../../parse/table.ts';
import { nameOf } from '../../../parse/written-path.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { SpreadsheetLosses } from '../families/spreadsheet-losses.ts';
import { WEIBO, weiboId, weiboMedia, weiboQuote, weiboSender, weiboText, weiboTime } from '../families/weibo.ts';
import { weiboAuthor } from '../families/weibo-author.ts';
import { spiderText, spiderValue } from '../families/weibo-spider.ts';

const ID = 'weibo-crawler-csv';

/**
 * weibo-crawler, `weibo/<screen name>/<user id>.csv`: columns id, bid, 正文, …, 日期, …, 完整日期, … and, when reposts were
 * fetched, 是否原创, 源用户昵称, 源微博正文 …. UTF-8 with BOM, `id` ends with a tab, rows of own posts are shorter than the head,
 * older versions lack some columns. Only the path tells who wrote; weibo-search, with the same columns, has posts of
 * many people, each with 用户昵称. weiboSpider by the same author has 微博id (the bid), 微博正文, 发布位置, 发布时间 …, the original of a
 * repost within 微博正文, and its head again with every run. Source: dataabc/weibo-crawler 93cd292, weibo.py;
 * dataabc/weiboSpider, csv_writer.py.
 */
export const weiboCrawlerCsv: Reader = {
  id: ID,
  title: { en: 'weibo-crawler, weiboSpider (.csv)', zh: '微博 weibo-crawler、weiboSpider（.csv）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect(head) {
    const [id, ...header] = tableHeader(head);
    return isHead(id ?? '') &&
      (header.includes('bid') || header.includes('发布时间')) &&
      (header.includes('正文') || header.includes('微博正文'))
      ? 'yes'
      : 'no';
  },
  async *read(file, { emit }) {
    const author = await weiboAuthor(file, /^(\d{5,})\.(?:csv|txt|xlsx)$/iu.exec(nameOf(file.path))?.[1]);
    const losses = new SpreadsheetLosses();
    let columns: Map<string, number> | undefined;
    for await (const rows of tableRows(file)) {
      for (const { cells, record, broken } of rows) {
        if (!columns) {
          columns = new Map(cells.map((name, at) => [name.replace(/^\ufeff/u, '').trim(), at]));
          continue;
        }
        const names = columns;
        // weiboSpider begins each run that adds to a file with the names of the columns.
        if (names.get((cells[0] ?? '').trim()) === 0) continue;
        const cell = (...known: string[]) => {
          const at = known.map((name) => names.get(name)).find((index) => index !== undefined);
          return at === undefined ? '' : (cells[at] ?? '');
        };
        const id = cell('id', '微博id');
        const writing = broken ? null : writingOfRow(cell, author, names.has('bid'));
        if (!writing) {
          yield unreadableWriting(ID, file, record, 'no-entry');
          continue;
        }
        const item = essayItem(ID, file, record, writing, WEIBO);
        losses.noteId(item, id);
        losses.noteWords(item);
        yield item;
      }
    }
    losses.tell(emit, file);
  },
};

const isHead = (id: string): boolean => id === 'id' || id === '微博id';

/** `isCrawler`: weibo-crawler, which has columns of their own for the bid and the original of a repost. */
function writingOfRow(cell: (...known: string[]) => string, owner: Sender, isCrawler: boolean): Writing | null {
  const written = cell('正文', '微博正文');
  const when = weiboTime(cell('完整日期'), cell('日期', '发布时间'));
  if (!written && when.time === null) return null;
  const id = cell('id', '微博id');
  const name = cell('用户昵称');
  const author = name ? weiboSender(cell('user_id'), name) : owner;
  const known = { author: author.name, place: spiderValue(cell('位置', '发布位置')) };
  const films = spiderValue(cell('视频url', '微博视频url')) || cell('Live Photo视频url');
  const words = isCrawler
    ? { text: weiboText(written, known), quote: weiboQuote(cell('源用户昵称'), cell('源微博正文'), written) }
    : spiderText(written, known);
  return {
    ...words,
    when,
    id: isCrawler ? weiboId(id, cell('bid').trim()) : weiboId('', id.trim()),
    author,
    ...weiboMedia(spiderValue(cell('原始图片url')), films),
  };
}
