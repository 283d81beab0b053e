import { parseJson } from '../../../parse/json-items.ts';
import { list, obj, str } from '../../../parse/loose-json.ts';
import { isoTime } from '../../../parse/time.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import type { Reader } from '../../reader.ts';
import { comment, type Post, postItem, sender, unreadablePost } from '../families/moments.ts';
import { wechatDataAnalysisPost } from './moments-wechatdataanalysis-json.ts';

const ID = 'moments-wechatdataanalysis-xlsx';

/**
 * WeChatDataAnalysis, Moments as a workbook: one per poster, with the sheet named after the poster, columns 序号 时间 动态 ID
 * 类型 内容 标题 链接 位置 媒体数 点赞 评论 完整数据. The last column holds the whole post as JSON and is enough; where it is cut off (a
 * cell holds 32,767 characters) the others are used. Source: LifeArchiveProject/WeChatDataAnalysis e85a09c,
 * sns_export_service.py.
 */
export const momentsWechatdataanalysisXlsx: Reader = {
  id: ID,
  title: { en: 'WeChatDataAnalysis Moments (.xlsx)', zh: 'WeChatDataAnalysis 朋友圈（.xlsx）' },
  kind: 'post',
  carries: { senderIds: true, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ rows }) => (rows?.some(isHead) ? 'yes' : 'no'),
  async *read(file, context) {
    const poster = sender(/(?:^|\/)sns_([^/]+)\.xlsx$/iu.exec(file.path)?.[1], '');
    let columns: readonly string[] | undefined;
    for await (const batch of (await xlsxRows(file)) ?? []) {
      for (const { cells, record: row, broken } of batch) {
        if (broken) yield unreadablePost(ID, file, row);
        else if (!columns) {
          if (isHead(cells)) columns = cells.map((cell) => cell.replace(/\s/gu, ''));
        } else {
          const names = columns;
          const cell = (name: string) => cells[names.indexOf(name)] ?? '';
          yield postItem(ID, file, row, wholePost(cell('完整数据')) ?? { author: poster, ...fromCells(cell) }, context);
        }
      }
    }
    if (!columns) yield unreadablePost(ID, file, 0);
  },
};

function isHead(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.replace(/\s/gu, ''));
  return ['时间', '动态ID', '内容', '完整数据'].every((name) => names.includes(name));
}

function wholePost(json: string): Post | null {
  try {
    return wechatDataAnalysisPost(obj(parseJson(json)), '');
  } catch {
    return null;
  }
}

function fromCells(cell: (name: string) => string): Omit<Post, 'author'> {
  let comments: unknown = [];
  try {
    comments = parseJson(cell('评论') || '[]');
  } catch {
    // Cut off by Excel's limit of a cell.
  }
  return {
    time: isoTime(cell('时间')),
    id: cell('动态ID'),
    text: cell('内容'),
    title: cell('标题'),
    shows: Number(cell('媒体数')) > 0 ? 'image' : undefined,
    comments: list(comments)
      .map(obj)
      .flatMap(({ username, nickname, content, refNickname }) =>
        comment(sender(username, nickname), content, { replyTo: str(refNickname) }),
      ),
  };
}
