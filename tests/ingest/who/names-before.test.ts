import { expect, test } from 'vitest';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from '../world.ts';

const T = 1_700_000_040;
const SAID = ['路上堵车，晚点到家', '今晚吃什么好呢？', '冰箱里还有饺子', '那就煮饺子吧，等我'];

/** The talk as one of their phones has it; she is called `name` there. */
function talk(phone: 'his' | 'hers', name: string): Partial<ReadItem>[] {
  return SAID.map((text, n) => {
    const isHers = n % 2 === 1;
    return {
      text,
      time: T + 60 * n,
      sender: isHers ? { ...LINXIAO, name } : CHENMO_SENDER,
      direction: isHers === (phone === 'hers') ? 'sent' : 'received',
      group: false,
      ...(phone === 'hers'
        ? { conversation: 'wxid_chenmo', conversationName: '陈默' }
        : { conversation: 'wxid_linxiao', conversationName: name }),
    };
  });
}

test('the chat of her phone keeps the name that it had, whatever another export calls her', async () => {
  const { run, store } = world();
  const called = () => [...new Set(store.rows<Item>('items.jsonl').map(({ conversationName }) => conversationName))];
  const hers = { 'a.txt': fileOf('alpha', ...talk('hers', '林晓')) };
  await run(hers);
  expect(called()).toEqual(['林晓']);
  await run({ 'b.txt': fileOf('beta', ...talk('his', '晓晓')) });
  const items = store.files.get('items.jsonl');
  await run(hers);
  expect(called()).toEqual(['林晓']);
  expect(store.files.get('items.jsonl')).toBe(items);
  // Now her own export calls her otherwise.
  await run({ 'a.txt': fileOf('alpha', ...talk('hers', '小林')) });
  expect(called()).not.toContain('林晓');
});
