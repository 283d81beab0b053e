import { simplified } from '../../../core/simplified.ts';
import type { OwnItem } from '../../corpus.ts';

export interface Form {
  form: string;
  count: number;
  items: OwnItem[];
}

/** Messages that a form must occur in: a form in a single message may be chance. */
const TWICE = 2;

/**
 * Forms of a pattern that occur in two messages or more, most frequent first; ties by form. They are searched in
 * simplified characters, which have the same length, and given as they are written.
 */
export function tally(chat: readonly OwnItem[], pattern: RegExp): Form[] {
  const forms = new Map<string, { count: number; items: Set<OwnItem> }>();
  for (const item of chat) {
    for (const found of simplified(item.text).matchAll(pattern)) {
      const form = item.text.slice(found.index, found.index + found[0].length);
      const entry = forms.get(form) ?? { count: 0, items: new Set<OwnItem>() };
      entry.count++;
      entry.items.add(item);
      forms.set(form, entry);
    }
  }
  return [...forms]
    .map(([form, { count, items }]) => ({ form, count, items: [...items] }))
    .filter(({ items }) => items.length >= TWICE)
    .sort((a, b) => b.count - a.count || (a.form < b.form ? -1 : 1));
}

/** Shares are kept to a tenth of a percent; no figure about somebody's chats is meaningful beyond that. */
export const roundShare = (share: number): number => Math.round(share * 1000) / 1000;
