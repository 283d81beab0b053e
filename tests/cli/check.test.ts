import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { smallWorkspace } from '../bundle/workspace.ts';
import { fakeEnv } from '../support/env.ts';
import { runCli } from '../support/run-cli.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-check-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A workspace whose segments have these seconds; those below 5 s are grade B. */
function workspace(name: string, seconds: readonly number[], consent: unknown = null): string {
  const dir = join(root, name);
  mkdirSync(join(dir, 'audio'), { recursive: true });
  writeFileSync(join(dir, 'persona.json'), JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' }, consent }));
  const { segments } = smallWorkspace({ segments: seconds.length, seconds: (i) => seconds[i] as number });
  const lines = segments.map((each) =>
    JSON.stringify({ ...each, grade: each.seconds < 5 ? 'B' : 'A', transcript: null }),
  );
  if (seconds.length) writeFileSync(join(dir, 'audio', 'segments.jsonl'), `${lines.join('\n')}\n`);
  return dir;
}

/** Of three segments of 10 s each the first says what its words mask; the second is part of a message that does. */
function maskedWorkspace(name: string, settings: unknown): string {
  const dir = workspace(name, [10, 10, 10]);
  const persona = { schema: 'persona/1', subject: { name: '陈默' }, settings };
  writeFileSync(join(dir, 'persona.json'), JSON.stringify(persona));
  const words = '新号码是[电话1]，你记一下。';
  const file = join(dir, 'audio', 'segments.jsonl');
  const segments = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  segments[0].transcript = words;
  segments[1].source.item = 'long';
  writeFileSync(file, segments.map((segment) => `${JSON.stringify(segment)}\n`).join(''));
  mkdirSync(join(dir, 'corpus'));
  const voice = { id: 'long', time: null, conversation: 'c', media: null, seconds: 20, transcript: words };
  const source = { format: 'memotrace-csv', file: '林晓.csv', record: 9 };
  writeFileSync(join(dir, 'corpus', 'voice.jsonl'), `${JSON.stringify({ ...voice, source })}\n`);
  return dir;
}

const check = (dir: string, ...args: string[]) => runCli(dir, ['check', ...args]);

const ninety = [10, 10, 10, 10, 10, 10, 10, 10, 6, 4];

describe('persona check', () => {
  test('without a workspace recommends nothing that it does not take', async () => {
    const { code, err } = await check(mkdtempSync(join(root, 'none-')));
    expect(code).toBe(1);
    expect(err).toContain('persona init');
    expect(err).not.toContain('--subject');
  });

  test('counts A and B, and judges every backend', async () => {
    const { code, out } = await check(workspace('json', ninety), '--json');
    expect(code).toBe(0);
    const summary = JSON.parse(out);
    expect(summary.voice).toMatchObject({ cleanSeconds: 90, A: 86, B: 4, segments: 10, longestClip: 10 });
    expect(summary.marks).toEqual([
      { id: 'prompt', seconds: 90, missing: 0 },
      { id: 'training', seconds: 3600, missing: 3510 },
    ]);
    const verdicts = Object.fromEntries(
      summary.backends.map((each: { id: string; verdict: string }) => [each.id, each.verdict]),
    );
    expect(verdicts).toMatchObject({
      minimax: 'enough',
      rvc: 'minimal',
      'bert-vits2': 'not-enough',
      playht: 'not-usable',
    });
  });

  test('shows groups, missing seconds and both marks to a person, in both languages', async () => {
    const dir = workspace('human', ninety);
    const { out } = await check(dir);
    expect(out).toContain('1 min 30 s of clean speech');
    expect(out).toMatch(/Enough \(\d+\)[\s\S]*Works, below what is recommended \(1\)[\s\S]*Not enough yet \(9\)/u);
    expect(out).toMatch(/rvc +training, local +10 min 00 s recommended +8 min 30 s/u);
    expect(out).toMatch(/prompt cloning .* 100% +1 min 30 s reached/u);
    expect(out).toMatch(/classic training .* 2% +58 min 30 s short of 1 h 00 min/u);
    const zh = await check(dir, '--lang', 'zh');
    expect(zh.out).toContain('干声共 1 分 30 秒');
    expect(zh.out).toContain('还不够（9）');
  });

  test('counts no voice that says what its words mask, unless bundles are to take it', async () => {
    const dir = maskedWorkspace('masked', {});
    const { voice, backends } = JSON.parse((await check(dir, '--json')).out);
    expect(voice).toMatchObject({ cleanSeconds: 10, segments: 1, masked: { segments: 2, seconds: 20 } });
    expect(backends.find(({ id }: { id: string }) => id === 'minimax')).toMatchObject({ have: 10 });
    expect((await check(dir)).out).toContain('20.0 s more (2 segments) is not counted');
    const all = JSON.parse((await check(maskedWorkspace('wanted', { bundle: { includeMasked: true } }), '--json')).out);
    expect(all.voice).toMatchObject({ cleanSeconds: 30, masked: { segments: 0, seconds: 0 } });
  });

  test('judges by the flags of bundle and by its settings; words of a file count as they will there', async () => {
    const dir = maskedWorkspace('flags', { bundle: { includeMasked: true } });
    writeFileSync(join(dir, 'words.csv'), 'segment,text\nseg002,早点睡。\n');
    const wordless = JSON.parse((await check(dir, '--json')).out);
    expect(wordless.voice.transcribedSeconds).toBe(0);
    const { voice } = JSON.parse((await check(dir, '--transcripts', 'words.csv', '--json')).out);
    expect(voice).toMatchObject({ transcribedSeconds: 10 });
    const wrong = await check(dir, '--period', '2019');
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('persona check --help');
    const outside = await check(maskedWorkspace('outside', {}), '--period', '2020..');
    expect(outside.out).not.toContain('not of the period');
  });

  test('says that the consent is open, and nothing of it once it is given', async () => {
    expect((await check(workspace('open', ninety))).err).toContain('on what ground');
    const consent = { basis: 'own-voice', by: '陈默', date: '2024-01-01' };
    expect((await check(workspace('given', ninety, consent))).err).toBe('');
  });

  test('the family of someone who has died cannot use what the speaker must record', async () => {
    const consent = { basis: 'family-of-deceased', by: '林晓', date: '2024-01-01' };
    const { out } = await check(workspace('deceased', ninety, consent), '--json');
    const backend = JSON.parse(out).backends.find((each: { id: string }) => each.id === 'openai-custom-voice');
    expect(backend).toMatchObject({ verdict: 'not-usable', why: 'speaker-needed' });
  });

  test('--require exits with 1 when a backend is not satisfied, with 0 when it is', async () => {
    const dir = workspace('require', ninety);
    expect(await check(dir, '--require', 'minimax', '--require', 'rvc')).toMatchObject({ code: 0 });
    const { code, out } = await check(dir, '--require', 'bert-vits2', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, required: ['bert-vits2'], unmet: ['bert-vits2'] });
    expect((await check(dir, '--require', 'playht')).code).toBe(1);
    expect((await check(dir, '--require', 'so-vits-svc')).code).toBe(1);
  });

  test('what is not satisfied is said with --quiet too, on stderr', async () => {
    const dir = workspace('require', ninety);
    expect((await check(dir, '--require', 'minimax', '--quiet')).out).toBe('');
    const { code, out, err } = await check(dir, '--require', 'bert-vits2', '--quiet');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('✖ bert-vits2');
  });

  test('--require of an unknown backend exits with 2 and names the near ones', async () => {
    const { code, err } = await check(workspace('unknown', ninety), '--require', 'gpt-sovits');
    expect(code).toBe(2);
    expect(err).toContain('gpt-sovits-zero-shot');
    expect(err).toContain('gpt-sovits-finetune');
  });

  test('--grade A leaves B out', async () => {
    const { out } = await check(workspace('best', ninety), '--grade', 'A', '--json');
    expect(JSON.parse(out).voice).toMatchObject({ cleanSeconds: 86, segments: 9 });
  });

  test('--grade A where there is B alone says how much of it', async () => {
    const { err } = await check(workspace('lesser', [4.5, 4.49]), '--grade', 'A');
    expect(err).toContain('There is no segment of grade A; of grade B there are 8.9 s.');
    expect(err).not.toContain('missing or empty');
  });

  test('without segments says how to get some, and still shows what each backend takes', async () => {
    const { code, out, err } = await check(workspace('empty', []));
    expect(code).toBe(0);
    expect(err).toContain('persona audio-clean');
    expect(out).toContain('minimax');
  });

  test('a damaged segments file and a folder without persona.json are named', async () => {
    const dir = workspace('damaged', ninety);
    const file = join(dir, 'audio', 'segments.jsonl');
    const [first] = readFileSync(file, 'utf8').split('\n');
    for (const line of ['{"id":"b","sec', '{"id":"zzz","seconds":5}', '7', 'null']) {
      writeFileSync(file, `${first}\n${line}\n`);
      const { code, err } = await check(dir);
      expect(code).toBe(1);
      expect(err).toContain('segments.jsonl is damaged at line 2');
    }
    mkdirSync(join(root, 'none'));
    expect((await check(join(root, 'none'))).err).toContain('persona.json');
  });
});

describe('persona backends', () => {
  test('tells a backend in Chinese, its notes too', async () => {
    const env = fakeEnv(root);
    expect(await main(['backends', 'playht', '--lang', 'zh'], env)).toBe(0);
    expect(env.out()).toMatch(/即时克隆·在线，已停止服务/u);
    expect(env.out()).toMatch(/说明\n.*团队 2025 年 7 月归入 Meta，服务已于 2025-12-31 停止/u);
  });
});
