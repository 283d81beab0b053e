import type { Seconds } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { MESSAGE, type RowTable } from '../rows/row-table.ts';

/** By chat, the times of those of its messages that `isWanted`, in order. `chatOf`: the chat of a row. */
export function chatTimes(
  table: RowTable,
  chats: ReadonlySet<string>,
  chatOf: (row: number) => string,
  isWanted: (row: number) => boolean = () => true,
): Map<string, Seconds[]> {
  const times = new Map<string, Seconds[]>();
  if (chats.size === 0) return times;
  for (let row = 0; row < table.length; row++) {
    if (table.kind[row] !== MESSAGE || !table.isKept(row) || Number.isNaN(table.epoch[row]) || !isWanted(row)) continue;
    const chat = chatOf(row);
    if (chats.has(chat)) upsert(times, chat, () => []).push(table.epoch[row] as Seconds);
  }
  for (const all of times.values()) all.sort((a, b) => a - b);
  return times;
}

/** How many times each of two chats has of the time that both cover, the smaller number first. */
export function countsInBoth(left: readonly Seconds[] = [], right: readonly Seconds[] = []): [number, number] {
  const from = Math.max(left[0] ?? 0, right[0] ?? 0);
  const to = Math.min(left.at(-1) ?? 0, right.at(-1) ?? 0);
  const inBoth = (all: readonly Seconds[]) => all.filter((time) => time >= from && time <= to).length;
  const [a, b] = [inBoth(left), inBoth(right)];
  return a < b ? [a, b] : [b, a];
}
