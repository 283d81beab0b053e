import { describe, expect, test } from 'vitest';
import type { Dialogue, Item, ReadItem } from '../../../src/core/types.ts';
import { CHENMO_SENDER, fileOf, world } from '../world.ts';

const T = 1_700_000_000;
const MAMA = { id: 'wxid_mama', name: '妈妈' };
const AYONG = { id: 'wxid_ayong', name: '老友' };

/** A chat in a file that is called `聊天记录`, and named after it: a question and an answer, from second `at` on. */
function chat(sender: ReadItem['sender'] | undefined, at: number, words: string, over: Partial<ReadItem> = {}): string {
  const rows = [
    ...(sender ? [{ sender, time: T + at, text: `${words}？` }] : []),
    { sender: CHENMO_SENDER, time: T + at + 60, text: `${words}。` },
  ];
  return fileOf('alpha', ...rows.map((row) => ({ conversation: '聊天记录', ...row, ...over })));
}

async function chatsOf(...runs: Record<string, string>[]): Promise<Record<string, string>> {
  const { run, store } = world();
  for (const files of runs) await run(files);
  const items = store.rows<Item>('items.jsonl');
  return Object.fromEntries(items.map(({ text = '', conversation }) => [text, conversation]));
}

describe('chats in files of one name', () => {
  const MAMA_FILE = { '妈妈/聊天记录.csv': chat(MAMA, 0, '吃什么') };
  const AYONG_FILE = { '老友/聊天记录.csv': chat(AYONG, 20, '钱呢') };
  const APART = { '吃什么？': 'wxid_mama', '吃什么。': 'wxid_mama', '钱呢？': 'wxid_ayong', '钱呢。': 'wxid_ayong' };

  test('are with those who write in them, and make no dialogue together', async () => {
    const { run, store } = world();
    await run({ ...MAMA_FILE, ...AYONG_FILE });
    expect(Object.fromEntries(store.rows<Item>('items.jsonl').map((item) => [item.text, item.conversation]))).toEqual(
      APART,
    );
    const dialogues = store.rows<Dialogue>('dialogues.jsonl');
    expect(dialogues.map(({ context, reply }) => [...context.map(({ text }) => text), reply])).toEqual([
      ['吃什么？', '吃什么。'],
      ['钱呢？', '钱呢。'],
    ]);
  });

  test('are the same chats in whatever runs they are read, and read again', async () => {
    expect(await chatsOf(MAMA_FILE, AYONG_FILE)).toEqual(APART);
    expect(await chatsOf(MAMA_FILE, AYONG_FILE, MAMA_FILE)).toEqual(APART);
  });

  test('are told apart by names where there are no ids', async () => {
    const chats = await chatsOf({
      '妈妈/聊天记录.txt': chat({ name: '妈妈' }, 0, '吃什么'),
      '老友/聊天记录.txt': chat({ name: '老友' }, 20, '钱呢'),
    });
    expect(Object.values(chats)).toEqual(['妈妈', '老友', '妈妈', '老友']);
  });

  test('are one where the same people write in them', async () => {
    const group = fileOf(
      'alpha',
      { conversation: '聊天记录', sender: MAMA, time: T + 900, text: '都来' },
      { conversation: '聊天记录', sender: AYONG, time: T + 960, text: '来' },
    );
    const chats = await chatsOf({ ...MAMA_FILE, ...AYONG_FILE, '3月/聊天记录.csv': group });
    expect(new Set(Object.values(chats))).toEqual(new Set(['聊天记录']));
    const twice = await chatsOf({ ...MAMA_FILE, '2019/聊天记录.csv': chat(MAMA, 900, '回来') });
    expect(new Set(Object.values(twice))).toEqual(new Set(['聊天记录']));
  });

  test('of which several people write in one are called after their folders', async () => {
    const group = (words: string, at: number, ...ids: string[]) =>
      fileOf(
        'alpha',
        ...ids.map((id, n) => ({
          conversation: '聊天记录',
          sender: { id, name: id },
          time: T + at + n,
          text: `${words}${n}`,
        })),
        { conversation: '聊天记录', sender: CHENMO_SENDER, time: T + at + 9, text: words },
      );
    const chats = await chatsOf({
      '家/群/聊天记录.csv': group('家', 0, 'a1', 'a2'),
      '厂/群/聊天记录.csv': group('厂', 20, 'b1', 'b2'),
    });
    expect([chats.家, chats.厂]).toEqual(['聊天记录 (家/群)', '聊天记录 (厂/群)']);
  });

  test('that are named otherwise keep their names', async () => {
    const chats = await chatsOf({
      '妈妈/index.html': chat(MAMA, 0, '吃什么', { conversation: '一' }),
      '老友/index.html': chat(AYONG, 20, '钱呢', { conversation: '二' }),
    });
    expect(Object.values(chats)).toEqual(['一', '二', '一', '二']);
  });
});
