import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { failOn } from '../support/disk-faults.ts';
import { runCli } from '../support/run-cli.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs/promises')>()),
);

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'persona-forget-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const name of ['corpus', 'audio', '.cache']) await mkdir(join(dir, name));
  await writeFile(join(dir, '.cache', 'style.json'), '{}');
  await writeFile(join(dir, 'persona.json'), JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' } }));
});
const forgetAll = () => runCli(dir, ['forget', '--all', '--yes']);

test('what cannot be removed is named, with all that is still there', async () => {
  failOn('rm', /audio$/u, 'EACCES', 'rejected.jsonl');
  const { code, err } = await forgetAll();
  expect(code).toBe(1);
  expect(err).toContain(`${join(dir, 'audio', 'rejected.jsonl')} cannot be removed (no permission)`);
  expect(err).toContain(`\n  ${join(dir, 'audio')}\n  ${join(dir, '.cache')}\n`);
  await expect(stat(join(dir, 'corpus'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a folder of which nobody can tell whether it is there is not passed over', async () => {
  failOn('stat', /audio$/u, 'EIO');
  expect(await forgetAll()).toMatchObject({ code: 1, err: expect.stringContaining('audio cannot be read') });
});

test.each([
  ['ingest', '.cache/ingest.lock'],
  ['bundle', '陈默.persona.part/lock'],
])('nothing goes while %s is at work', async (_, lock) => {
  await mkdir(join(dir, '陈默.persona.part'));
  const manifest = JSON.stringify({ schema: 'persona-bundle/unfinished' });
  await writeFile(join(dir, '陈默.persona.part', 'manifest.json'), manifest);
  await writeFile(join(dir, lock), String(process.ppid));
  expect(await forgetAll()).toMatchObject({ code: 1, err: expect.stringContaining('at work here') });
  expect(await readdir(dir)).toEqual(expect.arrayContaining(['corpus', 'audio', '.cache', '陈默.persona.part']));
  await rm(join(dir, lock));
  expect(await forgetAll()).toMatchObject({ code: 0 });
  expect(await readdir(dir)).toEqual(['persona.json']);
});

test('a cut zip of a bundle is named, for it may hold all that was to go', async () => {
  await writeFile(join(dir, '陈默.persona.zip'), 'PK');
  const { code, out } = await forgetAll();
  expect(code).toBe(0);
  expect(out).toContain('陈默.persona.zip');
});

describe('somebody of whom something was heard', () => {
  beforeEach(async () => {
    const chat = fileURLToPath(new URL('../../fixtures/memotrace-txt/family', import.meta.url));
    expect(await runCli(dir, ['ingest', chat, '--yes'])).toMatchObject({ code: 0 });
    await mkdir(join(dir, 'audio', 'segments'));
    await writeFile(join(dir, 'audio', 'segments', '0123456789abcdef.wav'), 'x');
    await writeFile(join(dir, 'audio', 'report.json'), '{"recordings":[]}');
  });
  const forget = () => runCli(dir, ['forget', '--sender', '林晓', '--yes']);

  test('is not half forgotten without a word: a clip that stays is named', async () => {
    const mend = failOn('rm', /0123456789abcdef\.wav$/u, 'EACCES');
    const { code, err } = await forget();
    expect(code).toBe(1);
    expect(err).toContain('0123456789abcdef.wav cannot be removed (no permission)');
    mend();
    expect(await forget()).toMatchObject({ code: 0 });
    expect(await readdir(join(dir, 'audio', 'segments'))).toEqual([]);
  });

  test('is not half forgotten without a word: a report that cannot be found is no missing one', async () => {
    failOn('stat', /audio.report\.json$/u, 'EIO');
    expect(await forget()).toMatchObject({ code: 1, err: expect.stringContaining('report.json cannot be read') });
  });
});
