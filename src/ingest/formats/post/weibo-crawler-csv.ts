import { tableHeader, tableRows } from '../../../parse/table.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadable } from '../families/essay.ts';
import { SpreadsheetLosses } from '../families/spreadsheet-losses.ts';
import { WEIBO, weiboId, weiboQuote, weiboSender, weiboText, weiboTime } from '../families/weibo.ts';

const ID = 'weibo-crawler-csv';

/**
 * weibo-crawler, `weibo/<screen name>/<user id>.csv`: columns id, bid, 正文, …, 日期, …, 完整日期, … and, when reposts were
 * fetched, 是否原创, 源用户昵称, 源微博正文 …. UTF-8 with BOM, `id` ends with a tab, rows of own posts are shorter than the head,
 * older versions lack some columns. Only the path tells who wrote. Source: dataabc/weibo-crawler 93cd292, weibo.py.
 */
export const weiboCrawlerCsv: Reader = {
  id: ID,
  title: { en: 'weibo-crawler (.csv)', zh: '微博 weibo-crawler（.csv）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'second' },
  detect(head) {
    const [id, ...header] = tableHeader(head);
    return (id === 'id' || id === '微博id') &&
      header.includes('bid') &&
      (header.includes('正文') || header.includes('微博正文'))
      ? 'yes'
      : 'no';
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
        const cell = (...known: string[]) => {
          const at = known.map((name) => names.get(name)).find((index) => index !== undefined);
          return at === undefined ? '' : (cells[at] ?? '');
        };
        const written = cell('正文', '微博正文');
        const when = weiboTime(cell('完整日期'), cell('日期', '发布时间'));
        if (broken || (!written && when.time === null)) {
          yield unreadable(ID, file, record, 'no-entry');
          continue;
        }
        const quote = weiboQuote(cell('源用户昵称'), cell('源微博正文'), written);
        const id = cell('id', '微博id');
        const item = essayItem(
          ID,
          file,
          record,
          {
            text: weiboText(written),
            when,
            id: weiboId(id, cell('bid').trim()),
            author,
            ...(cell('原始图片url', '视频url').trim() ? { media: { path: '' } } : {}),
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
