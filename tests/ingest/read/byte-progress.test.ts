import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/core/events.ts';
import { ByteProgress } from '../../../src/ingest/read/byte-progress.ts';

test('tells every megabyte, every hundred files, and the end', () => {
  const told: RunEvent[] = [];
  const progress = new ByteProgress('read', 4 << 20, (event) => told.push(event));
  for (let n = 0; n < 3; n++) progress.add(1 << 19, 'long.csv');
  for (let n = 0; n < 250; n++) for (const _ of 'ab') progress.add(1, `${n}.txt`);
  progress.end();
  const event = { type: 'progress', task: 'read', total: 4 << 20, unit: 'bytes' };
  expect(told).toEqual([
    { ...event, done: 1 << 20, file: 'long.csv' },
    { ...event, done: 3 * (1 << 19) + 199, file: '99.txt' },
    { ...event, done: 3 * (1 << 19) + 399, file: '199.txt' },
    { ...event, done: 4 << 20 },
    { type: 'done', task: 'read' },
  ]);
});
