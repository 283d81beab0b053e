import type { PartnerStyle } from '../../core/style.ts';
import type { Addressed } from './addressed.ts';
import { bucketsBy, type Entry } from './buckets.ts';
import { scopeOf } from './scope.ts';
import type { Talk } from './talk.ts';

/** How many chats get figures of their own: those most written to, if they have enough words. */
const PARTNERS = 40;
const LEAST_BUBBLES = 5;

/** The figures of single chats. `open`: texts of the open words, by number. */
export function partnersOf(
  talk: readonly Entry[],
  chats: ReadonlyMap<string, Talk>,
  addressed: Addressed,
  open: readonly string[],
): PartnerStyle[] {
  const inChats = talk.filter(({ chat }) => chat !== '');
  return [...bucketsBy(inChats, ({ chat }) => chat)]
    .filter(([, { bubbles }]) => bubbles >= LEAST_BUBBLES)
    .sort(([a, { bubbles: m }], [b, { bubbles: n }]) => n - m || (a < b ? -1 : 1))
    .slice(0, PARTNERS)
    .map(([conversation, bucket]) => {
      const chat = chats.get(conversation);
      return {
        conversation,
        name: chat?.name || conversation,
        group: chat?.group === true,
        address: addressed.result(conversation, bucket.bubbles),
        ...scopeOf(bucket, open),
      };
    });
}
