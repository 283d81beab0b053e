import { createHash } from 'node:crypto';
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
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Manifest } from '../../src/bundle/manifest.ts';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { main } from '../../src/cli/main.ts';
import type { Item } from '../../src/core/types.ts';
import { fakeEnv } from '../support/env.ts';
import { runCli } from '../support/run-cli.ts';
import { PERSONA, type SmallWorkspace, smallWorkspace, writeWorkspace } from './workspace.ts';

let root = '';
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-bundle-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function workspace(data: SmallWorkspace = smallWorkspace(), persona: unknown = PERSONA): string {
  const dir = join(root, `家 ${++count}`);
  mkdirSync(dir, { recursive: true });
  writeWorkspace(dir, data, persona);
  return dir;
}

async function run(dir: string, ...args: string[]) {
  return { ...(await runCli(dir, args)), bundle: join(dir, '陈默.persona') };
}

const noVoice = { ...smallWorkspace(), segments: [] };

const manifestOf = (bundle: string) => Manifest.parse(JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8')));
const tree = (dir: string) =>
  (readdirSync(dir, { recursive: true, encoding: 'utf8' }) as string[])
    .filter((path) => statSync(join(dir, path)).isFile())
    .sort();
const hashes = (dir: string) =>
  tree(dir).map(
    (path) =>
      `${path} ${createHash('sha256')
        .update(readFileSync(join(dir, path)))
        .digest('hex')}`,
  );

describe('persona bundle', () => {
  test('makes a bundle that verify accepts, as a folder and as a zip', async () => {
    const dir = workspace();
    const made = await run(dir, 'bundle', '--zip');
    expect(made.err).not.toContain('✖');
    expect(made.code).toBe(0);
    for (const path of [
      'manifest.json',
      'README.md',
      'prompt/system.md',
      'prompt/profile.json',
      'prompt/examples.jsonl',
      'prompt/own-words.md',
      'voice/reference.wav',
      'voice/reference.txt',
      'voice/segments/metadata.jsonl',
      'backends/minimax/clone.mp3',
      'backends/gpt-sovits-zero-shot/ref.wav',
      'backends/f5-tts-zero-shot/voice.toml',
    ]) {
      expect(existsSync(join(made.bundle, path)), path).toBe(true);
    }
    // Its commands hold what neither cmd nor PowerShell knows.
    expect(readFileSync(join(made.bundle, 'README.md'), 'utf8')).toContain('Windows 上请在 Git Bash 或 WSL 里运行');
    for (const path of [made.bundle, `${made.bundle}.zip`]) {
      const verified = await run(root, 'verify', path, '--json');
      expect(JSON.parse(verified.out)).toMatchObject({ ok: true, faults: [], subject: '陈默' });
      expect(verified.code).toBe(0);
    }
  });

  test('the same inputs give the same bytes, in any folder', async () => {
    const [a, b] = [workspace(), workspace()];
    const made = [await run(a, 'bundle', '--zip'), await run(b, 'bundle', '--zip')] as const;
    expect(hashes(made[1].bundle)).toEqual(hashes(made[0].bundle));
    expect(readFileSync(`${made[1].bundle}.zip`).equals(readFileSync(`${made[0].bundle}.zip`))).toBe(true);
    await run(a, 'bundle');
    expect(hashes(made[0].bundle)).toEqual(hashes(made[1].bundle));
  });

  test('its date is the newest in the material, or SOURCE_DATE_EPOCH', async () => {
    const dir = workspace(noVoice);
    const { bundle } = await run(dir, 'bundle', '--only', 'prompt');
    expect(manifestOf(bundle).created).toBe('2024-03-02');
    const env = fakeEnv(dir, { variables: { LANG: 'en_US.UTF-8', SOURCE_DATE_EPOCH: '1700000000' } });
    await main(['bundle', '--only', 'prompt'], env);
    expect(manifestOf(bundle).created).toBe('2023-11-14T22:13:20.000Z');
  });

  test('files are for their owner only', async () => {
    const { bundle } = await run(workspace(noVoice), 'bundle', '--zip', '--only', 'prompt');
    for (const path of [...tree(bundle).map((file) => join(bundle, file)), `${bundle}.zip`])
      expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('every backend at once, and every clip within its limits', async () => {
    const data = smallWorkspace({ segments: 24, seconds: (i) => 4 + (i % 6) * 1.5 });
    const segments = data.segments.map((segment, i) => ({
      ...segment,
      transcript: segment.transcript ?? `第${i}句,天气不错。`,
    }));
    const dir = workspace({ ...data, segments }, { ...PERSONA, consent: { ...PERSONA.consent, basis: 'own-voice' } });
    const { code, bundle } = await run(dir, 'bundle', '--backend', 'all');
    expect(code).toBe(0);
    const { backends, leftOut } = manifestOf(bundle);
    expect(backends.length + leftOut.length).toBe(PROFILES.length);
    expect(leftOut.map(({ what }) => what.replace('backends/', '')).sort()).toEqual([
      'bert-vits2',
      'chatterbox-turbo',
      'elevenlabs-pvc',
      'megatts3',
      'playht',
      'pocket-tts',
      'tencent-vrs',
      'xfyun-clone',
    ]);
    const verified = await run(dir, 'verify', bundle, '--json');
    expect(JSON.parse(verified.out).faults).toEqual([]);
  }, 120_000);

  test('a slot that was filled since is no fault', async () => {
    const dir = workspace(smallWorkspace({ segments: 8, seconds: () => 8 }), {
      ...PERSONA,
      consent: { ...PERSONA.consent, basis: 'own-voice' },
    });
    const { bundle } = await run(dir, 'bundle', '--backend', 'openai-custom-voice');
    expect(manifestOf(bundle).backends[0]?.open).toEqual(['consent.wav']);
    writeFileSync(join(bundle, 'backends/openai-custom-voice/consent.wav'), 'x');
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
  });

  test('--dry-run says what would be written and writes nothing', async () => {
    const dir = workspace();
    const { code, out, bundle } = await run(dir, 'bundle', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('backends/minimax/clone.mp3');
    expect(existsSync(bundle)).toBe(false);
    expect(readdirSync(dir).sort()).toEqual(['audio', 'corpus', 'persona.json']);
  });

  test.each([
    ['Con', 'Con_.persona'],
    ['陈'.repeat(84), `${'陈'.repeat(66)}.persona`],
    ['…?', '….persona'],
    ['?', 'persona.persona'],
  ])('%s lies in a folder that every system can write: %s', async (name, folder) => {
    const dir = workspace(noVoice, { ...PERSONA, subject: { ...PERSONA.subject, name } });
    expect((await run(dir, 'bundle', '--only', 'prompt', '--zip')).code).toBe(0);
    expect(readdirSync(dir)).toEqual(expect.arrayContaining([folder, `${folder}.zip`]));
  });

  test('--json prints one object and nothing else', async () => {
    const { out } = await run(workspace(), 'bundle', '--json', '--only', 'voice');
    expect(JSON.parse(out)).toMatchObject({
      command: 'bundle',
      ok: true,
      written: true,
      head: { subject: { name: '陈默' } },
    });
  });

  test('the corpus itself only when asked for, without accounts and paths', async () => {
    const dir = workspace();
    const { bundle } = await run(dir, 'bundle', '--only', 'prompt', '--only', 'corpus');
    expect(existsSync(join(bundle, 'corpus'))).toBe(false);
    await run(dir, 'bundle', '--only', 'prompt', '--only', 'corpus', '--include-corpus');
    const items = readFileSync(join(bundle, 'corpus/items.jsonl'), 'utf8');
    expect(items).toContain('几点回来?');
    expect(items).not.toMatch(/wxid_/u);
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
  });

  test('nothing in it names an account or a folder of this machine', async () => {
    const dir = workspace();
    const { bundle } = await run(dir, 'bundle');
    for (const path of tree(bundle).filter((file) => !/\.(?:wav|mp3)$/u.test(file))) {
      const text = readFileSync(join(bundle, path), 'utf8');
      expect(text, path).not.toMatch(/wxid_/u);
      expect(text.includes(root), path).toBe(false);
    }
  });
});

describe('bad input', () => {
  test('no voice: a bundle of text, said so', async () => {
    const dir = workspace(noVoice);
    const { code, err, bundle } = await run(dir, 'bundle');
    expect(code).toBe(0);
    expect(err).toContain('this bundle holds text only');
    const manifest = manifestOf(bundle);
    expect(manifest.parts).toContain('prompt');
    expect(manifest.parts).not.toContain('voice');
    expect(manifest.backends).toEqual([]);
    expect(manifest.leftOut.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'voice',
        'backends/gpt-sovits-zero-shot',
        'backends/f5-tts-zero-shot',
        'backends/minimax',
      ]),
    );
    expect(readFileSync(join(bundle, 'README.md'), 'utf8')).toContain('没有干净的语音');
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
  });

  test('no text: a bundle of voice, said so', async () => {
    const dir = workspace({ ...smallWorkspace(), items: [], dialogues: [] });
    const { code, err, bundle } = await run(dir, 'bundle');
    expect(code).toBe(0);
    expect(err).toContain('holds the voice only');
    expect(manifestOf(bundle).parts).toContain('voice');
    expect(manifestOf(bundle).parts).not.toContain('prompt');
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
  });

  test('neither: an error, nothing written', async () => {
    const dir = workspace({ items: [], dialogues: [], segments: [] });
    const { code, err, bundle } = await run(dir, 'bundle');
    expect([code, existsSync(bundle)]).toEqual([1, false]);
    expect(err).toContain('There is nothing to bundle');
  });

  test('three seconds of voice: what needs more is left out with the reason', async () => {
    const dir = workspace(smallWorkspace({ segments: 1, seconds: () => 3 }));
    const { code, err, bundle } = await run(dir, 'bundle');
    expect(code).toBe(0);
    expect(err).toContain('backends/minimax is left out: it needs 10 s of clean voice; there are 3 s');
    expect(manifestOf(bundle).backends.map(({ id }) => id)).toEqual(['gpt-sovits-zero-shot', 'f5-tts-zero-shot']);
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
  });

  test('a second of voice: the reference is there and said to be short', async () => {
    const dir = workspace(smallWorkspace({ segments: 1, seconds: () => 1 }));
    const { bundle } = await run(dir, 'bundle');
    expect(manifestOf(bundle).leftOut.find(({ what }) => what === 'voice/reference.wav')?.why.en).toContain(
      'the one given has 1.3 s',
    );
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
  });

  test('private data in the words: nothing is written, the number is not printed', async () => {
    const data = smallWorkspace();
    const [, first] = data.items;
    if (!first) throw new Error('no item');
    const leak = { ...first, id: 'leak', kind: 'post' as const, text: '有事打我电话13812345678,随时都在。' };
    const dir = workspace({ ...data, items: [...data.items, leak] });
    const { code, err, out, bundle } = await run(dir, 'bundle');
    expect([code, existsSync(bundle)]).toEqual([1, false]);
    expect(err).toMatch(/prompt\/own-words\.md:\d+ \(phone\)/u);
    expect(err + out).not.toContain('13812345678');
    expect((await run(dir, 'bundle', '--allow-private')).code).toBe(0);
  });

  test('consent left open is said on the screen, in the manifest and in the README', async () => {
    const { err, bundle } = await run(workspace(noVoice, { ...PERSONA, consent: null }), 'bundle');
    expect(err).toContain('on what ground');
    expect(manifestOf(bundle).consent).toBe('open');
    expect(readFileSync(join(bundle, 'README.md'), 'utf8')).toContain('**待补：');
  });

  test('a segment that is gone', async () => {
    const dir = workspace();
    rmSync(join(dir, 'audio/segments/seg003.wav'));
    const { code, err, bundle } = await run(dir, 'bundle');
    expect([code, existsSync(bundle), existsSync(`${bundle}.part`)]).toEqual([1, false, false]);
    expect(err).toContain('seg003.wav');
  });

  test.each([
    ['is no WAV', (wav: Uint8Array) => wav.fill(1)],
    ['is cut off', (wav: Uint8Array) => wav.slice(0, 20_000)],
  ])('a segment that %s', async (_, damage) => {
    const dir = workspace();
    const clip = join(dir, 'audio/segments/seg003.wav');
    const before = await run(dir, 'bundle');
    writeFileSync(clip, damage(readFileSync(clip)));
    const { code, err, bundle } = await run(dir, 'bundle');
    expect(code).toBe(1);
    expect(err).toMatch(/seg003\.wav is damaged: [\d.]+ s of sound can be read, of 8\.10 s/u);
    expect([existsSync(`${bundle}.part`), (await run(dir, 'verify', before.bundle)).code]).toEqual([false, 0]);
  });

  test.each([
    ['corpus/items.jsonl', '{"id":"x"}'],
    ['corpus/dialogues.jsonl', '{"id":"x","context":null}'],
    ['audio/segments.jsonl', '{"id":"zzz","seconds":5}'],
  ])('a line of %s that holds %s is named, by bundle and eval', async (file, line) => {
    const dir = workspace();
    const path = join(dir, file);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [lines[0], line, ...lines.slice(1)].join('\n'));
    for (const command of file.startsWith('audio') ? ['bundle', 'check', 'backends'] : ['bundle', 'eval']) {
      const { code, err } = await run(dir, command);
      expect(code, command).toBe(1);
      expect(err).toContain(`${file} is damaged at line 2`);
      expect(err).toContain('Mend or delete that line');
    }
  });

  test('people known by an account alone are no leak', async () => {
    const data = smallWorkspace();
    const dialogues = data.dialogues.map((dialogue) => ({
      ...dialogue,
      context: dialogue.context.map((bubble) => ({ ...bubble, name: 'wxid_abcdef12345' })),
    }));
    const items = data.items.map((item) =>
      item.kind !== 'message'
        ? item
        : {
            ...item,
            conversationName: 'wxid_abcdef12345',
            ...(item.bySubject ? {} : { sender: { id: 'u1', name: 'wxid_abcdef12345' } }),
          },
    );
    const dir = workspace({ items, dialogues, segments: [] });
    const { code, bundle } = await run(dir, 'bundle', '--include-corpus');
    expect(code).toBe(0);
    for (const path of tree(bundle)) expect(readFileSync(join(bundle, path), 'utf8'), path).not.toMatch(/wxid_/u);
    expect(readFileSync(join(bundle, 'prompt/examples.jsonl'), 'utf8')).toContain('联系人1');
  });

  test('something else where the bundle should go is left as it is', async () => {
    const dir = workspace();
    mkdirSync(join(dir, 'photos'));
    writeFileSync(join(dir, 'photos/a.jpg'), 'x');
    const { code, err } = await run(dir, 'bundle', '--out', 'photos');
    expect(code).toBe(1);
    expect(err).toContain('is not a bundle; it is left as it is');
    expect(readdirSync(join(dir, 'photos'))).toEqual(['a.jpg']);
  });

  test.each([
    [['--backend', 'minimaxx'], 2, 'minimaxx'],
    [['--only', 'pictures'], 2, 'pictures'],
    [['--budget', 'huge'], 2, '--budget'],
    [['--period', '2019'], 2, '--period'],
    [['--period', '2022-13..'], 2, '--period'],
    [['--period', '..2023-02-30'], 2, '--period'],
    [['--period', '2021..2019'], 2, '--period'],
    [['--slug', '陈默'], 2, '--slug'],
    [['--transcripts', 'nowhere.csv'], 1, 'nowhere.csv'],
  ])('%j', async (flags, exitCode, said) => {
    const { code, err } = await run(workspace(noVoice), 'bundle', ...flags);
    expect(code).toBe(exitCode);
    expect(err).toContain(said);
  });
});

describe('--transcripts', () => {
  const words = '你们先吃饭,我晚点到家。';

  test.each([
    ['csv', `\uFEFFsegment,text\r\nseg002,"${words}"\r\nseg001,\r\n`],
    ['jsonl', `${JSON.stringify({ segment: 'segments/seg002.wav', text: words })}\n`],
  ])('%s fills the slot of the clip', async (ending, content) => {
    const data = smallWorkspace({ segments: 3, seconds: (i) => (i === 2 ? 6 : 3.1) });
    const silent = { ...data, segments: data.segments.map((segment) => ({ ...segment, transcript: null })) };
    const dir = workspace(silent);
    const open = await run(dir, 'bundle');
    expect(manifestOf(open.bundle).backends[0]).toMatchObject({ id: 'gpt-sovits-zero-shot', open: ['ref.txt'] });
    expect(readFileSync(join(open.bundle, 'backends/gpt-sovits-zero-shot/ref.txt'), 'utf8')).toBe('TODO-TRANSCRIPT\n');
    writeFileSync(join(dir, `words.${ending}`), content);
    const filled = await run(dir, 'bundle', '--transcripts', `words.${ending}`);
    expect(filled.code).toBe(0);
    expect(manifestOf(filled.bundle).backends[0]?.open).toEqual([]);
    const folder = join(filled.bundle, 'backends/gpt-sovits-zero-shot');
    expect(readFileSync(join(folder, 'ref.txt'), 'utf8').trim()).toBe(words);
    expect(JSON.parse(readFileSync(join(folder, 'request.json'), 'utf8')).prompt_text).toBe(words);
    expect((await run(dir, 'verify', filled.bundle)).code).toBe(0);
  });

  test.each([
    ['a,b\n1,2\n', 'line 1: the head is not segment,text'],
    ['{"segment":"seg000"}\n', 'line 1: segment or text is missing'],
    ['{"segment":"seg000","text":"甲"}\n{oops\n', 'line 2: not JSON'],
    ['segment,text\nseg999,甲\n', 'line 2: it does not begin with the id of a segment'],
  ])('%j', async (content, said) => {
    const dir = workspace(smallWorkspace({ segments: 1 }));
    writeFileSync(join(dir, 'words'), content);
    const { code, err } = await run(dir, 'bundle', '--transcripts', 'words');
    expect(code).toBe(1);
    expect(err).toContain(said);
    expect(err).not.toContain('甲');
  });
});

describe('persona backends', () => {
  test('lists all of them anywhere, judged inside a workspace', async () => {
    const outside = JSON.parse((await run(root, 'backends', '--json')).out);
    expect(outside.backends).toHaveLength(PROFILES.length);
    expect(outside.backends[0].readiness).toBeNull();
    const inside = JSON.parse((await run(workspace(), 'backends', '--json')).out);
    const minimax = inside.backends.find(({ id }: { id: string }) => id === 'minimax');
    expect(minimax).toMatchObject({
      bundled: true,
      license: 'proprietary',
      readiness: { verdict: 'minimal', why: 'must-join' },
    });
  });

  test.each([
    [
      'with few words, a speaker of Chinese',
      smallWorkspace({ segments: 20, seconds: (i) => 3 + (i % 5) * 1.7 }),
      PERSONA,
    ],
    ['too long for most prompts', smallWorkspace({ segments: 8, seconds: () => 14.5 }), PERSONA],
    ['in scraps', smallWorkspace({ segments: 60, seconds: () => 1.6 }), { ...PERSONA, language: 'en', consent: null }],
  ])('what check and backends promise, bundle keeps: a voice %s', async (_, data, persona) => {
    const dir = workspace(data, persona);
    const [checked, listed, bundled] = await Promise.all(
      [['check'], ['backends'], ['bundle', '--backend', 'all', '--dry-run']].map(async (args) =>
        JSON.parse((await run(dir, ...args, '--json')).out),
      ),
    );
    const promised = checked.backends
      .filter(({ verdict }: { verdict: string }) => !['not-enough', 'not-usable'].includes(verdict))
      .map(({ id }: { id: string }) => id);
    expect(bundled.head.backends.map(({ id }: { id: string }) => id)).toEqual(promised);
    expect(promised.length).toBeGreaterThan(3);
    expect(listed.backends.map((each: { readiness: unknown }) => each.readiness)).toEqual(
      checked.backends.map(
        ({ name: _, mode: __, where: ___, notes: ____, ...readiness }: Record<string, unknown>) => readiness,
      ),
    );
  });

  test('check counts the segments that bundle takes, where a message in several of them masks its words', async () => {
    const data = smallWorkspace({ segments: 6, seconds: () => 8 });
    const [own] = data.items.filter(({ bySubject }) => bySubject);
    const message = {
      ...(own as Item),
      id: 'a'.repeat(24),
      type: 'voice' as const,
      text: '新号码是[电话1]，你记一下。',
    };
    data.items.push(message);
    data.segments = data.segments.map((segment, i) => {
      return i < 4 ? { ...segment, source: { ...segment.source, item: message.id }, transcript: null } : segment;
    });
    const dir = workspace(data);
    const { id, time, conversation, text: transcript, source } = message;
    const voice = { id, time, conversation, media: null, seconds: 32, transcript, source };
    writeFileSync(join(dir, 'corpus/voice.jsonl'), `${JSON.stringify(voice)}\n`);
    const [checked, bundled] = await Promise.all(
      [['check'], ['bundle', '--dry-run']].map(async (args) => JSON.parse((await run(dir, ...args, '--json')).out)),
    );
    expect(checked.voice).toMatchObject({ segments: 2, cleanSeconds: 16, masked: { segments: 4, seconds: 32 } });
    expect(bundled.head.counts).toMatchObject({ segments: 2, cleanSeconds: 16 });
    const { err } = await run(dir, 'bundle', '--dry-run');
    expect(err).toContain('Not all of voice/segments is there: in 4 of 6 segments');
  });

  test.each([
    [['--period', '2020..2021'], { segments: 4, notChosen: { segments: 1, seconds: 8 } }],
    [['--without-only-me'], { segments: 4, notChosen: { segments: 1, seconds: 8 } }],
    [['--include-masked'], { segments: 6, masked: { segments: 0, seconds: 0 } }],
    [['--period', '2023..', '--without-only-me'], { segments: 3, notChosen: { segments: 3, seconds: 24 } }],
  ])('check %j counts the voice that bundle takes with the same flags', async (flags, expected) => {
    const data = smallWorkspace({ segments: 6, seconds: () => 8 });
    const [own] = data.items.filter(({ bySubject }) => bySubject);
    const heard = (id: string, year: number, more: Partial<Item> = {}): Item => ({
      ...(own as Item),
      ...{ id, time: `${year}-05-01T08:00:00+08:00`, type: 'voice', text: '' },
      ...more,
    });
    const said = [heard('a', 2019), heard('b', 2020, { flags: ['private'] }), heard('c', 2021, { text: '[电话1]' })];
    data.items.push(...said);
    data.segments = data.segments.map((segment, i) => {
      return {
        ...segment,
        source: { ...segment.source, item: said[i]?.id ?? null },
        transcript: said[i]?.text || null,
      };
    });
    const dir = workspace(data);
    const voices = said.map(({ id, time, conversation, text, source }) =>
      JSON.stringify({ id, time, conversation, media: null, seconds: 8, transcript: text || null, source }),
    );
    writeFileSync(join(dir, 'corpus/voice.jsonl'), `${voices.join('\n')}\n`);
    const [checked, bundled] = await Promise.all(
      [
        ['check', ...flags],
        ['bundle', '--backend', 'all', '--dry-run', ...flags],
      ].map(async (args) => JSON.parse((await run(dir, ...args, '--json')).out)),
    );
    expect(checked.voice).toMatchObject(expected);
    expect(bundled.head.counts).toMatchObject({
      segments: checked.voice.segments,
      cleanSeconds: checked.voice.cleanSeconds,
    });
    const promised = checked.backends.filter(
      ({ verdict }: { verdict: string }) => !['not-enough', 'not-usable'].includes(verdict),
    );
    expect(bundled.head.backends.map(({ id }: { id: string }) => id)).toEqual(
      promised.map(({ id }: { id: string }) => id),
    );
  });

  test('tells one in full, with its sources', async () => {
    const { out, code } = await run(root, 'backends', 'f5-tts-zero-shot');
    expect(code).toBe(0);
    expect(out).toContain('code MIT, weights CC-BY-NC-4.0');
    expect(out).toContain('SWivid/F5-TTS@2ae2c9b');
    expect((await run(root, 'backends', 'f5')).code).toBe(2);
  });
});
