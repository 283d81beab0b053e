import { expect, test } from 'vitest';
import type { Dialogue, DroppedItem, Item, ReadItem } from '../../../src/core/types.ts';
import type { CorpusReport } from '../../../src/ingest/report/report.ts';
import { namesByUse } from '../../../src/ingest/who/display-names.ts';
import { CHENMO_SENDER, fileOf, LINXIAO, world } from '../world.ts';

const T = 1_700_000_040;
const isId = (name: string) => name === '' || name.startsWith('wxid_');

test.each<[[name: string, uses: number][], string[]]>([
  [
    [
      ['晓晓', 2],
      ['林晓', 3],
    ],
    ['林晓', '晓晓'],
  ],
  [
    [
      ['wxid_linxiao', 9],
      ['林晓', 1],
      ['', 20],
    ],
    ['林晓', '', 'wxid_linxiao'],
  ],
  // Of equal use: by the alphabet, whichever was read first.
  [
    [
      ['晓晓', 1],
      ['林晓', 2],
      ['晓晓', 1],
    ],
    ['晓晓', '林晓'],
  ],
])('names are shown the most used first, ids last: %j', (called, shown) => {
  const list = called.map(([name, uses]) => ({ name, uses }));
  expect(namesByUse(list, isId)).toEqual(shown);
  expect(namesByUse(list.toReversed(), isId)).toEqual(shown);
});

/** Her phone, by a tool that knows ids only and by one that knows names. */
const talk = (hers: string, his: string): Partial<ReadItem>[] =>
  [
    { text: '几点回来？', sender: { ...LINXIAO, name: hers }, direction: 'sent' as const },
    { text: '路上堵车，晚点到家', sender: { ...CHENMO_SENDER, name: his }, direction: 'received' as const },
    { text: '[图片]', type: 'image' as const, sender: { ...LINXIAO, name: hers }, direction: 'sent' as const },
    { text: '好看', sender: { ...CHENMO_SENDER, name: his }, direction: 'received' as const, quote: { text: '图' } },
  ].map((row, n) => ({ ...row, time: T + 10 * n, conversation: 'wxid_chenmo', conversationName: his }));
const IDS = fileOf('alpha', ...talk('wxid_linxiao', 'wxid_chenmo'));
const NAMES = fileOf('beta', ...talk('林晓', '老默'));

test.each([['ids.txt names.txt'], ['names.txt ids.txt']])(
  'whoever one export knows by an id alone is called as another one says: %s',
  async (order) => {
    const { run, store } = world();
    const files: Record<string, string> = { 'ids.txt': IDS, 'names.txt': NAMES };
    for (const file of order.split(' ')) await run({ [file]: files[file] as string });
    const items = store.rows<Item>('items.jsonl');
    expect(items.map(({ sender, conversationName }) => [sender.name, conversationName])).toEqual(
      ['林晓', '老默', '林晓', '老默'].map((name) => [name, '林晓']),
    );
    const { context } = store.rows<Dialogue>('dialogues.jsonl')[0] as Dialogue;
    expect(context).toEqual([{ role: 'other', name: '林晓', text: '几点回来？' }]);
    expect(store.json<CorpusReport>('report.json').senders.map(({ name }) => name)).toEqual(['老默', '林晓']);
    const bytes = [...store.files];
    for (const file of order.split(' ')) {
      await run({ [file]: files[file] as string });
      expect([...store.files]).toEqual(bytes);
    }
  },
);

test('a chat that is found by its words is called the same in every run, whatever was read first', async () => {
  const said = ['今天下班早，去接小禾', '晚上想吃什么，我来买', '超市人好多，等我一会儿'].map((text, n) => ({
    text,
    time: T + 100 * n,
  }));
  const files = {
    '1.txt': fileOf('alpha', ...said.slice(0, 1).map((row) => ({ ...row, conversationName: '晓晓' }))),
    '2.txt': fileOf('beta', ...said.map((row) => ({ ...row, conversationName: '林晓' }))),
    '3.txt': fileOf('gamma', ...said.map((row) => ({ ...row, conversation: 'chatlog', sender: { name: '我' } }))),
  };
  const { run, store } = world();
  await run(files);
  const dropped = store.rows<DroppedItem>('dropped.jsonl');
  const found = dropped.filter(({ source }) => source.file === '3.txt');
  expect(found.map(({ conversationName }) => conversationName)).toEqual(['林晓', '林晓', '林晓']);
  const bytes = [...store.files];
  await run(files);
  expect([...store.files]).toEqual(bytes);
});
