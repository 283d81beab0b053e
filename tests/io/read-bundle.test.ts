import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type ByteSource, memorySource } from '../../src/io/byte-source.ts';
import { openBundleSource } from '../../src/io/read-bundle.ts';
import { rawZip } from './zip-of.ts';

type RawEntry = Parameters<typeof rawZip>[0][number];

const stored = (path: string, text = '{}', more: Partial<RawEntry> = {}): RawEntry => ({
  name: Buffer.from(path),
  data: Buffer.from(text),
  checksum: crc32(text),
  ...more,
});

const opened = (...entries: RawEntry[]) => openBundleSource('a.zip', memorySource(rawZip(entries)));

test('paths begin inside the folder with the name of the bundle', async () => {
  const { files } = await opened(stored('a.persona/manifest.json'), stored('a.persona/prompt/system.md', 'x'));
  expect([...files.keys()]).toEqual(['manifest.json', 'prompt/system.md']);
  expect(Buffer.from((await files.get('prompt/system.md')?.read()) ?? []).toString()).toBe('x');
});

test('what a Mac zips beside the folder is left out, unless its name leaves the bundle', async () => {
  const { files, problems } = await opened(
    stored('a.persona/manifest.json'),
    stored('__MACOSX/a.persona/._manifest.json', 'x'),
    stored('__MACOSX/../x', 'x'),
  );
  expect([...files.keys()]).toEqual(['manifest.json']);
  expect(problems.map(({ code }) => code)).toEqual(['verify-unsafe-path']);
});

test.each([1, 2])(
  'a zip of which the disk no longer gives all, from read %i on, is not called no bundle',
  async (from) => {
    const source = memorySource(rawZip([stored('a.persona/manifest.json')]));
    let reads = 0;
    const failing: ByteSource = {
      ...source,
      read: async (...asked) => {
        if (++reads >= from) throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
        return source.read(...asked);
      },
    };
    await expect(openBundleSource('a.zip', failing)).rejects.toMatchObject({
      code: 'unreadable-path',
      facts: { path: 'a.zip' },
    });
  },
);

const cutDeflate = deflateRawSync('a'.repeat(500)).subarray(0, 4);

test.each<[string, Partial<RawEntry>, string]>([
  ['is locked with a password', { flags: 1, data: Buffer.alloc(13), size: 1 }, 'verify-zip-locked'],
  ['is packed with bzip2', { method: 12 }, 'verify-zip-method'],
  ['has another checksum than stated', { checksum: 1 }, 'verify-zip'],
  ['is cut off', { method: 8, data: cutDeflate, size: 500 }, 'verify-zip'],
  ['is longer than stated', { method: 8, data: deflateRawSync('abc'), size: 2 }, 'verify-zip'],
])('a file that %s is named by its path in the bundle', async (_, entry, code) => {
  const { files } = await opened(stored('a.persona/manifest.json'), stored('a.persona/b.txt', 'x', entry));
  await expect(files.get('b.txt')?.read()).rejects.toMatchObject({
    name: 'PersonaError',
    code,
    facts: { file: 'b.txt' },
  });
});
