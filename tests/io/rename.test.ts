import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { rename } from '../../src/io/rename.ts';
import { failOn } from '../support/disk-faults.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs/promises')>()),
);

let [part, path] = ['', ''];
beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'persona-rename-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  path = join(dir, 'items.jsonl');
  part = `${path}.part`;
  writeFileSync(path, 'old');
  writeFileSync(part, 'new');
});

test.each(['EPERM', 'EACCES', 'EBUSY'])('what a virus scanner holds on Windows (%s) is waited for', async (code) => {
  const mend = failOn('rename', /\.part$/u, code);
  setTimeout(mend, 50);
  await rename(part, path, 'win32');
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('elsewhere the same codes mean that it is not permitted, and no waiting helps', async () => {
  setTimeout(failOn('rename', /\.part$/u, 'EPERM'), 50);
  await expect(rename(part, path, 'linux')).rejects.toMatchObject({ code: 'EPERM' });
});

test('another fault is told at once', async () => {
  setTimeout(failOn('rename', /\.part$/u, 'ENOSPC'), 50);
  await expect(rename(part, path, 'win32')).rejects.toMatchObject({ code: 'ENOSPC' });
});
