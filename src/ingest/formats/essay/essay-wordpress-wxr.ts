import type { ExportFile } from '../../../core/export-file.ts';
import type { Comment, ReadItem } from '../../../core/types.ts';
import { loadPage } from '../../../parse/html-page.ts';
import { prose } from '../../../parse/html-prose.ts';
import { isoTime } from '../../../parse/time.ts';
import { xmlEvents } from '../../../parse/xml-events.ts';
import type { ReadContext, Reader } from '../../reader.ts';
import { entryItems, unreadableWriting, type Writing } from '../families/essay.ts';
import { comment } from '../families/moments.ts';
import { IN_TRASH } from '../families/not-own-words.ts';

const ID = 'essay-wordpress-wxr';

/**
 * WordPress, tools › export: one RSS file with all posts, pages and their comments (WXR 1.0 to 1.2).
 *   <rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:author><wp:author_login>laomo</wp:author_login>
 *   <wp:author_display_name>老默</wp:author_display_name></wp:author><item><title>修收音机记</title>
 *   <dc:creator>laomo</dc:creator><guid>https://…/?p=5</guid><content:encoded><p>…</p></content:encoded>
 *   <wp:post_date>2019-08-17 22:41:05</wp:post_date><wp:post_date_gmt>2019-08-17 14:41:05</wp:post_date_gmt>
 *   <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><wp:comment>…</wp:comment></item></channel></rss>
 * Drafts have no GMT date (`0000-00-00 00:00:00`). What was written in the old editor has line ends in place of
 * paragraphs. Pictures, menus, styles and revisions are items too and hold no piece of writing.
 * Source: WordPress/WordPress, wp-admin/includes/export.php; wp-includes/formatting.php, wpautop.
 */
export const essayWordpressWxr: Reader = {
  id: ID,
  title: { en: 'WordPress export (.xml)', zh: 'WordPress 导出文件（.xml）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: true, quotes: false, voice: false, transcripts: false, time: 'second' },
  detect: ({ text }) =>
    /<rss\b/u.test(text.slice(0, 8000)) && /xmlns:wp="https?:\/\/wordpress\.org\/export\//u.test(text) ? 'yes' : 'no',
  async *read(file, context) {
    const names = new Map<string, string>();
    let record = 0;
    for await (const { name, values, comments, whole } of elements(file)) {
      if (name === 'wp:author') names.set(values['wp:author_login'] ?? '', values['wp:author_display_name'] ?? '');
      else if (name === 'item' && /^(?:post|page)?$/u.test(values['wp:post_type'] ?? '')) {
        const login = values['dc:creator'] ?? '';
        const shown = names.get(login) || login;
        const author = shown ? { name: shown, ...(login !== shown ? { aliases: [login] } : {}) } : undefined;
        yield* await itemsOf(file, record++, { values, comments, whole }, author, context);
      }
    }
    if (record === 0) yield unreadableWriting(ID, file, 0, 'no-article');
  },
};

type Values = Partial<Record<string, string>>;
interface Found {
  values: Values;
  comments: Values[];
  /** The file does not end within it. */
  whole: boolean;
}

/** Authors and items, each with what stands in its elements; that of its comments apart. */
async function* elements(file: ExportFile): AsyncGenerator<Found & { name: string }, void, undefined> {
  let found: (Found & { name: string }) | undefined;
  let open: string[] = [];
  for await (const events of xmlEvents(file)) {
    for (const event of events) {
      if (event.type === 'text') {
        const [outer = '', inner = ''] = open;
        const values = outer === 'wp:comment' ? found?.comments.at(-1) : found?.values;
        const key = outer === 'wp:comment' ? inner : outer;
        if (values && key && open.length <= (outer === 'wp:comment' ? 2 : 1))
          values[key] = (values[key] ?? '') + event.text;
      } else if (event.type === 'open') {
        if (found) {
          open.push(event.name);
          if (event.name === 'wp:comment') found.comments.push({});
        } else if (event.name === 'item' || event.name === 'wp:author') {
          found = { name: event.name, values: {}, comments: [], whole: false };
          open = [];
        }
      } else if (found && open.length === 0) {
        yield { ...found, whole: true };
        found = undefined;
      } else open.pop();
    }
  }
  if (found) yield found;
}

async function itemsOf(
  file: ExportFile,
  record: number,
  { values, comments, whole }: Found,
  author: Writing['author'],
  context: ReadContext,
): Promise<ReadItem[]> {
  const status = values['wp:status'];
  const time = timeOf(values['wp:post_date_gmt'], values['wp:post_date']);
  const writing: Writing = {
    text: await textOf(values['content:encoded'] ?? ''),
    title: (await textOf(values.title ?? '')).trim(),
    id: values.guid?.trim(),
    author,
    ...(time ? { when: { time } } : {}),
    comments: (await Promise.all(comments.map(commentOf))).flat(),
    ...(status === 'private' ? { flags: ['private'] as const } : {}),
    ...(status === 'trash' ? IN_TRASH : {}),
  };
  return whole
    ? entryItems(ID, file, record, writing, context)
    : [unreadableWriting(ID, file, record, 'cut-off', writing)];
}

/** A ping is a note of another site; spam is not exported. */
async function commentOf(values: Values): Promise<Comment[]> {
  if (/^(?:pingback|trackback)$/u.test(values['wp:comment_type'] ?? '')) return [];
  if (values['wp:comment_approved'] === 'trash') return [];
  const time = timeOf(values['wp:comment_date_gmt'], values['wp:comment_date']) ?? undefined;
  const name = values['wp:comment_author']?.trim() ?? '';
  return comment({ name }, await textOf(values['wp:comment_content'] ?? ''), { time });
}

/** The instant; for a draft the clock of the site. */
function timeOf(gmt = '', local = ''): string | null {
  const [instant, clock] = [isoTime(gmt.trim()), isoTime(local.trim())];
  return instant ? `${instant}Z` : clock;
}

async function textOf(html: string): Promise<string> {
  const typed = html.replace(/\r\n?/gu, '\n').replace(SHORTCODE, '');
  const page = /<!-- wp:|<p[\s>]/u.test(typed) ? typed : typed.replaceAll('\n', '<br>');
  return prose((await loadPage(page)).root().contents().get());
}

/** `[caption id="…" width="300"]<img …> words[/caption]`, `[gallery ids="1,2"]`. */
const SHORTCODE =
  /\[(?:sourcecode|code)\b[^\]]*\][\s\S]{0,20000}?\[\/(?:sourcecode|code)\]|\[\/?(?:caption|wp_caption|gallery|audio|video|playlist|embed)\b[^\]]*\]/gu;
