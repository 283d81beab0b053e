import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/bundle/manifest.ts';
import { hearWav } from '../../src/bundle/verify/riff.ts';
import { sealed } from '../../src/bundle/verify/seal.ts';
import { main } from '../../src/cli/main.ts';
import { sha256 } from '../../src/io/read-bundle.ts';
import { encodeWav } from '../../src/io/wav.ts';
import { fakeEnv } from '../support/env.ts';
import { smallWorkspace, speechLike, writeWorkspace } from './workspace.ts';

let root = '';
let count = 0;
let sound = '';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'persona-verify-'));
  writeWorkspace(join(root, 'ws'), smallWorkspace());
  const env = fakeEnv(join(root, 'ws'));
  expect(await main(['bundle', '--zip'], env)).toBe(0);
  sound = join(root, 'ws/陈默.persona');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A copy of the bundle that something happens to; what verify says of it. */
async function changed(change: (dir: string) => void): Promise<{ code: number; lines: string[]; said: string[] }> {
  const dir = join(root, `copy${++count}`);
  cpSync(sound, dir, { recursive: true });
  change(dir);
  return verify(dir);
}

async function verify(path: string) {
  const env = fakeEnv(root);
  const code = await main(['verify', path], env);
  const lines = faultsIn(env.out());
  const chinese = fakeEnv(root);
  await main(['verify', path, '--lang', 'zh'], chinese);
  const said = faultsIn(chinese.out());
  expect(said).toHaveLength(lines.length);
  for (const [i, line] of said.entries()) expect(line.slice(line.indexOf('：')), lines[i]).toMatch(/\p{Script=Han}/u);
  return { code, lines, said, err: env.err() };
}

const faultsIn = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('✖'))
    .map((line) => line.slice(2));

/** Changes a file and the manifest with it, so that only what is wrong with the file itself is left to find. */
function rewrite(dir: string, path: string, content: string | Uint8Array, clip?: Record<string, unknown>): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  writeFileSync(join(dir, path), bytes);
  const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  const record = manifest.files.find((each: { path: string }) => each.path === path);
  Object.assign(record, { bytes: bytes.length, sha256: sha256(bytes) });
  if (clip) Object.assign(record.clip, clip);
  writeFileSync(join(dir, 'manifest.json'), JSON.stringify(sealed(manifest, sha256)));
}

const F5 = 'backends/f5-tts-zero-shot';
const GPT = 'backends/gpt-sovits-zero-shot';

describe('a bundle changed after it was made', () => {
  test('a byte', async () => {
    const { code, lines } = await changed((dir) => writeFileSync(join(dir, 'prompt/system.md'), 'x', { flag: 'a' }));
    expect(code).toBe(1);
    expect(lines).toEqual(['prompt/system.md: changed since the bundle was made']);
  });
  test('a file less, a file more', async () => {
    const { lines } = await changed((dir) => {
      rmSync(join(dir, 'voice/reference.txt'));
      writeFileSync(join(dir, 'prompt/note.txt'), 'x');
    });
    expect(lines).toEqual(['voice/reference.txt: missing', 'prompt/note.txt: not in the manifest']);
  });
  test('files that a system puts beside others are overlooked', async () => {
    const { code, lines } = await changed((dir) => {
      for (const path of ['.DS_Store', 'prompt/Thumbs.db', `${F5}/.DS_Store`, `${GPT}/._a.wav`])
        writeFileSync(join(dir, path), 'x');
    });
    expect([code, lines]).toEqual([0, []]);
  });
  test('what a command of the README wrote is overlooked, and what is written by another name is not', async () => {
    const { lines } = await changed((dir) => {
      writeFileSync(join(dir, GPT, 'out.wav'), 'x');
      writeFileSync(join(dir, GPT, 'out_0.wav'), 'x');
      mkdirSync(join(dir, F5, 'out'));
      writeFileSync(join(dir, F5, 'out/infer_cli_out.wav'), 'x');
      writeFileSync(join(dir, GPT, 'output.wav'), 'x');
    });
    expect(lines).toEqual([`${GPT}/output.wav: not in the manifest`]);
  });
  test('a bundle made over one in which a command was tried stays sound when it is tried again', async () => {
    const workspace = join(root, 'tried');
    cpSync(join(root, 'ws'), workspace, { recursive: true });
    const out = join(workspace, '陈默.persona', GPT, 'out.wav');
    writeFileSync(out, 'x');
    const env = fakeEnv(workspace);
    expect(await main(['bundle', '--yes'], env), env.err()).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe('x');
    writeFileSync(out, 'another');
    expect((await verify(join(workspace, '陈默.persona'))).lines).toEqual([]);
  });
  test('a link', async () => {
    const { lines } = await changed((dir) => symlinkSync('/etc/passwd', join(dir, 'prompt/passwd')));
    expect(lines).toEqual(['prompt/passwd: a link, not a file']);
  });
  test('a manifest that is none', async () => {
    expect((await changed((dir) => writeFileSync(join(dir, 'manifest.json'), '{'))).lines).toEqual([
      'manifest.json: no JSON',
    ]);
    expect(await changed((dir) => rmSync(join(dir, 'manifest.json')))).toMatchObject({
      code: 1,
      err: expect.stringContaining('it has no manifest.json'),
    });
    const { lines } = await changed((dir) => {
      const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
      manifest.files[0].path = '../../etc/passwd';
      delete manifest.consent;
      writeFileSync(join(dir, 'manifest.json'), JSON.stringify(manifest));
    });
    expect(lines.some((line) => line.startsWith('manifest.json: consent'))).toBe(true);
    expect(lines.some((line) => line.includes('not a path inside the bundle'))).toBe(true);
  });
});

describe('a manifest changed after it was written', () => {
  const rewritten = (change: (manifest: Manifest) => void) =>
    changed((dir) => {
      const path = join(dir, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
      change(manifest);
      writeFileSync(path, JSON.stringify(manifest));
    });

  test.each<[string, (manifest: Manifest) => void]>([
    ['the ground of its use', ({ consent }) => Object.assign(consent, { basis: 'own-voice' })],
    ['what is left out', (manifest) => Object.assign(manifest, { leftOut: [] }, { unknown: ['x'] })],
    ['the seal', (manifest) => Object.assign(manifest, { sha256: '0'.repeat(64) })],
  ])('%s', async (_, change) => {
    const { code, lines } = await rewritten(change);
    expect(code).toBe(1);
    expect(lines).toEqual(['manifest.json: changed since the bundle was made']);
  });

  test('one that has no seal, as earlier versions wrote it, is read as it is', async () => {
    const { code, lines } = await rewritten((manifest) => delete manifest.sha256);
    expect([code, lines]).toEqual([0, []]);
  });

  test('counts that the segments contradict, even with a seal of their own', async () => {
    const { lines } = await rewritten((manifest) => {
      manifest.counts.cleanSeconds += 100;
      manifest.counts.segments -= 1;
      Object.assign(manifest, sealed(manifest, sha256));
    });
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^voice\/segments\/metadata\.jsonl: makes counts\.segments \d+, the manifest says \d+$/u);
    expect(lines[1]).toContain('counts.cleanSeconds');
  });
});

describe('a bundle that was made wrong', () => {
  test('segments that have changed places', async () => {
    const { lines } = await changed((dir) => {
      const names = readdirSync(join(dir, 'voice/segments')).filter((name) => name.endsWith('.wav'));
      const bytes = new Map(names.map((name) => [name, readFileSync(join(dir, 'voice/segments', name))]));
      const [one = '', two = ''] = names.sort((a, b) => (bytes.get(a)?.length ?? 0) - (bytes.get(b)?.length ?? 0));
      const longest = names.at(-1) ?? two;
      rewrite(dir, `voice/segments/${one}`, bytes.get(longest) as Buffer);
      rewrite(dir, `voice/segments/${longest}`, bytes.get(one) as Buffer);
    });
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).toMatch(/\d s, voice\/segments\/metadata\.jsonl says \d/u);
  });

  test('a prompt that says nothing', async () => {
    const { lines } = await changed((dir) => rewrite(dir, 'prompt/system.md', '\n'));
    expect(lines).toContain('prompt/system.md: empty');
  });

  test('a card archive that is cut off', async () => {
    const { lines } = await changed((dir) => {
      const name = readdirSync(join(dir, 'cards')).find((each) => each.endsWith('.charx'));
      const path = `cards/${name}`;
      rewrite(dir, path, readFileSync(join(dir, path)).subarray(0, 20_000));
    });
    expect(lines).toEqual([expect.stringMatching(/^cards\/.*\.charx: no character archive, or a damaged one$/u)]);
  });

  const wav = (seconds: number, rate = 24_000) => encodeWav(speechLike(seconds, 1, rate), rate);

  test.each([
    [
      'too long for its backend',
      `${F5}/ref.wav`,
      wav(13),
      { seconds: 13 },
      '13.00 s, f5-tts-zero-shot takes up to 12 s',
    ],
    [
      'too short for its backend',
      `${GPT}/ref.wav`,
      wav(2.5, 32_000),
      { seconds: 2.5 },
      '2.50 s, gpt-sovits-zero-shot takes 3–10 s',
    ],
    [
      'another rate than stated',
      `${F5}/ref.wav`,
      wav(5, 16_000),
      { seconds: 5 },
      '16000 Hz, the manifest says 24000 Hz',
    ],
    ['another length than stated', `${F5}/ref.wav`, wav(5), { seconds: 6 }, '5.00 s, the manifest says 6.00 s'],
    [
      'silence',
      `${F5}/ref.wav`,
      encodeWav(new Float32Array(24_000 * 5), 24_000),
      { seconds: 5 },
      'nothing is heard in it',
    ],
    [
      'cut off',
      `${F5}/ref.wav`,
      wav(5).slice(0, 9000),
      { seconds: 5 },
      'no sound can be read from it (cut off: 8956 of 240000 bytes)',
    ],
    ['no sound at all', 'backends/minimax/clone.mp3', Buffer.from('not music'), {}, 'no sound can be read from it'],
  ])('%s', async (_, path, bytes, clip, said) => {
    const { code, lines } = await changed((dir) => rewrite(dir, path, bytes, clip));
    expect(code).toBe(1);
    expect(lines.find((line) => line.startsWith(`${path}: `))).toContain(said);
  });

  test('a card that is no picture', async () => {
    const { lines } = await changed((dir) => {
      const [card = ''] = readdirSync(join(dir, 'cards')).filter((name) => name.endsWith('.png'));
      rewrite(dir, `cards/${card}`, 'hello');
    });
    expect(lines).toEqual([expect.stringMatching(/^cards\/.*\.png: no PNG, or a damaged one$/u)]);
  });

  const PATH = /[\w./-]*\/[\w./-]+/gu;
  test('in Chinese no English is left', async () => {
    const { said } = await changed((dir) => {
      rewrite(dir, `${F5}/ref.wav`, wav(13).slice(0, 9000), { seconds: 13 });
      rewrite(dir, `${GPT}/ref.wav`, wav(2.5, 32_000), { seconds: 2.5 });
      rewrite(dir, `${GPT}/request.json`, '{"prompt_text":""}');
      rewrite(dir, 'voice/segments/metadata.jsonl', '{"file_name":"gone.wav"}\n');
      rewrite(dir, 'dify/app.yml', 'version: 1');
    });
    expect([...new Set(said.map((line) => line.replace(PATH, '…')))]).toMatchInlineSnapshot(`
      [
        "…：读不出声音（不完整：624000 字节中只有 8956 字节）",
        "…：2.50 秒，而 gpt-sovits-zero-shot 只接受 3–10 秒",
        "…：缺少 text",
        "…：缺少 text_lang",
        "…：缺少 ref_audio_path",
        "…：缺少 prompt_lang",
        "…：version 应为文字",
        "…：kind 应为 app",
        "…：app 应为对象",
        "…：model_config 应为对象",
        "…：写到了 …，但没有这个文件",
        "…：没有列入 …",
        "…：据此 counts.segments 是 1，清单写的是 12",
        "…：据此 counts.cleanSeconds 是 0，清单写的是 71.7",
        "…：据此 counts.gradeA 是 0，清单写的是 52.1",
        "…：据此 counts.gradeB 是 0，清单写的是 19.6",
      ]
    `);
  });

  test.each([
    ['words of the list', `${F5}/ref.txt`, '别的话。\n', 'voice.toml: ref_text is not what ref.txt says'],
    [
      'a request that names no file',
      `${GPT}/request.json`,
      JSON.stringify({ text: 'a', text_lang: 'zh', prompt_lang: 'zh', prompt_text: '', ref_audio_path: 'gone.wav' }),
      'request.json: names gone.wav, which is not there',
    ],
    [
      'a request without its fields',
      'backends/minimax/clone.request.json',
      'null',
      'minimax/: not built as it should be',
    ],
    ['a prompt that is no text', `${F5}/ref.txt`, Buffer.from([0xff, 0xfe, 0xfd]), 'ref.txt: no readable text'],
    ['a request that is no JSON', `${GPT}/request.json`, '{"text":"秘密', 'no valid JSON'],
    ['an app that is no YAML', 'dify/app.yml', 'app: "秘密', 'dify/: no valid YAML'],
    ['an app that refers to nothing', 'dify/app.yml', 'app: *秘密', 'dify/: no valid YAML'],
    [
      'a voice id that is none',
      'backends/minimax/clone.request.json',
      JSON.stringify({ file_id: 12, voice_id: '9' }),
      'voice_id is not one that MiniMax takes',
    ],
    [
      'a claim without an item',
      'prompt/profile.json',
      JSON.stringify({
        schema: 'persona-profile/1',
        name: 'a',
        language: 'zh',
        period: null,
        unknown: [],
        claims: [{ id: 'x', layer: 'care', say: 's', evidence: 'verbatim', n: 1, items: [] }],
      }),
      'prompt/profile.json: claims.0.items',
    ],
    [
      'an example that is none',
      'prompt/examples.jsonl',
      '{"id":"a"}\n',
      'prompt/examples.jsonl: line 1: scene must be text',
    ],
    ['a list of segments that lacks one', 'voice/segments/metadata.jsonl', '', 'not in voice/segments/metadata.jsonl'],
  ])('%s', async (_, path, content, said) => {
    const { code, lines } = await changed((dir) => rewrite(dir, path, content));
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain(said);
    expect(lines.join('\n')).not.toContain('秘密');
  });
});

describe('zips of strangers', () => {
  /** Gives a file of the zip another name of the same length, in both places where it stands. */
  function renamed(from: string, to: string): string {
    expect(Buffer.byteLength(from)).toBe(Buffer.byteLength(to));
    const path = join(root, `renamed${++count}.zip`);
    const bytes = readFileSync(`${sound}.zip`);
    const [old, fresh] = [Buffer.from(from), Buffer.from(to)];
    for (let at = bytes.indexOf(old); at >= 0; at = bytes.indexOf(old, at + 1)) fresh.copy(bytes, at);
    writeFileSync(path, bytes);
    return path;
  }

  test.each([
    ['climbs', '../../../../../../evil.txt'],
    ['starts at the root', '/etc/abcdefghijklmnopq.txt'],
  ])('a name that %s', async (_, evil) => {
    const from = '陈默.persona/README.md';
    const { code, lines } = await verify(
      renamed(from, evil.slice(0, Buffer.byteLength(from)).padEnd(Buffer.byteLength(from), 'x')),
    );
    expect(code).toBe(1);
    expect(lines[0]).toMatch(/: a name that leaves the bundle$/u);
    expect(lines).toContain('README.md: missing');
  });

  test('cut off, or no zip at all', async () => {
    writeFileSync(join(root, 'half.zip'), readFileSync(`${sound}.zip`).subarray(0, 20_000));
    writeFileSync(join(root, 'none.zip'), 'hello');
    for (const name of ['half.zip', 'none.zip']) {
      const { code, err } = await verify(join(root, name));
      expect(code).toBe(1);
      expect(err).toContain('is no persona bundle');
    }
  });

  /** The bytes of the directory entry of a file, and of its own head. */
  const headsOf = (bytes: Buffer, path: string) => {
    const name = Buffer.from(`陈默.persona/${path}`);
    const own = bytes.indexOf(name) - 30;
    return { own, listed: bytes.lastIndexOf(name) - 46 };
  };

  test.each<[string, string, number, number, RegExp]>([
    ['locked with a password', 'manifest.json', 1, 8, /^manifest\.json: locked with a password in the zip$/u],
    ['packed with bzip2', 'manifest.json', 0, 12, /^manifest\.json: packed in a way .*\(zip method 12\)$/u],
    ['damaged', 'prompt/system.md', 0, 8, /^prompt\/system\.md: the zip is damaged \(.+\)$/u],
  ])('a file that is %s: verify and open say so, and nothing is written', async (_, file, flags, method, says) => {
    const path = join(root, `unread${++count}.zip`);
    const bytes = readFileSync(`${sound}.zip`);
    const { own, listed } = headsOf(bytes, file);
    for (const at of [listed + 8, own + 6]) {
      bytes.writeUInt16LE(flags, at);
      bytes.writeUInt16LE(method, at + 2);
    }
    writeFileSync(path, bytes);
    const { code, lines } = await verify(path);
    expect([code, lines]).toEqual([1, [expect.stringMatching(says)]]);
    const env = fakeEnv(root);
    expect(await main(['open', path, '--to', join(root, 'no')], env)).toBe(1);
    expect(env.err()).toContain(lines[0]);
    expect(existsSync(join(root, 'no'))).toBe(false);
  });

  test('a checksum of the zip that is wrong, though the file is not', async () => {
    const path = join(root, 'checksum.zip');
    const bytes = readFileSync(`${sound}.zip`);
    bytes.writeUInt32LE(1, headsOf(bytes, 'prompt/system.md').listed + 16);
    writeFileSync(path, bytes);
    const { code, lines } = await verify(path);
    expect([code, lines]).toEqual([1, ['prompt/system.md: the zip is damaged (its checksum is another)']]);
  });

  test('a changed byte inside', async () => {
    const bytes = readFileSync(`${sound}.zip`);
    const at = bytes.indexOf(Buffer.from('# 陈默'));
    bytes[at] = 0x2b;
    writeFileSync(join(root, 'changed.zip'), bytes);
    const { code, lines } = await verify(join(root, 'changed.zip'));
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/^(?:prompt\/.*|README)\.md: the zip is damaged/mu);
  });
});

test('an empty folder, a missing one', async () => {
  mkdirSync(join(root, 'empty'));
  expect((await verify(join(root, 'empty'))).err).toContain('is no persona bundle');
  expect((await verify(join(root, 'nowhere'))).err).toContain('does not exist');
});

describe('reading a WAV', () => {
  test('what E writes is what is heard', () => {
    expect(hearWav(encodeWav(speechLike(2, 1), 24_000))).toMatchObject({ seconds: 2, sampleRate: 24_000, channels: 1 });
  });
  test.each([
    ['', 'no RIFF'],
    ['RIFF0000WAVE', 'no samples'],
    ['RIFF0000WAVEdata\x00\x00\x00\x00', 'no format'],
  ])('%j', (text, why) => expect(() => hearWav(Buffer.from(text, 'latin1'))).toThrow(why));
});
