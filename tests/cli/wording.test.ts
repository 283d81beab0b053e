import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { renderForget } from '../../src/cli/render/forget.ts';
import { Ui } from '../../src/cli/ui.ts';
import type { Lang } from '../../src/core/types.ts';
import { fakeEnv } from '../support/env.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-words-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function persona(...argv: string[]) {
  const env = fakeEnv(dir);
  const code = await main(argv, env);
  return { code, out: env.out(), err: env.err() };
}

test.each([
  [
    'en',
    false,
    'Nothing was changed. This would be deleted: 1 item (1 by the person, 0 voice messages), 1 voice clip\n',
  ],
  ['zh', false, '没有做任何改动。将会删除：1 条内容（本人 1 条，语音 0 条）、1 段声音\n'],
  ['zh', true, '✔ 已删除：1 条内容（本人 1 条，语音 0 条）、1 段声音\n'],
] as const)('what is forgotten, in %s, done: %s', (lang: Lang, done, says) => {
  let text = '';
  const counts = { items: 1, bySubject: 1, comments: 0, ownComments: 0, voices: 0, senders: 0, segments: 1 };
  const lists = { before: ['wxid_a'], removed: [], bundles: [] };
  const summary = { command: 'forget' as const, all: false, done, ...counts, ...lists, keyFile: null };
  renderForget(summary, new Ui({ write: (more: string) => (text += more) }, lang, false));
  expect(text).toContain(says);
  expect(text).toContain(lang === 'zh' ? '  wxid_a：此前已经删除\n' : '  wxid_a: had been forgotten before\n');
});

describe('a workspace without a voice', () => {
  beforeEach(() => persona('init', '--name', '陈默', '--basis', 'own-voice'));

  test('has no clean speech yet, rather than a longest of none', async () => {
    const { out } = await persona('check');
    expect(out).toContain('No clean speech yet.\n');
    expect(out).toMatch(/prompt cloning .* 0% {2}needs 1 min 30 s\n/u);
    expect((await persona('check', '--lang', 'zh')).out).toMatch(
      /还没有干声。\n.*即时克隆 .* 0% {2}需要 1 分 30 秒\n/su,
    );
  });

  test('has no voice messages to clean, and no number of those without sound', async () => {
    expect((await persona('audio-clean')).err).toContain('✖ There are no voice messages to clean yet.\n');
    expect((await persona('audio-clean', '--lang', 'zh')).err).toContain('✖ 还没有可处理的语音消息。\n');
  });
});

test('amounts and notes stand in wide brackets in Chinese', async () => {
  await persona('init', '--name', '陈默', '--basis', 'own-voice');
  const { out } = await persona('check', '--lang', 'zh', '--require', 'minimax');
  expect(out).toMatch(/还不够（1）/u);
  expect(out).toMatch(/10\.0 秒（最低时长）/u);
  expect(out).toContain('✖ minimax：还不够');
});

test('a file that looks like an option is named as it must be typed', async () => {
  writeFileSync(join(dir, '-x.csv'), '');
  expect(await persona('ingest', '-x.csv')).toMatchObject({
    code: 2,
    err: "✖ unknown option '-x.csv'\n  If the file of that name is meant, type ./-x.csv\n",
  });
  expect((await persona('ingest', '-y.csv')).err).toContain('`persona ingest --help`');
});
