import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse, relative, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ExportFile, type ExportFolder, readBytes } from '../../src/core/export-file.ts';
import { DiskFolder, openPath, openPaths, readMedia } from '../../src/io/disk.ts';
import { type FolderRef, openRef, refOf } from '../../src/io/folder-ref.ts';
import { findVoice } from '../../src/parse/find-media.ts';
import { zipOf } from './zip-of.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-disk-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const paths = async (path: string) => (await openPath(path)).files.map((file) => file.path);

describe('a folder', () => {
  test('is walked, sorted, with / in its paths', async () => {
    mkdirSync(join(dir, '聊天记录/陈默'), { recursive: true });
    writeFileSync(join(dir, '聊天记录/陈默/b.csv'), 'b');
    writeFileSync(join(dir, '聊天记录/陈默/a.csv'), 'a');
    writeFileSync(join(dir, 'z.txt'), 'z');
    expect(await paths(dir)).toEqual(['z.txt', '聊天记录/陈默/a.csv', '聊天记录/陈默/b.csv']);
  });

  test('that is a whole drive has no second separator in the path of a zip', async () => {
    const zip = join(dir, 'all.zip');
    writeFileSync(zip, await zipOf({ 'a.txt': 'a' }));
    const drive = new DiskFolder(parse(dir).root);
    drive.add(relative(drive.root, zip).split(sep).join('/'), 0, 0);
    expect((await drive.files[0]!.unzip())?.root).toBe(zip);
  });

  test('that links to itself ends', async () => {
    mkdirSync(join(dir, 'a'));
    writeFileSync(join(dir, 'a/x.txt'), 'x');
    symlinkSync(dir, join(dir, 'a/loop'));
    symlinkSync(join(dir, 'a'), join(dir, 'b'));
    expect((await paths(dir)).filter((path) => path.endsWith('x.txt'))).toHaveLength(1);
  });

  test('lists what it could not read and goes on', async () => {
    writeFileSync(join(dir, 'good.txt'), 'good');
    symlinkSync(join(dir, 'nowhere'), join(dir, 'broken'));
    const folder = await openPath(dir);
    expect(folder.files.map(({ path }) => path)).toEqual(['good.txt']);
    expect(folder.refused).toEqual([{ path: join(dir, 'broken'), why: 'ENOENT' }]);
  });

  test.skipIf(process.platform !== 'linux')('reads names that a Chinese zip left as GBK', async () => {
    const gbk = Buffer.from([0xb3, 0xc2, 0xc4, 0xac]);
    writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), gbk, Buffer.from('.txt')]), '到家了');
    const folder = await openPath(dir);
    const file = folder.get('陈默.txt');
    expect(file?.path).toBe('陈默.txt');
    expect(Buffer.from(await readBytes(file!)).toString()).toBe('到家了');
  });

  test('finds media in other capitals, with backslashes, and with letters that come apart', async () => {
    mkdirSync(join(dir, 'Voice'));
    writeFileSync(join(dir, 'Voice/Café.MP3'.normalize('NFD')), '1');
    const folder = await openPath(dir);
    expect(folder.get('.\\voice\\café.mp3')?.path).toBe('Voice/Café.MP3'.normalize('NFD'));
    expect(folder.get('voice/other.mp3')).toBeUndefined();
  });
});

test('a file is a folder of one, beside which others are found', async () => {
  writeFileSync(join(dir, 'a.html'), 'a');
  mkdirSync(join(dir, 'voice'));
  writeFileSync(join(dir, 'voice/1.mp3'), '1');
  const folder = await openPath(join(dir, 'a.html'));
  expect(folder.files.map(({ path }) => path)).toEqual(['a.html']);
  expect(folder.get('voice/1.mp3')?.size).toBe(1);
  expect(folder.get('../../etc/passwd')).toBeUndefined();
});

test('a file that becomes shorter while it is read is no whole file', async () => {
  const path = join(dir, 'a.csv');
  writeFileSync(path, 'x'.repeat(1000));
  const file = (await openPath(path)).files[0];
  const read = async (chunks: AsyncIterable<Uint8Array> | undefined) => {
    let size = 0;
    for await (const chunk of chunks ?? []) size += chunk.length;
    return size;
  };
  expect(await read(file?.bytes())).toBe(1000);
  expect(await read(file?.slice?.(100, 900))).toBe(800);
  expect(await read(file?.slice?.(100, 100))).toBe(0);
  writeFileSync(path, 'x'.repeat(500));
  await expect(read(file?.bytes())).rejects.toMatchObject({ code: 'shortened' });
  await expect(read(file?.slice?.(100, 900))).rejects.toMatchObject({ code: 'shortened' });
  await expect(read(file?.slice?.(600, 900))).rejects.toMatchObject({ code: 'shortened' });
  expect(await read(file?.slice?.(100, 500))).toBe(400);
});

test.each([
  ['what is not there', 'nothing', 'no-such-path'],
  ['a device', '/dev/zero', 'unreadable-path'],
  ['a pattern that the shell of Windows leaves as it is', '*.csv', 'unexpanded-path'],
  ['a home that the shell of Windows leaves as it is', '~/exports', 'unexpanded-path'],
  ['what the shell of Windows makes of "my chats\\" -w dad', 'my chats" -w dad', 'quote-in-path'],
])('%s is an error that names it', async (_, path, code) => {
  await expect(openPath(path.startsWith('/') ? path : join(dir, path))).rejects.toMatchObject({ code });
});

describe('media', () => {
  test('are read from the disk, from a zip, and from a zip inside a zip', async () => {
    mkdirSync(join(dir, 'voice'));
    writeFileSync(join(dir, 'voice/1.silk'), 'disk');
    const inner = await zipOf({ 'voice/3.silk': 'inner' });
    writeFileSync(join(dir, 'all.zip'), await zipOf({ 'voice/2.silk': 'zip', 'deep/er.zip': inner }));
    const read = async (root: string, path: string) => {
      const bytes = await readMedia(root, path);
      return bytes && Buffer.from(bytes).toString();
    };
    expect(await read(dir, 'voice/1.silk')).toBe('disk');
    expect(await read(join(dir, 'all.zip'), 'voice/2.silk')).toBe('zip');
    expect(await read(join(dir, 'all.zip/deep/er.zip'), 'voice/3.silk')).toBe('inner');
    expect(await read(join(dir, 'all.zip'), 'voice/9.silk')).toBeNull();
    expect(await read(join(dir, 'gone'), 'voice/9.silk')).toBeNull();
  });
});

test('of a single file the sounds beside it are found by what their names say, in folders for such only', async () => {
  const put = (path: string) => {
    mkdirSync(join(dir, path, '..'), { recursive: true });
    writeFileSync(join(dir, path), 'x');
  };
  for (const path of [
    '陈默.json',
    '林晓.json',
    'Media/Voices/a_1269999524870328884.WAV',
    'voice/2023-09/1695874127.mp3',
  ])
    put(path);
  for (const path of ['陈默_files/1.mp3', '林晓_files/1.mp3', 'Music/1695874200.mp3', '1695874300.mp3']) put(path);
  symlinkSync(dir, join(dir, 'voice/loop'));
  const folder = await openPath(join(dir, '陈默.json'));
  expect(folder.files.map(({ path }) => path)).toEqual(['陈默.json']);
  expect(folder.near.map(({ path }) => path)).toEqual([
    'Media/Voices/a_1269999524870328884.WAV',
    'voice/2023-09/1695874127.mp3',
    '陈默_files/1.mp3',
  ]);
  const [chat] = folder.files as [ExportFile];
  const found = [
    findVoice(chat, 'media/voices/A_1269999524870328884.wav'),
    findVoice(chat, null, { messageId: '1269999524870328884' }),
    findVoice(chat, null, { epoch: 1_695_874_127 }),
    findVoice(chat, null, { epoch: 1_695_874_200 }),
    findVoice(chat, null, { epoch: 1_695_874_300 }),
  ];
  expect(found.map(({ path }) => path)).toEqual([
    ...['Media/Voices/a_1269999524870328884.WAV', 'Media/Voices/a_1269999524870328884.WAV'],
    ...['voice/2023-09/1695874127.mp3', '', ''],
  ]);
  const again = openRef(structuredClone(refOf(folder)) as FolderRef);
  expect(again.near).toHaveLength(3);
  expect((await openPath(dir)).near).toEqual([]);
});

test('several that were named know each other: folders, and zips by what is in them, but no single files', async () => {
  for (const name of ['chats', 'voices']) mkdirSync(join(dir, name));
  writeFileSync(join(dir, 'chats/a.csv'), 'a');
  writeFileSync(join(dir, 'b.csv'), 'b');
  writeFileSync(join(dir, 'more.zip'), await zipOf({ 'voice/1.wav': '1' }));
  const folders = await openPaths(['chats', 'b.csv', 'voices', 'more.zip'].map((name) => join(dir, name)));
  const beside = folders.map((folder) => folder.beside?.map(({ root }) => root.slice(dir.length + 1)));
  expect(beside).toEqual([
    ['more.zip', 'voices'],
    ['chats', 'more.zip', 'voices'],
    ['chats', 'more.zip'],
    ['chats', 'voices'],
  ]);
  const ref = structuredClone(refOf(folders[0] as ExportFolder));
  expect(openRef(ref as FolderRef).beside?.[0]?.get('voice/1.wav')?.path).toBe('voice/1.wav');
});
