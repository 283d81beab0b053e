import { expect, test } from 'vitest';
import type { DroppedItem, Item, ReadItem } from '../../../src/core/types.ts';
import { wordsLeftOut } from '../../../src/ingest/clean/words-left-out.ts';
import { fileOf, LINXIAO, type World, world } from '../world.ts';

const T = 1_700_000_040;
const WORDLESS = { text: '', wordsLeftOut: true } as const;
const REPLY: Partial<ReadItem> = { text: '听你的', time: T, quote: { sender: '林晓', text: '坐高铁吧' } };

const untold = ({ events }: World) =>
  events.flatMap((event) =>
    event.type === 'warn' && event.notice.code === 'words-not-exported' ? [event.notice.facts] : [],
  );

test('a reply without words is a duplicate of the one that another export tells; only what nobody tells is missed', async () => {
  const here = world();
  await here.run({
    'a.txt': fileOf('alpha', { ...WORDLESS, time: T }, { ...WORDLESS, time: T + 60 }, { text: '到了', time: T + 90 }),
    'b.txt': fileOf('beta', REPLY, { text: '好', time: T + 60, sender: LINXIAO }),
  });
  const [reply] = here.store.rows<Item>('items.jsonl');
  expect(reply).toMatchObject({ text: '听你的', quote: { text: '坐高铁吧' } });
  expect(here.store.rows<DroppedItem>('dropped.jsonl')).toMatchObject([
    { source: { record: 2 }, reason: 'duplicate', rule: wordsLeftOut.id, keptId: reply?.id },
    { source: { record: 3 }, reason: 'empty', rule: wordsLeftOut.id },
  ]);
  expect(untold(here)).toEqual([{ file: 'a.txt', count: 1 }]);
});

test('what the file of the reply tells itself is another message of that second', async () => {
  const here = world();
  const other = { text: '好的好的', time: T };
  await here.run({
    'a.txt': fileOf('alpha', { ...WORDLESS, time: T }, other),
    'b.txt': fileOf('beta', other),
  });
  expect(untold(here)).toEqual([{ file: 'a.txt', count: 1 }]);
});

test('the words may come in a later run, and stay found in the next', async () => {
  const here = world();
  await here.run({ 'a.txt': fileOf('alpha', { ...WORDLESS, time: T }, { text: '到了', time: T + 90 }) });
  expect(untold(here)).toEqual([{ file: 'a.txt', count: 1 }]);
  const dropped = () => here.store.rows<DroppedItem>('dropped.jsonl').find(({ rule }) => rule === wordsLeftOut.id);
  await here.run({ 'b.txt': fileOf('beta', REPLY) });
  const found = dropped();
  expect(found).toMatchObject({ reason: 'duplicate', keptId: expect.any(String) });
  await here.run({ 'c.txt': fileOf('gamma', { text: '早', time: T + 900 }) });
  expect(dropped()).toEqual(found);
});
