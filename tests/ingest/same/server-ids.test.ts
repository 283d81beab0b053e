import { describe, expect, test } from 'vitest';
import type { Item, ReadItem, Sender } from '../../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from '../world.ts';

const T = 1_700_000_040;
const id = (phone: number, message: number) => `${phone}00000000000000000${message}`;

/** The talk of two people as the phone of one of them has it; each phone has its own ids. */
function phone(number: number, owner: Sender, partner: Sender, ...more: Partial<ReadItem>[]): Partial<ReadItem>[] {
  const said = ['路上堵车，晚点到家', '今晚吃什么好呢？', '冰箱里还有饺子', '那就煮饺子吧，等我'];
  const rows = said.map(
    (text, n): Partial<ReadItem> => ({
      text,
      time: T + 60 * n,
      sender: n % 2 ? LINXIAO : CHENMO_SENDER,
      messageId: id(number, n),
    }),
  );
  return [...rows, ...more].map((row) => {
    const isOwn = (row.sender?.id === LINXIAO.id) === (owner.name === LINXIAO.name);
    return {
      ...row,
      conversation: partner.id ?? partner.name,
      group: false,
      direction: isOwn ? 'sent' : 'received',
      sender: isOwn ? owner : partner,
    };
  });
}
const voice = (messageId: string, path = ''): Partial<ReadItem> => ({
  type: 'voice',
  time: T + 600,
  sender: CHENMO_SENDER,
  messageId,
  media: { path },
});

async function oneByOne(...runs: Record<string, string>[]) {
  const { run, store } = world();
  for (const files of runs) await run(files);
  return store.rows<Item>('items.jsonl');
}

describe('one message with the ids of two phones', () => {
  test('is one where the owner of one of them is known by a name only, from whom the other has received', async () => {
    const files = {
      'a.txt': fileOf('alpha', ...phone(1, CHENMO_SENDER, { ...LINXIAO, name: '晓晓' }, voice(id(1, 9)))),
      'b.txt': fileOf('beta', ...phone(2, { name: LINXIAO.name }, CHENMO_SENDER, voice(id(2, 9)))),
    };
    expect(await oneByOne(files)).toHaveLength(5);
  });

  test('is known by the exports that gave its item the id, not by the one whose row was written', async () => {
    const herRows = (...more: Partial<ReadItem>[]) => phone(2, LINXIAO, CHENMO_SENDER, ...more);
    const [other, same] = [id(2, 8), id(2, 9)];
    const first = { 'a.txt': fileOf('alpha', ...phone(1, CHENMO_SENDER, LINXIAO, voice(id(1, 9)))) };
    // Her row has the sound, so it is written, under the id of his.
    const second = { 'b.txt': fileOf('beta', ...herRows(voice(same, 'voices/9.wav'))) };
    const third = { 'c.txt': fileOf('gamma', ...herRows(voice(same))) };
    const items = await oneByOne(first, second, third);
    expect(items).toHaveLength(5);
    expect(items.at(-1)).toMatchObject({ source: { format: 'beta' }, media: { path: 'voices/9.wav' } });
    expect(await oneByOne(first, second, third, first)).toEqual(items);
    const more = { 'c.txt': fileOf('gamma', ...herRows(voice(same), voice(other))) };
    expect(await oneByOne(first, second, more)).toHaveLength(6);
  });

  test('is two where both ids are from one phone', async () => {
    const files = ['a', 'b'].map((name, n) => ({
      [`${name}.txt`]: fileOf('alpha', ...phone(1, CHENMO_SENDER, LINXIAO, voice(id(1, 8 + n)))),
    }));
    expect(await oneByOne(...files)).toHaveLength(6);
    expect(await oneByOne(Object.assign({}, ...files))).toHaveLength(6);
  });
});
