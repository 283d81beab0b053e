import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
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
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AudioReport } from '../../src/audio/report.ts';
import { main } from '../../src/cli/main.ts';
import type { Rejected, Segment } from '../../src/core/types.ts';
import { decodeSilk, SILK_RATE } from '../../src/io/silk.ts';
import { decodeWav, encodeWav } from '../../src/io/wav.ts';
import { add, join as joined, noise, silence, sine } from '../audio/signals.ts';
import { fakeEnv } from '../support/env.ts';
import { jsonLines } from '../support/json-lines.ts';
import { runCli } from '../support/run-cli.ts';

/** Rounding to 16 bits may lift a sample by half a step. */
const HALF_STEP = 0.5 / 32_768;

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/voice/${path}`, import.meta.url));
// Minutes of sound through real networks; a busy machine needs its time.
vi.setConfig({ testTimeout: 240_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'persona 干声 '));
  writeFileSync(join(folder, 'persona.json'), JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' } }));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const lines = <T>(file: string): T[] => jsonLines<T>(at('audio', file));
const report = () => JSON.parse(readFileSync(at('audio', 'report.json'), 'utf8')) as AudioReport;

const clean = (...args: string[]) => runCli(folder, ['audio-clean', ...args]);

/** Every file below audio/ by its hash. */
function state(): Record<string, string> {
  const files = readdirSync(at('audio'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

const speech = async (name: string) =>
  (await decodeSilk(readFileSync(fixture(`silk-tencent/${name}.silk`)), 1)).samples;

describe('persona audio-clean', () => {
  test('cleans voices of every kind, whatever their names, and names those that are damaged', async () => {
    const { code, out } = await clean(fixture('.'));
    expect(code).toBe(0);
    const segments = lines<Segment>('segments.jsonl');
    const rejected = lines<Rejected>('rejected.jsonl');
    const reasons = Object.fromEntries(
      rejected.map(({ source, why, reason }) => [source.file.split('/').at(-1), why ?? reason]),
    );
    expect(reasons).toMatchObject({
      'empty.silk': 'empty-file',
      'header_only.silk': 'header-only',
      'one_byte.silk': 'not-audio',
      'random_body.silk': 'damaged',
      '139.aud': 'too-short',
    });
    // The same sentences lie there as SILK, M4A and MP3, under several names: each counts once.
    expect(new Set(segments.map(({ source }) => source.sha256)).size).toBe(
      new Set(segments.map(({ source }) => source.file)).size,
    );
    expect(rejected.filter(({ reason }) => reason === 'duplicate')).toHaveLength(6);
    for (const { file, seconds, sampleRate } of segments) {
      const clip = decodeWav(readFileSync(at('audio', file)));
      expect(clip.sampleRate).toBe(sampleRate);
      expect(clip.samples.length / sampleRate).toBeCloseTo(seconds, 3);
      expect(clip.samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeLessThanOrEqual(
        10 ** (-3 / 20) + HALF_STEP,
      );
    }
    const { seconds, recordings } = report();
    const gone = Object.values(seconds.rejected).reduce((sum, each) => sum + each, 0);
    expect(seconds.in).toBeCloseTo(seconds.kept.A + seconds.kept.B + gone + seconds.notSpeech, 6);
    expect(recordings).toHaveLength(18);
    expect(out).toMatch(/clean speech/u);
    expect(out).toMatch(/empty\.silk\s+the file is empty/u);
    expect(readFileSync(at('audio', 'report.html'), 'utf8')).toContain('陈默');
  });

  test('does nothing twice: the same run again writes the same bytes', async () => {
    await clean(fixture('silk-tencent'));
    const before = state();
    await clean(fixture('silk-tencent'));
    expect(state()).toEqual(before);
  });

  test('adds what is new and leaves the rest, in an order that does not tell of runs', async () => {
    await clean(fixture('silk-tencent/voice_0001.silk'));
    const first = lines<Segment>('segments.jsonl');
    await clean(fixture('silk-tencent/voice_0005_en.silk'));
    const both = state();
    expect(lines<Segment>('segments.jsonl')).toEqual(expect.arrayContaining(first));
    rmSync(at('audio'), { recursive: true });
    rmSync(at('.cache'), { recursive: true });
    await clean(fixture('silk-tencent/voice_0005_en.silk'), fixture('silk-tencent/voice_0001.silk'));
    expect(state()).toEqual(both);
  });

  test('takes the voice messages that ingest found, with sender and transcript', async () => {
    mkdirSync(at('corpus'));
    cpSync(fixture('silk-tencent'), at('export'), { recursive: true });
    const voice = (id: string, path: string | null, transcript: string | null) =>
      JSON.stringify({
        id,
        time: null,
        conversation: 'x',
        media: path === null ? null : { path },
        seconds: null,
        transcript,
        source: { format: 'x', file: 'x', record: 1, root: at('export') },
      });
    writeFileSync(
      at('corpus', 'voice.jsonl'),
      [voice('v1', 'voice_0002.silk', '冰箱里还有半个西瓜，记得吃掉。'), voice('v2', null, null)].join('\n'),
    );
    const { out } = await clean();
    expect(lines<Segment>('segments.jsonl')).toMatchObject([
      {
        source: { file: 'export/voice_0002.silk', item: 'v1' },
        speaker: { by: 'chat', score: null },
        transcript: '冰箱里还有半个西瓜，记得吃掉。',
      },
    ]);
    expect(out).toMatch(/Named in the export without sound: 1 voice message/u);
    const nowhere = await clean('--speaker', 'nope.wav', '--dry-run');
    expect([nowhere.code, nowhere.err]).toEqual([1, expect.stringContaining('nope.wav does not exist.')]);
    const unused = await clean('--speaker', at('export', 'voice_0002.silk'), '--dry-run');
    expect([unused.code, unused.err]).toEqual([0, expect.stringContaining('voice_0002.silk is not used')]);
  });

  test('speech under noise comes out cleaner, silence and noise do not come out at all', async () => {
    const clear = await speech('voice_0004_long');
    const noisy = add(clear, noise(clear.length / SILK_RATE, SILK_RATE, 0.06));
    writeFileSync(at('noisy.wav'), encodeWav(noisy, SILK_RATE));
    writeFileSync(at('noise.wav'), encodeWav(noise(10, SILK_RATE, 0.1), SILK_RATE));
    writeFileSync(at('silence.wav'), encodeWav(silence(10, SILK_RATE), SILK_RATE));
    writeFileSync(at('direct.wav'), encodeWav(silence(10, SILK_RATE).fill(0.5), SILK_RATE));
    writeFileSync(at('tone.wav'), encodeWav(sine(440, 10, SILK_RATE, 0.5), SILK_RATE));
    writeFileSync(at('blip.wav'), encodeWav(clear.subarray(24_000, 25_200), SILK_RATE));
    await clean('noisy.wav', 'noise.wav', 'silence.wav', 'direct.wav', 'tone.wav', 'blip.wav');
    const segments = lines<Segment>('segments.jsonl');
    expect(new Set(segments.map(({ source }) => source.file))).toEqual(new Set(['noisy.wav']));
    expect(segments.some(({ denoised }) => denoised)).toBe(true);
    for (const segment of segments.filter(({ denoised }) => denoised)) {
      const from = Math.round(segment.start * SILK_RATE);
      const out = decodeWav(readFileSync(at('audio', segment.file))).samples;
      const truth = clear.subarray(from, from + out.length);
      expect(siSdr(truth, out)).toBeGreaterThan(siSdr(truth, noisy.subarray(from, from + out.length)) + 2);
    }
  });

  test('--denoise never leaves every sample as it was, but for one gain', async () => {
    await clean('--denoise', 'never', fixture('silk-tencent/voice_0005_en.silk'));
    const original = await speech('voice_0005_en');
    for (const { file, start, denoised } of lines<Segment>('segments.jsonl')) {
      expect(denoised).toBe(false);
      const out = decodeWav(readFileSync(at('audio', file))).samples;
      const from = Math.round(start * SILK_RATE);
      const edge = Math.round(0.005 * SILK_RATE);
      const same = original.subarray(from, from + out.length);
      const gain = Math.sqrt(power(out) / power(same));
      for (let i = edge; i < out.length - edge; i += 7) expect(out[i]).toBeCloseTo(same[i]! * gain, 3);
    }
  });

  test('killed with -9 in the middle and run again it ends in the same bytes', async () => {
    const long = await speech('voice_0004_long');
    const parts = Array.from({ length: 3 }, (_, i) => [
      add(long, noise(long.length / SILK_RATE, SILK_RATE, 0.003, i + 1)),
      silence(1, SILK_RATE),
    ]);
    writeFileSync(at('long.wav'), encodeWav(joined(...parts.flat()), SILK_RATE));
    await clean('long.wav');
    const undisturbed = state();
    rmSync(at('audio'), { recursive: true });
    rmSync(at('.cache'), { recursive: true });
    // The real binary in a process of its own, killed as soon as its first window is on disk.
    const bin = fileURLToPath(new URL('../../bin/persona.js', import.meta.url));
    const child = spawn(process.execPath, [bin, 'audio-clean', '-w', folder, at('long.wav'), '--quiet'], {
      stdio: 'ignore',
    });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const windows = () =>
      existsSync(at('.cache')) &&
      readdirSync(at('.cache'), { recursive: true, encoding: 'utf8' }).some((name) =>
        name.endsWith('window-00000.json'),
      );
    while (!windows() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(existsSync(at('audio', 'report.json'))).toBe(false);
    await clean('long.wav');
    expect(state()).toEqual(undisturbed);
  });

  test('stopped by the user it says so, keeps what is whole, and goes on next time', async () => {
    const abort = new AbortController();
    const env = fakeEnv(folder, { signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    const code = await main(['audio-clean', fixture('silk-tencent')], env);
    if (code !== 0) {
      expect(code).toBe(1);
      expect(env.err()).toMatch(/Stopped/u);
      expect(existsSync(at('audio', 'report.json'))).toBe(false);
    }
    expect((await clean(fixture('silk-tencent'))).code).toBe(0);
  });

  test('says what it lacks: no workspace, no voice messages, no such path, no sound', async () => {
    expect(await clean()).toMatchObject({ code: 1, err: expect.stringMatching(/no voice messages/u) });
    expect(await clean('gone.wav')).toMatchObject({ code: 1, err: expect.stringMatching(/gone\.wav does not exist/u) });
    mkdirSync(at('texts'));
    writeFileSync(at('texts', 'a.txt'), 'words');
    expect(await clean('texts')).toMatchObject({ code: 1, err: expect.stringMatching(/No recording was found/u) });
    writeFileSync(at('texts', '.b.m4a.icloud'), 'bplist00');
    expect(await clean('texts')).toMatchObject({ code: 1, err: expect.stringMatching(/\.icloud\n.*Download Now/u) });
    expect(await clean('--jobs', 'many')).toMatchObject({ code: 2 });
    expect(await clean('--ffmpeg', at('persona.json'), fixture('mp3'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ffmpeg/u),
    });
    expect(existsSync(at('audio'))).toBe(false);
  });

  test('says what is wrong with a clip of the person that gives no sound', async () => {
    for (const [name, text, why] of [
      ['text.wav', 'words, and no sound at all', /text\.wav gives no voice to know: no sound file/u],
      ['empty.wav', '', /empty\.wav gives no voice to know: the file is empty/u],
    ] as const) {
      writeFileSync(at(name), text);
      expect(await clean('--speaker', at(name), fixture('mp3'))).toMatchObject({
        code: 1,
        err: expect.stringMatching(why),
      });
    }
  });

  test.skipIf(process.platform === 'win32')('leaves nothing that others on this computer can read', async () => {
    expect((await clean(fixture('mp3'))).code).toBe(0);
    const inside = ['audio', '.cache']
      .flatMap((folder) => readdirSync(at(folder), { recursive: true, withFileTypes: true }))
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(inside.length).toBeGreaterThan(4);
    expect([at('audio'), at('.cache'), ...inside].filter((path) => statSync(path).mode & 0o077)).toEqual([]);
  });

  test('--explain says what decided about a segment, and about what was left out', async () => {
    await clean(fixture('ios-aud'));
    const [segment] = lines<Segment>('segments.jsonl');
    expect(await clean('--explain', segment!.id.slice(0, 8))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/speech over noise\s+[\d.]+ dB\s+≥ \d+/u),
    });
    expect(await clean('--explain', '139.aud@0.2')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/too short/u),
    });
    expect(await clean('--explain', 'ffff')).toMatchObject({ code: 1, err: expect.stringMatching(/ffff/u) });
  });

  test('a copy that comes in a later run counts no more, whichever came first', async () => {
    const silk = fixture('macos-aud-silk/Audio/2916569afb73ba9ecd7621.aud.silk');
    const mp3 = fixture('mp3/211.mp3');
    await clean(silk);
    const once = report().cleanSeconds;
    expect(once).toBeGreaterThan(3);
    await clean(mp3);
    expect(report().cleanSeconds).toBeCloseTo(once, 0);
    expect(
      report()
        .recordings.map(({ duplicateOf }) => duplicateOf !== undefined)
        .sort(),
    ).toEqual([false, true]);
    const clips = () => readdirSync(at('audio', 'segments')).sort();
    expect(clips()).toEqual(lines<Segment>('segments.jsonl').map(({ id }) => `${id}.wav`));
    const stood = state();
    await clean(mp3);
    await clean(silk);
    expect(report().cleanSeconds).toBeCloseTo(once, 0);
    expect(Object.keys(state()).length).toBe(Object.keys(stood).length);
  });

  test('--dry-run writes nothing; --json prints one object', async () => {
    const { out } = await clean('--dry-run', '--json', fixture('silk-tencent'));
    expect(JSON.parse(out)).toMatchObject({ command: 'audio-clean', recordings: 5, report: null });
    expect(existsSync(at('audio'))).toBe(false);
  });

  test('a place where nothing can be written is named before anything is heard', async () => {
    writeFileSync(at('a.wav'), encodeWav(noise(1, 16_000, 0.1), 16_000));
    writeFileSync(at('audio'), 'a file where the folder should be');
    const { code, err } = await clean(at('a.wav'));
    expect(code).toBe(1);
    expect(err).toMatch(/audio.*cannot be written/u);
    expect(err).not.toMatch(/a\.wav/u);
  });

  test.skipIf(process.getuid?.() === 0)('a folder that cannot be written is named', async () => {
    mkdirSync(at('audio'));
    chmodSync(at('audio'), 0o500);
    expect(await clean(fixture('silk-tencent'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/cannot be written/u),
    });
    chmodSync(at('audio'), 0o700);
  });
});

const power = (samples: Float32Array) => samples.reduce((sum, x) => sum + x * x, 0);

function siSdr(truth: Float32Array, other: Float32Array): number {
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
  const scale = dot(truth, other) / dot(truth, truth);
  const target = truth.map((x) => x * scale);
  const error = target.map((x, i) => x - (other[i] ?? 0));
  return 10 * Math.log10(dot(target, target) / dot(error, error));
}
