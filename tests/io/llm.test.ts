import { afterEach, describe, expect, test } from 'vitest';
import { LlmClient, type LlmRequest } from '../../src/io/llm.ts';
import { type Behaviour, LlmServer } from '../support/llm-server.ts';

const REQUEST: LlmRequest = {
  messages: [{ role: 'user', content: '在吗' }],
  maxTokens: 50,
  temperature: 0,
  json: true,
};

let server: LlmServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function client(
  script: Behaviour[],
  { key = 'sk-test' as string | null, timeout = 5_000, signal = new AbortController().signal } = {},
) {
  server = await LlmServer.start(script);
  const waits: number[] = [];
  const made = new LlmClient(
    { url: server.url, model: 'm', key },
    { signal, timeout, sleep: async (milliseconds) => void waits.push(milliseconds) },
  );
  return { made, waits, server };
}

describe('the client of a model', () => {
  test('posts a chat completion and reads its answer', async () => {
    const { made, server } = await client(['在呢']);
    expect(await made.complete(REQUEST)).toEqual({ text: '在呢', cut: false });
    expect(server.asked).toEqual([
      {
        authorization: 'Bearer sk-test',
        path: '/v1/chat/completions',
        body: {
          model: 'm',
          messages: REQUEST.messages,
          max_tokens: 50,
          temperature: 0,
          stream: false,
          response_format: { type: 'json_object' },
        },
      },
    ]);
  });

  test('without a key there is no authorization', async () => {
    const { made, server } = await client(['好'], { key: null });
    await made.complete(REQUEST);
    expect(server.asked[0]?.authorization).toBeUndefined();
  });

  test('waits as long as a 429 says, else longer each time', async () => {
    const { made, waits } = await client([
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 500 },
      { status: 503 },
      '好',
    ]);
    expect((await made.complete(REQUEST)).text).toBe('好');
    expect(waits).toEqual([7_000, 2_000, 4_000]);
  });

  test('a broken body, a body that is no completion, and silence are asked again', async () => {
    const { made, server } = await client([{ broken: true }, { body: '<html>502</html>' }, { silent: true }, '好'], {
      timeout: 200,
    });
    expect((await made.complete(REQUEST)).text).toBe('好');
    expect(server.asked).toHaveLength(4);
  });

  test('gives up after five tries and names the fault, not the words', async () => {
    const { made, waits } = await client(Array(9).fill({ status: 500 }));
    await expect(made.complete(REQUEST)).rejects.toMatchObject({
      code: 'llm-unreachable',
      facts: { why: 'HTTP 500', tries: 5 },
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  test.each([401, 403, 404])('HTTP %i ends it at once', async (status) => {
    const { made, server } = await client([{ status }]);
    await expect(made.complete(REQUEST)).rejects.toMatchObject({ code: 'llm-refused', facts: { status } });
    expect(server.asked).toHaveLength(1);
  });

  test('a redirect is not followed: it leads to a host nobody agreed to', async () => {
    const { made, server } = await client(Array(9).fill({ status: 307, headers: { location: '/elsewhere' } }));
    await expect(made.complete(REQUEST)).rejects.toMatchObject({ code: 'llm-refused', facts: { status: 307 } });
    expect(server.asked.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
  });

  test('a wait longer than a run may take is left to another run', async () => {
    const { made, waits, server } = await client([{ status: 429, headers: { 'retry-after': '3600' } }, '好']);
    await expect(made.complete(REQUEST)).rejects.toMatchObject({ code: 'llm-unreachable', facts: { tries: 1 } });
    expect([server.asked.length, waits]).toEqual([1, []]);
  });

  test('a body without end is no answer', async () => {
    const { made, server } = await client([{ endless: true }, '好']);
    expect((await made.complete(REQUEST)).text).toBe('好');
    expect(server.asked).toHaveLength(2);
  });

  test('what stands behind the path of the address stays behind it', async () => {
    const { server } = await client(['好']);
    const endpoint = { url: `${server.url}/?version=1`, model: 'm', key: null };
    const made = new LlmClient(endpoint, { signal: new AbortController().signal, sleep: async () => {} });
    await made.complete(REQUEST);
    expect(server.asked[0]?.path).toBe('/v1/chat/completions?version=1');
  });

  test.each([400, 422])('after HTTP %i the optional fields are left out, from then on', async (status) => {
    const { made, server } = await client([{ status }, '好', '好']);
    await made.complete(REQUEST);
    await made.complete(REQUEST);
    expect(server.asked.map(({ body }) => Object.keys(body).length)).toEqual([6, 2, 2]);
  });

  test('says when the answer was cut off', async () => {
    const { made } = await client([{ cut: '{"claims":[' }]);
    expect(await made.complete(REQUEST)).toEqual({ text: '{"claims":[', cut: true });
  });

  test('Ctrl-C ends a request that is under way', async () => {
    const stop = new AbortController();
    const { made } = await client([{ silent: true }], { signal: stop.signal });
    const answer = made.complete(REQUEST);
    stop.abort(new Error('stopped'));
    await expect(answer).rejects.toThrow('stopped');
  });

  test('nobody listening', async () => {
    const { made, server } = await client([]);
    await server.stop();
    await expect(made.complete(REQUEST)).rejects.toMatchObject({ facts: { why: 'ECONNREFUSED' } });
  });
});
