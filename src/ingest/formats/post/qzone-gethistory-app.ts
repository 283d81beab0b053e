import type { ExportFile } from '../../../core/export-file.ts';
import { jsonItems } from '../../../parse/json-items.ts';
import { obj, str } from '../../../parse/loose-json.ts';
import { isoTime } from '../../../parse/time.ts';
import { xlsxRows } from '../../../parse/xlsx-rows.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { hasKeys, startsWith } from '../families/moments-json.ts';
import { contentOf, ownerOfPath, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-gethistory-app';

/**
 * GetQzonehistory, the app with windows: `<QQ>/<QQ>_说说列表_data.json`, or `.xlsx` with the columns Type, Username,
 * Avatar URL, Time, Content, Images, Comment.
 *   [{"username":"老默","time":"2012-06-10 12:00:00","content":"端午节。","images":null,"comment":"老高 : 给我留一个",
 *   "avatar_url":"http://q1.qlogo.cn/g?b=qq&nk=10001&s=100"}]
 * The account's own nickname is cut out of `content`. In the other lists `username` is whoever reacted to a post; who
 * wrote it stands before `：`. Times are exact to the minute; one that the app could not read became the moment of the
 * export, with a fraction of a second. `comment` may be anybody's and is left out. Source: LibraHp/GetQzonehistory,
 * main.py of the branch gui.
 */
export const qzoneGethistoryApp: Reader = {
  id: ID,
  title: { en: 'GetQzonehistory app (.json, .xlsx)', zh: 'GetQzonehistory QQ空间说说（图形版 .json、.xlsx）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'minute' },
  detect: ({ text, rows }) =>
    COLUMNS.every((name, at) => rows?.[0]?.[at] === name) ||
    (startsWith(text, '[{') && hasKeys(text, 'username', 'time', 'content', 'images', 'comment', 'avatar_url'))
      ? 'yes'
      : 'no',
  async *read(file) {
    const owner = ownerOfPath(file.path);
    for await (const { post, record } of posts(file)) {
      if (post) yield essayItem(ID, file, record, writingOf(post, owner), QZONE);
      else yield unreadableWriting(ID, file, record, 'no-entry');
    }
  },
};

const COLUMNS = ['Type', 'Username', 'Avatar URL', 'Time', 'Content', 'Images', 'Comment'];

interface Post {
  username: string;
  avatar: string;
  time: string;
  content: string;
  images: string;
}

async function* posts(file: ExportFile): AsyncGenerator<{ record: number; post: Post | null }, void, undefined> {
  const sheet = await xlsxRows(file);
  for await (const batch of sheet ?? []) {
    for (const { cells, record, broken } of batch) {
      if (record === 1 && cells[0] === COLUMNS[0]) continue;
      const [, username = '', avatar = '', time = '', content = '', images = ''] = cells;
      yield { record, post: broken ? null : { username, avatar, time, content, images } };
    }
  }
  if (sheet) return;
  for await (const part of jsonItems(file, null)) {
    if (!('items' in part)) continue;
    for (const { value, record, broken } of part.items) {
      const one = obj(value);
      const [username, avatar, time] = [str(one.username), str(one.avatar_url), str(one.time)];
      const post = { username, avatar, time, content: str(one.content), images: str(one.images) };
      yield { record, post: broken || !('content' in one) ? null : post };
    }
  }
}

function writingOf({ username, avatar, time, content, images }: Post, owner: string): Writing {
  const number = /[?&]nk=(\d+)/u.exec(avatar)?.[1] ?? '';
  const known = {
    when: /\.\d+$/u.test(time) ? { time: null } : { time: isoTime(time), precision: 'minute' as const },
    ...(images.trim() ? { type: 'image' as const, media: { path: '' } } : {}),
  };
  if (owner !== '' && number === owner)
    return { ...known, text: qzoneText(content), author: qqSender(owner, username) };
  // The nickname of the account is cut out here too.
  const { by, repost, words } = contentOf(content.trimStart().startsWith('转发') ? ` ${content.trimStart()}` : content);
  if (repost !== undefined) {
    const quote = { ...(repost ? { sender: repost } : {}), text: qzoneText(words) };
    const author = qqSender(by ? '' : owner, by);
    return { ...known, text: '', author, quote, dropped: 'empty', droppedBy: 'repost-without-words' };
  }
  const author = qqSender('', by);
  return { ...known, text: qzoneText(words), author, ...(by ? {} : { dropped: 'unknown-sender' }) };
}
