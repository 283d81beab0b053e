import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asOnDisk } from '../../src/io/as-on-disk.ts';

const GONE = async () => Promise.reject(new Error('ENOENT'));

test.each([
  ['c:\\users\\lin\\EXPORTS', 'C:\\Users\\lin\\exports', 'C:\\Users\\lin\\exports', 'other capitals, on Windows'],
  ['/Users/lin/Cafe\u0301', '/Users/lin/Café', '/Users/lin/Café', 'letters that come apart, on a Mac'],
  ['/Users/lin/café', '/Users/lin/Cafe\u0301', '/Users/lin/Cafe\u0301', 'letters that come apart on the disk'],
  ['Z:\\exports', '\\\\nas\\share\\exports', 'Z:\\exports', 'a drive that is a folder on the network'],
  ['/home/lin/exports', '/mnt/usb/exports', '/home/lin/exports', 'a link'],
])('%s where the disk has %s is %s (%s)', async (typed, disk, shown) => {
  expect(await asOnDisk(typed, async () => disk)).toBe(shown);
});

test('what is not there stays as it was typed', async () => {
  expect(await asOnDisk('C:\\Neu', GONE)).toBe('C:\\Neu');
});

test('on this disk', async () => {
  const dir = mkdtempSync(join(realpathSync(tmpdir()), 'persona-spelled-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  mkdirSync(join(dir, 'exports'));
  symlinkSync(join(dir, 'exports'), join(dir, 'link'));
  expect(await asOnDisk(join(dir, 'exports'))).toBe(join(dir, 'exports'));
  expect(await asOnDisk(join(dir, 'link'))).toBe(join(dir, 'link'));
  expect(await asOnDisk(join(dir, 'new'))).toBe(join(dir, 'new'));
});
