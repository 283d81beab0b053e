import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { type Asker, inquirerAsker } from '../../src/cli/prompts.ts';
import type { Lang } from '../../src/core/types.ts';

/** Types one key after another into a question; what stood on the screen before each key, and the answer. */
async function typing<T>(lang: Lang, ask: (asker: Asker) => Promise<T>, keys: readonly string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  let screen = '';
  output.on('data', (text) => {
    screen += stripVTControlCharacters(String(text));
  });
  const answer = ask(inquirerAsker(lang, new AbortController().signal, { input, output }));
  const seen: string[] = [];
  for (const key of keys) {
    // Loading the questions takes a busy machine its time.
    await vi.waitFor(() => expect(screen).not.toBe(''), 20_000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    seen.push(screen);
    screen = '';
    input.write(key);
  }
  return { seen, answer: await answer };
}

const WHO = { en: 'Who?', zh: '谁？' };
const PEOPLE = ['老默', '林晓'].map((name) => ({ name, value: name }));
const [SPACE, ENTER] = [' ', '\r'];

describe('a list to tick', () => {
  test.each([
    ['zh', '↑↓ 移动 · 空格 勾选 · 回车 确定', '请先用空格勾选，至少一项。'],
    ['en', '↑↓ move · Space tick · Enter done', 'Tick at least one, with the space bar.'],
  ] as const)('is explained in %s, and nothing ticked is no answer', async (lang, keys, none) => {
    const { seen, answer } = await typing(lang, (ask) => ask.many(WHO, PEOPLE), [ENTER, SPACE, ENTER]);
    expect(seen[0]).toContain(keys);
    expect(seen[1]).toContain(none);
    expect(answer).toEqual(['老默']);
  });

  test('has no key that ticks everybody', async () => {
    const { answer } = await typing('zh', (ask) => ask.many(WHO, PEOPLE), [`a${SPACE}`, ENTER]);
    expect(answer).toEqual(['老默']);
  });
});

test('a list to choose from is explained in Chinese', async () => {
  const { seen, answer } = await typing('zh', (ask) => ask.one(WHO, PEOPLE), [ENTER]);
  expect(seen[0]).toContain('↑↓ 移动 · 回车 确定');
  expect(answer).toBe('老默');
});

test('a passphrase says in Chinese that it is not shown', async () => {
  const { seen, answer } = await typing('zh', (ask) => ask.secret(WHO), ['口令', ENTER]);
  expect(seen.join('')).toContain('（输入时不显示）');
  expect(seen.join('')).not.toContain('口令');
  expect(answer).toBe('口令');
});
