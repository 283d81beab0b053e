import { describe, expect, test } from 'vitest';
import type { Item, ReadItem } from '../../src/core/types.ts';
import { fileOf, world } from './world.ts';

const LONG = '厂里那台老车床要卖了，我站在边上看了很久，心里舍不得，回家一夜没睡着。';
const essay = (text: string, over: Partial<ReadItem> = {}): Partial<ReadItem> => ({
  kind: 'essay',
  conversation: 'essays',
  sender: { name: '' },
  time: '2012-03-05',
  precision: 'day',
  text,
  ...over,
});
const undated: Partial<ReadItem> = { time: 1_700_000_000, precision: 'day', flags: ['weak-time'] };

/** Each file holds one of the pieces; what is kept of them. */
async function kept(...pieces: Partial<ReadItem>[]): Promise<Item[]> {
  const { run, store } = world();
  await run(Object.fromEntries(pieces.map((piece, n) => [`${n}.txt`, fileOf('alpha', piece)])));
  return store.rows<Item>('items.jsonl');
}

describe('an essay told twice is one', () => {
  test.each([
    [
      'a long one, whatever its day, its author and its white space',
      essay(LONG),
      essay(`${LONG.slice(0, 9)}\n${LONG.slice(9)}`, { time: '2019-01-01', sender: { name: '王五' } }),
    ],
    ['a short one on its day', essay('在家。'), essay('在家。', { time: '2012-03-05T21:00:00', precision: 'minute' })],
    ['a short one without a day', essay('在家。', undated), essay('在家。', { ...undated, time: 1_600_000_000 })],
    [
      'a picture on its day',
      essay('', { type: 'image', media: { path: 'file/a.jpg' } }),
      essay('', { type: 'image', media: { path: 'flomo/file/a.jpg' } }),
    ],
  ])('%s', async (_, one, other) => {
    expect(await kept(one, other)).toHaveLength(1);
  });

  test.each([
    ['short ones on two days', essay('在家。'), essay('在家。', { time: '2012-03-07' })],
    ['a short one with a day and one without', essay('在家。'), essay('在家。', undated)],
    [
      'two pictures',
      essay('', { type: 'image', media: { path: 'a.jpg' } }),
      essay('', { type: 'image', media: { path: 'b.jpg' } }),
    ],
    ['two long ones', essay(LONG), essay(`${LONG}好。`)],
  ])('but not %s', async (_, one, other) => {
    expect(await kept(one, other)).toHaveLength(2);
  });
});

test('the subject’s copy is kept, then one that names its author, then one with a date of its own', async () => {
  const [own, others, unsigned] = [{ name: '老默' }, { name: '王五' }, { name: '' }];
  const who = async (...pieces: Partial<ReadItem>[]) =>
    (await kept(...pieces)).map(({ sender, time }) => [sender.name, time]);
  expect(await who(essay(LONG, { sender: others }), essay(LONG, { sender: own, ...undated }))).toEqual([
    ['老默', '2023-11-15'],
  ]);
  expect(
    await who(essay(LONG, { sender: unsigned }), essay(LONG, { sender: others, ...undated }), essay('我的。')),
  ).toEqual([
    ['', '2012-03-05'],
    ['王五', '2023-11-15'],
  ]);
  expect(await who(essay(LONG, { sender: own, ...undated }), essay(LONG, { sender: own }))).toEqual([
    ['老默', '2012-03-05'],
  ]);
});

test('an id stays when the file is read again, touched, or beside a copy', async () => {
  const { run, store } = world();
  const ids = async (files: Record<string, string>) => {
    await run(files);
    return store.rows<Item>('items.jsonl').map(({ id, text }) => [text, id]);
  };
  const piece = (changed: number) =>
    fileOf('alpha', essay('在家。'), essay('出门。', { ...undated, time: changed }), essay(LONG));
  const first = await ids({ 'b.txt': piece(1_700_000_000) });
  expect(first).toHaveLength(3);
  expect(await ids({ 'b.txt': piece(1_800_000_000) })).toEqual(first);
  expect(await ids({ 'a.txt': piece(1_700_000_000), 'b.txt': piece(1_800_000_000) })).toEqual(first);
});

describe('a month or a year alone', () => {
  const year = essay(LONG, { time: '2015', precision: 'year' });
  const month = essay(`${LONG}后来呢。`, { time: '2015-06', precision: 'month' });
  const day = essay(`${LONG}再后来呢。`, { time: '2015-09-10' });

  test('is kept as it was written, in its place among days', async () => {
    expect((await kept(day, month, year)).map(({ time }) => time)).toEqual(['2015', '2015-06', '2015-09-10']);
  });

  test('counts in no month that nobody knows, and makes no first day', async () => {
    const { run } = world();
    const files = Object.fromEntries([year, month, day].map((piece, n) => [`${n}.txt`, fileOf('alpha', piece)]));
    const figures = (await run(files)).report?.figures;
    expect(Object.keys(figures?.months ?? {})).toEqual(['2015-06', '2015-09']);
    expect(figures?.undated.all).toBe(1);
    expect(figures?.first).toBe('2015-09-10');
  });

  test('is read where some of it may lie in the time that is asked for', async () => {
    const { run, store } = world();
    const files = Object.fromEntries([year, month, day].map((piece, n) => [`${n}.txt`, fileOf('alpha', piece)]));
    await run(files, { since: '2015-07', until: '2015-08-31' });
    expect(store.rows<Item>('items.jsonl').map(({ time }) => time)).toEqual(['2015']);
  });
});
