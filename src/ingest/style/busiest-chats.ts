import { MESSAGE, ROW } from '../rows/row-table.ts';
import type { PassData } from '../write/item-source.ts';

/**
 * Two and a half times as many as style.json lists: which sessions are held out shows only when the items go by, and may
 * change who comes first. Each chat takes 6 kB a year, twice that where voice messages have words.
 */
const MOST = 100;

/**
 * Ids of the chats in which the subject wrote most: those with figures of their own. They are chosen before the items
 * are counted, because a chat that loses its place in the middle would have figures of its first years only.
 */
export function busiestChats({ columns, order, conversations, donors }: PassData): ReadonlySet<string> {
  const { kind, flags, conversation } = columns;
  const written = new Uint32Array(conversations.length);
  for (const row of order) {
    if (kind[row] !== MESSAGE || ((flags[row] as number) & (ROW.bySubject | ROW.copied)) !== ROW.bySubject) continue;
    const hasWords = ((flags[row] as number) & ROW.hasText) !== 0 || donors.has(row);
    const chat = conversation[row] as number;
    if (hasWords) written[chat] = (written[chat] as number) + 1;
  }
  const byId = new Map<string, number>();
  for (const [chat, { id }] of conversations.entries()) byId.set(id, (byId.get(id) ?? 0) + (written[chat] as number));
  const busiest = [...byId].filter(([, count]) => count > 0).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(busiest.slice(0, MOST).map(([id]) => id));
}
