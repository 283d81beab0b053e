import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment } from '../../../core/types.ts';
import { dateAtStart, timeOf } from '../../../parse/find-date.ts';
import { parseLiteral } from '../../../parse/js-literal.ts';
import { list, str } from '../../../parse/loose-json.ts';
import { isoTime } from '../../../parse/time.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { contentOf, ownerOfPath, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-gethistory';

/**
 * GetQzonehistory: `<QQ>/<QQ>_说说列表.xlsx`, columns 时间 内容 图片链接 评论.
 *   2012年06月10日 12:00:00 | 老默 ：端午节，食堂发了两个粽子。 | … | [['time', 'text', '老高', 10002]]
 * 内容 is the nickname, a blank, `：` and the words. Only today's nickname makes a post the account's own to the tool: what
 * was posted under an earlier one lies in `_其他列表`, what holds the word 留言 in `_留言列表`, and posts of others that
 * name the account slip into the list of its own. So all lists are read, `_全部列表` too, which holds everything again,
 * and the owner is known by the nickname with which most rows of the own list begin. 评论 is missing from the lists of
 * others' words, and from all lists of earlier versions. Source: LibraHp/GetQzonehistory 931b93c.
 */
export const qzoneGethistory: Reader = {
  id: ID,
  title: { en: 'GetQzonehistory (.xlsx)', zh: 'GetQzonehistory QQ空间说说（.xlsx）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'minute' },
  detect: ({ rows }) => (isHead(rows?.[0] ?? []) ? 'yes' : 'no'),
  async *read(file) {
    const owner = await ownerOf(file);
    let rows = 0;
    for await (const batch of (await xlsxRows(file)) ?? []) {
      for (const { cells, record, broken } of batch) {
        if (record === 1 && cells[0] === COLUMNS[0]) continue;
        rows++;
        const writing = broken ? null : writingOf(cells, owner);
        if (!writing) yield unreadableWriting(ID, file, record, 'no-entry');
        else yield essayItem(ID, file, record, writing, QZONE);
      }
    }
    if (!rows && !(await xlsxRows(file))) yield unreadableWriting(ID, file, 0, 'damaged-zip');
  },
};

const COLUMNS = ['时间', '内容', '图片链接'];
const COMMENTS = '评论';

const isHead = (row: readonly string[]): boolean =>
  COLUMNS.every((name, at) => row[at] === name) && (row[COLUMNS.length] || COMMENTS) === COMMENTS;

/** Lists in which rows of others lie. */
const WITH_OTHERS = /_(?:全部|其他|好友|留言)列表/u;

interface Owner {
  number: string;
  /** '' where it cannot be told. */
  nickname: string;
  /** Whether a row without a name is the owner's. */
  wrote(content: string): boolean;
}

async function ownerOf(file: ExportFile): Promise<Owner> {
  const nickname = await nicknameOfOwner(file);
  return {
    number: ownerOfPath(file.path),
    nickname,
    wrote: (content) => !WITH_OTHERS.test(file.path) || (nickname !== '' && content.includes(nickname)),
  };
}

/**
 * The nickname of most rows among the account's own posts. Without that list beside it, the nickname of most rows of
 * the file, unless the file holds others' posts.
 */
async function nicknameOfOwner(file: ExportFile): Promise<string> {
  const list = file.folder.get(file.path.replace(/_[^_/]+列表(?=\.xlsx$)/u, '_说说列表'));
  const own = list && (await xlsxRows(list));
  if (!own && /_(?:其他|好友|留言)列表/u.test(file.path)) return '';
  const counts = new Map<string, number>();
  for await (const batch of own ?? (await xlsxRows(file)) ?? []) {
    for (const { cells, broken } of batch) {
      const { by } = contentOf(cells[1] ?? '');
      if (!broken && by) counts.set(by, (counts.get(by) ?? 0) + 1);
    }
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && first[1] !== second?.[1] ? first[0] : '';
}

function writingOf(
  [time = '', content = '', pictures = '', comments = '']: readonly string[],
  owner: Owner,
): Writing | null {
  if (!time && !content) return null;
  const { by, repost, words } = contentOf(content);
  const isOwners = by ? by === owner.nickname : owner.wrote(content);
  return {
    text: repost === undefined ? qzoneText(words) : '',
    when: whenOf(time),
    author: qqSender(isOwners ? owner.number : '', by),
    ...(repost === undefined ? {} : { quote: { ...(repost ? { sender: repost } : {}), text: qzoneText(words) } }),
    ...(repost === undefined ? {} : { dropped: 'empty' as const, droppedBy: 'repost-without-words' }),
    ...(by || isOwners ? {} : { dropped: 'unknown-sender' as const }),
    ...(pictures.trim() ? { media: { path: '' } } : {}),
    comments: commentsOf(comments),
  };
}

/** `2012年06月10日 12:00:00`, `2011年9月1日 21:30`; 昨天 and its like say nothing without the day of the export. */
function whenOf(written: string): NonNullable<Writing['when']> {
  const iso = isoTime(written);
  if (iso)
    return {
      time: iso,
      ...(/:\d\d:/u.test(written) ? {} : { precision: iso.length > 10 ? ('minute' as const) : ('day' as const) }),
    };
  const found = dateAtStart(written);
  return (found && timeOf(found)) ?? { time: null };
}

/** A list as Python prints it. */
function commentsOf(text: string): Comment[] {
  if (!text.trim()) return [];
  try {
    return list(parseLiteral(text)).flatMap((one) => {
      const [time, words, by, number] = list(one).map(str);
      return comment(qqSender(number ?? '', by ?? ''), qzoneText(words ?? ''), {
        time: isoTime(time ?? '') ?? undefined,
      });
    });
  } catch {
    return [];
  }
}
