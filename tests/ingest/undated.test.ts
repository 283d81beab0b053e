import { describe, expect, test } from 'vitest';
import type { DroppedItem, Item, ReadItem } from '../../src/core/types.ts';
import type { CorpusReport } from '../../src/ingest/report/report.ts';
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

/** A talk of two whose lines differ, and every fourth of which is a 嗯. */
const talk = (from: number, to: number, more: Partial<ReadItem> = {}): Partial<ReadItem>[] =>
  Array.from({ length: to - from }, (_, at) => {
    const n = from + at;
    const name = n % 2 ? '林晓' : '老默';
    return { text: n % 4 === 3 ? '嗯' : `今天说的第${n}件事`, sender: { name }, conversation: 'wxid_linxiao', ...more };
  });
const untimed = (chat: string, from: number, to: number) => talk(from, to, { conversation: chat, time: null });

describe('a talk without times', () => {
  const texts = (items: readonly Item[]) => items.map(({ text }) => text);

  test('that another file holds too is told once, with the times of that file', async () => {
    const { run, store } = world();
    const timed = talk(0, 60).map((row, n) => ({ ...row, time: CHANGED + 60 * n }));
    // The copy is read first, begins earlier and ends later.
    const copy = [...untimed('副本', 1000, 1003), ...untimed('副本', 10, 60), ...untimed('副本', 2000, 2003)];
    const files = { 'a.txt': fileOf('alpha', ...copy), 'b.txt': fileOf('beta', ...timed) };
    for (let runs = 0; runs < 2; runs++) {
      await run(files);
      const items = store.rows<Item>('items.jsonl');
      expect(items).toHaveLength(66);
      expect(items.filter(({ time }) => time === null)).toHaveLength(6);
      const dropped = store.rows<DroppedItem>('dropped.jsonl');
      expect(dropped).toHaveLength(50);
      const ids = new Set(items.map(({ id }) => id));
      for (const { reason, keptId, source } of dropped)
        expect([reason, source.file, ids.has(keptId ?? '')]).toEqual(['duplicate', 'a.txt', true]);
    }
  });

  test('of which pieces that overlap were copied is one talk', async () => {
    const { run, store } = world();
    const picture: Partial<ReadItem> = { type: 'image', text: '', sender: { name: '老默' }, time: null };
    const withPicture = (chat: string, from: number, to: number) => [
      ...untimed(chat, from, 45),
      { ...picture, conversation: chat },
      ...untimed(chat, 45, to),
    ];
    await run({
      'a.txt': fileOf('alpha', ...withPicture('一', 0, 50)),
      'b.txt': fileOf('alpha', ...withPicture('二', 28, 80)),
    });
    expect(texts(store.rows<Item>('items.jsonl')).filter((text) => text !== '嗯')).toHaveLength(61);
    expect(store.rows<Item>('items.jsonl')).toHaveLength(81);
  });

  test.each([
    { name: 'too short', rows: untimed('二', 0, 19) },
    { name: 'of words that everybody says', rows: untimed('二', 0, 40).map((row) => ({ ...row, text: '嗯' })) },
    {
      name: 'said by one where two said it',
      rows: untimed('二', 0, 40).map((row) => ({ ...row, sender: { name: '老默' } })),
    },
  ])('is no copy when it is $name', async ({ rows }) => {
    const { run, store } = world();
    const other =
      rows.length === 40 && rows[0]?.text === '嗯'
        ? rows.map((row) => ({ ...row, conversation: '一' }))
        : untimed('一', 0, 40);
    await run({ 'a.txt': fileOf('alpha', ...other), 'b.txt': fileOf('beta', ...rows) });
    expect(store.rows<Item>('items.jsonl')).toHaveLength(40 + rows.length);
  });
});
