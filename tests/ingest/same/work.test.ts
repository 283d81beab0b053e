import { expect, test } from 'vitest';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import { RowTable } from '../../../src/ingest/rows/row-table.ts';
import { fileOf, world } from '../world.ts';

const MESSAGES = 800;
const T = 1_700_000_000;
const NAMES = ['老默', '林晓'];

const talk = (make: (n: number) => Partial<ReadItem>): Partial<ReadItem>[] =>
  Array.from({ length: MESSAGES }, (_, n) => ({ sender: { name: NAMES[n % 2] as string }, ...make(n) }));

/** How often two messages are compared while two files are read, and how many items there are then. */
async function compared(first: Partial<ReadItem>[], second: Partial<ReadItem>[]) {
  const { saysTheSame } = RowTable.prototype;
  let calls = 0;
  RowTable.prototype.saysTheSame = function (row, other) {
    calls++;
    return saysTheSame.call(this, row, other);
  };
  try {
    const { run, store } = world();
    await run({ 'a.txt': fileOf('alpha', ...first), 'b.txt': fileOf('beta', ...second) });
    return { calls, items: store.rows<Item>('items.jsonl').length };
  } finally {
    RowTable.prototype.saysTheSame = saysTheSame;
  }
}

const SHORT = { text: '好的' };
const LONG = { text: '今天晚上一起去公园散步吧' };
const said = (n: number) => ({ text: `今天说的第${n}件事` });

test.each<[string, Partial<ReadItem>[], Partial<ReadItem>[], number]>([
  [
    'in one second, in two chats',
    talk((n) => ({ ...SHORT, time: T, rowId: `${n}`, conversation: '副本' })),
    talk((n) => ({ ...SHORT, time: T, rowId: `${n}` })),
    MESSAGES,
  ],
  [
    'in one second, and telling',
    talk((n) => ({ ...LONG, time: T, rowId: `${n}`, conversation: '副本' })),
    talk((n) => ({ ...LONG, time: T, rowId: `${n}` })),
    MESSAGES,
  ],
  [
    'in one minute, by one side in the second file',
    talk(() => ({ ...LONG, time: T, precision: 'minute', conversation: '副本' })),
    talk(() => ({ ...LONG, time: T, precision: 'minute' })),
    MESSAGES,
  ],
  [
    'again and again, once without times',
    talk(() => ({ ...SHORT, time: null, conversation: '副本' })),
    talk((n) => ({ ...SHORT, time: T + 60 * n })),
    2 * MESSAGES,
  ],
  [
    'by nobody in particular, once without times',
    talk((n) => ({ ...said(n), time: null, conversation: '副本', sender: { name: '某人' } })),
    talk((n) => ({ ...said(n), time: T + 60 * n })),
    2 * MESSAGES,
  ],
])('messages said %s are compared a few times each', async (_, first, second, items) => {
  const found = await compared(first, second);
  expect(found.items).toBe(items);
  expect(found.calls).toBeLessThan(400 * MESSAGES);
});
