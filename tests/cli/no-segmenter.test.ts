import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { StyleReport } from '../../src/core/style.ts';
import { fileOf, world } from '../ingest/world.ts';
import { runCli } from '../support/run-cli.ts';

vi.mock('@node-rs/jieba', () => {
  throw new Error('Cannot find native binding.');
});

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-no-segmenter-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('that texts cannot be cut into words is said where it matters', async () => {
  const { run, store, codes } = world();
  await run({ 'a.txt': fileOf('alpha', { text: '早点睡' }) });
  expect(store.json<StyleReport>('style.json').method.segmenter).toBe('none');
  expect(codes()).toEqual(['no-segmenter']);
});

test('the doctor tells what brings it', async () => {
  const { out } = await runCli(dir, ['doctor', '--json', '--models', dir]);
  expect((JSON.parse(out) as { checks: unknown[] }).checks).toContainEqual(
    expect.objectContaining({ id: 'segmenter', state: 'optional', detail: 'npm install @node-rs/jieba' }),
  );
});
