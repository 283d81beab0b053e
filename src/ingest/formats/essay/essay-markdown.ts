import { dateLine } from '../../../parse/find-date.ts';
import { type FrontMatter, frontMatter, isFrontMatter } from '../../../parse/front-matter.ts';
import { isJoplinSide } from '../../../parse/joplin-item.ts';
import { markdownText } from '../../../parse/markdown-text.ts';
import { isQzoneCopy } from '../../../parse/qzone-side.ts';
import { looksBinary, looksLikeChat } from '../../../parse/text-shape.ts';
import { plainLines, wholeText } from '../../../parse/whole-text.ts';
import { isZhihuSide } from '../../../parse/zhihu-side.ts';
import { isSideText } from '../../read/side-files.ts';
import type { Reader } from '../../reader.ts';
import { lookForChat } from '../families/copied-messages.ts';
import { essayItem, ownItems, stemOf, unreadableWriting } from '../families/essay.ts';
import { pageProperties, tellsDate, writingOf } from '../families/markdown.ts';
import { bundleOf } from '../families/textbundle.ts';
import { writingOfText } from '../families/wechat-article.ts';
import { diaryItems } from '../families/writings.ts';

const ID = 'essay-markdown';

/**
 * Markdown of Hexo, Hugo, Jekyll, Obsidian, Typora, Joplin, Logseq, Bear: one piece a file, keys in front matter (YAML,
 * TOML, JSON), or a diary with dated headings.
 *   --- / title: 修收音机记 / date: 2019-08-17 22:41:05 / --- / 那台红灯牌收音机是岳父留下的。
 * A date without a zone is local. Block quotes, code and what tools insert are not own words; a template has no own
 * words.
 */
export const essayMarkdown: Reader = {
  id: ID,
  title: { en: 'essay or notes in Markdown (.md)', zh: 'Markdown 文章、笔记（.md）' },
  kind: 'essay',
  carries: { senderIds: false, messageIds: false, quotes: false, voice: false, transcripts: false, time: 'varies' },
  detect({ name, path, text }) {
    if (!text || looksBinary(text) || isSideText(name)) return 'no';
    const isMarkdown = /\.(?:md|markdown|mdown|mkd|mdx|qmd)$/iu.test(name);
    if (!isMarkdown && !(/^[^.]+(?:\.txt)?$/iu.test(name) && isFrontMatter(text))) return 'no';
    const isSide = [isQzoneCopy, isJoplinSide, isZhihuSide].some((is) => is({ path, text }));
    return isSide || looksLikeChat(text) ? 'no' : 'maybe';
  },
  async *read(file, context) {
    const text = await wholeText(file);
    if (text === null || looksBinary(text)) {
      yield unreadableWriting(ID, file, 0, text === null ? 'damaged' : 'binary');
      return;
    }
    const front = await frontMatter(plainLines(text));
    const { data, body } = Object.keys(front.data).length ? front : renamedPage(front.body);
    const known = writingOf(data);
    const article = writingOfText(body, stemOf(file.path), markdownText);
    if (article) {
      yield essayItem(ID, file, 0, { ...article, ...known });
      return;
    }
    const { text: words, heading } = markdownText(body);
    if (TEMPLATE.test(file.path)) {
      yield essayItem(ID, file, 0, { ...known, text: words, dropped: 'empty', droppedBy: 'template' });
      return;
    }
    const lines = words.split('\n');
    const found = lookForChat(ID, file, lines, context);
    if (found.messages) {
      yield* found.messages;
      return;
    }
    const diary = diaryItems(ID, file, context, lines, { ...known, title: known.title ?? heading }, 0);
    if (diary) {
      yield* diary;
      return;
    }
    const { own, pasted } = found;
    const dated = known.when ? null : headDate(heading, own);
    const bundle = await bundleOf(file);
    const named = dated && dated.line === undefined ? undefined : heading;
    const writing = {
      ...bundle,
      ...known,
      text: (dated?.line === undefined ? own : own.toSpliced(dated.line, 1)).join('\n'),
      title: known.title ?? named ?? bundle.title ?? titleOf(stemOf(file.path)),
      ...(dated ? { when: dated.when } : {}),
    };
    yield* ownItems(ID, file, 0, writing, pasted);
  },
};

const TEMPLATE = /(?:^|\/)(?:模板|模版|_?templates?|scaffolds|archetypes|\.trash|\.obsidian)\//iu;

/** A page of Notion that somebody has renamed. Lines of names and values that are all there is, as in minutes, are words. */
function renamedPage(text: string): FrontMatter {
  const page = pageProperties(text, tellsDate);
  return /^\s*#[^\n]*\n\s*\S/u.test(page.body) ? page : { data: {}, body: text };
}

/** A date in the heading, or on one of the first two lines; that line then is no text. */
function headDate(heading: string | undefined, lines: readonly string[]) {
  const inHeading = heading ? dateLine(heading) : null;
  if (inHeading) return { when: inHeading, line: undefined };
  const filled = lines.flatMap((line, at) => (line.trim() ? [at] : [])).slice(0, 2);
  for (const line of filled) {
    const when = dateLine(lines[line] ?? '');
    if (when) return { when, line };
  }
  return null;
}

/** `2019-08-17-fix-radio` is Jekyll's way of dating a file; a bare `2023-05-01` is the note's name. */
const titleOf = (stem: string) => stem.replace(/^\d{4}-\d\d-\d\d[-_ ]+(?=\S)/u, '');
