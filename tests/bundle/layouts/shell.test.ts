import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { planBackend } from '../../../src/bundle/backends.ts';
import { profileOf } from '../../../src/bundle/profiles.ts';
import { chooseClips } from '../../../src/bundle/voice/choose.ts';
import type { Profile } from '../../../src/core/types.ts';
import { smallWorkspace } from '../workspace.ts';

const dir = mkdtempSync(join(tmpdir(), 'persona-usage-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const segments = smallWorkspace({ segments: 20 }).segments.map((segment) => ({ ...segment, transcript: '慢慢来。' }));

function plan(id: string) {
  const choose = (wish: Parameters<typeof chooseClips>[1]) => chooseClips({ segments, pauses: new Map() }, wish);
  const material = { segments, choose, speaker: { language: 'zh' } };
  const context = { slug: 'ChenMo', name: '陈默', language: 'zh' };
  const made = planBackend(profileOf(id) as Profile, material, context);
  if ('why' in made) throw new Error(made.why.en);
  return made;
}

describe.skipIf(process.platform === 'win32')('commands that change files', () => {
  test.each<[string, (lists: (name: string) => string) => (string | undefined)[]]>([
    [
      'gpt-sovits-finetune',
      (list) =>
        list('ChenMo.list')
          .split('\n')
          .map((line) => line.split('|')[0]),
    ],
    [
      'f5-tts-finetune',
      (list) =>
        list('metadata.csv')
          .split('\n')
          .slice(1)
          .map((line) => line.split('|')[0]),
    ],
    [
      'cosyvoice-finetune',
      (list) =>
        list('wav.scp')
          .split('\n')
          .map((line) => line.split(/\s+/u)[1]),
    ],
    [
      'voxcpm-finetune',
      (list) =>
        list('train.jsonl')
          .split('\n')
          .map((line) => (line ? (JSON.parse(line) as { audio: string }).audio : '')),
    ],
  ])('%s: in a copy, and with paths that lead to the sounds', (id, paths) => {
    const { files, usage, record } = plan(id);
    const [bundle, home] = [join(dir, id, "Bob & Jo's #1.persona"), join(dir, id, 'R&D#2')];
    for (const file of files) {
      mkdirSync(dirname(join(bundle, file.path)), { recursive: true });
      writeFileSync(join(bundle, file.path), 'text' in file ? file.text : 'sound');
    }
    mkdirSync(home);
    const folder = join(bundle, record.folder);
    const before = readdirSync(folder);
    const lines = usage.split('\n').filter((line) => /^(?:WORK=|sed )/u.test(line));
    execFileSync('bash', ['-ec', lines.join('\n')], { cwd: folder, env: { ...process.env, HOME: home } });
    expect(readdirSync(folder)).toEqual(before);
    const copy = join(home, `persona-ChenMo-${id}`);
    const named = paths((name) => readFileSync(join(copy, name), 'utf8')).filter(Boolean);
    expect(named.length).toBeGreaterThan(3);
    for (const path of named) expect(existsSync(path as string), path).toBe(true);
  });
});
