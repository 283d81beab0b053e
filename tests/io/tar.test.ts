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

test('a size that is none makes its file damaged, and what comes behind is still read', async () => {
  const binary = Buffer.alloc(12, 0xff);
  binary.writeBigInt64BE(-512n, 4);
  const good = { name: 'good' };
  for (const size of ['-0000001000', 'zzzzzzzzzzz', binary])
    for (const type of ['0', 'x', 'L']) {
      const folder = await open([{ name: 'bad', type, size }, good]);
      expect(folder.files.map(({ path, size: bytes }) => [path, bytes])).toEqual([['good', 0]]);
      expect(folder.refused).toEqual(type === '0' ? [{ path: '/备份.jex/bad', why: 'damaged' }] : []);
    }
  for (const said of ['-512', '-1536', 'Infinity', '1.5']) {
    const folder = await open([{ name: 'x', type: 'x', data: paxRecord('size', said) }, { name: 'bad' }, good]);
    expect(folder.files.map(({ path }) => path)).toEqual(['good']);
    expect(folder.refused).toEqual([{ path: '/备份.jex/bad', why: 'damaged' }]);
  }
});

test('what is damaged in the midst is passed over and told', async () => {
  const [a, b] = [tarOf([{ name: 'a', data: 'x' }]), tarOf([{ name: 'b' }])];
  const tar = (...parts: Uint8Array[]) => unzipBuffer(Buffer.concat(parts), '/t.tar');
  const damaged = await tar(a.subarray(0, 1024), Buffer.alloc(700, 'y'), Buffer.alloc(324), b);
  expect(damaged?.files.map(({ path }) => path)).toEqual(['a', 'b']);
  expect(damaged?.refused).toEqual([{ path: '/t.tar', why: 'damaged' }]);
  expect((await tar(a.subarray(0, 1024), b.subarray(0, 300)))?.refused).toEqual([{ path: '/t.tar', why: 'damaged' }]);
  const joined = await tar(a, b);
  expect(joined?.files.map(({ path }) => path)).toEqual(['a', 'b']);
  expect(joined?.refused).toEqual([]);
});

test('what is no file is told by its kind, and folders and targets of links are not told', async () => {
  const sparse = paxRecord('GNU.sparse.major', '1');
  const folder = await open([
    { name: 'folder/', type: '5', size: '00000001000' },
    { name: '././@LongLink', type: 'K', data: 'target\0' },
    { name: 'link', type: '2' },
    { name: 'device', type: '3' },
    { name: 'sparse', type: 'S', data: 'x' },
    { name: 'x', type: 'x', data: sparse },
    { name: 'sparse2', data: '1\n0\n1\nx' },
    { name: 'good' },
  ]);
  expect(folder.files.map(({ path }) => path)).toEqual(['good']);
  expect(folder.refused?.map(({ path, why }) => [path.split('/').at(-1), why])).toEqual([
    ['link', 'link'],
    ['device', 'not-a-file'],
    ['sparse', 'compression'],
    ['sparse2', 'compression'],
  ]);
});

test('of files with one path the last counts, and an empty path of pax does not', async () => {
  const folder = await open([
    { name: 'a', data: 'old' },
    { name: 'x', type: 'x', data: paxRecord('path', '') },
    { name: 'a', data: 'new' },
  ]);
  expect(folder.files.length).toBe(1);
  expect(Buffer.from(await readBytes(folder.files[0]!)).toString()).toBe('new');
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
