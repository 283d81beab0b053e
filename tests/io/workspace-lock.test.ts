import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { Workspace } from '../../src/io/workspace.ts';
import { ALONE_LOCK, type Hold, holdWorkspace } from '../../src/io/workspace-lock.ts';
import { failOn } from '../support/disk-faults.ts';

vi.mock('node:fs', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs')>()),
);

/** A process number that no system gives out. */
const NOBODY = 2 ** 30;
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-hold-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
});
const hold = (how: Hold) => holdWorkspace(new Workspace(dir), how);
const BUSY = expect.objectContaining({ code: 'workspace-busy' });

test('many may share it, and nobody has it alone meanwhile', () => {
  const [first, second] = [hold('shared'), hold('shared')];
  first.release();
  expect(() => hold('alone')).toThrow(BUSY);
  second.release();
  hold('alone').release();
});

test('recordings are cleaned by one at a time, beside others that make something', () => {
  const [cleaning, making] = [hold('recordings'), hold('shared')];
  expect(() => hold('recordings')).toThrow(BUSY);
  cleaning.release();
  expect(() => hold('alone')).toThrow(BUSY);
  making.release();
  hold('recordings').release();
  expect(readdirSync(dir)).toEqual([]);
});

test('while one has it alone, nobody else has it', () => {
  const lock = hold('alone');
  expect(() => hold('shared')).toThrow(BUSY);
  expect(() => hold('alone')).toThrow(BUSY);
  lock.release();
  hold('shared').release();
});

test('nothing is left of it, also where it was refused', () => {
  const lock = hold('alone');
  expect(() => hold('shared')).toThrow(BUSY);
  lock.release();
  expect(readdirSync(dir)).toEqual([]);
});

test.each<[string, Hold]>([
  ['shared-1-1.lock', 'alone'],
  ['shared-1-1.lock', 'shared'],
  [ALONE_LOCK, 'shared'],
])('%s of a killed run is taken away by the next that is %s', (name, how) => {
  mkdirSync(join(dir, '.cache'));
  const path = join(dir, '.cache', name);
  writeFileSync(path, String(NOBODY));
  hold(how).release();
  expect(existsSync(path)).toBe(false);
});

test('a lock that nobody may read is no abandoned one', () => {
  mkdirSync(join(dir, '.cache'));
  writeFileSync(join(dir, '.cache', ALONE_LOCK), '');
  failOn('readFileSync', /alone\.lock$/u, 'EIO');
  expect(() => hold('alone')).toThrow(expect.objectContaining({ code: 'unwritable-path' }));
});

test('where nothing can be written nothing can be taken away: who only shares it is let in', () => {
  failOn('openSync', /\.lock$/u, 'EROFS');
  hold('shared').release();
  for (const how of ['alone', 'recordings'] as const)
    expect(() => hold(how)).toThrow(expect.objectContaining({ code: 'not-permitted' }));
});

test('a lock into which nothing could be written does not stay', () => {
  // The first argument is the number of the open file.
  failOn('writeSync', /^\d+$/u, 'ENOSPC');
  expect(() => hold('shared')).toThrow(expect.objectContaining({ code: 'unwritable-path' }));
  expect(readdirSync(dir)).toEqual([]);
});
