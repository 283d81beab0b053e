import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../src/cli/command.ts';
import { loadOrStart } from '../../../src/cli/ingest/subject.ts';
import { Workspace } from '../../../src/io/workspace.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'persona-subject-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const context = (subject: string[] | undefined, dryRun = false) =>
  ({ workspace: new Workspace(dir), flags: subject ? { subject } : {}, dryRun }) as unknown as Context;

test('--subject makes a workspace, accounts apart from names, consent open', async () => {
  await loadOrStart(context(['wxid_chenmo01', '陈默', '老默']));
  expect(JSON.parse(readFileSync(join(dir, 'persona.json'), 'utf8'))).toMatchObject({
    subject: { name: '陈默', names: ['老默'], ids: ['wxid_chenmo01'] },
    consent: null,
  });
});

test('an account alone is name enough; a dry run writes nothing', async () => {
  expect((await loadOrStart(context(['wxid_chenmo01'], true))).subject.name).toBe('wxid_chenmo01');
  expect(await new Workspace(dir).load()).toBeNull();
});

test('what is there is never changed', async () => {
  await loadOrStart(context(['陈默']));
  expect((await loadOrStart(context(['林晓']))).subject.name).toBe('陈默');
});

test('without either it says how to begin', async () => {
  await expect(loadOrStart(context(undefined))).rejects.toMatchObject({ code: 'nobody-named' });
});
