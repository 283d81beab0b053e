import { describe, expect, test } from 'vitest';
import type { DroppedItem, Item, ReadItem } from '../../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from '../world.ts';

const T = 1_700_000_040;
const HOME = '一家三口';
const XIAOHE = { name: '小禾' };

/** What these people say in turn, a minute apart, in a chat of which nothing is known but the name. */
const talk = (senders: readonly ReadItem['sender'][], more: Partial<ReadItem> = {}): Partial<ReadItem>[] =>
  senders.map((sender, n) => ({ conversation: HOME, sender, text: `第${n}件事要说`, time: T + 60 * n, ...more }));
const thrice = (...senders: readonly ReadItem['sender'][]) => [...senders, ...senders, ...senders];

async function groupOf(...files: Partial<ReadItem>[][]): Promise<boolean | undefined> {
  const { store, run } = world();
  const named = Object.fromEntries(files.map((rows, n) => [`${n}.txt`, fileOf(n ? 'beta' : 'alpha', ...rows)]));
  await run(named);
  const items = await store.text('items.jsonl');
  await run(named);
  expect(await store.text('items.jsonl')).toBe(items);
  const all = [...store.rows<Item>('items.jsonl'), ...store.rows<DroppedItem>('dropped.jsonl')];
  const answers = [...new Set(store.rows<Item>('items.jsonl').map(({ group }) => group))];
  expect(all).not.toHaveLength(0);
  expect(answers).toHaveLength(1);
  return answers[0];
}

describe('a chat of which its export does not say whether it is a group', () => {
  test('is one where three people write among each other', async () => {
    expect(await groupOf(talk(thrice(CHENMO_SENDER, LINXIAO, XIAOHE)))).toBe(true);
  });

  test('is one where a line says that somebody came in', async () => {
    const line: Partial<ReadItem> = {
      conversation: HOME,
      sender: { name: '' },
      time: T - 60,
      text: '你邀请"小禾"加入了群聊',
      dropped: 'system-line',
    };
    expect(await groupOf([line, ...talk(thrice(CHENMO_SENDER, LINXIAO))])).toBe(true);
  });

  test.each<[string, ReadItem['sender'][]]>([
    ['two write', thrice(CHENMO_SENDER, LINXIAO)],
    ['one of three is only 我', thrice(CHENMO_SENDER, LINXIAO, { name: '我' })],
    ['the other one is called otherwise later', [...thrice(CHENMO_SENDER, LINXIAO), ...thrice(CHENMO_SENDER, XIAOHE)]],
    ['a third one stands for a line or two', [...thrice(CHENMO_SENDER, LINXIAO), XIAOHE, LINXIAO, CHENMO_SENDER]],
  ])('stays open where %s', async (_, senders) => {
    expect(await groupOf(talk(senders))).toBeUndefined();
  });

  test('is what another export says', async () => {
    const said = talk(thrice(CHENMO_SENDER, LINXIAO));
    for (const group of [true, false]) {
      const known = said.map((row) => ({ ...row, group }));
      const more = talk([CHENMO_SENDER], { time: T + 86_400 });
      expect(await groupOf(known, [...said, ...more])).toBe(group);
    }
  });

  test('is a group where its name is that of one', async () => {
    const known = talk(thrice(CHENMO_SENDER, LINXIAO), {
      conversation: '34567890123@chatroom',
      conversationName: HOME,
      group: true,
    });
    expect(await groupOf(known, talk([CHENMO_SENDER], { time: T + 86_400, conversationName: HOME }))).toBe(true);
  });
});
