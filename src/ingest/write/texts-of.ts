import type { Item } from '../../core/types.ts';

/** Every text of an item that somebody wrote. Names do not count. */
export function textsOf({ text, title, quote, comments = [] }: Omit<Item, 'id' | 'bySubject'>): string[] {
  return [text, title ?? '', quote?.text ?? '', ...comments.map((comment) => comment.text)].filter(Boolean);
}
