import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}/family`, import.meta.url));
let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-apart-'));
  cpSync(fixture('pywxdump-csv'), join(root, 'family'), { recursive: true });
  cpSync(fixture('wechatdataanalysis-json'), join(root, 'analysis'), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const WORK = 'family/wxdump_work';
const CHATS = `${WORK}/export/wxid_chenmo01/csv`;
const CSV = `${CHATS}/wxid_linxiao88/wxid_linxiao88_0_48.csv`;

/** The sounds of the voice messages, by their path on disk. */
async function sounds(workspace: string, ...named: string[]): Promise<string[]> {
  const dir = join(root, workspace);
  mkdirSync(dir);
  await runCli(dir, ['ingest', ...named.map((path) => join(root, path)), '--subject', 'wxid_chenmo01', '--yes']);
  const lines = readFileSync(join(dir, 'corpus', 'voice.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return lines.flatMap((line) => {
    const { media, source } = JSON.parse(line);
    return media?.path && !media.missing ? [join(media.root ?? source.root, media.path)] : [];
  });
}

test('PyWxDump: the sounds are found in its working folder, whichever part of the export is named', async () => {
  const all = await sounds('all', 'family');
  expect(all.length).toBeGreaterThan(0);
  for (const [n, named] of [`${WORK}/export`, CHATS, `${CHATS}/wxid_linxiao88`, CSV].entries())
    expect(await sounds(`part-${n}`, named), named).toEqual(all);
  const both = await sounds('both', CHATS, WORK);
  expect(both).toEqual(all);
});

test('WeChatDataAnalysis: the sounds are found beside the chats, whichever part of the export is named', async () => {
  const dir = 'analysis/wechat_chat_export_wxid_linxiao88_20260801_211044_a1b2c3d4/conversations';
  const all = await sounds('analysed', 'analysis');
  expect(all.length).toBeGreaterThan(0);
  expect(await sounds('chats', dir)).toEqual(all);
  const one = await sounds('chat', `${dir}/0001_陈默_wxid_chenmo01_656307c4`);
  expect(one.length).toBeGreaterThan(0);
  expect(all).toEqual(expect.arrayContaining(one));
  const grown = `${dir}/陈默_1a2b3c4d5e`;
  renameSync(join(root, dir, '0001_陈默_wxid_chenmo01_656307c4'), join(root, grown));
  expect(await sounds('grown', grown)).toEqual(one);
});
