import { expect, test } from 'vitest';
import type { Dialogue, Item } from '../../src/core/types.ts';
import { fileOf, LINXIAO, world } from './world.ts';

const T = 1_700_000_000;

test.each(['standard', 'strict'] as const)(
  'of a shared location %s keeps the name alone, in quotes and dialogues too',
  async (redact) => {
    const { store, run } = world();
    const title = '滨江森林公园 上海市浦东新区凌桥高沙滩3号 (31.383001,121.527803)';
    const quote = { sender: '林晓', text: `[位置] ${title}` };
    await run(
      {
        'a.txt': fileOf(
          'alpha',
          { text: '', type: 'location', title, time: T, sender: LINXIAO },
          { text: '好，我就来', time: T + 30, quote },
        ),
      },
      { redact },
    );
    const [shared, answer] = store.rows<Item>('items.jsonl');
    expect(shared).toMatchObject({ title: '滨江森林公园 [地址1]', flags: ['masked'] });
    expect(answer?.quote?.text).toBe('[位置] 滨江森林公园 [地址1]');
    const [dialogue] = store.rows<Dialogue>('dialogues.jsonl');
    expect(dialogue?.context.map(({ text }) => text)).toEqual(['[位置] 滨江森林公园 [地址1]']);
  },
);

test.each(['上海市第一人民医院', '上海市第一人民医院 上海市虹口区海宁路100号', '虹桥火车站 (31.194201,121.327402)'])(
  '%s is masked in a quote as in the location itself',
  async (title) => {
    const { store, run } = world();
    await run({
      'a.txt': fileOf(
        'alpha',
        { text: '', type: 'location', title, time: T, sender: LINXIAO },
        { text: '好，我就来', time: T + 30, quote: { sender: '林晓', text: `[位置] ${title}` } },
      ),
    });
    const [shared, answer] = store.rows<Item>('items.jsonl');
    const masked = shared?.title;
    expect(masked).toMatch(/^(?:上海市第一人民医院|虹桥火车站)(?: \[地址1\])?$/u);
    expect(answer?.quote?.text).toBe(`[位置] ${masked}`);
    const [dialogue] = store.rows<Dialogue>('dialogues.jsonl');
    expect(dialogue?.context.map(({ text }) => text)).toEqual([`[位置] ${masked}`]);
  },
);
