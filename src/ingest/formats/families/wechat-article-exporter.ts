import { isForeignArticle, withoutHead } from '../../../parse/wechat-article-text.ts';
import type { Writing } from './essay.ts';
import { REPRINT } from './not-own-words.ts';

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
export function titleAndWords({
  title,
  author,
  account,
  content,
  isShort,
}: Article): Pick<Writing, 'title' | 'text' | 'dropped' | 'droppedBy'> {
  if (isShort && content.startsWith(title.slice(0, TOLD_AGAIN))) return { title: '', text: content };
  const text = withoutHead(content, [title, author, account]);
  return { title, text, ...(isForeignArticle(text) ? REPRINT : {}) };
}
