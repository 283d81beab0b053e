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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PersonaError } from '../../src/core/errors.ts';
import { once, writeFolder } from '../../src/io/write-plan.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-folder-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

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
    renameSync(dir, `${dir}.old`);
    mkdirSync(`${dir}.part`);
    writeFileSync(join(`${dir}.part`, 'half'), 'x');
    const abort = new AbortController();
    abort.abort();
    await writeFolder(dir, [file('x', 'x')], { ...options, signal: abort.signal }).catch(() => {});
    expect(readFileSync(join(dir, 'kept.txt'), 'utf8')).toBe('kept');
  });
});
