import type { Comment } from '../../../core/types.ts';
import { isoTime } from '../../../parse/time.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, postItem, sender, unreadablePost } from '../families/moments.ts';

const ID = 'moments-ciphertalk-xlsx';

/**
 * CipherTalk, Moments as a workbook, columns 时间 昵称 wxid 内容 媒体数 媒体链接 点赞数 点赞人 评论数 评论详情. What was shared is
 * left out. Comments are lines of one cell, `老默回复林晓：行，你说了算。`, and those of more than one line are told by 评论数.
 * Source: w1ndys/CipherTalk 2d4aa3f, exportService.ts.
 */
export const momentsCiphertalkXlsx: Reader = {
  id: ID,
  title: { en: 'CipherTalk Moments (.xlsx)', zh: '密语 CipherTalk 朋友圈（.xlsx）' },
  kind: 'post',
  carries: { senderIds: true, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ rows }) => (rows?.some(isHead) ? 'yes' : 'no'),
  async *read(file, context) {
    let columns: readonly string[] | undefined;
    for await (const rows of (await xlsxRows(file)) ?? []) {
      for (const { cells, record, broken } of rows) {
        if (broken) yield unreadablePost(ID, file, record);
        else if (!columns) {
          if (isHead(cells)) columns = cells;
        } else {
          const names = columns;
          const cell = (name: string) => cells[names.indexOf(name)] ?? '';
          const time = isoTime(cell('时间'));
          if (time === null) {
            yield unreadablePost(ID, file, record);
            continue;
          }
          const post = {
            author: sender(cell('wxid'), cell('昵称')),
            time,
            text: cell('内容'),
            shows: shownIn(cell('媒体链接'), Number(cell('媒体数'))),
            likedBy: likers(cell('点赞人').split('、'), (name) => sender(undefined, name)),
            comments: commentsOf(cell('评论详情'), Number(cell('评论数'))),
          };
          yield postItem(ID, file, record, post, context);
        }
      }
    }
    if (!columns) yield unreadablePost(ID, file, 0);
  },
};

const isHead = (cells: readonly string[]) =>
  ['时间', '昵称', 'wxid', '内容', '媒体链接', '点赞人', '评论详情'].every((name) => cells.includes(name));

function shownIn(addresses: string, count: number): 'image' | 'video' | undefined {
  if (addresses.split('\n').some(isVideo)) return 'video';
  return count > 0 ? 'image' : undefined;
}

/** How the program tells a video by its address. */
const isVideo = (address: string) => /video|\.mp4/u.test(address) && !address.includes('vweixinthumb');

/**
 * The comments of a cell. A line that no name begins goes on from the line before; where more lines than there are
 * comments look like the first of one, nobody can tell who wrote what, and none is read.
 */
function commentsOf(cell: string, count: number): Comment[] {
  const parts: [head: string, ...more: string[]][] = [];
  for (const line of cell ? cell.split('\n') : []) {
    const last = parts.at(-1);
    if (!last || START.test(line)) parts.push([line]);
    else last.push(line);
  }
  if (Number.isInteger(count) && parts.length > count) return [];
  return parts.flatMap((lines) => {
    const [head = '', by = '', replyTo] = START.exec(lines[0]) ?? [];
    return comment(sender(undefined, by), lines.join('\n').slice(head.length), { replyTo });
  });
}

const START = /^([^：]{1,60}?)(?:回复([^：]{1,60}))?：/u;
