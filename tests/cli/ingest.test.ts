import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import stringWidth from 'string-width';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Item, VoiceMessage } from '../../src/core/types.ts';
import { voiceRecordings } from '../../src/io/recordings.ts';
import { encodeWav } from '../../src/io/wav.ts';
import { zipOf } from '../io/zip-of.ts';
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

test('the person has one name in all that is said: the first that was given', async () => {
  const { out } = await ingest(mail('默默', '林晓'), '--subject', '默默');
  expect(out).toContain('陈默 ◀ the person');
  expect(out).toContain('2 items in the corpus, 1 by 陈默; 2 new. 1 dialogue.\n');
});

describe('--who', () => {
  const who = async (...flags: string[]) => {
    writeFileSync(join(dir, 'in', '山路.md'), '# 山路\n\n那年冬天，我们沿着山路走了一整天，傍晚才看见村口的灯。\n');
    const env = fakeEnv(dir);
    await main(['ingest', 'in', '--who', '--subject', '陈默', ...flags], env);
    return env.out();
  };

  test('counts people, lists what is unsigned under a name of its own, and marks the person', async () => {
    await ingest(mail('陈默', '林晓'));
    const out = await who();
    expect(out).toContain('2 people wrote:');
    expect(out).toContain('陈默 ◀ the person');
    expect(out).toContain('(unsigned) ◀ the person');
    expect(await who('--lang', 'zh')).toContain('（没有署名）');
  });

  test('marks nobody while nobody is named', async () => {
    mkdirSync(join(dir, 'in'));
    writeFileSync(join(dir, 'in', '山路.md'), '# 山路\n\n那年冬天，我们沿着山路走了一整天，傍晚才看见村口的灯。\n');
    const env = fakeEnv(dir);
    await main(['ingest', 'in', '--who'], env);
    expect(env.out()).toContain('Nothing here is signed:');
    expect(env.out()).toContain('(unsigned)');
    expect(env.out()).not.toContain('◀');
  });

  test('counts the person where only what is unsigned is theirs', async () => {
    mkdirSync(join(dir, 'in'));
    const out = await who();
    expect(out).toContain('1 person wrote:');
    expect(out).toContain('(unsigned) ◀ the person');
  });
});

test('where nothing is signed that is said, and who has to be named', async () => {
  mkdirSync(join(dir, 'in'));
  writeFileSync(join(dir, 'in', '山路.md'), '# 山路\n\n那年冬天，我们沿着山路走了一整天，傍晚才看见村口的灯。\n');
  const env = fakeEnv(dir);
  expect(await main(['ingest', 'in', '--yes'], env)).toBe(1);
  expect(env.err()).toContain('Nothing here is signed');
  expect(env.err()).not.toContain('These people wrote');
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

test('a sound that lies in another named folder, or in a zip, is found, and cleaned from there', async () => {
  const message = (second: number) => ({
    localId: second,
    createTime: second,
    type: '语音消息',
    localType: 34,
    content: `media/voices/${second}_1_wxid_chenmo01.wav`,
    isSend: 0,
    senderUsername: 'wxid_chenmo01',
    senderDisplayName: '陈默',
  });
  const session = { wxid: 'wxid_chenmo01', displayName: '陈默', type: '私聊' };
  const messages = [message(1_695_874_127), message(1_695_874_128)];
  const chat = { session, messages, exportTime: '2023-10-01T12:00:00' };
  mkdirSync(join(dir, 'chats'));
  mkdirSync(join(dir, 'voices'));
  writeFileSync(join(dir, 'chats', '陈默.json'), JSON.stringify(chat));
  writeFileSync(join(dir, 'voices', '1695874127_1_wxid_chenmo01.wav'), encodeWav(new Float32Array(24_000), 24_000));
  const zip = await zipOf({ 'media/voices/1695874128_1_wxid_chenmo01.wav': Buffer.from('RIFF') });
  writeFileSync(join(dir, 'more.zip'), zip);
  const env = fakeEnv(dir);
  expect(await main(['ingest', 'chats', 'more.zip', 'voices', '--subject', '陈默', '--yes'], env)).toBe(0);
  const media = read('voice.jsonl')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as Item).media);
  expect(media).toEqual([
    { path: '1695874127_1_wxid_chenmo01.wav', root: join(dir, 'voices') },
    { path: 'media/voices/1695874128_1_wxid_chenmo01.wav', root: join(dir, 'more.zip') },
  ]);
  expect(env.err()).not.toContain('语音');
  const { recordings, missing } = await voiceRecordings(join(dir, 'corpus', 'voice.jsonl'), dir);
  expect([missing, ...recordings.map(({ file }) => file)]).toEqual([
    0,
    'voices/1695874127_1_wxid_chenmo01.wav',
    'more.zip/media/voices/1695874128_1_wxid_chenmo01.wav',
  ]);
  for (const recording of recordings)
    for await (const bytes of recording.bytes()) expect(bytes.length).toBeGreaterThan(3);
});

test.each(['--who', '--dry-run'])('%s changes nothing, so that it needs nothing to write to', async (flag) => {
  await ingest(mail('陈默', '林晓'));
  const before = readdirSync(dir, { recursive: true }).sort();
  // A file where the folder of caches would be: nobody can write there, whoever runs the tests.
  rmSync(join(dir, '.cache'), { recursive: true, force: true });
  writeFileSync(join(dir, '.cache'), '');
  const { code, out } = await ingest(mail('陈默', '林晓'), flag);
  expect(code).toBe(0);
  expect(out).toContain('林晓');
  expect(readdirSync(dir, { recursive: true }).sort()).toEqual([...new Set([...before, '.cache'])].sort());
});

describe('the next step', () => {
  test('names the folder of recordings that no message has', async () => {
    mkdirSync(join(dir, 'in', 'my voice'), { recursive: true });
    writeFileSync(join(dir, 'in', 'my voice', '1.m4a'), 'x');
    const { out } = await ingest(mail('陈默', '林晓'));
    expect(out).toContain('1 recording that is no voice message was not read.');
    const line = `persona audio-clean '${join(dir, 'in', 'my voice')}'`;
    expect(out.split('\n')).toContain(`Next, if these are recordings of the person: ${line}`);
  });

  test('of many folders names a few, and where the others stand', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      mkdirSync(join(dir, 'in', name), { recursive: true });
      writeFileSync(join(dir, 'in', name, '1.m4a'), 'x');
    }
    const { out } = await ingest(mail('陈默', '林晓'));
    const named = ['a', 'b', 'c'].map((name) => join(dir, 'in', name)).join(' ');
    expect(out).toContain(`persona audio-clean ${named}\n  … +2: corpus/report.json\n`);
  });

  test('where nobody is heard, asks for recordings', async () => {
    const { out } = await ingest(mail('陈默', '林晓'));
    expect(out).toContain('Next, with recordings of the person: persona audio-clean FILES…\n');
    expect(out).toContain('Next, without any: persona bundle\n');
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
  const NAMED = `corpus/redaction-key.json can undo the masking: for your eyes only${process.platform === 'win32' ? '' : ' (mode 0600)'}, and never part of a bundle`;

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

test('voice messages of an export that was moved and read again are where they lie now', async () => {
  const exports = fileURLToPath(new URL('../../fixtures/demo/exports', import.meta.url));
  cpSync(join(exports, 'WeChatDataAnalysis'), join(dir, 'old'), { recursive: true });
  const run = async (folder: string) => {
    const env = fakeEnv(dir);
    expect(await main(['ingest', folder, '--subject', 'wxid_chenmo01', '--yes'], env), env.err()).toBe(0);
    return read('voice.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as VoiceMessage);
  };
  const before = await run('old');
  renameSync(join(dir, 'old'), join(dir, 'new'));
  const after = await run('new');
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.length).toBeGreaterThan(5);
  const { recordings } = await voiceRecordings(join(dir, 'corpus/voice.jsonl'), dir);
  expect(recordings.every(({ file }) => file.startsWith('new/'))).toBe(true);
});
