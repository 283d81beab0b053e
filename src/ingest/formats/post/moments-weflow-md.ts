import type { ExportFile } from '../../../core/export-file.ts';
import { lines } from '../../../parse/lines.ts';
import { isoTime } from '../../../parse/time.ts';
import type { Reader } from '../../reader.ts';
import { comment, likers, type Post, postItem, sender } from '../families/moments.ts';

const ID = 'moments-weflow-md';

/**
 * WeFlow, Moments as Markdown. A head with `- 导出工具: WeFlow`, then posts, each after a `---` line:
 *   ## 老默 · 2021年10月1日 17:30
 *
 *   words, lines joined by two blanks, an empty line inside them written as two blanks
 *
 *   📍 place   ![图片 1](media/…)   🔗 [title](url)   ♥ 林晓、周野   💬 评论:   - **老默** 回复 **周野**：…
 * Backslash before ``\ ` * _ { } [ ] < > # + - . ! |` . There are no ids; times are in minutes, by the clock of the
 * exporting computer. Source: hicccc77/WeFlow 46b49ef, snsService.ts and utils/markdown.ts.
 */
export const momentsWeflowMd: Reader = {
  id: ID,
  title: { en: 'WeFlow Moments (.md)', zh: 'WeFlow 朋友圈（.md）' },
  kind: 'post',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'minute' },
  detect: ({ text }) =>
    /^\s*# 朋友圈导出\s*$/mu.test(text.slice(0, 200)) && /^- 导出工具: WeFlow/mu.test(text.slice(0, 2000))
      ? 'yes'
      : 'no',
  async *read(file, context) {
    for await (const { head, body, line } of posts(file)) {
      const [, name = '', year, month, day, clock] = head;
      yield postItem(
        ID,
        file,
        line,
        {
          author: sender(undefined, unescaped(name)),
          time: isoTime(`${year}-${month}-${day} ${clock}`),
          precision: 'minute',
          ...partsOf(body),
        },
        context,
      );
    }
  },
};

const HEAD = /^## (.+) · (\d{4})年(\d{1,2})月(\d{1,2})日 (\d{1,2}:\d\d)\s*$/u;

interface Block {
  head: RegExpExecArray;
  body: string[];
  line: number;
}

async function* posts(file: ExportFile): AsyncGenerator<Block, void, undefined> {
  let open: Block | undefined;
  for await (const { text, number } of lines(file)) {
    const head = HEAD.exec(text);
    if (head) {
      if (open) yield open;
      open = { head, body: [], line: number };
    } else if (open && open.body.length < MAX_LINES) open.body.push(text);
  }
  if (open) yield open;
}
/** A post with a thousand comments has a few thousand lines; a file without heads must not be held in memory. */
const MAX_LINES = 100_000;

/** Every part is optional and their order is fixed, so the parts are taken from the end; what is left is the text. */
function partsOf(body: readonly string[]): Pick<Post, 'text' | 'title' | 'files' | 'shows' | 'likedBy' | 'comments'> {
  const blocks = blocksOf(body);
  const comments = blocks.at(-2)?.[0]?.startsWith('💬 评论') ? (blocks.splice(-2)[1] ?? []) : [];
  const likes = isLine(blocks.at(-1), '♥ ')
    ? unescaped(blocks.pop()?.[0] ?? '')
        .slice('♥ '.length)
        .split('、')
    : [];
  const link = blocks.at(-1)?.length === 1 ? /^🔗 \[((?:\\.|[^\\\]])*)\]/u.exec(blocks.at(-1)?.[0] ?? '') : null;
  if (link) blocks.pop();
  const isMedia = blocks.length > 0 && (blocks.at(-1) ?? []).every((line) => MEDIA.test(line.trim()));
  const media = isMedia ? (blocks.pop() ?? []).map((line) => MEDIA.exec(line.trim()) ?? []) : [];
  if (isLine(blocks.at(-1), '📍 ')) blocks.pop();
  return {
    text: unescaped(blocks.map((lines) => lines.map((line) => line.replace(/ {2}$/u, '')).join('\n')).join('\n\n')),
    title: unescaped(link?.[1] ?? ''),
    files: media.map(([, , path = '']) => path),
    shows: media.some(([, label = '']) => label.includes('视频')) ? 'video' : media.length ? 'image' : undefined,
    likedBy: likers(likes, (name) => sender(undefined, name)),
    comments: comments.flatMap((line) => {
      const [, name, to, words] = COMMENT.exec(line) ?? [];
      return name === undefined
        ? []
        : comment(sender(undefined, unescaped(name)), unescaped(words ?? ''), { replyTo: unescaped(to ?? '') });
    }),
  };
}

/** Likes, links and places have one line; longer blocks that begin like them are words. */
const isLine = (block: readonly string[] | undefined, start: string) =>
  block?.length === 1 && block[0]?.startsWith(start);

const MEDIA = /^!?\[((?:图片|视频|实况视频)[^\]]*)\]\(([^)]*)\)$/u;
const COMMENT = /^- \*\*((?:\\.|[^\\*])+)\*\*(?: 回复 \*\*((?:\\.|[^\\*])+)\*\*)?：(.*)$/u;

/** Empty lines separate blocks; a line of blanks belongs to a text. The rule before the next post is left out. */
function blocksOf(body: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let open: string[] | undefined;
  for (const line of body) {
    if (line === '' || line === '---') open = undefined;
    else if (open) open.push(line);
    else {
      open = [line];
      blocks.push(open);
    }
  }
  return blocks;
}

const unescaped = (text: string) => text.replace(/\\([\\`*_{}[\]<>#+\-.!|])/gu, '$1');
