import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ExportFile, type ExportFolder, readBytes } from '../../src/core/export-file.ts';
import { unzipBuffer, unzipPath } from '../../src/io/zip.ts';
import { rawZip, zipOf } from './zip-of.ts';

const open = async (bytes: Buffer) => {
  const folder = await unzipBuffer(bytes, '/all.zip');
  if (!folder) throw new Error('no zip');
  return folder;
};
const text = async (bytes: Buffer, path: string) =>
  Buffer.from(await readBytes((await open(bytes)).get(path)!)).toString();

test('gives its files, sorted', async () => {
  const zip = await zipOf({ 'b.txt': 'b', '聊天记录/a.csv': 'a' });
  expect((await open(zip)).files.map(({ path }) => path)).toEqual(['b.txt', '聊天记录/a.csv']);
  expect(await text(zip, '聊天记录/a.csv')).toBe('a');
});

test('a zip in a zip can be opened too', async () => {
  const folder = await open(await zipOf({ 'in.zip': await zipOf({ 'x.txt': 'x' }) }));
  const inner = await folder.files[0]?.unzip();
  expect(inner?.root).toBe('/all.zip/in.zip');
  expect(inner?.files.map(({ path }) => path)).toEqual(['x.txt']);
});

describe('names', () => {
  const gbk = Buffer.concat([Buffer.from([0xb3, 0xc2, 0xc4, 0xac]), Buffer.from('.csv')]);

  test('are GBK where they are no UTF-8', async () => {
    expect((await open(rawZip([{ name: gbk }]))).files[0]?.path).toBe('陈默.csv');
  });

  test('stand in a field of their own in zips of Info-ZIP', async () => {
    const utf8 = Buffer.from('老默.csv');
    const extra = Buffer.alloc(9 + utf8.length);
    extra.writeUInt16LE(0x7075, 0);
    extra.writeUInt16LE(5 + utf8.length, 2);
    extra[4] = 1;
    utf8.copy(extra, 9);
    expect((await open(rawZip([{ name: gbk, extra }]))).files[0]?.path).toBe('老默.csv');
  });

  test('with backslashes are paths', async () => {
    expect((await open(rawZip([{ name: Buffer.from('.\\a\\b.txt') }]))).files[0]?.path).toBe('a/b.txt');
  });
});

test.each([
  ['../evil.txt', 'climbs'],
  ['a/../../evil.txt', 'climbs'],
  ['/etc/passwd', 'climbs'],
  ['C:/evil.txt', 'climbs'],
  ['..\\evil.txt', 'climbs'],
])('%s is refused: it %s', async (name, why) => {
  const folder = await open(rawZip([{ name: Buffer.from(name) }, { name: Buffer.from('good.txt') }]));
  expect(folder.files.map(({ path }) => path)).toEqual(['good.txt']);
  expect(folder.refused?.map((one) => one.why)).toEqual([why]);
});

test.each([
  ['a link', { attributes: 0o120777 << 16 }, 'link'],
  ['an encrypted file', { flags: 1, data: Buffer.alloc(12), size: 0 }, 'encrypted'],
  ['an unknown compression', { method: 99 }, 'compression'],
  [
    'a file of a thousand times its packed size',
    { method: 8, size: 4_000_000_000, data: Buffer.alloc(1000) },
    'zip-bomb',
  ],
])('%s is refused', async (_, entry, why) => {
  const folder = await open(rawZip([{ name: Buffer.from('x.txt'), ...entry }]));
  expect(folder.files).toEqual([]);
  expect(folder.refused?.map((one) => one.why)).toEqual([why]);
});

test('a file that unpacks to more than it says breaks off', async () => {
  const zip = rawZip([{ name: Buffer.from('x.txt'), data: Buffer.from('12345'), size: 5 }]);
  // The directory is made to promise less.
  zip.writeUInt32LE(3, zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
  await expect(text(zip, 'x.txt')).rejects.toThrow();
});

test('what is no zip, or has lost its directory, is none', async () => {
  const zip = await zipOf({ 'a.txt': 'a'.repeat(1000) });
  expect(await unzipBuffer(Buffer.from('PK\u0003\u0004 not really'), '/x.zip')).toBeNull();
  expect(await unzipBuffer(zip.subarray(0, zip.length - 30), '/x.zip')).toBeNull();
  expect(await unzipBuffer(Buffer.alloc(0), '/x.zip')).toBeNull();
});

describe('a zip on disk', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'persona-zip-'));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));
  const stored = (...files: [name: string, data: Buffer][]) =>
    rawZip(files.map(([name, data]) => ({ name: Buffer.from(name), data })));
  /** Each with a chat, and with 8 MB of pictures. */
  const LONG = 8 * 1024 ** 2;
  const phone = () => stored(['a.txt', Buffer.from('在吗')], ['p.jpg', Buffer.alloc(LONG)]);
  const chatIn = async (folder: ExportFolder | null | undefined) =>
    Buffer.from(await readBytes(folder?.get('a.txt') as ExportFile)).toString();

  test('is read where it lies, and does not stay in memory', async () => {
    const paths = [1, 2, 3, 4].map((n) => join(dir, `${n}.zip`));
    for (const path of paths) writeFileSync(path, phone());
    const before = process.memoryUsage().arrayBuffers;
    const folders = await Promise.all(paths.map((path) => unzipPath(path)));
    expect(await Promise.all(folders.map(chatIn))).toEqual(['在吗', '在吗', '在吗', '在吗']);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(LONG);
    expect((await readBytes(folders[0]?.get('p.jpg') as ExportFile)).length).toBe(LONG);
  });

  test('nor do the zips that it holds without compression', async () => {
    writeFileSync(join(dir, 'all.zip'), stored(['1.zip', phone()], ['2.zip', phone()], ['3.zip', phone()]));
    const before = process.memoryUsage().arrayBuffers;
    const all = await unzipPath(join(dir, 'all.zip'));
    const inner = await Promise.all((all?.files ?? []).map((file) => file.unzip()));
    expect(await Promise.all(inner.map(chatIn))).toEqual(['在吗', '在吗', '在吗']);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(LONG);
    expect(inner[2]?.root).toBe(join(dir, 'all.zip/3.zip'));
  });

  test('that was cut off since it was opened breaks off', async () => {
    const path = join(dir, 'a.zip');
    writeFileSync(path, phone());
    const folder = await unzipPath(path);
    writeFileSync(path, phone().subarray(0, LONG / 2));
    await expect(readBytes(folder?.get('p.jpg') as ExportFile)).rejects.toThrow();
  });

  test('that is missing or a folder is none', async () => {
    expect(await unzipPath(join(dir, 'x.zip'))).toBeNull();
    expect(await unzipPath(dir)).toBeNull();
  });
});
