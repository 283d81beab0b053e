import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPath } from '../../src/io/disk.ts';

const dir = mkdtempSync(join(tmpdir(), 'persona-disk-'));
mkdirSync(join(dir, '陈默/voice'), { recursive: true });
writeFileSync(join(dir, '陈默/陈默.html'), 'page');
writeFileSync(join(dir, '陈默/voice/1.mp3'), 'sound');
writeFileSync(join(dir, 'other.txt'), 'above');
afterAll(() => rmSync(dir, { recursive: true }));

test('a file that is named alone is the only one listed, and finds what lies beside it', async () => {
  const { folder } = await openPath(join(dir, '陈默/陈默.html'));
  expect(folder.files.map(({ path }) => path)).toEqual(['陈默.html']);
  expect(folder.get('voice\\1.mp3')).toMatchObject({ path: 'voice/1.mp3', size: 5 });
  expect(folder.get('./voice/1.mp3')).toBe(folder.get('voice/1.mp3'));
});

test.each([
  'voice',
  'nothing.mp3',
  '../other.txt',
  'voice/../../other.txt',
  '陈默.html/x',
  '',
  `a${'x'.repeat(5000)}`,
  'a\0b',
])('beside it there is no file %j', async (path) => {
  const { folder } = await openPath(join(dir, '陈默/陈默.html'));
  expect(folder.get(path)).toBeUndefined();
});

test('a folder lists all that lies below it, and nothing beside', async () => {
  const { folder } = await openPath(join(dir, '陈默'));
  expect(folder.files.map(({ path }) => path)).toEqual(['voice/1.mp3', '陈默.html']);
  expect(folder.get('../other.txt')).toBeUndefined();
});
