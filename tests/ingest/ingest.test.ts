import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/core/types.ts';
import { memoryFolder } from '../support/memory-folder.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from './world.ts';

const T = 1_700_000_000;

describe('the corpus', () => {
  test('holds every item in time order, with ids, zone and whose it is', async () => {
    const { store, run } = world();
    await run({
      'b.txt': fileOf('alpha', { text: '路上堵车，晚点到家', time: T + 60 }, { text: '好', time: T + 90 }),
      'a.txt': fileOf('beta', { text: '几点回来？', time: T, sender: LINXIAO }),
    });
    const items = store.rows<Item>('items.jsonl');
    expect(items.map(({ text }) => text)).toEqual(['几点回来？', '路上堵车，晚点到家', '好']);
    expect(items.map(({ bySubject }) => bySubject)).toEqual([false, true, true]);
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/u),
      kind: 'message',
      time: '2023-11-15T06:13:20+08:00',
      conversation: 'wxid_linxiao',
      sender: LINXIAO,
      bySubject: false,
      type: 'text',
      text: '几点回来？',
      source: { format: 'beta', file: 'a.txt', root: '/memory', record: 2 },
    });
  });

  test('is the same after a second run with the same inputs, byte for byte', async () => {
    const { store, run } = world();
    const files = {
      'a.txt': fileOf(
        'alpha',
        { text: '电话13812345678', time: T },
        { text: '嗯', time: T + 60, precision: 'minute' },
        { text: '嗯', time: T + 60, precision: 'minute' },
        { text: '', time: T + 70 },
        { type: 'voice', text: '到家了', time: T + 80, media: { path: 'v/1.silk', seconds: 2 } },
        { text: '第一行\r\n第二行', time: T + 90, sender: CHENMO_SENDER },
      ),
    };
    const first = await run(files);
    const before = new Map(store.files);
    const second = await run(files);
    expect([...store.files]).toEqual([...before]);
    expect([first.added, second.added]).toEqual([5, 0]);
  });

  test('is the same in whatever order exports are named', async () => {
    const rows = ['几点到家？', '路上堵车，晚点到家'].map((text, n) => ({ text, time: T + n }));
    const folders = [
      memoryFolder({ 'a.txt': fileOf('alpha', ...rows.map((row) => ({ ...row, direction: 'sent' as const }))) }, '/a'),
      memoryFolder(
        { 'b.txt': fileOf('beta', ...rows.map((row) => ({ ...row, direction: 'received' as const }))) },
        '/b',
      ),
    ];
    const [here, there] = [world(), world()];
    await here.run({}, {}, { folders });
    await there.run({}, {}, { folders: folders.toReversed() });
    expect([...there.store.files]).toEqual([...here.store.files]);
  });
});
