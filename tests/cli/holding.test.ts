import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { smallWorkspace, writeWorkspace } from '../bundle/workspace.ts';
import { runCli } from '../support/run-cli.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-holding-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  writeWorkspace(dir, smallWorkspace({ talks: 5, segments: 1 }));
  mkdirSync(join(dir, '.cache'));
});
const lock = (name: string) => writeFileSync(join(dir, '.cache', name), String(process.ppid));
const BUSY = { code: 1, err: expect.stringContaining('at work here') };

describe('while something is made of what is here', () => {
  test.each([
    ['forget', '--all', '--yes'],
    ['forget', '--sender', '陈默', '--yes'],
  ])('%s %s takes nothing away, for it would be written anew', async (...line) => {
    lock('shared-1-1.lock');
    const before = readdirSync(dir, { recursive: true });
    expect(await runCli(dir, line)).toMatchObject(BUSY);
    expect(readdirSync(dir, { recursive: true })).toEqual(before);
  });

  test('it can be said what would be taken away', async () => {
    lock('shared-1-1.lock');
    expect(await runCli(dir, ['forget', '--all', '--dry-run'])).toMatchObject({ code: 0 });
  });
});

describe('while something is taken away', () => {
  test.each([['ingest', '.'], ['audio-clean', '.'], ['bundle'], ['eval']])('%s makes nothing', async (...line) => {
    lock('alone.lock');
    expect(await runCli(dir, [...line, '--yes'])).toMatchObject(BUSY);
    expect(existsSync(join(dir, '陈默.persona'))).toBe(false);
  });

  test('what only looks goes on', async () => {
    lock('alone.lock');
    expect(await runCli(dir, ['check'])).toMatchObject({ code: 0 });
    expect(await runCli(dir, ['bundle', '--dry-run'])).toMatchObject({ code: 0 });
  });
});

test('recordings are cleaned by one run at a time', async () => {
  lock('audio.lock');
  expect(await runCli(dir, ['audio-clean', '.', '--yes'])).toMatchObject(BUSY);
});
