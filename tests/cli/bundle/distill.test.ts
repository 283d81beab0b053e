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
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.ts';
import { isHeldOut } from '../../../src/core/hold-out.ts';
import { type SmallWorkspace, smallWorkspace, writeWorkspace } from '../../bundle/workspace.ts';
import { fakeEnv } from '../../support/env.ts';
import { type Asked, type Behaviour, LlmServer } from '../../support/llm-server.ts';

let root = '';
let count = 0;
let server: LlmServer | undefined;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-distill-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

function workspace(data: SmallWorkspace = smallWorkspace()): string {
  const dir = join(root, `家 ${++count}`);
  mkdirSync(dir, { recursive: true });
  writeWorkspace(dir, { ...data, segments: [] });
  return dir;
}

async function bundle(dir: string, args: string[], variables: Record<string, string> = {}, signal?: AbortSignal) {
  const model = server ? { PERSONA_LLM_URL: server.url, PERSONA_LLM_MODEL: 'test-model' } : {};
  const env = fakeEnv(dir, {
    variables: { LANG: 'en_US.UTF-8', ...model, ...variables },
    ...(signal ? { signal } : {}),
  });
  const code = await main(['bundle', '--only', 'prompt', '--llm', ...args], env);
  return { code, out: env.out(), err: env.err() };
}

/** Reads the material as a model would: cites the line that tells of the army, and invents one more. */
function answer({ body }: Asked): string {
  const material = body.messages.at(-1)?.content ?? '';
  const id = /#(\d+) [^\n]*参军离开家/u.exec(material)?.[1];
  const invented = { layer: 'memories', say: '当过船长', cites: [{ id: 99_999, quote: '我开过船' }] };
  const good = { layer: 'memories', say: '1986年参军离家', cites: [{ id: Number(id), quote: '1986年我参军离开家' }] };
  return `\`\`\`json\n${JSON.stringify({ claims: id ? [good, invented] : [invented] })}\n\`\`\``;
}

const start = async (script: Behaviour[] = [], otherwise: Behaviour = answer) => {
  server = await LlmServer.start(script, otherwise);
  return server;
};

const profileOf = (dir: string) => JSON.parse(readFileSync(join(dir, '陈默.persona/prompt/profile.json'), 'utf8'));
const kept = (dir: string) => readdirSync(join(dir, '.cache/distill')).filter((name) => name.endsWith('.json'));

describe('persona bundle --llm', () => {
  test('says what leaves the machine, takes what is proven, and says how many of how many', async () => {
    const { asked } = await start();
    const dir = workspace();
    const { code, err } = await bundle(dir, ['--yes']);
    expect(code).toBe(0);
    expect(err).toMatch(
      /To 127\.0\.0\.1:\d+ \(model test-model\): 1 request, about [\d,]+ tokens out and [\d,]+ back/u,
    );
    expect(err).toMatch(
      /The model made (\d+) claims: 1 with true citations, \d+ dropped \(cites what was not sent \d+/u,
    );
    expect(asked.length).toBeGreaterThan(0);
    const models = profileOf(dir).claims.filter(({ evidence }: { evidence: string }) => evidence === 'model');
    expect(models).toHaveLength(1);
    expect(models[0].items[0]).toMatch(/^[0-9a-f]{16}$/u);
    expect(readFileSync(join(dir, '陈默.persona/prompt/system.md'), 'utf8')).toContain('1986年参军离家');
    expect(await main(['verify', join(dir, '陈默.persona')], fakeEnv(dir))).toBe(0);
  });

  test('a second run asks nothing again and needs no yes', async () => {
    const { asked } = await start();
    const dir = workspace();
    await bundle(dir, ['--yes']);
    const before = { requests: asked.length, profile: profileOf(dir) };
    const again = await bundle(dir, []);
    expect(again.code).toBe(0);
    expect(asked).toHaveLength(before.requests);
    expect(profileOf(dir)).toEqual(before.profile);
    for (const name of kept(dir)) expect(statSync(join(dir, '.cache/distill', name)).mode & 0o777).toBe(0o600);
  });

  test('an answer that was damaged since is asked for again, and so needs a yes again', async () => {
    const { asked } = await start();
    const dir = workspace();
    await bundle(dir, ['--yes']);
    const before = asked.length;
    for (const name of kept(dir)) writeFileSync(join(dir, '.cache/distill', name), '{"answer":"{');
    expect((await bundle(dir, [])).code).toBe(2);
    expect(asked).toHaveLength(before);
    expect((await bundle(dir, ['--yes'])).err).toContain('1 request,');
    expect(asked).toHaveLength(before + 1);
  });

  test('without a yes nothing is sent', async () => {
    const { asked } = await start();
    const { code, err } = await bundle(workspace(), []);
    expect(code).toBe(2);
    expect(err).toContain('--yes');
    expect(asked).toEqual([]);
  });

  test.each([
    ['an address with a password', { PERSONA_LLM_URL: 'http://dad:sk-secret@127.0.0.1:1/v1' }, 'PERSONA_LLM_URL'],
    ['a key in other letters', { PERSONA_LLM_KEY: 'sk-secret密钥' }, 'PERSONA_LLM_KEY'],
  ])('%s is refused before anything is asked, and not repeated', async (_, variables, named) => {
    const { asked } = await start();
    const { code, out, err } = await bundle(workspace(), ['--yes'], variables);
    expect(code).toBe(2);
    expect(err).toContain(named);
    expect(out + err).not.toContain('sk-secret');
    expect(asked).toEqual([]);
  });

  test('--dry-run writes what would be sent, word for word, and sends nothing', async () => {
    const { asked } = await start();
    const dir = workspace();
    const dry = await bundle(dir, ['--dry-run']);
    expect(dry.code).toBe(0);
    expect(asked).toEqual([]);
    expect(existsSync(join(dir, '陈默.persona'))).toBe(false);
    const file = join(dir, '.cache/distill/outgoing.jsonl');
    expect(dry.err).toContain(file);
    const shown = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    await bundle(dir, ['--yes']);
    expect(asked.map(({ body }) => body)).toEqual(shown);
  });

  test('names what is missing in the environment', async () => {
    const none = await bundle(workspace(), ['--yes']);
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toContain('PERSONA_LLM_URL, PERSONA_LLM_MODEL, PERSONA_LLM_KEY');
    const far = { PERSONA_LLM_URL: 'https://models.example/v1', PERSONA_LLM_MODEL: 'm' };
    const keyless = await bundle(workspace(), ['--yes'], far);
    expect(keyless.err).toContain('--llm needs PERSONA_LLM_KEY in the environment');
    expect((await bundle(workspace(), ['--yes'], { ...far, PERSONA_LLM_URL: 'file:///x' })).err).toContain('http(s)');
  });

  test('what is not masked is not sent, and not shown', async () => {
    const { asked } = await start();
    const data = smallWorkspace();
    const [essay] = data.items.filter(({ kind }) => kind === 'essay');
    if (essay) essay.text += '\n\n我的电话是13812345678。';
    const { code, err } = await bundle(workspace(data), ['--yes', '--allow-private']);
    expect(code).toBe(1);
    expect(err).toMatch(/Not sent: 1 place still holds[\s\S]*request \d+:\d+ \(phone\)/u);
    expect(err).not.toContain('13812345678');
    expect(asked).toEqual([]);
  });

  test('held-out sessions are never sent', async () => {
    const { asked } = await start();
    const data = smallWorkspace({ talks: 150 });
    for (const item of data.items) if (item.kind === 'message') item.text += `（${item.id}）`;
    const held = data.dialogues.filter(({ session }) => isHeldOut(session ?? '')).flatMap(({ items }) => items);
    await bundle(workspace(data), ['--yes', '--llm-requests', '0']);
    const sent = JSON.stringify(asked.map(({ body }) => body));
    expect(held.length).toBeGreaterThan(5);
    expect(held.filter((id) => sent.includes(id))).toEqual([]);
    expect(data.dialogues.flatMap(({ items }) => items).filter((id) => sent.includes(id)).length).toBeGreaterThan(100);
  });

  test('waits and asks again after 429 and 500; a bad answer costs one request, not the run', async () => {
    const wait = { status: 429, headers: { 'retry-after': '0' } };
    await start(
      [wait, { status: 500, headers: { 'retry-after': '0' } }, 'sorry', { cut: '{"claims":[]}' }, 'no'],
      answer,
    );
    const { code, err } = await bundle(workspace(smallWorkspace({ talks: 400 })), ['--yes', '--llm-requests', '0']);
    expect(code).toBe(0);
    expect(err).toMatch(/1 of \d+ requests gave no usable answer/u);
  }, 20_000);

  test('a wrong key ends it with the reason; what was answered before is kept', async () => {
    await start([answer, { status: 401 }]);
    const dir = workspace(smallWorkspace({ talks: 400 }));
    const { code, err } = await bundle(dir, ['--yes', '--llm-requests', '0'], { PERSONA_LLM_KEY: 'sk-secret-key' });
    expect(code).toBe(1);
    expect(err).toContain('(HTTP 401)');
    expect(err).not.toContain('sk-secret-key');
    expect(kept(dir)).toHaveLength(1);
  });

  test('Ctrl-C keeps the finished requests', async () => {
    const stop = new AbortController();
    await start([
      answer,
      () => {
        stop.abort();
        return '{"claims":[]}';
      },
    ]);
    const dir = workspace(smallWorkspace({ talks: 400 }));
    const { code, err } = await bundle(dir, ['--yes', '--llm-requests', '0'], {}, stop.signal);
    expect(code).toBe(1);
    expect(err).toMatch(/✖/u);
    expect(kept(dir)).toHaveLength(1);
    expect(existsSync(join(dir, '陈默.persona'))).toBe(false);
  });

  test('in Chinese', async () => {
    await start();
    const { err } = await bundle(workspace(), ['--yes', '--lang', 'zh']);
    expect(err).toContain('将发往 127.0.0.1');
    expect(err).toContain('出处属实');
  });
});
