import type { Bilingual, ReadItem } from '../../core/types.ts';

/**
 * One cleaning rule: one file, one line in index.ts. It changes the item and says whether it did. Applying it twice
 * gives the same as applying it once.
 */
export interface CleaningRule {
  /** Stands in `rules` of an item, in dropped.jsonl and in report.json. */
  id: string;
  /** What it does, for `persona explain`. */
  title: Bilingual;
  apply(item: ReadItem): boolean;
}
