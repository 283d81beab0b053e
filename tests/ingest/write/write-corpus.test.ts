import { expect, test } from 'vitest';
import { fileOf, world } from '../world.ts';

test('once all items are written, the counting of habits is told as a step of its own', async () => {
  const { run, events } = world();
  await run({ 'a.txt': fileOf('alpha', { text: '到了' }, { text: '晚安', time: 1_700_000_100 }) });
  const sorting = events.filter((event) => event.type === 'progress' && event.task === 'sort');
  expect(sorting.at(-1)).toMatchObject({ done: 2, total: 2, unit: 'items', stage: 'style' });
});
