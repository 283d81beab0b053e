import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AudioCache } from '../../src/io/audio-cache.ts';

let folder: string;
let cache: AudioCache;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persona-cache-'));
  cache = new AudioCache(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const entry = (settings: unknown = { denoise: 'auto' }) =>
  cache.entry<{ start: number }, { whole: string }>('ab12', settings);
const window = (start: number, lengths: number[]) => ({ steps: start + 10, pieces: [{ start }], lengths });
const files = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(json|f32|part)$/u.test(name));

describe('AudioCache', () => {
  test('keeps by what was in the file and how it was asked for', async () => {
    await entry().save({ whole: 'a' });
    expect(await entry().load()).toEqual({ whole: 'a' });
    expect(await entry({ denoise: 'never' }).load()).toBeNull();
    expect(await cache.entry('cd34', { denoise: 'auto' }).load()).toBeNull();
  });

  test('gives finished windows back in order, with the sound of each piece', async () => {
    await entry().keep(0, window(0, [3, 2]), [Float32Array.of(1, 2, 3), Float32Array.of(4, 5)]);
    await entry().keep(1, window(10, []), []);
    expect((await entry().windows()).map(({ steps }) => steps)).toEqual([10, 20]);
    expect([...(await entry().samples(0, 3, 2))]).toEqual([4, 5]);
  });

  test('takes only windows before the first that is missing or half-written', async () => {
    for (const i of [0, 1, 2]) await entry().keep(i, window(10 * i, [1]), [Float32Array.of(i)]);
    const second = join(folder, files().find((name) => name.endsWith('window-00001.json'))!);
    truncateSync(second, 5);
    expect(await entry().windows()).toHaveLength(1);
    rmSync(second);
    expect(await entry().windows()).toHaveLength(1);
  });

  test('lets the sound of windows go and remembers the whole', async () => {
    await entry().keep(0, window(0, [1]), [Float32Array.of(1)]);
    await entry().save({ whole: 'a' });
    await entry().dropWindows();
    expect(files().map((name) => name.split('/').at(-1))).toEqual(['done.json']);
    await entry().dropWindows();
  });

  test('a damaged memory is none', async () => {
    await entry().save({ whole: 'a' });
    writeFileSync(join(folder, files()[0]!), '{"whole":');
    expect(await entry().load()).toBeNull();
  });

  test('sound that is not there any more is an error that names the file', async () => {
    await expect(entry().samples(0, 0, 4)).rejects.toMatchObject({ code: 'no-such-path' });
  });

  test('keeps outlines beside', async () => {
    await cache.savePeaks('ab12', { bytes: 'AQI=', length: 2 });
    expect(await cache.loadPeaks('ab12')).toEqual({ bytes: 'AQI=', length: 2 });
    expect(await cache.loadPeaks('none')).toBeNull();
    expect(existsSync(join(folder, 'peaks', 'ab12.json'))).toBe(true);
  });
});
