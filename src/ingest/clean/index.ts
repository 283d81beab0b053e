import type { ReadItem } from '../../core/types.ts';
import { characters } from './characters.ts';
import { copied } from './copied.ts';
import { empty } from './empty.ts';
import { placeholder } from './placeholder.ts';
import { quoteBlock } from './quote-block.ts';
import type { CleaningRule } from './rule.ts';
import { sharedCard } from './shared-card.ts';
import { systemLine } from './system-line.ts';

/** The rules in the order in which they are applied: characters first, since the others look at what is left. */
export const CLEANING_RULES: readonly CleaningRule[] = [
  characters,
  quoteBlock,
  sharedCard,
  placeholder,
  systemLine,
  copied,
  empty,
];

/** Applies every rule; `rules` of the item names those that changed it, `droppedBy` the one that dropped it. */
export function clean(item: ReadItem, count: (rule: number) => void): void {
  for (let i = 0; i < CLEANING_RULES.length; i++) {
    const rule = CLEANING_RULES[i] as CleaningRule;
    if (!rule.apply(item)) continue;
    count(i);
    if (item.droppedBy === rule.id) continue;
    if (item.rules) item.rules.push(rule.id);
    else item.rules = [rule.id];
  }
}
