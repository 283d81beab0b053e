import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Item } from '../../src/core/types.ts';
import { fakeEnv } from '../support/env.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-ingest-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const mail = (one: string, other: string) =>
  `${one} 和 ${other} 在微信上的聊天记录如下，请查收。\n\n\n—————  2021-01-01  —————\n\n\n${other}  12:03\n\n几点回来？\n\n\n${one}  12:04\n\n六点到家\n`;

async function ingest(text: string, ...flags: string[]) {
  mkdirSync(join(dir, 'in'), { recursive: true });
  writeFileSync(join(dir, 'in', '聊天记录.txt'), text);
  const env = fakeEnv(dir);
  env.stdout.columns = 80;
  const code = await main(['ingest', 'in', '--subject', '陈默', '--yes', ...flags], env);
  return { code, out: env.out(), err: env.err() };
}
const read = (name: string) => readFileSync(join(dir, 'corpus', name), 'utf8');

test('a long name leaves the closing table in the width of the terminal', async () => {
  const { code, out } = await ingest(mail('陈默', '🎉很长很长的名字'.repeat(7).slice(0, 56)));
  expect(code).toBe(0);
  for (const line of out.split('\n').filter((one) => one.includes('很长'))) {
    expect(stringWidth(line)).toBeLessThanOrEqual(80);
  }
  expect(out).toContain('很长');
});

test('a chat that is named after both who talk is with the one who is not the person', async () => {
  await ingest(mail('陈默', '林晓'));
  const items = read('items.jsonl')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Item);
  expect(items.map(({ conversation, conversationName }) => [conversation, conversationName])).toEqual([
    ['林晓', '林晓'],
    ['林晓', '林晓'],
  ]);
});

describe('report.html', () => {
  test.each([
    [[], 'zh'],
    [['--lang', 'en'], 'en'],
    [['--lang', 'zh'], 'zh'],
  ])('%j opens in %s', async (flags, lang) => {
    await ingest(mail('陈默', '林晓'), ...flags);
    expect(read('report.html')).toContain(`data-lang="${lang}"`);
  });
});

describe('the next step', () => {
  test('names the folder of recordings that no message has', async () => {
    mkdirSync(join(dir, 'in', 'my voice'), { recursive: true });
    writeFileSync(join(dir, 'in', 'my voice', '1.m4a'), 'x');
    const { out } = await ingest(mail('陈默', '林晓'));
    expect(out).toContain('1 recording that is no voice message was not read.');
    expect(out).toContain(`Next: persona audio-clean "${join(dir, 'in', 'my voice')}" (recordings of the person)`);
  });

  test('where nobody is heard, asks for recordings', async () => {
    expect((await ingest(mail('陈默', '林晓'))).out).toContain('Next: persona audio-clean FILES…');
  });
});

describe('explain', () => {
  test.each([
    ['abc', 2, 'at least six digits'],
    ['abcdef', 1, 'no item whose id begins with abcdef'],
    ['聊天记录.txt:2', 1, 'of 聊天记录.txt it knows rows 7 to 12'],
    ['other.txt:2', 1, 'knows no file other.txt'],
  ])('%s is answered with what there is', async (what, exitCode, says) => {
    await ingest(mail('陈默', '林晓'));
    const env = fakeEnv(dir);
    expect(await main(['explain', what], env)).toBe(exitCode);
    expect(env.err()).toContain(says);
  });
});

describe('the key that undoes the masking', () => {
  const called = mail('陈默', '林晓').replace('六点到家', '打13812345678');
  const NAMED = 'corpus/redaction-key.json can undo the masking';

  test.each([
    [[], true],
    [['--dry-run'], false],
    [['--redact', 'none'], false],
  ])('%j: it is named: %s', async (flags, named) => {
    expect((await ingest(called, ...flags)).out.includes(NAMED)).toBe(named);
  });

  test('is not named where nothing is masked any more', async () => {
    await ingest(called);
    expect((await ingest(called, '--redact', 'none')).out).not.toContain(NAMED);
  });
});
