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

function plan(id: string, voice = segments) {
  const choose = (wish: Parameters<typeof chooseClips>[1]) => chooseClips({ segments: voice, pauses: new Map() }, wish);
  const material = { segments: voice, choose, speaker: { language: 'zh' } };
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

  test('Bert-VITS2: each step finds the settings and the sounds that it reads', () => {
    const hour = Array.from({ length: 30 }, (_, n) =>
      segments.map((segment) => ({ ...segment, id: `${segment.id}-${n}`, seconds: 8 })),
    ).flat();
    const { files, usage, record } = plan('bert-vits2', hour);
    const program = join(dir, 'Bert-VITS2');
    for (const file of files) {
      const path = join(program, file.path.slice(record.folder.length + 1));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'text' in file ? file.text : 'sound');
    }
    mkdirSync(join(program, 'configs'));
    writeFileSync(join(program, 'default_config.yml'), '# paths\ndataset_path: "Data/"\nmirror: ""\n');
    const config = { data: { training_files: 'filelists/train.list', validation_files: 'filelists/val.list' } };
    writeFileSync(join(program, 'configs/config.json'), JSON.stringify(config, null, 2));
    // The steps themselves: they refuse a settings file or a list that is not there.
    const steps = [
      'settings() { while [ $# -gt 0 ]; do case $1 in --config*|--transcription-path) [ -f "$2" ] || exit 9;; esac; shift; done; }',
      'python() { [ -f config.yml ] || exit 8; settings "$@"; }',
      'torchrun() { [ -f config.yml ]; }',
    ];
    execFileSync('bash', ['-ec', [...steps, usage].join('\n')], { cwd: program });
    const read = (path: string) => readFileSync(join(program, path), 'utf8');
    expect(read('config.yml')).toContain('dataset_path: "data/ChenMo"\n');
    expect(JSON.parse(read('data/ChenMo/configs/config.json'))).toEqual({
      data: { training_files: 'data/ChenMo/train.list', validation_files: 'data/ChenMo/val.list' },
    });
    expect(read('data/ChenMo/clean.list').split('\n')[0]).toBe('data/ChenMo/wavs/0001.wav|ChenMo|ZH|慢慢来。');
  });

  test('ElevenLabs: the captcha, which comes as text, becomes a picture', () => {
    const long = Array.from({ length: 30 }, (_, n) =>
      segments.map((segment) => ({ ...segment, id: `${segment.id}-${n}`, seconds: 8 })),
    ).flat();
    const folder = join(dir, 'captcha');
    mkdirSync(folder);
    const line = plan('elevenlabs-pvc', long)
      .usage.split('\n')
      .find((each) => each.includes('out_captcha.png'));
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]);
    const curl = `curl() { printf '%s' '"${picture.toString('base64')}"'; }`;
    execFileSync('bash', ['-ec', `${curl}\n${line}`], { cwd: folder });
    expect(readFileSync(join(folder, 'out_captcha.png'))).toEqual(picture);
  });
});
