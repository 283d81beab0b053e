import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandLine, withCommandLines } from '../../src/cli/command-line.ts';
import { main } from '../../src/cli/main.ts';
import { fakeEnv } from '../support/env.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-lines-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function persona(...argv: string[]) {
  const env = fakeEnv(dir);
  const code = await main(argv, env);
  return { code, out: env.out(), err: env.err() };
}
const GROUND = ['--name', '陈默', '--basis', 'family-of-deceased', '--by', '林晓'];

test.each([
  ['persona audio-clean', 'w3', 'persona audio-clean -w w3'],
  ['persona audio-clean', null, 'persona audio-clean'],
  ['persona audio-clean a.m4a', 'my dad', "persona audio-clean -w 'my dad' a.m4a"],
  ['persona init --force', 'w3', 'persona init -w w3 --force'],
  ['persona check --help', 'w3', 'persona check --help'],
  ['persona formats', 'w3', 'persona formats'],
  ['npm ci', 'w3', 'npm ci'],
])('%s, of workspace %s, is typed as %s', (line, workspace, typed) => {
  expect(commandLine(line, workspace)).toBe(typed);
  expect(withCommandLines(`Run \`${line}\` first.`, workspace)).toBe(`Run \`${typed}\` first.`);
});

describe('the next command works on the same workspace', () => {
  test('after init in a folder of its own', async () => {
    expect((await persona('init', 'dad', ...GROUND)).out).toContain('Next: persona ingest -w dad EXPORTS…\n');
    expect((await persona('init', '-w', 'mum', ...GROUND)).out).toContain('Next: persona ingest -w mum EXPORTS…\n');
    expect((await persona('init', ...GROUND)).out).toContain('Next: persona ingest EXPORTS…\n');
    expect((await persona('init', '-w', '.', ...GROUND, '--force')).out).toContain('Next: persona ingest EXPORTS…\n');
  });

  test('after ingest, and in its remarks', async () => {
    mkdirSync(join(dir, 'in'));
    writeFileSync(join(dir, 'in', '2021-01-01.txt'), '今天下雪了，路很滑。');
    const { out } = await persona('ingest', 'in', '-w', 'w3', '--subject', '陈默');
    expect(out).toContain('`persona init -w w3 --force` asks');
    expect(out).toContain('persona bundle -w w3\n');
  });

  test('in the hint of a refusal, for people and for programs', async () => {
    expect((await persona('check', '-w', 'w3')).err).toContain('`persona init -w w3`');
    expect(JSON.parse((await persona('check', '-w', 'w3', '--json')).out).error.hint).toContain('`persona init -w w3`');
  });

  test('in a warning', async () => {
    await persona('init', 'dad', ...GROUND);
    expect((await persona('check', '-w', 'dad')).err).toContain('Run `persona audio-clean -w dad` with recordings');
  });
});
