import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openPath } from '../../src/io/disk.ts';

const disk = vi.hoisted(() => ({ knowsRealPaths: true }));

/** What Windows does otherwise: long paths as bytes lead nowhere (Node 20), and a drive may not know its real paths. */
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const refuse = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
  const short =
    (call: (path: never, ...rest: never[]) => unknown) =>
    (path: unknown, ...rest: unknown[]) =>
      Buffer.isBuffer(path) && path.length > 259 ? refuse('ENOENT') : call(path as never, ...(rest as never[]));
  return {
    ...real,
    stat: short(real.stat),
    opendir: short(real.opendir),
    realpath: (...args: Parameters<typeof real.realpath>) =>
      disk.knowsRealPaths ? short(real.realpath)(...args) : refuse('EISDIR'),
  };
});

let dir = '';
beforeEach(() => {
  disk.knowsRealPaths = true;
  dir = mkdtempSync(join(tmpdir(), 'persona-windows-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
});

test('files with long paths are found', async () => {
  const deep = join(dir, '聊天记录'.repeat(12), '一家三口'.repeat(12));
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, 'chat.csv'), 'x');
  const { files, refused } = await openPath(dir);
  expect([files.length, refused]).toEqual([1, []]);
});

test('a drive that does not know its real paths is read, and loops on it end', async () => {
  disk.knowsRealPaths = false;
  writeFileSync(join(dir, 'chat.csv'), 'x');
  expect((await openPath(dir)).files).toHaveLength(1);
  symlinkSync(dir, join(dir, 'loop'));
  expect((await openPath(dir)).files.length).toBeGreaterThan(0);
});
