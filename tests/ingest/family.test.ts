import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ExportFolder } from '../../src/core/export-file.ts';
import { PersonaConfig } from '../../src/core/persona.ts';
import type { Item } from '../../src/core/types.ts';
import * as formats from '../../src/ingest/formats/index.ts';
import type { Reader } from '../../src/ingest/reader.ts';
import type { IngestSummary } from '../../src/ingest/summary.ts';
import { openPath } from '../../src/io/disk.ts';
import { FIXTURES } from '../support/fixtures.ts';
import { type World, world } from './world.ts';

/** The same two chats of one invented family, as nearly every tool exports them, from her phone and from his. */
const READERS: readonly Reader[] = Object.values(formats);
/** Of these the fixture is another talk, or a part. */
const OTHERS = ['stomakun-html', 'stomakun-txt', 'memotrace4-markdown', 'memotrace-ai-txt'];
const family = READERS.filter(
  ({ id, kind }) => kind === 'message' && !OTHERS.includes(id) && existsSync(join(FIXTURES, id, 'family')),
);
const open = (id: string): Promise<ExportFolder> => openPath(join(FIXTURES, id, 'family'));
const CHENMO = PersonaConfig.parse({
  schema: 'persona/1',
  subject: { name: '陈默', names: ['老默', '爸爸'], ids: ['wxid_chenmo01'] },
  owner: { name: '林晓', names: ['晓晓', '妈妈'], ids: ['wxid_linxiao88'] },
});

const ingestFolders = (it: World, folders: ExportFolder[]): Promise<IngestSummary> =>
  it.run({}, { redact: 'none' }, { folders, readers: READERS });

/** 42 messages of the private chat and 28 of the group. */
const MESSAGES = 70;

const wordsOf = (items: Item[]) =>
  items.filter(({ text, bySubject }) => text && bySubject).map(({ time, text }) => `${time} ${text}`);

test('thirty exports of one family are one corpus', async () => {
  expect(family.length).toBeGreaterThan(25);
  const it = world(CHENMO);
  const summary = await ingestFolders(it, await Promise.all(family.map(({ id }) => open(id))));
  const items = it.store.rows<Item>('items.jsonl');
  expect(items).toHaveLength(MESSAGES);
  expect(new Set(items.map(({ conversation }) => conversation))).toEqual(
    new Set(['wxid_linxiao88', '34567890123@chatroom']),
  );
  expect(new Set(items.filter(({ bySubject }) => bySubject).map(({ sender }) => sender.id))).toEqual(
    new Set(['wxid_chenmo01']),
  );
  expect(summary.report?.voice).toMatchObject({ messages: 5, withFile: 5, missing: 0, transcripts: 4 });
});

test('one export after the other comes to the same as all at once', async () => {
  const some = [
    'memotrace-txt',
    'wechat-mail-txt',
    'weclone-csv',
    'chatlog-text',
    'memotrace4-html',
    'ciphertalk-json',
    'weflow-json',
  ];
  const folders = await Promise.all(some.map(open));
  const atOnce = world(CHENMO);
  await ingestFolders(atOnce, folders);
  const stepwise = world(CHENMO);
  const ids: string[][] = [];
  for (const folder of folders) {
    await ingestFolders(stepwise, [folder]);
    ids.push(stepwise.store.rows<Item>('items.jsonl').map(({ id }) => id));
  }
  expect(wordsOf(stepwise.store.rows<Item>('items.jsonl'))).toEqual(wordsOf(atOnce.store.rows<Item>('items.jsonl')));
  for (const [n, before] of ids.entries()) {
    for (const id of before) expect(ids[n + 1] ?? before).toContain(id);
  }
});

test('a chat has one answer to whether it is a group, though only one of two exports knows it', async () => {
  const it = world(CHENMO);
  await ingestFolders(it, await Promise.all(['memotrace-txt', 'wechat-mail-txt'].map(open)));
  const answers = new Set(
    it.store.rows<Item>('items.jsonl').map(({ conversation, group }) => `${conversation} ${group}`),
  );
  const chats = new Set([...answers].map((answer) => answer.split(' ')[0]));
  expect(answers.size).toBe(chats.size);
});

const albums = READERS.filter(({ id, kind }) => kind === 'post' && existsSync(join(FIXTURES, id, 'family')));

test('all Moments exports of one family are one album', async () => {
  expect(albums.map(({ id }) => id)).toContain('moments-snskit');
  const it = world(CHENMO);
  await ingestFolders(it, await Promise.all(albums.map(({ id }) => open(id))));
  expect(it.store.rows<Item>('items.jsonl')).toHaveLength(10);
});
