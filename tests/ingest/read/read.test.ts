import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events.ts';
import { fileOf, world } from '../world.ts';

const readOf = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'progress' && event.task === 'read' ? [event.rows] : []));

test('progress counts the rows of this run, not those of the corpus', async () => {
  const { run, events } = world();
  await run({ 'a.txt': fileOf('alpha', { text: '一' }, { text: '二', time: 1_700_000_009 }) });
  expect(readOf(events)).toEqual([2]);
  events.length = 0;
  await run({ 'b.txt': fileOf('beta', { text: '三', time: 1_700_000_099 }) });
  expect(readOf(events)).toEqual([1]);
  events.length = 0;
  await expect(run({ 'c.jpg': 'x' })).rejects.toThrow();
  expect(readOf(events)).toEqual([]);
});
