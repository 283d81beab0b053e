import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
});
