import { expect, test } from 'vitest';
import { findLeaks } from '../../src/bundle/leaks.ts';
import type { RunEvent } from '../../src/core/events.ts';

const LINES = 2000;
const files = [
  { path: 'README.md', text: '电话13812345678' },
  { path: 'train/a.jsonl', lines: () => Array.from({ length: LINES }, () => '路上堵车') },
];

test('the search for private data names places, and tells how far it is', async () => {
  const told: RunEvent[] = [];
  const signal = new AbortController().signal;
  const leaks = await findLeaks(files, new Set(), { emit: (event) => told.push(event), signal });
  expect(leaks).toEqual([{ file: 'README.md', line: 1, kind: 'phone' }]);
  expect(told[0]).toMatchObject({ task: 'leaks', done: 1, total: 2, unit: 'files', file: 'train/a.jsonl', rows: 512 });
  expect(told.at(-1)).toEqual({ type: 'done', task: 'leaks' });
});

test('it lets other work go on within a file, and stops when it is told to', async () => {
  const stop = new AbortController();
  setImmediate(() => stop.abort(new Error('stopped')));
  await expect(findLeaks(files, new Set(), { emit: () => {}, signal: stop.signal })).rejects.toThrow('stopped');
});

test('words that stand in several forms of one set are searched once', async () => {
  const again = { path: 'train/b.jsonl', wordsOf: 'train/a.jsonl', lines: () => expect.unreachable() };
  const { signal } = new AbortController();
  expect(await findLeaks([...files, again], new Set(), { emit: () => {}, signal })).toHaveLength(1);
});
