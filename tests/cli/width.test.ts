import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeEnv } from '../support/env.ts';

let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'persona-width-'));
  await main(['init', '--name', '陈默', '--basis', 'own-voice'], fakeEnv(dir));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe.each([80, 40])('on a terminal of %d columns', (columns) => {
  test.each([
    ['formats', 'en'],
    ['formats', 'zh'],
    ['backends', 'en'],
    ['backends', 'zh'],
    ['check', 'en'],
    ['check', 'zh'],
  ])('no line of a table of %s in %s runs over', async (command, lang) => {
    const env = fakeEnv(dir);
    env.stdout.columns = columns;
    await main([command, '--lang', lang], env);
    // Lines that begin with a word are sentences, and so is what quotes a command: a terminal wraps them.
    const rows = env
      .out()
      .split('\n')
      .filter((line) => line.startsWith('  ') && !line.includes('`'));
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => stringWidth(row) > columns)).toEqual([]);
  });
});

test('in a pipe a table stays whole', async () => {
  const env = fakeEnv(dir);
  await main(['backends'], env);
  expect(env.out()).toContain('code MIT (weights and each voice: see Hugging Face)');
});
