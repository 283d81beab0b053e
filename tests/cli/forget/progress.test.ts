import { expect, test } from 'vitest';
import { tellOfCorpus } from '../../../src/cli/forget/progress.ts';
import type { RunEvent } from '../../../src/core/events.ts';

test('forgetting tells how far the corpus is gone through and written, and nothing of exports', () => {
  const told: RunEvent[] = [];
  const tell = tellOfCorpus((event) => told.push(event));
  const progress = (task: string): RunEvent => ({ type: 'progress', task, done: 1, unit: 'items' });
  const wanted: RunEvent[] = [progress('earlier'), progress('sort'), { type: 'done', task: 'sort' }];
  const others: RunEvent[] = [
    progress('read'),
    { type: 'done', task: 'read' },
    { type: 'warn', notice: { code: 'consent-open', facts: {} } },
  ];
  for (const event of [...others, ...wanted]) tell(event);
  expect(told).toEqual(wanted);
});
