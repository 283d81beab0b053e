import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { planPrompt } from '../../../src/bundle/bundle.ts';
import { BundleOptions } from '../../../src/bundle/options.ts';
import { PlanProgress } from '../../../src/cli/bundle/plan-progress.ts';
import { corpusFiles } from '../../../src/cli/stored/corpus.ts';
import { PersonaConfig } from '../../../src/core/persona.ts';
import { Workspace } from '../../../src/io/workspace.ts';
import { PERSONA, smallWorkspace } from '../../bundle/workspace.ts';

const persona = PersonaConfig.parse(PERSONA);
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A corpus of a few megabytes, and how far its reading was told. */
async function reading(signal = new AbortController().signal) {
  const dir = mkdtempSync(join(tmpdir(), 'persona-plan-'));
  folders.push(dir);
  const workspace = new Workspace(dir);
  const data = smallWorkspace();
  const items = data.items.map((item) => `${JSON.stringify({ ...item, more: '。'.repeat(4000) })}\n`).join('');
  const dialogues = data.dialogues.map((dialogue) => `${JSON.stringify(dialogue)}\n`).join('');
  mkdirSync(workspace.corpus());
  writeFileSync(workspace.corpus('items.jsonl'), items);
  writeFileSync(workspace.corpus('dialogues.jsonl'), dialogues);
  const told: string[] = [];
  const emit = (event: object) => told.push(Object.values(event).join(' '));
  const progress = await PlanProgress.of({ workspace, emit, signal } as never, { items: 1, dialogues: 1 });
  const size = Buffer.byteLength(items) + Buffer.byteLength(dialogues);
  return { progress, corpus: corpusFiles(workspace, persona, progress.read), told, size };
}

test('planning tells of the bytes that are read, then of each step; what is read afterwards goes untold', async () => {
  const { progress, corpus, told, size } = await reading();
  const input = { persona, corpus, style: null, options: BundleOptions.parse({}) };
  await planPrompt(input, progress.step);
  progress.end();
  for await (const _ of corpus.items());
  expect(told.length).toBeGreaterThan(4);
  const steps = told.findIndex((line) => line.endsWith('profile'));
  for (const line of told.slice(0, steps))
    expect(line).toMatch(new RegExp(`^progress plan \\d+ ${size} bytes items.jsonl$`, 'u'));
  // The profile is told again before each kind of claims: a whole one takes seconds.
  expect(told.slice(steps).length).toBeGreaterThan(10);
  expect([...new Set(told.slice(steps))]).toEqual([
    `progress plan ${size} ${size} bytes profile`,
    `progress plan ${size} ${size} bytes examples`,
    'done plan',
  ]);
});

test('a profile that is being made stops when it is told to, before the next kind of claims', async () => {
  const stop = new AbortController();
  const { corpus, progress } = await reading(stop.signal);
  let steps = 0;
  const planned = planPrompt({ persona, corpus, style: null, options: BundleOptions.parse({}) }, (step) => {
    if (++steps === 3) stop.abort(new Error('stopped'));
    return progress.step(step);
  });
  await expect(planned).rejects.toThrow('stopped');
  expect(steps).toBe(3);
});

test('reading and planning stop when they are told to', async () => {
  const stop = new AbortController();
  const { corpus, progress } = await reading(stop.signal);
  stop.abort(new Error('stopped'));
  await expect(corpus.items()[Symbol.asyncIterator]().next()).rejects.toThrow('stopped');
  await expect(progress.step('profile')).rejects.toThrow('stopped');
});
