import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBytes } from '../../src/core/export-file.ts';
import { unzipBuffer } from '../../src/io/zip.ts';
import { paxRecord, type TarEntry, tarOf } from './tar-of.ts';
import { zipOf } from './zip-of.ts';

const open = async (entries: readonly TarEntry[]) => (await unzipBuffer(tarOf(entries), '/备份.jex'))!;
const paths = async (entries: readonly TarEntry[]) => (await open(entries)).files.map(({ path }) => path);

test('a tar gives its files, sorted, with their times', async () => {
  const folder = await open([
    { name: 'resources/', type: '5' },
    { name: 'b.md', data: '买虾' },
    { name: 'a.md', data: 'x'.repeat(1300) },
  ]);
  expect(folder.files.map(({ path, size, modified }) => [path, size, modified])).toEqual([
    ['a.md', 1300, 1640446248],
    ['b.md', 6, 1640446248],
  ]);
  expect(Buffer.from(await readBytes(folder.get('b.md')!)).toString()).toBe('买虾');
  expect((await readBytes(folder.get('a.md')!)).length).toBe(1300);
});

test('long names stand in a block before the file, by pax or by GNU', async () => {
  const long = `${'日记'.repeat(60)}/周末.md`;
  expect(await paths([{ name: 'PaxHeader/x', type: 'x', data: paxRecord('path', long) }, { name: 'short' }])).toEqual([
    long,
  ]);
  expect(await paths([{ name: '././@LongLink', type: 'L', data: `${long}\0` }, { name: 'short' }])).toEqual([long]);
  const apart = [{ name: 'x', type: 'x', data: paxRecord('path', long) }, { name: 'a' }, { name: 'b' }];
  expect(await paths(apart)).toEqual(['b', long].sort());
});

test('names are GBK where they are no UTF-8', async () => {
  expect(await paths([{ name: Buffer.from([0xb3, 0xc2, 0xc4, 0xac]) }])).toEqual(['陈默']);
});

test('links and paths that climb out are refused, and so is the file at which it breaks off', async () => {
  const entries = [{ name: '../evil' }, { name: 'link', type: '2' }, { name: 'good', data: 'x'.repeat(2000) }];
  expect((await open(entries)).refused).toEqual([
    { path: '/备份.jex/../evil', why: 'climbs' },
    { path: '/备份.jex/link', why: 'link' },
  ]);
  const cut = await unzipBuffer(tarOf(entries).subarray(0, 2500), '/备份.jex');
  expect(cut?.files).toEqual([]);
  expect(cut?.refused?.at(-1)).toEqual({ path: '/备份.jex/good', why: 'damaged' });
});

test('a link with a long target counts once, and a size below zero leads back nowhere', async () => {
  const link = [
    { name: '././@LongLink', type: 'K', data: 'x'.repeat(120) },
    { name: 'link', type: '2' },
  ];
  expect((await open(link)).refused).toEqual([{ path: '/备份.jex/link', why: 'link' }]);
  const back = { name: 'x', type: 'x', data: paxRecord('size', '-512') };
  expect(await paths([back, { name: 'x', type: 'x' }, { name: 'a' }])).toEqual(['a']);
});

test('archives in archives open, whichever kind lies in which', async () => {
  const inner = tarOf([{ name: 'x.md' }]);
  const zip = await unzipBuffer(await zipOf({ 'in.tar': inner }), '/all.zip');
  expect((await zip?.files[0]?.unzip())?.files.map(({ path }) => path)).toEqual(['x.md']);
  const tar = await open([{ name: 'in.zip', data: await zipOf({ 'y.md': 'y' }) }]);
  const opened = await tar.files[0]?.unzip();
  expect(opened?.root).toBe('/备份.jex/in.zip');
  expect(opened?.files.map(({ path }) => path)).toEqual(['y.md']);
});

test('what is neither is null', async () => {
  expect(await unzipBuffer(Buffer.alloc(2048), '/x')).toBeNull();
  expect(await unzipBuffer(Buffer.from('short'), '/x')).toBeNull();
});

test('damaged anywhere, it ends, and gives no more than it has', async () => {
  const whole = tarOf([
    { name: 'PaxHeader/x', type: 'x', data: paxRecord('path', '日记/周末.md') },
    { name: 'a', data: 'x'.repeat(700) },
    { name: 'b', data: 'y' },
  ]);
  const flip = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(flip, { maxLength: 20 }), fc.nat(whole.length), async (flips, length) => {
      const bytes = Buffer.from(whole);
      for (const [at, byte] of flips) bytes[at] = byte;
      for (const file of (await unzipBuffer(bytes.subarray(0, length), '/x.tar'))?.files ?? [])
        expect((await readBytes(file)).length).toBe(file.size);
    }),
    { numRuns: 100 },
  );
});
