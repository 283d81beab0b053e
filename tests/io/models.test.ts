import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

describe('pullModel from a server', () => {
  let server: Server;
  afterEach(() => new Promise((done) => server.close(done)));
  const ranges: (string | undefined)[] = [];

  /** Pulls once for each answer in turn; gives the codes of what failed, and null for what did not. */
  async function pullInTurn(...answers: RequestListener[]): Promise<(string | null)[]> {
    ranges.length = 0;
    const left = [...answers];
    server = createServer((request, response) => {
      ranges.push(request.headers.range);
      left.shift()?.(request, response);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/made.onnx`;
    const here = { ...model, files: model.files.map((file) => ({ ...file, url })) };
    const told: (string | null)[] = [];
    for (const _ of answers)
      told.push(
        await pullModel(here, folder, fetch, signal, () => {}).then(
          () => null,
          (error) => error.code,
        ),
      );
    return told;
  }
  const part = () => join(folder, 'made.onnx.part');
  const whole: RequestListener = (_, response) => response.end(content);
  const breaksOff: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, 3000), () => setTimeout(() => response.destroy(), 50));
  };
  const rest: RequestListener = ({ headers }, response) => {
    const from = Number(/\d+/u.exec(headers.range ?? '')?.[0]);
    response.writeHead(206, { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` });
    response.end(content.subarray(from));
  };
  const made = () => readFileSync(join(folder, 'made.onnx'));

  test('that broke off goes on where it was', async () => {
    expect(await pullInTurn(breaksOff, rest)).toEqual(['pull-failed', null]);
    expect(ranges).toEqual([undefined, 'bytes=3000-']);
    expect(made()).toEqual(content);
    expect(existsSync(part())).toBe(false);
  });

  test('that broke off begins anew where the server knows no ranges', async () => {
    expect(await pullInTurn(breaksOff, whole)).toEqual(['pull-failed', null]);
    expect(made()).toEqual(content);
  });

  test.each<[string, RequestListener]>([
    ['another part', (_, response) => response.writeHead(206, { 'content-range': 'bytes 0-9/10' }).end('0123456789')],
    ['no such part', (_, response) => response.writeHead(416).end()],
    [
      'another file from there on',
      (_, response) => response.writeHead(206, { 'content-range': 'bytes 3000-7999/8000' }).end(Buffer.alloc(5000)),
    ],
  ])('that is given %s keeps nothing, and the next begins anew', async (_, answer) => {
    expect(await pullInTurn(breaksOff, answer, whole)).toEqual(['pull-failed', 'pull-failed', null]);
    expect(ranges[2]).toBeUndefined();
    expect(made()).toEqual(content);
  });

  test('that is told to go elsewhere goes there', async () => {
    const elsewhere: RequestListener = (_, response) => response.writeHead(302, { location: '/there' }).end();
    ranges.length = 0;
    server = createServer((request, response) => (request.url === '/there' ? whole : elsewhere)(request, response));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/made.onnx`;
    await pullModel(
      { ...model, files: model.files.map((file) => ({ ...file, url })) },
      folder,
      fetch,
      signal,
      () => {},
    );
    expect(made()).toEqual(content);
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
