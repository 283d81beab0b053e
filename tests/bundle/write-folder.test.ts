import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PersonaError } from '../../src/core/errors.ts';
import { findOwnBundles } from '../../src/io/own-bundles.ts';
import { WorkFolder } from '../../src/io/work-folder.ts';
import { type FileJob, once, replaceFolder, writeFiles } from '../../src/io/write-plan.ts';
import { failOn } from '../support/disk-faults.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs/promises')>()),
);
vi.mock('node:fs', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs')>()),
);

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-folder-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const writeFolder = (dir: string, jobs: readonly FileJob[], opts: typeof options) =>
  replaceFolder(dir, (work) => writeFiles(work.fresh, jobs, opts));

const options = {
  emit: () => {},
  signal: new AbortController().signal,
  last: { path: 'manifest.json', text: (files: unknown) => JSON.stringify(files) },
};
const file = (path: string, text: string) => ({ path, bytes: () => once(Buffer.from(text)) });

describe('a folder of files', () => {
  test('takes the place of the old one, whole', async () => {
    const dir = join(root, 'a');
    await writeFolder(dir, [file('x/old.txt', '1')], options);
    const written = await writeFolder(dir, [file('new.txt', '2')], options);
    expect(readdirSync(dir).sort()).toEqual(['manifest.json', 'new.txt']);
    expect(written).toEqual([{ path: 'new.txt', bytes: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) }]);
    expect(readdirSync(root).filter((name) => name.startsWith('a.'))).toEqual([]);
  });

  test('a disk that fills up leaves the old one, and nothing half', async () => {
    const dir = join(root, 'b');
    await writeFolder(dir, [file('kept.txt', 'kept')], options);
    const full = {
      path: 'big.wav',
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      bytes: async function* (): AsyncGenerator<Uint8Array> {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    };
    const failed = await writeFolder(dir, [file('first.txt', '1'), full], options).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PersonaError);
    expect((failed as PersonaError).code).toBe('unwritable-path');
    expect(readFileSync(join(dir, 'kept.txt'), 'utf8')).toBe('kept');
    expect(existsSync(`${dir}.part`)).toBe(false);
  });

  test('a run killed between the two renames is mended by the next', async () => {
    const dir = join(root, 'c');
    await writeFolder(dir, [file('kept.txt', 'kept')], options);
    mkdirSync(`${dir}.part`);
    writeFileSync(join(`${dir}.part`, 'manifest.json'), '{"schema":"persona-bundle/unfinished"}');
    renameSync(dir, join(`${dir}.part`, 'old'));
    const abort = new AbortController();
    abort.abort();
    await writeFolder(dir, [file('x', 'x')], { ...options, signal: abort.signal }).catch(() => {});
    expect(readFileSync(join(dir, 'kept.txt'), 'utf8')).toBe('kept');
    expect(readdirSync(root).filter((name) => name.startsWith('c.'))).toEqual([]);
  });

  test.each([
    ['d.part', 'manifest.json', '{"schema":"another"}'],
    ['d.part', 'notes.txt', 'x'],
    // A whole bundle that somebody gave that name.
    ['d.part', 'manifest.json', '{"schema":"persona-bundle/1"}'],
  ])('what others have put at %s (%s %s) is left as it is', async (name, inside, content) => {
    const foreign = join(root, name);
    mkdirSync(foreign, { recursive: true });
    writeFileSync(join(foreign, inside), content);
    await expect(writeFolder(join(root, 'd'), [file('x', 'x')], options)).rejects.toThrow('is not a bundle');
    expect(readFileSync(join(foreign, inside), 'utf8')).toBe(content);
    rmSync(foreign, { recursive: true });
  });

  test('is made by one run at a time', async () => {
    const dir = join(root, 'f');
    await WorkFolder.use(dir, async (first) => {
      await expect(writeFolder(dir, [file('a', '2')], options)).rejects.toThrow('is at work here');
      writeFileSync(join(first.fresh, 'a'), '1');
      await first.exchange();
    });
    expect(readFileSync(join(dir, 'a'), 'utf8')).toBe('1');
    await writeFolder(dir, [file('a', '2')], options);
    expect(readFileSync(join(dir, 'a'), 'utf8')).toBe('2');
  });

  test('what cannot be removed is told, and is taken away by the next run', async () => {
    const dir = join(root, 'g');
    await writeFolder(dir, [file('a', '1')], options);
    const mend = failOn('rm', /g\.part.old$/u, 'EACCES');
    await expect(writeFolder(dir, [file('a', '2')], options)).rejects.toMatchObject({
      code: 'old-bundle-left',
      facts: { bundle: dir, folder: `${dir}.part` },
    });
    expect(readFileSync(join(dir, 'a'), 'utf8')).toBe('2');
    expect(readdirSync(`${dir}.part`).sort()).toEqual(['manifest.json', 'old']);
    mend();
    await writeFolder(dir, [file('a', '3')], options);
    expect(existsSync(`${dir}.part`)).toBe(false);
  });

  test('the manifest goes last: a run killed while it takes its folder away leaves one that is known', async () => {
    const dir = join(root, 'h');
    await writeFolder(dir, [file('a', '1')], options);
    const killed = [failOn('unlinkSync', /h\.part.lock$/u, 'EIO'), failOn('rm', /h\.part.lock$/u, 'EIO')];
    await writeFolder(dir, [file('a', '2')], options).catch(() => {});
    expect(readdirSync(`${dir}.part`).sort()).toEqual(['lock', 'manifest.json']);
    for (const mend of killed) mend();
    failOn('rm', /h\.part.manifest\.json$/u, 'EIO');
    await writeFolder(dir, [file('a', '3')], options).catch(() => {});
    expect(readdirSync(`${dir}.part`)).toEqual(['manifest.json']);
  });

  test('a run killed before its manifest had its name blocks nobody', async () => {
    const dir = join(root, 'i.persona');
    mkdirSync(`${dir}.part`);
    writeFileSync(join(`${dir}.part`, 'manifest.json.part'), '{"sch');
    expect(await findOwnBundles(root)).toContainEqual({ path: `${dir}.part`, sure: true });
    await writeFolder(dir, [file('a', '1')], options);
    expect(readdirSync(root).filter((name) => name.startsWith('i.'))).toEqual(['i.persona']);
  });

  test('a disk without room for the manifest is left as it was', async () => {
    const dir = join(root, 'j');
    const mend = failOn('writeFile', /j\.part.manifest/u, 'ENOSPC');
    await expect(writeFolder(dir, [file('a', '1')], options)).rejects.toMatchObject({ code: 'unwritable-path' });
    mend();
    expect(readdirSync(root).filter((name) => name.startsWith('j'))).toEqual([]);
  });

  test('a folder called like an old one is nobody’s business', async () => {
    const dir = join(root, 'e');
    mkdirSync(`${dir}.old`);
    writeFileSync(join(`${dir}.old`, 'photo.jpg'), 'x');
    await writeFolder(dir, [file('a', '1')], options);
    await writeFolder(dir, [file('a', '2')], options);
    expect(readdirSync(`${dir}.old`)).toEqual(['photo.jpg']);
  });
});
