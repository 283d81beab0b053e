import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addModelFile, findModel, MODELS, type Model, modelOf, modelsFolder, pullModel } from '../../src/io/models.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persona-models-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = Buffer.from('weights '.repeat(1000));
const sha256 = createHash('sha256').update(content).digest('hex');
const model: Model = {
  id: 'made',
  purpose: { en: '', zh: '' },
  license: 'MIT',
  files: [{ name: 'made.onnx', url: 'https://example.org/made.onnx', bytes: content.length, sha256 }],
};
const signal = new AbortController().signal;
const serve =
  (body: Buffer, status = 200) =>
  async () =>
    new Response(new Uint8Array(body), { status });
const pull = (fetch: Parameters<typeof pullModel>[2]) => pullModel(model, folder, fetch, signal, () => {});

describe('pullModel', () => {
  test('fetches, checks, and then gives the file its name', async () => {
    const paths = await pull(serve(content));
    expect(readFileSync(paths[0]!)).toEqual(content);
    expect(await findModel(folder, model)).toMatchObject({ state: 'there', paths });
  });

  test('does not fetch again what is there', async () => {
    await pull(serve(content));
    await pull(() => Promise.reject(new Error('fetched')));
  });

  test.each([
    ['other bytes', serve(Buffer.from(content).fill(1))],
    ['too few', serve(content.subarray(1))],
    ['too many', serve(Buffer.concat([content, content]))],
    ['an error page', serve(Buffer.from('no'), 404)],
    ['no answer', () => Promise.reject(new Error('offline'))],
  ])('refuses %s and keeps nothing', async (_, fetch) => {
    await expect(pull(fetch)).rejects.toMatchObject({ code: 'pull-failed', facts: { url: model.files[0]!.url } });
    expect(await findModel(folder, model)).toMatchObject({ state: 'absent', paths: null });
    expect(existsSync(join(folder, 'made.onnx.part'))).toBe(false);
  });
});

test('what fetch hides in its cause is told: a host that is not found, a redirect in circles', async () => {
  const failing = (cause: Error) => () => Promise.reject(new TypeError('fetch failed', { cause }));
  const unknown = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
  await expect(pull(failing(unknown))).rejects.toMatchObject({ facts: { why: 'ENOTFOUND' } });
  const circles = new Error('redirect count exceeded');
  await expect(pull(failing(circles))).rejects.toMatchObject({ facts: { why: 'redirect count exceeded' } });
});

describe('findModel', () => {
  test('tells a file of the right name that is something else', async () => {
    writeFileSync(join(folder, 'made.onnx'), Buffer.from(content).fill(0, 10, 20));
    expect(await findModel(folder, model)).toMatchObject({ state: 'wrong', paths: null });
  });
});

describe('addModelFile', () => {
  test('refuses a file that is none of the known ones, by its sha256', async () => {
    const file = join(folder, 'any.onnx');
    writeFileSync(file, content);
    await expect(addModelFile(file, folder)).rejects.toMatchObject({ code: 'unknown-model-file', facts: { sha256 } });
    await expect(addModelFile(join(folder, 'gone'), folder)).rejects.toMatchObject({ code: 'no-such-path' });
  });
});

test('every known model has fixed addresses, lengths and hashes, and a licence', () => {
  for (const { id, files, license } of MODELS) {
    expect(modelOf(id).files.length).toBeGreaterThan(0);
    expect(license).not.toBe('');
    for (const { url, bytes, sha256: hash } of files) {
      expect(url).toMatch(
        /^https:\/\/(raw\.githubusercontent\.com\/[^/]+\/[^/]+\/[\da-f]{40}\/|github\.com\/.+\/releases\/download\/)/u,
      );
      expect(bytes).toBeGreaterThan(1000);
      expect(hash).toMatch(/^[\da-f]{64}$/u);
    }
  }
  expect(() => modelOf('nope')).toThrow(/dtln/u);
});

test('the folder is the one named, else PERSONA_MODELS, else where the system keeps such data', () => {
  expect(modelsFolder('here', { PERSONA_MODELS: 'there' })).toBe('here');
  expect(modelsFolder(undefined, { PERSONA_MODELS: 'there' })).toBe('there');
  expect(modelsFolder(undefined, {})).toMatch(/persona.models$/u);
});
