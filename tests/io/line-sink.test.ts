import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DiskSink } from '../../src/io/line-sink.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-sink-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('lines, bytes and what is larger than its buffer stand in the order of writing', async () => {
  const sink = new DiskSink(join(dir, 'items.jsonl'));
  const expected: string[] = [];
  for (let n = 0; n < 40; n++) {
    const line = `${n} ${'路上堵车'.repeat(n % 10 === 9 ? 150_000 : 2000)}`;
    expected.push(line);
    if (n % 2) sink.line(line);
    else {
      const bytes = Buffer.from(`${line}\n`);
      sink.bytes(bytes, 1);
      // They were copied: the caller uses its buffer again.
      bytes.fill(0);
    }
    if (n % 8 === 0) await sink.settle();
  }
  await sink.finish();
  const written = join(dir, 'items.jsonl.part');
  expect(sink.count).toBe(40);
  expect(readFileSync(written, 'utf8') === `${expected.join('\n')}\n`).toBe(true);
  if (process.platform !== 'win32') expect(statSync(written).mode & 0o777).toBe(0o600);
});

test('what is given up is closed, and can be finished or given up again', async () => {
  const sink = new DiskSink(join(dir, 'items.jsonl'));
  sink.line('{}');
  await sink.discard();
  await sink.discard();
  rmSync(join(dir, 'items.jsonl.part'));
  expect(existsSync(join(dir, 'items.jsonl.part'))).toBe(false);
});

test('a folder that is not there is told of at once', () => {
  expect(() => new DiskSink(join(dir, 'no', 'items.jsonl'))).toThrow(/ENOENT/u);
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told of when the caller settles, and at the end', async () => {
  symlinkSync('/dev/full', join(dir, 'items.jsonl.part'));
  const sink = new DiskSink(join(dir, 'items.jsonl'));
  for (let n = 0; n < 8; n++) sink.line('x'.repeat(1 << 20));
  const error = { code: 'unwritable-path', facts: { why: { en: 'the disk is full' } } };
  await expect(sink.settle()).rejects.toMatchObject(error);
  await expect(sink.finish()).rejects.toMatchObject(error);
  await sink.discard();
});
