import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment } from '../../../core/types.ts';
import { lines } from '../../../parse/lines.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, type Post, postItem, sender, unreadablePost } from '../families/moments.ts';

const ID = 'moments-wechatdataanalysis-txt';

/**
 * WeChatDataAnalysis, Moments as text: one file per poster, `sns_<username>.txt`.
 *   朋友圈导出 / 联系人: 老默 / 用户名: wxid_… / 条目数: 8 / (blank), then for each post
 *   #7 / 时间: 2020-02-08 08:02:44 / ID: 130… / 类型: … / 内容: / the words / 标题: … / 链接: … / 位置: … /
 *   媒体: / - [1] type=2 id=… / 点赞: a、b / 评论: / - [1] 周野 回复 老默: …
 * Absent parts are left out. Words may look like the layout: a post starts only where `#n` is followed by `时间: `, and
 * its parts are taken from the end. `index.txt` lists people only.
 * Source: LifeArchiveProject/WeChatDataAnalysis e85a09c, sns_export_service.py.
 */
export const momentsWechatdataanalysisTxt: Reader = {
  id: ID,
  title: { en: 'WeChatDataAnalysis Moments (.txt)', zh: 'WeChatDataAnalysis 朋友圈（.txt）' },
  kind: 'post',
  carries: { senderIds: true, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    /^\s*朋友圈导出\s*\n联系人: [^\n]*\n用户名: /u.test(text.slice(0, 4000).replaceAll('\r', '')) ? 'yes' : 'no',
  async *read(file, context) {
    let author = sender(undefined, '');
    let name = '';
    for await (const { line, body } of blocks(file)) {
      if (line === 0) {
        name = /^联系人: (.*)$/mu.exec(body)?.[1] ?? '';
        author = sender(/^用户名: (.*)$/mu.exec(body)?.[1], name);
        continue;
      }
      const post = postOf(body);
      yield post ? postItem(ID, file, line, { author, ...post }, context) : unreadablePost(ID, file, line);
    }
  },
};

/** The head of the file (line 0), then post by post. */
async function* blocks(file: ExportFile): AsyncGenerator<{ line: number; body: string }, void, undefined> {
  let open: { line: number; parts: string[] } = { line: 0, parts: [] };
  let held: { text: string; number: number } | undefined;
  for await (const { text, number } of lines(file)) {
    if (held) {
      if (/^#\d+$/u.test(held.text) && text.startsWith('时间: ')) {
        yield { line: open.line, body: open.parts.join('\n') };
        open = { line: held.number, parts: [] };
      } else if (open.parts.length < MAX_LINES) open.parts.push(held.text);
    }
    held = { text, number };
  }
  if (held) open.parts.push(held.text);
  yield { line: open.line, body: open.parts.join('\n') };
}
/** Enough for a post of a few thousand characters with a thousand comments. */
const MAX_LINES = 100_000;

const HEAD = /^时间: (.*)(?:\nID: (.*))?(?:\n类型: (.*))?/u;

function postOf(body: string): Omit<Post, 'author'> | null {
  const head = HEAD.exec(body);
  if (!head) return null;
  const rest = body.slice(head[0].length).replace(/\s+$/u, '').split('\n');
  const comments = takeComments(rest);
  const likes = rest.at(-1)?.startsWith('点赞: ') ? (rest.pop() ?? '').slice('点赞: '.length).split('、') : [];
  const media: string[] = [];
  const from = rest.findLastIndex((line) => !/^- \[\d+\] type=/u.test(line));
  if (from >= 0 && from < rest.length - 1 && rest[from] === '媒体:') media.push(...rest.splice(from).slice(1));
  if (rest.at(-1)?.startsWith('位置: ')) rest.pop();
  const hasLink = rest.at(-1)?.startsWith('链接: ') === true;
  if (hasLink) rest.pop();
  const title = takeTitle(rest, hasLink && head[3] !== undefined);
  const at = rest.indexOf('内容:');
  return {
    time: isoTime(head[1] ?? ''),
    id: head[2] ?? '',
    text: at < 0 ? '' : rest.slice(at + 1).join('\n'),
    title,
    shows: media.some((line) => line.includes('type=6')) ? 'video' : media.length ? 'image' : undefined,
    // `公众号`, `视频号·名`, `QQ音乐`: only shared things have a label of their type.
    ...(title && !media.length ? { kind: 3 } : {}),
    likedBy: likers(likes, (name) => sender(undefined, name)),
    comments,
  };
}

/**
 * Cuts the title off the end. The title of a channel video may have several lines: what stands between the title and
 * the link of something shared belongs to it. `mayBeLong`: there is such a link; without one the lines may be the
 * poster's.
 */
function takeTitle(rest: string[], mayBeLong: boolean): string {
  const from = rest.findLastIndex((line) => line.startsWith('标题: '));
  if (from < 0 || (!mayBeLong && from < rest.length - 1)) return '';
  return rest.splice(from).join('\n').slice('标题: '.length);
}

const COMMENT = /^- \[(\d+)\] (.+?)(?: 回复 (.+?))?: (.*)$/u;

/** Cuts the comments off the end; a comment may have several lines. */
function takeComments(rest: string[]): Comment[] {
  const from = rest.findLastIndex((line, at) => line === '评论:' && (rest[at + 1] ?? '').startsWith('- [1] '));
  if (from < 0) return [];
  const comments: { by: string; to: string; text: string }[] = [];
  for (const line of rest.splice(from).slice(1)) {
    const [, number, by = '', to = '', text = ''] = COMMENT.exec(line) ?? [];
    if (Number(number) === comments.length + 1) comments.push({ by, to, text });
    else {
      const last = comments.at(-1);
      if (last) last.text += `\n${line}`;
    }
  }
  return comments.flatMap(({ by, to, text }) => comment(sender(undefined, by), text, { replyTo: to }));
}
