import { describe, expect, test } from 'vitest';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import { fileOf, GUESSING, READERS, world } from '../world.ts';

const T = 1_700_000_040;
const PACKET: Partial<ReadItem> = { type: 'transfer', title: '恭喜发财，大吉大利', time: T };

async function corpus(...files: [format: string, ...rows: Partial<ReadItem>[]][]) {
  const { store, run } = world();
  const named = files.map(([format, ...rows], n) => [`${n}.txt`, fileOf(format, ...rows)]);
  const again = () => run(Object.fromEntries(named), {}, { readers: [...READERS, ...GUESSING] });
  await again();
  const items = await store.text('items.jsonl');
  await again();
  expect(await store.text('items.jsonl')).toBe(items);
  return store.rows<Item>('items.jsonl').map(({ type, text }) => [type, text]);
}

describe('what an export that tells no types gives as another type', () => {
  test.each<[string, Partial<ReadItem>, Partial<ReadItem>, [string, string]]>([
    ['a card by its title', PACKET, { text: '恭喜发财，大吉大利', time: T }, ['transfer', '']],
    ['a card by its kind and title', PACKET, { text: '[红包] 恭喜发财，大吉大利', time: T }, ['transfer', '']],
    ['a picture by a placeholder', { type: 'image', time: T }, { text: '[图片]', time: T }, ['image', '']],
    ['a typed placeholder as a picture', { text: '[图片]', time: T }, { type: 'image', time: T }, ['text', '[图片]']],
    [
      'a card in its minute',
      { ...PACKET, time: T + 5 },
      { text: '恭喜发财，大吉大利', time: T, precision: 'minute' },
      ['transfer', ''],
    ],
  ])('is one message with it: %s', async (_, known, guessed, expected) => {
    expect(await corpus(['alpha', known], ['delta', guessed])).toEqual([expected]);
    expect(await corpus(['delta', guessed], ['alpha', known])).toEqual([expected]);
    // What a third one knows too.
    expect(await corpus(['alpha', known], ['delta', guessed], ['beta', known])).toEqual([expected]);
  });

  test('is one message with a card whose title only another export tells, whichever is read first', async () => {
    const untitled: Partial<ReadItem> = { type: 'link', time: T };
    const text: Partial<ReadItem> = { text: '上海公园预约', time: T };
    const titled: Partial<ReadItem> = { type: 'link', title: '上海公园预约', time: T };
    for (const cards of [
      [untitled, titled],
      [titled, untitled],
    ] as const) {
      expect(await corpus(['alpha', cards[0]], ['delta', text], ['beta', cards[1]])).toEqual([['link', '']]);
    }
  });

  test('is as many messages as it says', async () => {
    const picture: Partial<ReadItem> = { type: 'image', time: T };
    const typed: Partial<ReadItem> = { text: '[图片]', time: T };
    expect(await corpus(['alpha', picture, typed], ['delta', picture, picture])).toEqual([
      ['image', ''],
      ['text', '[图片]'],
    ]);
  });

  test('is not looked for in a minute of more cards than anybody sends: that export has lost its times', async () => {
    const packets = (count: number) => Array.from({ length: count }, (_, n) => ({ ...PACKET, messageId: `${n + 1}` }));
    const text: Partial<ReadItem> = { text: '恭喜发财，大吉大利', time: T };
    expect(await corpus(['alpha', ...packets(50)], ['delta', text])).toHaveLength(50);
    expect(await corpus(['alpha', ...packets(51)], ['delta', text])).toHaveLength(52);
  });

  test.each<[string, Partial<ReadItem>, string]>([
    ['other words', { text: '收到了吗', time: T }, 'delta'],
    ['another second', { text: '恭喜发财，大吉大利', time: T + 1 }, 'delta'],
    ['another chat', { text: '恭喜发财，大吉大利', time: T, conversation: 'wxid_zhouye' }, 'delta'],
    ['an export that knows types', { text: '恭喜发财，大吉大利', time: T }, 'beta'],
  ])('is another message with %s', async (_, other, format) => {
    expect(await corpus(['alpha', PACKET], [format, other])).toHaveLength(2);
  });
});
