import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { smallWorkspace, writeWorkspace } from '../bundle/workspace.ts';
import { fakeEnv } from '../support/env.ts';
import { LlmServer } from '../support/llm-server.ts';

let root = '';
let count = 0;
let server: LlmServer | undefined;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-eval-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

function workspace(talks = 400): string {
  const dir = join(root, `家 ${++count}`);
  mkdirSync(dir, { recursive: true });
  writeWorkspace(dir, smallWorkspace({ talks, segments: 0 }));
  return dir;
}

async function run(dir: string, ...args: string[]) {
  const model = server ? { PERSONA_LLM_URL: server.url, PERSONA_LLM_MODEL: 'test-model' } : {};
  const env = fakeEnv(dir, { variables: { LANG: 'en_US.UTF-8', ...model } });
  return { code: await main(['eval', ...args], env), out: env.out(), err: env.err() };
}

const reportOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'eval/report.json'), 'utf8'));

test('without a model: AUC with its pairs, coverage, and a report', async () => {
  const dir = workspace();
  const { code, out } = await run(dir);
  expect(code).toBe(0);
  expect(out).toMatch(/by one message +0\.\d\d|by one message +1\.00/u);
  expect(out).toMatch(/\d+ × \d+ = [\d,]+ pairs/u);
  expect(out).toMatch(/\d+ of \d+ facts about the style/u);
  const report = reportOf(dir);
  expect(report).toMatchObject({ schema: 'persona-eval/1', model: null });
  expect(report.selfCheck.messages.auc).toBeGreaterThan(0.8);
  expect(statSync(join(dir, 'eval/report.json')).mode & 0o777).toBe(0o600);
});

test('says so when there is too little', async () => {
  const { code, out } = await run(workspace(45));
  expect(code).toBe(0);
  expect(out).toContain('too little to tell');
});

test('with a model: the clone, who has the prompt, comes nearer than the bare name', async () => {
  server = await LlmServer.start([], ({ body }) =>
    (body.messages[0]?.content.length ?? 0) > 500 ? '好啊\n你们先吃' : '当然可以！如果您需要任何帮助，请随时告诉我。',
  );
  const dir = workspace();
  const { code, out, err } = await run(dir, '--llm', '--yes', '--limit', '6', '--lang', 'zh');
  expect(code).toBe(0);
  expect(err).toContain('12 次请求');
  expect(out).toContain('分身');
  expect(server.asked).toHaveLength(12);
  const { model } = reportOf(dir);
  expect(model).toMatchObject({ model: 'test-model', contexts: 6 });
  expect(model.distance.clone.length).toBeLessThan(model.distance.baseline.length);
  await run(dir, '--llm', '--limit', '6');
  expect(server.asked).toHaveLength(12);
});

test('an answer without words counts for nobody, is told, and is asked for again', async () => {
  server = await LlmServer.start([{ cut: '<think>他会' }], '好啊');
  const dir = workspace();
  const { code, err } = await run(dir, '--llm', '--yes', '--limit', '3');
  expect(code).toBe(0);
  expect(err).toContain('1 of 6 requests gave no usable answer');
  expect(reportOf(dir).model).toMatchObject({
    contexts: 2,
    figures: { baseline: { answers: 2 }, clone: { answers: 2 } },
  });
  await run(dir, '--llm', '--yes', '--limit', '3');
  expect(server.asked).toHaveLength(7);
  expect(reportOf(dir).model.contexts).toBe(3);
});

test('asks first, and --dry-run sends nothing', async () => {
  server = await LlmServer.start();
  const dir = workspace();
  expect((await run(dir, '--llm')).code).toBe(2);
  expect((await run(dir, '--llm', '--dry-run')).code).toBe(0);
  expect(server.asked).toEqual([]);
  expect(existsSync(join(dir, 'eval'))).toBe(false);
  expect(readFileSync(join(dir, '.cache/eval/outgoing.jsonl'), 'utf8').trim().split('\n')).toHaveLength(40);
});
