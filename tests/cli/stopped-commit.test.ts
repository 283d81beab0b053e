import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { failOn } from '../support/disk-faults.ts';
import { runCli } from '../support/run-cli.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs/promises')>()),
);

/** An invented family. */
const EXPORTS = fileURLToPath(new URL('../../fixtures/demo/exports', import.meta.url));
const MORE = ['ingest', join(EXPORTS, 'MemoTrace'), join(EXPORTS, 'WeFlow'), '-w', '.'];

let root = '';
/** A workspace whose names are pseudonyms, before and after more is read. */
let before = '';
let after = '';
let dir = '';
let copies = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'persona-commit-'));
  before = join(root, 'before');
  after = join(root, 'after');
  const told = ['--name', '陈默', '--id', 'wxid_chenmo01', '--basis', 'family-of-deceased', '--by', '林晓', '--yes'];
  expect(await runCli(root, ['init', before, ...told])).toMatchObject({ code: 0 });
  const first = ['ingest', join(EXPORTS, '朋友圈'), '--redact', 'strict'];
  expect(await runCli(before, first)).toMatchObject({ code: 0 });
  cpSync(before, after, { recursive: true });
  expect(await runCli(after, MORE)).toMatchObject({ code: 0 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(() => {
  dir = join(root, `stopped ${++copies}`);
  cpSync(before, dir, { recursive: true });
});

const corpusIn = (workspace: string) =>
  Object.fromEntries(
    readdirSync(join(workspace, 'corpus')).map((name) => [name, readFileSync(join(workspace, 'corpus', name), 'utf8')]),
  );

describe.each(['items.jsonl', 'dialogues.jsonl', 'report.html', 'redaction-key.json'])(
  'a commit stopped at %s',
  (name) => {
    test('is told, and is finished by the next command that reads the corpus', async () => {
      const mend = failOn('rename', new RegExp(`corpus.${name}\\.part$`, 'u'), 'EISDIR');
      const stopped = await runCli(dir, MORE);
      expect(stopped).toMatchObject({ code: 1 });
      const fault = `${join(dir, 'corpus', name)} cannot get its place (a folder has its name)`;
      expect(stopped.err).toContain(fault);
      expect(await runCli(dir, ['bundle', '--yes'])).toMatchObject({ code: 1, err: expect.stringContaining(fault) });
      mend();
      expect(await runCli(dir, ['explain', 'abcdef'])).toMatchObject({ code: 1 });
      expect(corpusIn(dir)).toEqual(corpusIn(after));
      expect(await runCli(dir, MORE)).toMatchObject({ code: 0 });
      expect(corpusIn(dir)['redaction-key.json']).toBe(corpusIn(after)['redaction-key.json']);
    });
  },
);

test('a commit that could not begin changes nothing and leaves nothing', async () => {
  failOn('writeFile', /corpus.commit\.json\.part$/u, 'ENOSPC');
  expect(await runCli(dir, MORE)).toMatchObject({ code: 1 });
  expect(corpusIn(dir)).toEqual(corpusIn(before));
});

test('while the run is at it, other commands wait for it', async () => {
  writeFileSync(join(dir, 'corpus', 'commit.json'), JSON.stringify({ schema: 'persona-commit/1', files: [] }));
  mkdirSync(join(dir, '.cache'));
  writeFileSync(join(dir, '.cache', 'ingest.lock'), String(process.ppid));
  const { code, err } = await runCli(dir, ['check']);
  expect(code).toBe(1);
  expect(err).toContain(`(process ${process.ppid}) is at work here.`);
  expect(existsSync(join(dir, 'corpus', 'commit.json'))).toBe(true);
});

test('a list of files outside the corpus is followed nowhere', async () => {
  const list = { schema: 'persona-commit/1', files: ['../persona.json'] };
  writeFileSync(join(dir, 'corpus', 'commit.json'), JSON.stringify(list));
  writeFileSync(join(dir, 'persona.json.part'), 'x');
  expect(await runCli(dir, ['check'])).toMatchObject({ code: 1 });
  expect(readFileSync(join(dir, 'persona.json'), 'utf8')).toContain('陈默');
});

test('every command begins with it, but those that need no corpus', async () => {
  const specs = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const apart = specs.filter(({ withoutCorpus }) => withoutCorpus).map(({ name }) => name);
  expect(apart).toEqual(['init', 'verify', 'open', 'formats', 'models', 'doctor', 'demo']);
});
