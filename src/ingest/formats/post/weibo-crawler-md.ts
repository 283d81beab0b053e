import type { ExportFile } from '../../../core/export-file.ts';
import type { Quote } from '../../../core/types.ts';
import { dateInName } from '../../../parse/find-date.ts';
import { lines } from '../../../parse/lines.ts';
import { nameOf } from '../../../parse/written-path.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadableWriting, type Writing } from '../families/essay.ts';
import { WEIBO, weiboQuote, weiboSender, weiboText, weiboTime } from '../families/weibo.ts';
import { weiboAuthor } from '../families/weibo-author.ts';

const ID = 'weibo-crawler-md';

/**
 * weibo-crawler, Markdown by day, month, year or all in one file:
 *   ## 2015 [老默在苏州] 微博存档 / ### 2015-03-08 09:12:00 / <!-- weibo_id: 4400000000000001 --> / own words /
 *   > 转发: another's post / ![image](img/2015-03-08_09-12-00.jpg) / ---
 * Texts stand there as they were typed: a mark at the beginning of a line is none of Markdown, and of another's post
 * only the first line has `>`. A time of day alone takes its day from the file's name. Source: dataabc/weibo-crawler
 * 93cd292 and its forks, generate_markdown_file.
 */
export const weiboCrawlerMd: Reader = {
  id: ID,
  title: { en: 'weibo-crawler (.md)', zh: '微博 weibo-crawler（Markdown）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'varies' },
  detect: ({ text }) => (/^<!-- weibo_id: \w+ -->\s*$/mu.test(text) ? 'yes' : 'no'),
  async *read(file) {
    const byPath = await weiboAuthor(file);
    const day = dateInName(nameOf(file.path))?.time.slice(0, 10);
    let found = 0;
    for await (const { head, id, body, line, owner } of entries(file)) {
      found++;
      const author = owner ? weiboSender('', owner) : byPath;
      const clock = /^\d{1,2}:\d\d(?::\d\d)?$/u.test(head) && day ? `${day} ${head.padStart(5, '0')}` : head;
      const writing = {
        ...writingOf(body, author.name),
        when: weiboTime(clock),
        id,
        ...(author.name ? { author } : {}),
      };
      yield essayItem(ID, file, line, writing, WEIBO);
    }
    if (!found) yield unreadableWriting(ID, file, 0, 'no-entry');
  },
};

/** Own words stand first, then a repost or pictures. */
function writingOf(body: readonly string[], author: string): Writing {
  const repostAt = body.findIndex((line, at) => line.startsWith('>') && !body[at - 1]?.trim());
  const own = repostAt < 0 ? body : body.slice(0, repostAt);
  const written = wordsOf(own);
  const marks = own.map((line) => MEDIA.exec(line)?.[1]).filter((mark) => mark !== undefined);
  return {
    text: weiboText(written, { author }),
    ...(marks.length ? { type: marks.includes('!') ? 'image' : 'video', media: { path: '' } } : {}),
    quote: repostAt < 0 ? weiboQuote('', '', written) : repostOf(body.slice(repostAt)),
  };
}

/** `![image](img/2015-03-08_09-12-00.jpg)`, `[视频](原创微博视频/20150308_4400000000000001.mp4)`. */
const MEDIA = /^(!?)\[(?:image|img|视频|Live Photo|)\]\([^)]*\)\s*$/u;

/** `[网页链接](http://t.cn/x)` and `![查看图片](img/…)` are the only marks that the crawler puts into a text. */
const wordsOf = (body: readonly string[]): string =>
  body
    .filter((line) => !MEDIA.test(line))
    .join('\n')
    .replace(/!?\[(网页链接|查看图片)\]\([^)]*\)/gu, '$1');

function repostOf(body: readonly string[]): Quote | undefined {
  const text = wordsOf(body.map((line) => line.replace(/^>\s?/u, ''))).trim();
  const [, sender, words = text.replace(/^转发:\s*/u, '')] = /^\*\*@(.+)\*\*\n\s*([\s\S]*)$/u.exec(text) ?? [];
  return words ? { ...(sender ? { sender } : {}), text: words } : undefined;
}

interface Entry {
  head: string;
  id: string;
  body: string[];
  line: number;
  /** The screen name, where the head of the file has it. */
  owner: string;
}

async function* entries(file: ExportFile): AsyncGenerator<Entry, void, undefined> {
  let open: Entry | undefined;
  let above = '';
  let owner = '';
  for await (const { text, number } of lines(file)) {
    const id = /^<!-- weibo_id: (\w+) -->\s*$/u.exec(text)?.[1];
    if (id) {
      if (open) yield closed(open);
      open = { head: /^###\s+(.*?)\s*$/u.exec(above)?.[1] ?? '', id, body: [], line: number, owner };
    } else if (!open) owner ||= /^## .*\[(.+)\] 微博存档\s*$/u.exec(text)?.[1] ?? '';
    else if (open.body.length < MAX_LINES) open.body.push(text);
    above = text;
  }
  if (open) yield closed(open);
}
const MAX_LINES = 10_000;

/** Without the head of the next entry and the line above it. */
function closed({ body, ...entry }: Entry): Entry {
  const last = body.findLastIndex((line) => line.trim() && !/^###\s/u.test(line));
  return { ...entry, body: body.slice(0, body[last]?.trim() === '---' ? last : last + 1) };
}
