import { tableHeader, tableRows } from '../../../parse/table.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadable } from '../families/essay.ts';
import { SpreadsheetLosses } from '../families/spreadsheet-losses.ts';
import { WEIBO, weiboId, weiboQuote, weiboSender, weiboSpiderParts, weiboText, weiboTime } from '../families/weibo.ts';

const ID = 'weibo-crawler-csv';
/** weiboSpider writes 无 where there is none. */
const MEDIA_COLUMNS = ['原始图片url', '视频url', '微博图片url', '微博视频url'];

/**
 * weibo-crawler, `weibo/<screen name>/<user id>.csv`: columns id, bid, 正文, …, 日期, …, 完整日期, … and, when reposts were
 * fetched, 是否原创, 源用户昵称, 源微博正文 …. UTF-8 with BOM, `id` ends with a tab, rows of own posts are shorter than the head,
 * older versions lack some columns. Only the path tells who wrote. Its elder sister weiboSpider writes 微博id (the bid),
 * 微博正文, …, 发布时间, …, with a repost in one cell; weibo-search, with the same columns, posts of many people, each with
 * 用户昵称. Sources: dataabc/weibo-crawler 93cd292, weibo.py; dataabc/weiboSpider 26683b5, csv_writer.py.
 */
export const weiboCrawlerCsv: Reader = {
  id: ID,
  title: { en: 'weibo-crawler, weiboSpider (.csv)', zh: '微博 weibo-crawler、weiboSpider（.csv）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect(head) {
    const [id, ...header] = tableHeader(head);
    const isCrawler = id === 'id' && header.includes('bid') && (header.includes('正文') || header.includes('微博正文'));
    return isCrawler || (id === '微博id' && header.includes('微博正文')) ? 'yes' : 'no';
  },
  async *read(file, { emit }) {
    const parts = file.path.split('/');
    const account = /^(\d{5,})\.(?:csv|txt|xlsx)$/iu.exec(parts.at(-1) ?? '')?.[1] ?? '';
    const author = weiboSender(account, parts.length > 1 ? (parts.at(-2) ?? '') : '');
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
        if (names.get(cells[0] ?? '') === 0) continue;
        const cell = (...known: string[]) => {
          const at = known.map((name) => names.get(name)).find((index) => index !== undefined);
          return at === undefined ? '' : (cells[at] ?? '');
        };
        const whole = cell('正文', '微博正文');
        const spider = names.has('bid') ? undefined : weiboSpiderParts(whole);
        const written = spider?.own ?? whole;
        const when = weiboTime(cell('完整日期'), cell('日期', '发布时间'));
        if (broken || (!whole && when.time === null)) {
          yield unreadable(ID, file, record, 'no-entry');
          continue;
        }
        const quote = weiboQuote(spider?.sender ?? cell('源用户昵称'), spider?.original ?? cell('源微博正文'), written);
        const name = cell('用户昵称');
        const id = cell('id', '微博id');
        const item = essayItem(
          ID,
          file,
          record,
          {
            text: weiboText(written),
            when,
            id: weiboId(id, cell('bid').trim()),
            author: name ? weiboSender(cell('user_id'), name) : author,
            ...(MEDIA_COLUMNS.some((column) => !/^无?$/u.test(cell(column).trim())) ? { media: { path: '' } } : {}),
            ...(quote ? { quote } : {}),
          },
          WEIBO,
        );
        losses.noteId(item, id);
        losses.noteWords(item);
        yield item;
      }
    }
    losses.tell(emit, file);
  },
};
