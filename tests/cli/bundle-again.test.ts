import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Manifest } from '../../src/bundle/manifest.ts';
import type { Segment } from '../../src/core/types.ts';
import { PERSONA, type SmallWorkspace, smallWorkspace, writeWorkspace } from '../bundle/workspace.ts';
import { runCli } from '../support/run-cli.ts';

let root = '';
let count = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-again-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function workspace(
  data: SmallWorkspace = smallWorkspace({ segments: 3, seconds: () => 4 }),
  persona: unknown = PERSONA,
) {
  const dir = join(root, `家 ${++count}`);
  mkdirSync(dir, { recursive: true });
  writeWorkspace(dir, data, persona);
  return dir;
}

async function run(dir: string, ...args: string[]) {
  return { ...(await runCli(dir, args)), bundle: join(dir, '陈默.persona') };
}

const put = (dir: string, path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), content);
};
const read = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');
const manifestOf = (bundle: string) => Manifest.parse(JSON.parse(read(bundle, 'manifest.json')));
const silent = () => {
  const data = smallWorkspace({ segments: 3, seconds: () => 4 });
  return { ...data, segments: data.segments.map((segment) => ({ ...segment, transcript: null })) };
};

describe('what lies where a bundle should go', () => {
  test.each([
    ['an export with a manifest of its own', 'out/manifest.json', ['--out', 'out']],
    ['a zip', 'out.zip', ['--out', 'out', '--zip']],
    ['a locked file beside no bundle', 'out.zip.age', ['--out', 'out', '--recipient', 'age1x']],
    ['a file that is not locked', '陈默.persona.zip.age', ['--recipient', 'age1x']],
    ['a folder with the name of our work', '陈默.persona.part/a.txt', []],
  ])('%s is left as it is', async (_, path, flags) => {
    const dir = workspace();
    put(dir, path, '{"schema":"of others"}');
    const { code, err } = await run(dir, 'bundle', '--only', 'prompt', ...flags);
    expect(code).toBe(1);
    expect(err).toContain('is not a bundle; it is left as it is');
    expect(read(dir, path)).toBe('{"schema":"of others"}');
  });

  test('a zip of ours gives way', async () => {
    const dir = workspace();
    await run(dir, 'bundle', '--only', 'prompt', '--zip');
    expect((await run(dir, 'bundle', '--only', 'prompt', '--zip')).code).toBe(0);
    expect(readdirSync(dir).sort()).toEqual(['audio', 'corpus', 'persona.json', '陈默.persona', '陈默.persona.zip']);
  });

  test('a bundle of which nothing tells what was typed into it is left as it is', async () => {
    const dir = workspace();
    const { bundle } = await run(dir, 'bundle', '--only', 'prompt');
    put(bundle, 'manifest.json', '{"schema":"persona-bundle/2"}');
    const { code, err } = await run(dir, 'bundle', '--only', 'prompt');
    expect(code).toBe(1);
    expect(err).toContain('It is left as it is');
    expect(read(bundle, 'manifest.json')).toBe('{"schema":"persona-bundle/2"}');
  });

  test('a bundle of another person is left as it is; a corrected name is no other person', async () => {
    const dir = workspace();
    const { bundle } = await run(dir, 'bundle', '--only', 'prompt');
    put(bundle, 'my-notes.txt', 'notes');
    const renamed = (subject: object) => {
      const other = workspace(undefined, { ...PERSONA, subject: { ...PERSONA.subject, ...subject } });
      return run(other, 'bundle', '--only', 'prompt', '--out', bundle, '--yes');
    };
    const { code, err } = await renamed({ name: '林建国', names: [] });
    expect(code).toBe(1);
    expect(err).toContain('is the bundle of another person');
    expect(manifestOf(bundle).subject.name).toBe('陈默');
    expect((await renamed({ name: '陈墨', names: ['陈默'] })).code).toBe(0);
    expect(manifestOf(bundle).subject.name).toBe('陈墨');
  });

  test('parts go only when that is wanted', async () => {
    const dir = workspace();
    const { bundle } = await run(dir, 'bundle');
    const refused = await run(dir, 'bundle', '--only', 'prompt');
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/holds .*voice.*, which would go/u);
    expect(existsSync(join(bundle, 'voice/reference.wav'))).toBe(true);
    expect((await run(dir, 'bundle', '--only', 'prompt', '--yes')).code).toBe(0);
    expect(existsSync(join(bundle, 'voice'))).toBe(false);
  });
});

describe('words typed into the bundle', () => {
  const said = '你们先吃饭，我晚点到家。';

  test.each([
    ['UTF-8', (text: string) => text],
    ['GBK, as Excel saves it', (text: string) => iconv.encode(text, 'gbk')],
  ])('are read back (%s), reach every file, and outlive the bundle', async (_, encoded) => {
    const dir = workspace(silent());
    const { bundle } = await run(dir, 'bundle');
    expect(read(bundle, 'README.md')).toContain('**还缺文字**：`ref.txt`');
    put(
      bundle,
      'voice/transcripts.csv',
      encoded(`segment,text\r\nseg000,${said}\r\nseg001,${said}\r\nseg002,${said}\r\n`),
    );
    const again = await run(dir, 'bundle');
    expect(again.out).toContain('words typed by hand for 3 segments');
    const isFilled = () => {
      expect(manifestOf(bundle).backends.flatMap(({ open }) => open)).toEqual([]);
      expect(read(bundle, 'backends/f5-tts-zero-shot/ref.txt')).toBe(`${said}\n`);
      expect(read(bundle, 'backends/f5-tts-zero-shot/voice.toml')).toContain(`ref_text = "${said}"`);
    };
    isFilled();
    expect((await run(dir, 'verify', bundle)).code).toBe(0);
    rmSync(bundle, { recursive: true });
    await run(dir, 'bundle');
    isFilled();
    expect((await run(dir, 'bundle')).err).toBe((await run(dir, 'bundle')).err);
    expect(existsSync(`${bundle}.edited`)).toBe(false);
  });

  test('of a segment that is no more are not lost', async () => {
    const data = silent();
    const dir = workspace(data);
    const { bundle } = await run(dir, 'bundle');
    put(bundle, 'voice/transcripts.csv', `segment,text\nseg002,${said}\n`);
    const left = data.segments.slice(0, 2).map((segment) => `${JSON.stringify(segment)}\n`);
    writeFileSync(join(dir, 'audio/segments.jsonl'), left.join(''));
    const { source, start, end, seconds } = data.segments[2] as Segment;
    const rejected = { source, start, end, seconds, reason: 'noisy', measures: {}, speaker: null };
    writeFileSync(join(dir, 'audio/rejected.jsonl'), `${JSON.stringify(rejected)}\n`);
    expect((await run(dir, 'bundle')).code).toBe(0);
    expect(read(dir, 'audio/transcripts.jsonl')).toContain(said);
  });

  test.each([
    ['a mistyped id', 'segment,text\n0123456789abcdef,哪一段\n', 'line 2: there is no segment 0123456789abcdef'],
    [
      'a line break without quotation marks',
      `segment,text\nseg000,${said}\n小禾的电话13912345678\n`,
      'line 3: it does',
    ],
    ['another head', `片段;文字\nseg000;${said}\n`, 'line 1: the head is not'],
  ])('in a list with %s stay beside the bundle, unread and untold', async (_, list, told) => {
    const dir = workspace(silent());
    const { bundle } = await run(dir, 'bundle');
    put(bundle, 'voice/transcripts.csv', list);
    const { code, err } = await run(dir, 'bundle');
    expect(code).toBe(0);
    expect(err).toContain('No words were taken out');
    expect(err).toContain(told);
    expect(err).toContain('陈默.persona.edited/voice/transcripts.csv');
    expect(err).not.toContain('小禾');
    expect(existsSync(join(dir, 'audio/transcripts.jsonl'))).toBe(false);
    const kept = `${bundle}.edited/voice/transcripts.csv`;
    expect(readFileSync(kept, 'utf8')).toBe(list);
    const named = await run(dir, 'bundle', '--transcripts', kept);
    expect(named.code).toBe(1);
    expect(named.err).toContain(told);
    expect(named.err).not.toContain('小禾');
  });

  test('of a recording that was never here are not taken over', async () => {
    const { bundle } = await run(workspace(silent()), 'bundle');
    put(bundle, 'voice/transcripts.csv', `segment,text\nseg000,${said}\n`);
    const data = silent();
    const source = { file: 'other.silk', sha256: 'c'.repeat(64), item: null };
    const dir = workspace({ ...data, segments: data.segments.map((segment) => ({ ...segment, source })) });
    expect((await run(dir, 'bundle', '--out', bundle)).out).not.toContain('words typed by hand');
    expect(existsSync(join(dir, 'audio/transcripts.jsonl'))).toBe(false);
  });

  test('elsewhere in it are said to belong there', async () => {
    const dir = workspace(silent());
    const { bundle } = await run(dir, 'bundle');
    put(bundle, 'backends/f5-tts-zero-shot/ref.txt', `${said}\n`);
    const verified = await run(dir, 'verify', bundle);
    expect(verified.code).toBe(1);
    expect(verified.out).toContain('f5-tts-zero-shot/ref.txt: words typed here reach no other file');
    const { err } = await run(dir, 'bundle');
    expect(err).toContain('陈默.persona.edited/backends/f5-tts-zero-shot/ref.txt');
    expect(read(`${bundle}.edited`, 'backends/f5-tts-zero-shot/ref.txt')).toBe(`${said}\n`);
  });
});

describe('files that people put into a bundle or change', () => {
  const own = { ...PERSONA, consent: { ...PERSONA.consent, basis: 'own-voice' } };

  test('go on in the next one, are listed, and fill their slots', async () => {
    const dir = workspace(smallWorkspace({ segments: 8, seconds: () => 8 }), own);
    const bundleIt = () => run(dir, 'bundle', '--backend', 'openai-custom-voice', '--zip');
    const { bundle } = await bundleIt();
    const consent = 'backends/openai-custom-voice/consent.wav';
    put(bundle, consent, 'a recording');
    put(bundle, 'my-notes.txt', 'notes');
    put(bundle, 'prompt/system.md', 'mended');
    const { err } = await bundleIt();
    expect(err).toMatch(/kept where it is.*\n(?: {2}.*\n)*? {2}my-notes\.txt/u);
    expect(err).toContain('陈默.persona.edited/prompt/system.md');
    expect(read(`${bundle}.edited`, 'prompt/system.md')).toBe('mended');
    for (const [path, content] of [
      [consent, 'a recording'],
      ['my-notes.txt', 'notes'],
    ] as const) {
      expect(read(bundle, path)).toBe(content);
      expect(manifestOf(bundle).files.find((file) => file.path === path)).toMatchObject({ kept: true });
    }
    expect(read(bundle, 'prompt/system.md')).not.toBe('mended');
    expect(manifestOf(bundle).backends[0]?.open).toEqual([]);
    for (const path of [bundle, `${bundle}.zip`]) expect((await run(dir, 'verify', path)).code).toBe(0);
    expect((await bundleIt()).err).not.toContain('my-notes');
    expect(read(bundle, 'my-notes.txt')).toBe('notes');
  });

  test('changed twice both stay beside the bundle, where nothing of others is touched', async () => {
    const dir = workspace();
    const bundleIt = () => run(dir, 'bundle', '--only', 'prompt');
    const { bundle } = await bundleIt();
    for (const words of ['first', 'second', 'second']) {
      put(bundle, 'prompt/system.md', words);
      await bundleIt();
    }
    expect(readdirSync(`${bundle}.edited/prompt`).sort()).toEqual(['system.2.md', 'system.md']);
    expect(read(`${bundle}.edited`, 'prompt/system.2.md')).toBe('second');
    put(bundle, 'prompt/system.md', 'third');
    rmSync(join(`${bundle}.edited`, 'manifest.json'));
    const { code, err } = await bundleIt();
    expect(code).toBe(1);
    expect(err).toContain('陈默.persona.edited is not a bundle; it is left as it is');
    expect(read(bundle, 'prompt/system.md')).toBe('third');
  });

  test('are searched for what is private, as far as they are text', async () => {
    const dir = workspace();
    const { bundle } = await run(dir, 'bundle', '--only', 'prompt');
    put(bundle, 'photo.bin', Buffer.from('\0\x01\x02 13912345678 \0'.repeat(20)));
    expect((await run(dir, 'bundle', '--only', 'prompt')).code).toBe(0);
    put(bundle, 'notes.txt', '小禾\n电话 13912345678\n');
    const { code, err } = await run(dir, 'bundle', '--only', 'prompt');
    expect(code).toBe(1);
    expect(err).toContain('notes.txt:2');
    expect(err).not.toContain('13912345678');
    expect((await run(dir, 'bundle', '--only', 'prompt', '--allow-private')).code).toBe(0);
  });

  test('a field that had to be filled in is no fault', async () => {
    const dir = workspace(smallWorkspace({ segments: 8, seconds: () => 8 }), own);
    const { bundle } = await run(dir, 'bundle', '--backend', 'all');
    const [backend, slot] = manifestOf(bundle).backends.flatMap(({ folder, open }) =>
      open.filter((each) => each.endsWith(': Url')).map((each) => [folder, each] as const),
    )[0] as readonly [string, string];
    const path = `${backend}/${slot.split(': ')[0]}`;
    const request = JSON.stringify(JSON.parse(read(bundle, path)), (key, value) =>
      key === 'Url' ? 'https://example.org/a.wav' : value,
    );
    put(bundle, path, request);
    expect((await run(dir, 'verify', bundle)).out).not.toContain('changed since');
  });
});
