import { expect, test } from 'vitest';
import { UnpackedSource } from '../../src/io/unpacked-source.ts';

const MEGABYTE = 1024 ** 2;

/** Sources of a size, and how often each was unpacked. */
function sources(count: number, size: number) {
  const unpacked = Array.from({ length: count }, () => 0);
  const all = unpacked.map(
    (_, n) =>
      new UnpackedSource(size, async function* () {
        unpacked[n] = (unpacked[n] ?? 0) + 1;
        yield Buffer.from([n]);
        yield Buffer.from([n + 100]);
      }),
  );
  return { unpacked, all };
}

test('gives what was unpacked, once for all reads', async () => {
  const { unpacked, all } = sources(20, 3 * MEGABYTE);
  for (const [n, source] of all.entries()) {
    expect([...(await source.read(0, 10))]).toEqual([n, n + 100]);
    expect([...(await source.read(1, 1))]).toEqual([n + 100]);
  }
  for (const source of all) await source.read(0, 1);
  expect(new Set(unpacked)).toEqual(new Set([1]));
});

test('long ones give way to those that are read, and are unpacked again', async () => {
  const { unpacked, all } = sources(6, 30 * MEGABYTE);
  for (const source of all) await source.read(0, 1);
  for (const source of all.slice(2)) await source.read(0, 1);
  expect(unpacked).toEqual([1, 1, 1, 1, 1, 1]);
  await all[0]?.read(0, 1);
  expect(unpacked).toEqual([2, 1, 1, 1, 1, 1]);
});

test('one that cannot be unpacked is tried again', async () => {
  let tries = 0;
  const source = new UnpackedSource(10, async function* () {
    yield Buffer.from('好');
    if (++tries === 1) throw new Error('drive unplugged');
  });
  await expect(source.read(0, 3)).rejects.toThrow('drive unplugged');
  expect(Buffer.from(await source.read(0, 3)).toString()).toBe('好');
});
