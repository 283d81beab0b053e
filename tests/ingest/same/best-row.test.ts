import { describe, expect, test } from 'vitest';
import type { Item, ReadItem } from '../../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, GUESSING, READERS, world } from '../world.ts';

const T = 1_700_000_040;
const ID = { messageId: '1825462804558386801' };

/** The items of files that are read together, each with all of its rows; they are the same in either order. */
async function corpus(...files: [format: string, ...rows: Partial<ReadItem>[]][]): Promise<Item[]> {
  const [there, back] = await Promise.all(
    [files, files.toReversed()].map(async (ordered) => {
      const { store, run } = world();
      const named = ordered.map(([format, ...rows], n) => [`${n}.txt`, fileOf(format, ...rows)]);
      await run(Object.fromEntries(named), {}, { readers: [...READERS, ...GUESSING] });
      return store.rows<Item>('items.jsonl');
    }),
  );
  const told = (items: readonly Item[] = []) => items.map(({ source: _, ...item }) => item);
  expect(told(back)).toEqual(told(there));
  return there as Item[];
}

describe('of the rows of one message', () => {
  test('that with all words is written, with the second that the one with cut words knows', async () => {
    const items = await corpus(
      ['alpha', { text: '30到家，别等我吃饭', time: T + 10, ...ID }],
      ['beta', { text: '8:30到家，别等我吃饭', time: T, precision: 'minute', ...ID }],
    );
    expect(items).toMatchObject([{ text: '8:30到家，别等我吃饭', time: '2023-11-15T06:14:10+08:00' }]);
    expect(items[0]?.precision).toBeUndefined();
  });

  test('that with the sound is written, with the sender whose id another one knows', async () => {
    const voice: Partial<ReadItem> = { type: 'voice', time: T, ...ID };
    const items = await corpus(
      ['alpha', { ...voice, sender: { name: '岩哥' }, media: { path: 'voice/1.silk' } }],
      ['beta', { ...voice, sender: CHENMO_SENDER }],
    );
    expect(items).toMatchObject([{ sender: CHENMO_SENDER, bySubject: true, media: { path: 'voice/1.silk' } }]);
  });

  test.each([
    ['wav', 'mp3'],
    ['silk', 'm4a'],
    ['mp3', undefined],
  ])(
    'that with a sound as %s is written before that with one as %s, whatever else the other one knows',
    async (...of) => {
      const [better, worse] = of.map((ending): Partial<ReadItem> => {
        const media = ending === undefined ? {} : { media: { path: `voice/1.${ending}` } };
        return { type: 'voice', time: T, ...ID, ...media };
      }) as [Partial<ReadItem>, Partial<ReadItem>];
      const items = await corpus(['alpha', better], ['beta', { ...worse, text: '到家了' }]);
      expect(items).toMatchObject([{ text: '到家了', media: better.media }]);
    },
  );

  test('those of exports that know the type decide it, however many others guess', async () => {
    const [packet, typed]: Partial<ReadItem>[] = [
      { type: 'transfer', title: '恭喜发财，大吉大利', time: T, ...ID },
      { text: '[转账] 收到了没', time: T + 60, messageId: '1825462804558386802' },
    ];
    const guessed = [
      { time: T, text: '恭喜发财，大吉大利', ...ID },
      { ...typed, type: 'transfer', text: '', title: '收到了没' },
    ] as const satisfies Partial<ReadItem>[];
    const items = await corpus(
      ['delta', ...guessed],
      ['alpha', packet as ReadItem, typed as ReadItem],
      ['epsilon', ...guessed],
    );
    expect(items.map(({ type, text, title }) => [type, text, title])).toEqual([
      ['transfer', '', '恭喜发财，大吉大利'],
      ['text', '[转账] 收到了没', undefined],
    ]);
  });

  test.each<[string, Partial<ReadItem>, [string, string]]>([
    ['a title is no text', { text: '恭喜发财，大吉大利' }, ['transfer', '']],
    ['a text that looks like a placeholder was typed', { text: '[转账] 收到了没' }, ['text', '[转账] 收到了没']],
  ])('where all guess, %s', async (_, text, expected) => {
    const title = text.text?.replace('[转账] ', '') as string;
    const items = await corpus(
      ['delta', { time: T, ...ID, ...text }],
      ['epsilon', { time: T, ...ID, type: 'transfer', title }],
    );
    expect(items.map(({ type, text }) => [type, text])).toEqual([expected]);
  });

  test('a link to nothing is what an exporter writes that does not know the type', async () => {
    const items = await corpus(
      ['alpha', { type: 'link', time: T, ...ID }],
      ['delta', { type: 'transfer', title: '恭喜发财，大吉大利', time: T, ...ID }],
    );
    expect(items).toMatchObject([{ type: 'transfer', title: '恭喜发财，大吉大利' }]);
  });

  test('words that were lent stay masked, and can be had unmasked as long as their export is read', async () => {
    const { store, run } = world();
    const voice: Partial<ReadItem> = { type: 'voice', time: T, ...ID };
    const files = {
      'a.txt': fileOf('alpha', { ...voice, media: { path: 'voice/1.silk' } }),
      'b.txt': fileOf('beta', { ...voice, text: '打我电话13812345678' }),
    };
    await run(files);
    const once = store.files.get('items.jsonl');
    await run(files);
    expect(store.files.get('items.jsonl')).toBe(once);
    expect(store.rows<Item>('items.jsonl')).toMatchObject([{ text: '打我电话[电话1]', flags: ['masked'] }]);
    await run(files, { redact: 'none' });
    expect(store.rows<Item>('items.jsonl')).toMatchObject([{ text: '打我电话13812345678' }]);
  });
});
