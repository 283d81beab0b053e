import { describe, expect, test } from 'vitest';
import { PersonaConfig } from '../../../src/core/persona.ts';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import { fileOf, world } from '../world.ts';

const DAD = PersonaConfig.parse({ schema: 'persona/1', subject: { name: '老爸.陈默' } });
const T = 1_700_000_040;
const FULL = { id: 'wxid_chenmo', name: '老爸.陈默' };
const SAFE = { name: '老爸_陈默' };
const GROUP = { conversation: '1@chatroom', group: true };
const said = (sender: ReadItem['sender'], text: string, time = T): Partial<ReadItem> => ({
  ...GROUP,
  sender,
  text,
  time,
});

async function items(config: PersonaConfig, ...runs: Record<string, string>[]): Promise<Item[]> {
  const { store, run } = world(config);
  for (const files of runs) await run(files);
  return store.rows<Item>('items.jsonl');
}

describe('a name that an exporter made fit for names of files', () => {
  test('is that of the subject as persona.json has it', async () => {
    const chat = { conversation: '老爸_陈默', conversationName: '老爸_陈默', group: false };
    const [item] = await items(DAD, { 'a.txt': fileOf('alpha', { ...chat, sender: SAFE, text: '到了' }) });
    expect(item).toMatchObject({ bySubject: true, sender: { name: '老爸.陈默' }, conversation: '老爸.陈默' });
  });

  test.each([
    ['in one run', false],
    ['in a second one', true],
  ])('is that of the person whom another export calls so, %s', async (_, apart) => {
    const one = { 'a.txt': fileOf('alpha', said(SAFE, '嗯'), said(SAFE, '嗯'), said(SAFE, '七点到家吃饭', T + 60)) };
    const other = { 'b.txt': fileOf('beta', said(FULL, '嗯'), said(FULL, '七点到家吃饭', T + 60)) };
    for (const runs of apart
      ? [
          [one, other],
          [other, one],
        ]
      : [[{ ...one, ...other }]]) {
      const all = await items(DAD, ...runs);
      expect(all.map(({ text, sender }) => [text, sender])).toEqual([
        ['嗯', FULL],
        ['七点到家吃饭', FULL],
      ]);
    }
  });

  test('stays where two people may be meant, and where both names write in one file', async () => {
    const [two] = await items(DAD, {
      'a.txt': fileOf('alpha', said({ name: '小_禾' }, '你们去哪')),
      'b.txt': fileOf(
        'beta',
        ...['小 禾', '小.禾'].map((name) => said({ name }, '我也去', T + 60)),
        said(FULL, '嗯', T + 90),
      ),
    });
    expect(two?.sender).toEqual({ name: '小_禾' });
    const [first] = await items(DAD, {
      'a.txt': fileOf('alpha', said(SAFE, '你们去哪'), said({ name: '老爸.陈默' }, '回家', T + 60)),
    });
    expect(first).toMatchObject({ sender: SAFE, bySubject: false });
  });

  test('stays where it has no letter, since every such name becomes the same', async () => {
    const [first] = await items(DAD, {
      'a.txt': fileOf('alpha', said({ name: '___' }, '你们去哪')),
      'b.txt': fileOf('beta', said({ name: '...' }, '我也去', T + 60), said(FULL, '嗯', T + 90)),
    });
    expect(first?.sender).toEqual({ name: '___' });
  });

  test('stays where it belongs to somebody with another id', async () => {
    const all = await items(DAD, {
      'a.txt': fileOf('alpha', said({ id: 'wxid_other', ...SAFE }, '你们去哪')),
      'b.txt': fileOf('beta', said(FULL, '回家', T + 60)),
    });
    expect(all.map(({ sender, bySubject }) => [sender.name, bySubject])).toEqual([
      ['老爸_陈默', false],
      ['老爸.陈默', true],
    ]);
  });
});
