import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DiskCorpus, trialCorpusOf } from '../../src/io/corpus-store.ts';
import { Workspace } from '../../src/io/workspace.ts';
import { failOn } from '../support/disk-faults.ts';

vi.mock('node:fs', async (original) =>
  (await import('../support/disk-faults.ts')).failing(await original<typeof import('node:fs')>()),
);

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-store-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const store = () => new DiskCorpus(join(dir, 'corpus'), join(dir, '.cache'));
/** Above what any system gives to a process. */
const NOBODY = 2 ** 30;

test.skipIf(process.platform === 'win32')('others on this computer cannot look into the corpus', async () => {
  const it = store();
  it.open('items.jsonl').line('{}');
  it.spool();
  for (const folder of ['corpus', '.cache']) expect(statSync(join(dir, folder)).mode & 0o777).toBe(0o700);
  await it.abandon();
});

test('one run at a time has the corpus', async () => {
  const first = store();
  first.spool();
  expect(() => store().spool()).toThrow(expect.objectContaining({ code: 'workspace-busy' }));
  await first.abandon();
  const second = store();
  second.spool();
  await second.abandon();
});

test('a lock with the number of this process is taken over unless this process holds it', async () => {
  const cache = join(dir, '.cache');
  mkdirSync(cache);
  writeFileSync(join(cache, 'ingest.lock'), String(process.pid));
  const it = store();
  it.spool();
  expect(() => store().spool()).toThrow(expect.objectContaining({ code: 'workspace-busy' }));
  await it.abandon();
});

test('what a killed trial left is taken away by the next one, and that of no other', async () => {
  const trial = (name: string, holder: number) => {
    const path = join(tmpdir(), `persona-${name}-1111-4111-8111-111111111111`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'ingest.lock'), String(holder));
    writeFileSync(join(path, 'ingest-1-0.tmp'), '很私密的话');
    return path;
  };
  const [killed, alive] = [trial('dead0000', NOBODY), trial('a11e0000', process.ppid)];
  const it = trialCorpusOf(new Workspace(dir));
  it.spool();
  await it.abandon();
  expect([killed, alive].map((path) => existsSync(path))).toEqual([false, true]);
  rmSync(alive, { recursive: true });
});

test('what a killed run left is taken away, and nothing else', async () => {
  const cache = join(dir, '.cache');
  mkdirSync(cache);
  writeFileSync(join(cache, 'ingest.lock'), String(NOBODY));
  writeFileSync(join(cache, `ingest-${NOBODY}-0.tmp`), '很私密的话');
  writeFileSync(join(cache, 'audio.json'), '{}');
  const it = store();
  it.spool();
  expect(existsSync(join(cache, `ingest-${NOBODY}-0.tmp`))).toBe(false);
  await it.abandon();
  expect(readdirSync(cache)).toEqual(['audio.json']);
});

test('a trial takes away the folder for temporary files too, where there was none', async () => {
  vi.stubEnv('TMPDIR', join(dir, 'new', 'tmp'));
  vi.stubEnv('TEMP', join(dir, 'new', 'tmp'));
  const trial = trialCorpusOf(new Workspace(dir));
  trial.spool();
  expect(readdirSync(dir)).toEqual(['new']);
  await trial.abandon();
  expect(readdirSync(dir)).toEqual([]);
  vi.unstubAllEnvs();
});

test('a trial writes nothing into the workspace, waits for nobody, and leaves nothing behind', async () => {
  const first = store();
  first.spool();
  mkdirSync(join(dir, 'corpus'));
  writeFileSync(join(dir, 'corpus', 'report.json'), '{}');
  const trial = trialCorpusOf(new Workspace(dir));
  expect(await trial.text('report.json')).toBe('{}');
  const { path } = trial.spool();
  trial.open('items.jsonl').line('{}');
  const folder = dirname(path);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toContain('items.jsonl.part');
  expect(readdirSync(join(dir, 'corpus'))).toEqual(['report.json']);
  await trial.abandon();
  expect(existsSync(folder)).toBe(false);
  await first.abandon();
});

test('cleaning up never hides why the run stopped, and may be asked for twice', async () => {
  const it = store();
  it.spool();
  it.open('items.jsonl').line('{}');
  failOn('unlinkSync', /ingest\.lock$/u, 'EROFS');
  await it.commit();
  await it.abandon();
  expect(readFileSync(join(dir, 'corpus', 'items.jsonl'), 'utf8')).toBe('{}\n');
});

test('a lock that could not be removed stops nobody', async () => {
  const mend = failOn('unlinkSync', /ingest\.lock$/u, 'EROFS');
  const first = store();
  first.spool();
  await first.abandon();
  mend();
  const second = store();
  second.spool();
  await second.abandon();
  expect(existsSync(join(dir, '.cache', 'ingest.lock'))).toBe(false);
});
