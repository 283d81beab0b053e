import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment, Quote, ReadItem } from '../../../core/types.ts';
import { findMedia } from '../../../parse/find-media.ts';
import { lines } from '../../../parse/lines.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { isoTime } from '../../../parse/time.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { REPRINT } from '../families/not-own-words.ts';
import { isDiary, ownerOfPath, QZONE, qqSender, qzoneText } from '../families/qzone.ts';

const ID = 'qzone-export-md';

/**
 * QZoneExport, the kind Markdown. 说说 by year, and again all in one file:
 *   # 2012年 / ## 6月 / > 2012-06-10 12:00:00【place】【转发】 / words / > 原文: / [name](url)：another's words /
 *   > 评论(1) / *  [老高](https://user.qzone.qq.com/10002)：words / ---
 * 日志 and 日记 one a file, `1_20101225231000_【第一场雪】.md`: `# title / > 2010-12-25 23:10:00 / words / > 评论(1) / …`. Up to
 * 2020 the folders were 说说 and 日志, `---` stood above each 说说, and `> 评论(1)：` had a colon. No ids of the pieces; the
 * owner is the number in the folder's name. Source: ShunCai/QZoneExport d79bc78, and 4abdd71 for the older form.
 */
export const qzoneExportMd: Reader = {
  id: ID,
  title: { en: 'QZoneExport (.md)', zh: 'QQ空间导出助手（Markdown）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: true, voice: false, transcripts: false, time: 'varies' },
  detect({ name, text }) {
    if (!/\.md$/iu.test(name)) return 'no';
    const start = text.slice(0, 4000).replace(/\r\n?/gu, '\n');
    return YEARS.test(start) || (BLOG.test(start) && (COMMENTS.test(text) || BLOG_NAME.test(name))) ? 'yes' : 'no';
  },
  async *read(file) {
    const owner = ownerOfPath(file.path, file.folder.root);
    const text = await firstLines(file);
    if (YEARS.test(text) || !BLOG.test(text)) yield* messages(file, owner);
    else yield await blog(file, owner);
  },
};

const YEARS = /^\s*# \d{4}年\s*\n+## \d{1,2}月\s*\n+(?:---\s*\n+)?> \d{4}-\d\d-\d\d/u;
const BLOG = /^\s*# [^\n]*\n+> \d{4}-\d\d-\d\d \d\d:\d\d/u;
const BLOG_NAME = /^\d+_\d{12,14}_.*【.*】\.md$/u;
const COMMENTS = /^> 评论\(\d+\)[:：]?\s*$/mu;
const HEAD = /^> (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)((?:【[^】]*】)*)\s*$/u;

async function firstLines(file: ExportFile): Promise<string> {
  let text = '';
  for await (const line of lines(file)) {
    text += `${line.text}\n`;
    if (text.length > 4000) break;
  }
  return text;
}

async function* messages(file: ExportFile, owner: string): AsyncGenerator<ReadItem, void, undefined> {
  let open: { time: string; line: number; body: string[] } | undefined;
  for await (const { text, number } of lines(file)) {
    const time = HEAD.exec(text)?.[1];
    if (time) {
      if (open) yield messageItem(file, open.line, open.time, open.body, owner);
      open = { time, line: number, body: [] };
    } else if (open && open.body.length < MAX_LINES) open.body.push(text);
  }
  if (open) yield messageItem(file, open.line, open.time, open.body, owner);
  else yield unreadableWriting(ID, file, 0, 'no-entry');
}
const MAX_LINES = 100_000;

function messageItem(
  file: ExportFile,
  line: number,
  written: string,
  body: readonly string[],
  owner: string,
): ReadItem {
  const { words, quote, comments } = parts(body.filter((one) => one.trim() !== '---'));
  const picture = PICTURES.map((pattern) => pattern.exec(words)?.[1]).find((path) => path && !EMOTICON.test(path));
  return essayItem(
    ID,
    file,
    line,
    {
      text: qzoneText(markdownText(words).text),
      when: { time: isoTime(written), ...precisionOf(written) },
      author: qqSender(owner, ''),
      ...(picture ? { media: findMedia(file, picture) } : {}),
      ...(quote ? { quote } : {}),
      comments,
    },
    QZONE,
  );
}

const precisionOf = (written: string) => (/:\d\d:/u.test(written) ? {} : { precision: 'minute' as const });

const EMOTICON = /qzone\/em\//u;
const PICTURES = [/!\[[^\]]*\]\((?!http)([^)\s]+)\)/u, /!\[[^\]]*\]\(([^)\s]+)\)/u];

async function blog(file: ExportFile, owner: string): Promise<ReadItem> {
  const text = await wholeText(file);
  const [, title = '', written = '', body = ''] =
    /^\s*# ([^\n]*)\n+> ([^\n]*)\n?([\s\S]*)$/u.exec(plainLines(text ?? '')) ?? [];
  if (!body && !title) return unreadableWriting(ID, file, 0, 'no-entry');
  const { words, comments } = parts(body.split('\n'));
  const time = isoTime(written);
  const folder = file.path.split('/').at(-2) ?? '';
  return essayItem(ID, file, 0, {
    text: qzoneText(markdownText(words).text),
    title: markdownText(title).text,
    ...(time ? { when: { time, ...precisionOf(written) } } : {}),
    ...(owner ? { author: qqSender(owner, '') } : {}),
    comments,
    ...(isDiary(file) ? { flags: ['private'] as const } : {}),
    ...(folder.includes('转载') ? REPRINT : {}),
  });
}

/** Splits words, the original of a repost, and comments; each of the latter two stands below its own quote mark. */
function parts(body: readonly string[]): { words: string; quote?: Quote; comments: Comment[] } {
  const at = (mark: RegExp) => {
    const found = body.findLastIndex((line) => mark.test(line));
    return found < 0 ? body.length : found;
  };
  const commentsAt = at(COMMENTS);
  const original = body.findIndex((line, index) => index < commentsAt && /^> 原文[:：]\s*$/u.test(line));
  const end = original < 0 ? commentsAt : original;
  const [, sender = '', text = ''] =
    original < 0
      ? []
      : (/^\s*(?:\[([^\]]*)\]\([^)]*\))?[：:]?([\s\S]*)$/u.exec(body.slice(original + 1, commentsAt).join('\n')) ?? []);
  return {
    words: body.slice(0, end).join('\n'),
    ...(original < 0 ? {} : { quote: { ...(sender ? { sender } : {}), text: markdownText(text).text } }),
    comments: commentsOf(body.slice(commentsAt + 1)),
  };
}

const COMMENT = /^(\s*)\*\s+\[([^\]]*)\]\(https?:\/\/user\.qzone\.qq\.com\/(\d+)\)[：:](.*)$/u;

function commentsOf(body: readonly string[]): Comment[] {
  const found: { by: string; number: string; text: string; to: string }[] = [];
  let above = '';
  for (const line of body) {
    const [, indent, by, number, text] = COMMENT.exec(line) ?? [];
    if (by !== undefined) {
      if (!indent) above = by;
      found.push({ by, number: number ?? '', text: text ?? '', to: indent ? above : '' });
    } else {
      const last = found.at(-1);
      if (last && line.trim()) last.text += `\n${line.trim()}`;
    }
  }
  return found.flatMap(({ by, number, text, to }) =>
    comment(qqSender(number, by), qzoneText(markdownText(text).text), { replyTo: to }),
  );
}
