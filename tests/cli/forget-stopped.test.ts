import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeEnv } from '../support/env.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    rm: async (path: string, options: object) => {
      if (path.endsWith('audio')) {
        throw Object.assign(new Error('EACCES'), { code: 'EACCES', path: `${path}/rejected.jsonl` });
      }
      return real.rm(path, options);
    },
  };
});

test('what cannot be removed is named, with all that is still there', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'persona-forget-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const name of ['corpus', 'audio', '.cache']) await mkdir(join(dir, name));
  await writeFile(join(dir, 'persona.json'), JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' } }));
  const env = fakeEnv(dir);
  expect(await main(['forget', '--all', '--yes'], env)).toBe(1);
  expect(env.err()).toContain(`${join(dir, 'audio', 'rejected.jsonl')} cannot be removed (no permission)`);
  expect(env.err()).toContain(`\n  ${join(dir, 'audio')}\n  ${join(dir, '.cache')}\n`);
  await expect(stat(join(dir, 'corpus'))).rejects.toMatchObject({ code: 'ENOENT' });
});
