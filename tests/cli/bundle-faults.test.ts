import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readEarlierBundle } from '../../src/cli/bundle/earlier.ts';
import { PERSONA, smallWorkspace, writeWorkspace } from '../bundle/workspace.ts';
import { failOn } from '../support/disk-faults.ts';
import { runCli } from '../support/run-cli.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs/promises')>()),
);

let dir = '';
const at = (...parts: string[]) => join(dir, ...parts);
const bundle = (...flags: string[]) => runCli(dir, ['bundle', '--yes', ...flags]);

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-faults-'));
  writeWorkspace(dir, smallWorkspace({ talks: 10, segments: 3, seconds: () => 4 }));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a bundle with something of the family in it', () => {
  beforeEach(async () => {
    expect(await bundle('--only', 'prompt')).toMatchObject({ code: 0 });
    writeFileSync(at('陈默.persona', 'notes.txt'), '他不吃香菜');
    writeFileSync(at('陈默.persona', 'README.md'), '改过的');
  });

  test('that cannot be listed is not taken for an empty one', async () => {
    failOn('readdir', /陈默\.persona$/u, 'EIO');
    const { code, err } = await bundle('--only', 'prompt');
    expect(code).toBe(1);
    expect(err).toContain('陈默.persona cannot be read (the disk cannot read this place)');
    await expect(readEarlierBundle(at('陈默.persona'), PERSONA.subject)).rejects.toThrow('cannot be read');
    expect(readFileSync(at('陈默.persona', 'notes.txt'), 'utf8')).toBe('他不吃香菜');
  });

  test.each([
    ['the folder for edited files cannot be made', 'mkdir', /陈默\.persona\.edited$/u],
    ['an edited file of before cannot be read', 'readFile', /陈默\.persona\.edited.README\.md$/u],
    ['it cannot be looked at', 'stat', /陈默\.persona$/u],
  ])('stays as it is where %s', async (_, call, path) => {
    failOn(call, path, 'EACCES');
    const { code, err } = await bundle('--only', 'prompt');
    expect(code).toBe(1);
    expect(err).toContain('(no permission)');
    expect(readFileSync(at('陈默.persona', 'README.md'), 'utf8')).toBe('改过的');
  });
});

describe('what persona wrote and cannot read is not taken for missing', () => {
  test('a style that is cut off, or on a disk with a fault', async () => {
    writeFileSync(at('corpus', 'style.json'), '{"schema":"persona-style/1","sub');
    const cut = await bundle('--only', 'prompt');
    expect(cut).toMatchObject({ code: 1, err: expect.stringContaining('corpus/style.json is damaged') });
    failOn('readFile', /style\.json$/u, 'EIO');
    const unread = await bundle('--only', 'prompt');
    expect(unread).toMatchObject({ code: 1, err: expect.stringContaining('style.json cannot be read') });
    expect(existsSync(at('陈默.persona'))).toBe(false);
  });

  test('a clip in which a pause is looked for', async () => {
    writeWorkspace(dir, smallWorkspace({ talks: 10, segments: 3, seconds: () => 9 }));
    failOn('readFile', /audio.segments.*\.wav$/u, 'EIO');
    expect(await bundle()).toMatchObject({ code: 1, err: expect.stringContaining('.wav cannot be read') });
    expect(await runCli(dir, ['check'])).toMatchObject({ code: 1 });
  });
});
