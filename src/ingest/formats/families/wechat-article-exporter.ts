import type { Piece } from './essay.ts';

/** One article as wechat-article-exporter tells it. */
interface Article {
  title: string;
  author: string;
  account: string;
  content: string;
  /** A short form of article, which is shown without the head of a page. */
  isShort: boolean;
}

/** Characters compared with the title, because the tool makes the beginning of a short text its title. */
const TOLD_AGAIN = 20;

/**
 * The title of an article and its words without the head of the page. A short text has no title but its own beginning.
 */
export function titleAndWords({ title, author, account, content, isShort }: Article): Pick<Piece, 'title' | 'text'> {
  if (isShort && content.startsWith(title.slice(0, TOLD_AGAIN))) return { title: '', text: content };
  return { title, text: withoutHead(content, [title, author, account]) };
}

/** Removes the lines of the page's head: title, 原创, author, account, date and place, as often as they are repeated. */
function withoutHead(content: string, known: readonly string[]): string {
  const lines = content.replace(/\r\n?/gu, '\n').split('\n');
  const head = new Set(known.map((line) => line.trim()).filter(Boolean));
  let at = 0;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? '').trim();
    if (
      line &&
      !head.has(line) &&
      !/^(?:原创|Original|在小说阅读器(?:读本章|中沉浸阅读)|去阅读)$|^\d{4}[-年]\d{1,2}[-月]\d{1,2}日?(?: \d\d:\d\d)?$/u.test(
        line,
      )
    )
      break;
  }
  return lines.slice(at).join('\n');
}
