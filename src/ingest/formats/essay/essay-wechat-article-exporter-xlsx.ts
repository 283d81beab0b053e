import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { whenOf } from '../families/markdown.ts';
import { accountSender } from '../families/wechat-account.ts';
import { titleAndWords } from '../families/wechat-article-exporter.ts';

const ID = 'essay-wechat-article-exporter-xlsx';

/**
 * wechat-article-exporter, 微信公众号文章.xlsx: columns 公众号 ID 链接 标题 封面 摘要 创建时间 发布时间 阅读 … 作者 是否原创 文章类型 所属合集 文章内容. Nothing
 * marks a reprint; only an article that is declared original is certainly no reprint. Source:
 * wechat-article/wechat-article-exporter 55217d4, utils/exporter.ts.
 */
export const essayWechatArticleExporterXlsx: Reader = {
  id: ID,
  title: { en: 'wechat-article-exporter (.xlsx)', zh: '公众号文章导出工具 wechat-article-exporter（.xlsx）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ rows }) => (rows?.some(isHead) ? 'yes' : 'no'),
  async *read(file) {
    let columns: readonly string[] | undefined;
    for await (const batch of (await xlsxRows(file)) ?? []) {
      for (const { cells, record, broken } of batch) {
        if (broken) yield unreadableWriting(ID, file, record, 'damaged');
        else if (!columns) {
          if (isHead(cells)) columns = cells;
        } else {
          const names = columns;
          const cell = (name: string) => (cells[names.indexOf(name)] ?? '').trim();
          const [title, author, account] = [cell('标题'), cell('作者'), cell('公众号')];
          const content = cell('文章内容');
          yield essayItem(ID, file, record, {
            ...titleAndWords({ title, author, account, content, isShort: SHORT.has(cell('文章类型')) }),
            id: cell('链接') || cell('ID'),
            when: whenOf(cell('发布时间')) ?? whenOf(cell('创建时间')),
            ...accountSender(author, account),
            ...(content ? {} : { dropped: 'empty' as const, droppedBy: 'no-content' }),
          });
        }
      }
    }
    if (!columns) yield unreadableWriting(ID, file, 0, 'no-header');
  },
};

const isHead = (cells: readonly string[]) =>
  ['标题', '链接', '发布时间', '文章内容'].every((name) => cells.includes(name));

const SHORT = new Set(['图片分享', '文本分享']);
