import type { ExportFile } from '../../../core/export-file.ts';
import { dateInName } from '../../../parse/find-date.ts';
import { lines } from '../../../parse/lines.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import type { Reader } from '../../reader.ts';
import { essayItem, unreadable } from '../families/essay.ts';
import { WEIBO, weiboQuote, weiboSender, weiboText, weiboTime, withoutTags } from '../families/weibo.ts';

const ID = 'weibo-crawler-md';

/**
 * weibo-crawler, Markdown by day, month or year:
 *   ### 2015-03-08 09:12:00 / <!-- weibo_id: 4400000000000001 --> / own words / > another's post
 * A time of day alone takes its day from the file's name. Source: dataabc/weibo-crawler 93cd292, generate_markdown_file.
 */
export const weiboCrawlerMd: Reader = {
  id: ID,
  title: { en: 'weibo-crawler (.md)', zh: '微博 weibo-crawler（Markdown）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: true, quotes: true, voice: false, transcripts: false, time: 'varies' },
  detect: ({ text }) => (/^<!-- weibo_id: \w+ -->\s*$/mu.test(text) ? 'yes' : 'no'),
  async *read(file) {
    const author = weiboSender('', nameOf(file.path));
    const day = dateInName(file.path.slice(file.path.lastIndexOf('/') + 1))?.time.slice(0, 10);
    let found = 0;
    for await (const { head, id, body, line } of entries(file)) {
      found++;
      const clock = /^\d{1,2}:\d\d(?::\d\d)?$/u.test(head) && day ? `${day} ${head.padStart(5, '0')}` : head;
      const text = markdownText(asTyped(body.join('\n'))).text;
      const reposted = body.filter((one) => one.startsWith('>')).map((one) => one.replace(/^>\s?/u, ''));
      const quote = weiboQuote('', markdownText(reposted.join('\n')).text, text);
      yield essayItem(
        ID,
        file,
        line,
        {
          text: weiboText(text),
          when: weiboTime(clock),
          id,
          ...(author.name ? { author } : {}),
          ...(quote ? { quote } : {}),
        },
        WEIBO,
      );
    }
    if (!found) yield unreadable(ID, file, 0, 'no-entry');
  },
};

/** `weibo/老默在苏州/2015.md`, `weibo/老默在苏州/md/2015-03.md`. */
function nameOf(path: string): string {
  const folders = path
    .split('/')
    .slice(0, -1)
    .filter((folder) => !/^(?:weibo|md|markdown|\d{4}(?:-\d\d)*)$/iu.test(folder));
  return folders.at(-1) ?? '';
}

/**
 * The crawler escapes nothing: `[泪][泪]` is no link, and what stands in angle brackets is a tag only if the site wrote
 * it.
 */
const asTyped = (body: string): string =>
  withoutTags(body).replace(/<|\[(?=[^[\]\s()]{1,8}\](?!\())/gu, (mark) => `\\${mark}`);

interface Entry {
  head: string;
  id: string;
  body: string[];
  line: number;
}

async function* entries(file: ExportFile): AsyncGenerator<Entry, void, undefined> {
  let open: Entry | undefined;
  let heading = '';
  for await (const { text, number } of lines(file)) {
    const head = /^###\s+(.*?)\s*$/u.exec(text)?.[1];
    const id = /^<!-- weibo_id: (\w+) -->\s*$/u.exec(text)?.[1];
    if (head !== undefined) {
      if (open) yield open;
      open = undefined;
      heading = head;
    } else if (id) {
      if (open) yield open;
      open = { head: heading, id, body: [], line: number };
    } else if (open && open.body.length < MAX_LINES) open.body.push(text);
  }
  if (open) yield open;
}
const MAX_LINES = 10_000;
