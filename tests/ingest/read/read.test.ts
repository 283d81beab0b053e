import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events.ts';
import { fileOf, world } from '../world.ts';

const told = (events: readonly RunEvent[], task: string) =>
  events.flatMap((event) => (event.type === 'progress' && event.task === task ? [event] : []));
const readOf = (events: readonly RunEvent[]) => told(events, 'read').map(({ rows }) => rows);

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

const messages = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ text: `第${n}条`, time: 1_700_000_000 + n }));

test('progress goes on through many small files', async () => {
  const { run, events } = world();
  await run(Object.fromEntries(messages(250).map((message, n) => [`${n}.txt`, fileOf('alpha', message)])));
  expect(readOf(events)).toEqual([99, 199, 250]);
});

test('progress goes on through a long earlier corpus', async () => {
  const { run, events } = world();
  await run({ 'a.txt': fileOf('alpha', ...messages(5001)) });
  expect(told(events, 'earlier')).toEqual([]);
  await run({ 'b.txt': fileOf('beta', { text: '好' }) });
  expect(told(events, 'earlier').map(({ done }) => done)).toEqual([5000]);
});
