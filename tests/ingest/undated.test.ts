import { expect, test } from 'vitest';
import type { Item, ReadItem } from '../../src/core/types.ts';
import type { CorpusReport } from '../../src/ingest/report.ts';
import { fileOf, world } from './world.ts';

const ESSAY: Partial<ReadItem> = { kind: 'essay', conversation: 'essays', sender: { name: '' } };
/** Changed on this second, in Unix seconds; when it was written nobody knows. */
const undated = (changed: number): Partial<ReadItem> => ({
  ...ESSAY,
  text: '父亲的工具箱是军绿色的。',
  time: changed,
  precision: 'day',
  flags: ['weak-time'],
});
const DATED = { ...ESSAY, text: '玉兰开了。', time: '2018-03-24T21:10:00', precision: 'minute' } as const;

const CHANGED = 1_700_000_000;
const LATER = CHANGED + 200 * 86_400;

test('what has the time of its file only is counted by itself, and its time names no more than a day', async () => {
  const { run, store } = world();
  // The second run reads the corpus that the first one wrote.
  for (let runs = 0; runs < 2; runs++) {
    const summary = await run({ 'a.txt': fileOf('alpha', DATED, undated(CHANGED)) });
    const { figures, senders, flags } = store.json<CorpusReport>('report.json');
    expect(figures).toMatchObject({
      items: { all: 2, subject: 2 },
      undated: { all: 1, subject: 1 },
      months: { '2018-03': { all: 1, subject: 1 } },
      first: '2018-03-24T21:10:00+08:00',
      last: '2018-03-24T21:10:00+08:00',
    });
    expect(figures.hours.map(({ all }) => all).reduce((sum, n) => sum + n)).toBe(1);
    expect(flags).toEqual({ 'weak-time': 1 });
    expect(senders[0]).toMatchObject({ first: '2018-03-24', last: '2018-03-24' });
    expect(summary.people[0]).toMatchObject({ first: '2018-03-24', last: '2018-03-24' });
    expect(store.rows<Item>('items.jsonl').map(({ time }) => time)).toEqual([
      '2018-03-24T21:10:00+08:00',
      '2023-11-15',
    ]);
  }
});

test('touching the file changes nothing that the report or the style says', async () => {
  const [before, after] = [world(), world()];
  await before.run({ 'a.txt': fileOf('alpha', DATED, undated(CHANGED)) });
  await after.run({ 'a.txt': fileOf('alpha', DATED, undated(LATER)) });
  for (const name of ['report.json', 'style.json']) expect(after.store.json(name)).toEqual(before.store.json(name));
  const ids = ({ store }: typeof before) => store.rows<Item>('items.jsonl').map(({ id }) => id);
  expect(ids(after)).toEqual(ids(before));
});
