import { expect, test } from 'vitest';
import { fieldsInOrder } from '../../../src/ingest/write/item-fields.ts';
import { fileOf, LINXIAO, world } from '../world.ts';

const T = 1_700_000_000;
const RICH = fileOf(
  'alpha',
  { text: '我的电话13812345678吧', time: T },
  { text: '我的电话13812345678吧', time: T },
  { text: '看这个', time: T + 9, quote: { text: '图' }, sender: LINXIAO },
  { type: 'voice', text: '到家了，先睡了', time: T + 20 },
);

test('a run that reads another file leaves each line as it was, whatever was added to it', async () => {
  const { run, store } = world();
  await run({
    'a.txt': RICH,
    'b.txt': fileOf('beta', { type: 'voice', time: T + 20, media: { path: '', seconds: 2 } }),
  });
  const lines = (name: string) => (store.files.get(name) ?? '').split('\n').filter((line) => line.includes('a.txt'));
  const [items, dropped] = [lines('items.jsonl'), lines('dropped.jsonl')];
  expect([items.length, dropped.length]).toEqual([3, 1]);
  await run({ 'c.txt': fileOf('gamma', { text: '早', time: T + 99 }) });
  expect(lines('items.jsonl')).toEqual(items);
  expect(lines('dropped.jsonl')).toEqual(dropped);
});

test('fields have the order of a line of the corpus', () => {
  const line = { source: { format: 'a', file: 'b', record: 1 }, text: '好', kind: 'message' as const, group: false };
  expect(JSON.stringify(fieldsInOrder(line))).toBe(
    '{"kind":"message","group":false,"text":"好","source":{"format":"a","file":"b","record":1}}',
  );
});
