import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const BIN = fileURLToPath(new URL('../../bin/persona.js', import.meta.url));

/** The binary as a user without a system ffmpeg has it: only node is on the PATH. */
function persona(...args: string[]) {
  const run = spawnSync(process.execPath, [BIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, PATH: '', NO_COLOR: '1', LANG: 'en_US.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const jsonl = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('persona demo, through the binary, without a system ffmpeg', () => {
  let dir: string;
  let demo: {
    ok: boolean;
    steps: { line: string; exitCode: number; summary: Record<string, unknown> }[];
    bundle: string;
  };

  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'persona-e2e-'));
    const run = persona('demo', join(dir, 'ws'), '--json');
    demo = JSON.parse(run.out);
  }, 300_000);
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('every step ends well', () => {
    expect(demo.steps.map(({ line, exitCode }) => [line.split(' ')[1], exitCode])).toEqual(
      ['init', 'ingest', 'audio-clean', 'check', 'bundle', 'verify'].map((name) => [name, 0]),
    );
    expect(demo.ok).toBe(true);
  });

  test('the corpus holds his words and not those of others, nor the placeholders', () => {
    const items = jsonl(join(dir, 'ws/corpus/items.jsonl'));
    const his = items.filter(({ bySubject }) => bySubject);
    expect(his.length).toBeGreaterThan(50);
    expect(his.filter(({ kind }) => kind === 'post')).toHaveLength(6);
    expect(his.filter(({ kind }) => kind === 'essay')).toHaveLength(2);
    expect(his.every(({ sender }) => sender.id === undefined || sender.id === 'wxid_chenmo01')).toBe(true);
    expect(items.some(({ text }) => /13812345678|\[表情包\]|撤回了一条消息/u.test(text))).toBe(false);
  });

  test('the voice is his alone, and is counted', () => {
    const segments = jsonl(join(dir, 'ws/audio/segments.jsonl'));
    const items = new Map(jsonl(join(dir, 'ws/corpus/items.jsonl')).map((item) => [item.id, item]));
    expect(segments.length).toBeGreaterThan(8);
    for (const { source, speaker, seconds } of segments) {
      expect(items.get(source.item)?.bySubject).toBe(true);
      expect(speaker.by).toBe('chat');
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(15);
    }
    const total = segments.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(total).toBeGreaterThan(60);
    expect(total).toBeLessThan(150);
  });

  test('the bundle holds three backends and verifies; a changed byte is found', () => {
    for (const file of [
      'manifest.json',
      'prompt/system.md',
      'voice/reference.wav',
      'backends/minimax/clone.request.json',
      'backends/gpt-sovits-zero-shot/ref.wav',
      'backends/f5-tts-zero-shot/voice.toml',
    ]) {
      expect(existsSync(join(demo.bundle, file)), file).toBe(true);
    }
    const prompt = join(demo.bundle, 'prompt/system.md');
    const before = readFileSync(prompt);
    writeFileSync(prompt, Buffer.concat([before, Buffer.from(' ')]));
    const changed = persona('verify', demo.bundle);
    writeFileSync(prompt, before);
    expect(changed.code).toBe(1);
    expect(changed.out + changed.err).toContain('prompt/system.md');
    expect(persona('verify', demo.bundle).code).toBe(0);
  });

  test('the bundle holds private data: only its owner may read it', () => {
    if (process.platform === 'win32') return;
    expect(statSync(join(demo.bundle, 'manifest.json')).mode & 0o077).toBe(0);
  });

  test('running again changes no byte', () => {
    const list = () =>
      [
        'corpus/items.jsonl',
        'corpus/dialogues.jsonl',
        'corpus/voice.jsonl',
        'audio/segments.jsonl',
        '陈默.persona/manifest.json',
      ].map((file) => readFileSync(join(dir, 'ws', file), 'utf8'));
    const before = list();
    execFileSync(process.execPath, [BIN, 'demo', join(dir, 'again'), '--json'], { env: { ...process.env, PATH: '' } });
    for (const [command, ...args] of [
      ['ingest', fileURLToPath(new URL('../../fixtures/demo/exports', import.meta.url))],
      ['audio-clean'],
      ['bundle', '--backend', 'minimax', '--backend', 'gpt-sovits-zero-shot', '--backend', 'f5-tts-zero-shot'],
    ]) {
      expect(persona(command ?? '', ...args, '--workspace', join(dir, 'ws'), '--yes').code).toBe(0);
    }
    expect(list()).toEqual(before);
    const other = (file: string) => readFileSync(join(dir, 'again', file), 'utf8');
    expect(other('corpus/items.jsonl')).toBe(before[0]);
    expect(other('audio/segments.jsonl')).toBe(before[3]);
  }, 300_000);
});
