import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeEnv } from '../support/env.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persona-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function doctor() {
  const env = fakeEnv(folder);
  const code = await main(['doctor', '--json', '--models', folder], env);
  const { checks } = JSON.parse(env.out()) as { checks: { id: string; state: string; detail: string }[] };
  return { code, checks: new Map(checks.map((check) => [check.id, check])) };
}

test('every engine is run; what is not there is told with the command that brings it', async () => {
  const { code, checks } = await doctor();
  expect(code).toBe(0);
  for (const id of ['node', 'ffmpeg', 'silk', 'vad', 'denoiser', 'segmenter']) expect(checks.get(id)?.state).toBe('ok');
  expect(checks.get('model-dtln')).toMatchObject({ state: 'optional', detail: 'persona models pull dtln' });
  expect(checks.get('sherpa')).toMatchObject({ state: 'optional', detail: 'npm install sherpa-onnx-node' });
});

const dtln = ['dtln_1.onnx', 'dtln_2.onnx'].map((name) =>
  fileURLToPath(new URL(`../../../shared/models/${name}`, import.meta.url)),
);
test.skipIf(!dtln.every(existsSync))('the denoiser that is run is the one that would be used', async () => {
  expect((await doctor()).checks.get('denoiser')?.detail).toMatch(/^GTCRN · /u);
  for (const file of dtln) cpSync(file, join(folder, basename(file)));
  expect((await doctor()).checks.get('denoiser')).toMatchObject({
    state: 'ok',
    detail: expect.stringMatching(/^DTLN · /u),
  });
});

test('sherpa-onnx-node beside the user is found', async () => {
  const there = join(folder, 'node_modules', 'sherpa-onnx-node');
  mkdirSync(there, { recursive: true });
  writeFileSync(join(there, 'package.json'), '{"name":"sherpa-onnx-node","main":"index.js"}');
  writeFileSync(join(there, 'index.js'), '');
  expect((await doctor()).checks.get('sherpa')?.state).toBe('ok');
});
