import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PersonaError } from '../../src/core/errors.ts';
import { type Sound, Undecodable } from '../../src/core/sound.ts';
import { decodeMedia } from '../../src/io/ffmpeg.ts';
import { askFfmpeg, embeddedPath, type FfmpegBinary, ffmpegAbilities, findFfmpeg } from '../../src/io/ffmpeg-binary.ts';
import { encodeWav } from '../../src/io/wav.ts';
import { sine } from '../audio/signals.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/voice/${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'persona ffmpeg 声音 '));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string) => join(folder, name);

let binary: FfmpegBinary;
const make = (...args: string[]) => execFileSync(embeddedPath()!, ['-loglevel', 'error', '-y', ...args]);

beforeAll(async () => {
  binary = await findFfmpeg();
  writeFileSync(file('tone.wav'), encodeWav(sine(1000, 3, 48_000, 0.5), 48_000));
});

async function whole(sound: Sound): Promise<{ native: Float32Array; analysis: Float32Array }> {
  const native: number[] = [];
  const analysis: number[] = [];
  for await (const block of sound.blocks) {
    for (const x of block.native) native.push(x);
    for (const x of block.analysis ?? []) analysis.push(x);
  }
  return { native: Float32Array.from(native), analysis: Float32Array.from(analysis) };
}

const faultOf = (path: string) =>
  decodeMedia(binary, path).then(
    () => 'none',
    (error: unknown) => (error instanceof Undecodable ? error.fault : error),
  );

describe('decodeMedia', () => {
  test('gives both rates, in time with each other and in full', async () => {
    const sound = await decodeMedia(binary, file('tone.wav'));
    expect(sound.facts).toEqual({
      codec: 'pcm_s16le',
      container: 'wav',
      sampleRate: 48_000,
      channels: 1,
      tracks: 1,
      declared: 3,
    });
    const { native, analysis } = await whole(sound);
    expect(sound.sampleRate).toBe(48_000);
    expect(native.length).toBe(144_000);
    expect(analysis.length).toBe(48_000);
    // 16-bit samples come through as they are; every third one is also a sample at 16 kHz.
    for (let i = 4800; i < 43_200; i += 97) {
      expect(native[3 * i]).toBeCloseTo(0.5 * Math.sin((2 * Math.PI * 1000 * i) / 16_000), 4);
      expect(analysis[i]).toBeCloseTo(native[3 * i]!, 3);
    }
  });

  test.each([
    ['m4a/新录音 12.m4a', 'aac', 44_100, 5.7],
    ['mp3/211.mp3', 'mp3', 24_000, 4.55],
    ['amr/msg_old_2012.amr', 'amr_nb', 8000, 6.06],
  ])('decodes %s at its own rate', async (path, codec, rate, seconds) => {
    const sound = await decodeMedia(binary, fixture(path));
    const { native } = await whole(sound);
    expect(sound.facts.codec).toMatch(new RegExp(`^${codec}`, 'u'));
    expect(sound.sampleRate).toBe(rate);
    expect(native.length / rate).toBeCloseTo(seconds, 1);
  });

  test.each(['flac', 'ogg', 'opus', 'wma', 'mkv', 'mov', 'aac', 'aiff'])('decodes .%s', async (ending) => {
    make('-i', file('tone.wav'), file(`tone.${ending}`));
    const { analysis } = await whole(await decodeMedia(binary, file(`tone.${ending}`)));
    expect(analysis.length / 16_000).toBeGreaterThan(2.9);
    expect(analysis.length / 16_000).toBeLessThan(3.2);
  });

  test('reads the first sound track of a video and says how many there are', async () => {
    make(
      ...['-f', 'lavfi', '-i', 'testsrc=d=3:s=64x64', '-i', file('tone.wav'), '-i', file('tone.wav')],
      ...['-map', '0', '-map', '1', '-map', '2', file('two.mp4')],
    );
    const sound = await decodeMedia(binary, file('two.mp4'));
    expect(sound.facts.tracks).toBe(2);
    expect((await whole(sound)).native.length).toBeGreaterThan(140_000);
  });

  test('mixes what is lossy and what is not to one level, the mean of the channels', async () => {
    for (const name of ['both.wav', 'both.m4a', 'both.opus']) {
      make('-i', file('tone.wav'), '-af', 'pan=stereo|c0=c0|c1=c0', '-b:a', '192k', file(name));
      const { native, analysis } = await whole(await decodeMedia(binary, file(name)));
      for (const samples of [native, analysis]) {
        const middle = samples.subarray(samples.length / 3, (2 * samples.length) / 3);
        expect(middle.reduce((most, x) => Math.max(most, x), 0)).toBeCloseTo(0.5, 1);
      }
    }
  });

  test('both rates stay in time where the sound changes its rate or its channels on the way', async () => {
    make('-i', file('tone.wav'), '-ac', '2', file('stereo.mp3'));
    make('-i', file('tone.wav'), '-ar', '24000', file('lower.mp3'));
    make('-i', file('tone.wav'), file('mono.mp3'));
    const parts = ['mono', 'stereo', 'lower', 'mono', 'stereo'].map((name) => readFileSync(file(`${name}.mp3`)));
    writeFileSync(file('put-together.mp3'), Buffer.concat(parts));
    const sound = await decodeMedia(binary, file('put-together.mp3'));
    const { native, analysis } = await whole(sound);
    const seconds = native.length / sound.sampleRate;
    expect(seconds).toBeGreaterThan(15);
    expect(Math.abs(seconds - analysis.length / 16_000)).toBeLessThan(0.02);
  });

  test('takes no guess of ffmpeg for a length that the file states', async () => {
    make(
      '-f',
      'lavfi',
      '-i',
      'anoisesrc=d=20:a=0.3',
      '-af',
      'adelay=5000',
      '-q:a',
      '2',
      '-write_xing',
      '0',
      file('vbr.mp3'),
    );
    expect((await decodeMedia(binary, file('vbr.mp3'))).facts.declared).toBeNull();
    make('-i', file('vbr.mp3'), '-q:a', '2', file('head.mp3'));
    expect((await decodeMedia(binary, file('head.mp3'))).facts.declared).toBeCloseTo(25, 0);
  });

  test('never hands out more than 48 kHz', async () => {
    writeFileSync(file('high.wav'), encodeWav(sine(1000, 0.5, 384_000, 0.5), 384_000));
    const sound = await decodeMedia(binary, file('high.wav'));
    expect(sound.sampleRate).toBe(48_000);
    expect(sound.facts.sampleRate).toBe(384_000);
  });

  test('decodes 8-bit and float WAV', async () => {
    make('-i', file('tone.wav'), '-c:a', 'pcm_u8', file('eight.wav'));
    make('-i', file('tone.wav'), '-c:a', 'pcm_f32le', file('float.wav'));
    for (const name of ['eight.wav', 'float.wav']) {
      const { native } = await whole(await decodeMedia(binary, file(name)));
      expect(Math.max(...native.subarray(0, 48_000))).toBeCloseTo(0.5, 1);
    }
  });

  test('a sample that is no number is silence, and the rest is as it was', async () => {
    make('-i', file('tone.wav'), '-c:a', 'pcm_f32le', file('broken-float.wav'));
    const bytes = readFileSync(file('broken-float.wav'));
    const data = bytes.indexOf('data') + 8;
    bytes.writeFloatLE(Number.NaN, data + 4 * 30_000);
    bytes.writeFloatLE(Number.POSITIVE_INFINITY, data + 4 * 90_000);
    writeFileSync(file('broken-float.wav'), bytes);
    const { native, analysis } = await whole(await decodeMedia(binary, file('broken-float.wav')));
    expect([...native, ...analysis].every(Number.isFinite)).toBe(true);
    const loud = (samples: Float32Array) => samples.filter((x) => Math.abs(x) > 0.1).length / samples.length;
    for (const samples of [native, analysis]) expect(loud(samples)).toBeGreaterThan(0.8);
  });

  test('takes what a file cut off still holds, and says so', async () => {
    const wav = readFileSync(file('tone.wav'));
    writeFileSync(file('cut.wav'), wav.subarray(0, 100_000));
    const sound = await decodeMedia(binary, file('cut.wav'));
    expect((await whole(sound)).native.length).toBeCloseTo(49_978, -2);
  });

  test('reads all that is in the pipe when the process has long ended', async () => {
    const late = file('late-ffmpeg');
    // Hands its sound to a process that outlives it, as a full pipe does.
    const script = `'${binary.path}' "$@" > '${file('late.mkv')}' || exit 1; (sleep 0.3; cat '${file('late.mkv')}') 2>&- &`;
    writeFileSync(late, `#!/bin/sh\n${script}\n`);
    chmodSync(late, 0o755);
    const sound = await decodeMedia({ ...binary, path: late }, file('tone.wav'));
    const { native, analysis } = await whole(sound);
    expect(native.length).toBe(144_000);
    expect(analysis.length).toBe(48_000);
    expect(sound.truncated()).toBe(false);
  });

  test('names what is wrong with a file that gives no sound', async () => {
    make('-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', file('mute.mp4'));
    writeFileSync(file('head.wav'), readFileSync(file('tone.wav')).subarray(0, 44));
    writeFileSync(file('none.wav'), patched(readFileSync(file('tone.wav')), 22, [0, 0]));
    writeFileSync(file('text.mp3'), 'these are words, no sound');
    expect(await faultOf(file('mute.mp4'))).toBe('no-sound-track');
    expect(await faultOf(file('head.wav'))).toBe('header-only');
    expect(await faultOf(file('none.wav'))).toBe('damaged');
    expect(await faultOf(file('text.mp3'))).toBe('damaged');
    expect(await faultOf(file('gone.mp3'))).toBe('unreadable');
  });

  test('is not misled by what a name says', async () => {
    for (const name of ['DRM encrypted.mp3', 'spawn ENOENT EACCES.mp3', 'No such file.mp3']) {
      writeFileSync(file(name), 'these are words, no sound');
      expect(await faultOf(file(name))).toBe('damaged');
    }
  });

  test('calls a file that ends inside its head damaged, neither mute nor locked', async () => {
    make('-i', file('tone.wav'), '-t', '0.3', '-movflags', 'faststart', file('short.m4a'));
    make('-i', file('tone.wav'), '-t', '0.3', file('short.flac'));
    const faults = new Set<unknown>();
    for (const name of ['short.m4a', 'short.flac'])
      for (let end = 8; end < 800; end += 24) {
        writeFileSync(file(`cut ${name}`), readFileSync(file(name)).subarray(0, end));
        faults.add(await faultOf(file(`cut ${name}`)));
      }
    expect([...faults].sort()).toEqual(['damaged', 'header-only']);
  });

  test('does not follow a playlist or script to another file', async () => {
    writeFileSync(file('list.mp3'), `ffconcat version 1.0\nfile 'tone.wav'\n`);
    writeFileSync(file('stream.mp3'), '#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\ntone.wav\n#EXT-X-ENDLIST\n');
    expect(await faultOf(file('list.mp3'))).toBe('damaged');
    expect(await faultOf(file('stream.mp3'))).toBe('damaged');
  });

  test('stops when asked to', async () => {
    const abort = new AbortController();
    const sound = await decodeMedia(binary, file('tone.wav'), abort.signal);
    abort.abort();
    await expect(whole(sound)).rejects.toThrow(/abort/u);
  });

  test('a binary that is gone is told as such', async () => {
    const gone = { ...binary, path: file('no-ffmpeg') };
    await expect(decodeMedia(gone, file('tone.wav'))).rejects.toMatchObject({ fault: 'decoder-missing' });
  });
});

function patched(bytes: Buffer, at: number, values: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}

describe('findFfmpeg', () => {
  /** A stand-in that prints what a release prints. */
  function standIn(name: string, version: string, avutil: string): string {
    const path = file(name);
    writeFileSync(
      path,
      `#!/bin/sh\necho 'ffmpeg version ${version} Copyright'\necho 'libavutil      ${avutil}. 0.100'\n`,
    );
    chmodSync(path, 0o755);
    return path;
  }

  test('takes what is named, by option before environment', async () => {
    const option = standIn('seven', '7.1.1', '59');
    const environment = standIn('six', 'n6.0', '58');
    expect(await findFfmpeg({ option, environment })).toMatchObject({ path: option, major: 7, from: 'option' });
    expect(await findFfmpeg({ environment })).toMatchObject({ path: environment, major: 6, from: 'environment' });
  });

  test('tells the age of a build out of git by its libraries', async () => {
    expect(await askFfmpeg(standIn('git', 'N-118000-gabcdef', '60'), 'option')).toMatchObject({
      major: 8,
    });
  });

  test('refuses a named one that is none', async () => {
    truncateSync(standIn('empty', '1', '1'), 0);
    await expect(findFfmpeg({ option: file('empty') })).rejects.toThrow(PersonaError);
  });

  test('finds one without any of that, which can do what recordings need', async () => {
    const found = await findFfmpeg();
    expect(['system', 'embedded']).toContain(found.from);
    expect((await ffmpegAbilities(found)).missing).toEqual([]);
  });
});
