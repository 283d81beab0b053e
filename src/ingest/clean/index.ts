import type { ReadItem } from '../../core/types.ts';
import { characters } from './characters.ts';
import { copied } from './copied.ts';
import { empty } from './empty.ts';
import { quoteBlock } from './quote-block.ts';
import type { CleaningRule } from './rule.ts';
import { sharedCard } from './shared-card.ts';
import { wordsLeftOut } from './words-left-out.ts';

/**
 * The rules in the order in which they are applied: characters first, since the others look at what is left. No rule
 * takes a text for a placeholder or for a line of WeChat's own. Where a format has types, `[红包]` and 妈领取了你的红包 were
 * typed; where it has none, its reader recognises them by their words (`byWords`).
 */
export const CLEANING_RULES: readonly CleaningRule[] = [
  characters,
  quoteBlock,
  sharedCard,
  copied,
  wordsLeftOut,
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
