import { mediaLabel } from '../../core/media-label.ts';
import type { Item, Lang } from '../../core/types.ts';

/** How a message stands in a context: its words, else what stands for its media; empty for a message with neither. */
export function shownLine({ text, type, title }: Item, lang: Lang): string {
  if (text !== '') return text;
  const label = mediaLabel(type, lang);
  return title && label ? `${label} ${title}` : label;
}
