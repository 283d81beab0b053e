import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { makeFolder, makeFolderSync } from '../../src/io/make-folder.ts';

const disk = vi.hoisted(() => ({ refuses: '' }));

/** As Node 20 on a disk that refuses: the true reason is told only where no folders above are to be made. */
const refusal = (options?: { recursive?: boolean }) =>
  Object.assign(new Error('refused'), { code: options?.recursive ? 'ENOENT' : disk.refuses });

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const mkdirSync = (path: string, options?: { recursive?: boolean }) => {
    if (disk.refuses) throw refusal(options);
    return fs.mkdirSync(path, options);
  };
  return { ...fs, mkdirSync };
});
vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  const mkdir = async (path: string, options?: { recursive?: boolean }) => {
    if (disk.refuses) throw refusal(options);
    return fs.mkdir(path, options);
  };
  return { ...fs, mkdir };
});

const dir = mkdtempSync(join(tmpdir(), 'persona-folder-'));
afterEach(() => {
  disk.refuses = '';
});
afterAll(() => rmSync(dir, { recursive: true }));

test.each(['EROFS', 'ENOSPC', 'EIO'])('a disk that says %s is not taken for a folder that is gone', async (code) => {
  disk.refuses = code;
  await expect(makeFolder(join(dir, 'a', 'b'))).rejects.toMatchObject({ code });
  expect(() => makeFolderSync(join(dir, 'a', 'b'))).toThrow(expect.objectContaining({ code }));
});

test('folders above are made too, for their owner alone', async () => {
  expect(makeFolderSync(join(dir, 'c', 'd'))).toBe(join(dir, 'c'));
  await makeFolder(join(dir, 'e', 'f'));
  await makeFolder(join(dir, 'e', 'f'));
  if (process.platform !== 'win32') expect(statSync(join(dir, 'e', 'f')).mode & 0o777).toBe(0o700);
});
