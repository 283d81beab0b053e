import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as inFolder } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import wavefile from 'wavefile';
import { decodeMedia } from '../../src/io/ffmpeg.ts';
import { type FfmpegBinary, findFfmpeg } from '../../src/io/ffmpeg-binary.ts';
import { judgeChannels } from '../../src/io/two-channels.ts';
import { add, babbleVoice, gain, join, noise, scaled, silence } from '../audio/signals.ts';

const folder = mkdtempSync(inFolder(tmpdir(), 'persona-channels-'));
afterAll(() => rmSync(folder, { recursive: true }));
let binary: FfmpegBinary;
beforeAll(async () => {
  binary = await findFfmpeg();
});

const RATE = 4000;
const talk = (rate: number) => scaled(babbleVoice(8, rate, 110, 1), 0.5);
const other = (rate: number) => scaled(babbleVoice(8, rate, 190, 5), 0.5);
const mono = { hear: 'mixed', differ: false };

function interleaved(first: Float32Array, second: Float32Array): Float32Array {
  return Float32Array.from({ length: 2 * first.length }, (_, i) => (i % 2 ? second : first)[i >> 1]!);
}
const judged = (first: Float32Array, second: Float32Array) => judgeChannels(interleaved(first, second));

describe('judgeChannels', () => {
  const voice = talk(RATE);
  const room = (seed: number) => noise(8, RATE, 0.02, seed);

  test('one scene is mixed: the same in both, each with noise of its own, from aside', () => {
    expect(judged(voice, voice)).toEqual(mono);
    expect(judged(add(voice, room(1)), add(voice, room(2)))).toEqual(mono);
    expect(judged(voice, add(scaled(voice, gain(-8)), room(2)))).toEqual(mono);
  });

  test('of two that cancel each other the louder is heard', () => {
    expect(judged(voice, scaled(voice, -1))).toEqual({ hear: 'first', differ: false });
    expect(judged(scaled(voice, -0.5), voice)).toEqual({ hear: 'second', differ: false });
  });

  test('a channel with nothing in it is left out', () => {
    expect(judged(voice, silence(8, RATE))).toEqual({ hear: 'first', differ: false });
    expect(judged(noise(8, RATE, 0.001), voice)).toEqual({ hear: 'second', differ: false });
  });

  test('two people by turns or at once, one a channel, are told', () => {
    const turns = judged(join(voice, silence(8, RATE)), join(silence(8, RATE), other(RATE)));
    expect(turns).toEqual({ hear: 'mixed', differ: true });
    const late = (samples: Float32Array) => join(silence(3, RATE), samples);
    expect(judged(join(voice, silence(3, RATE)), late(other(RATE)))).toEqual({ hear: 'mixed', differ: true });
  });

  test('silence and next to nothing are mixed', () => {
    for (const length of [0, 2, 800, 8000]) expect(judgeChannels(new Float32Array(length))).toEqual(mono);
  });
});

describe('decodeMedia', () => {
  const wide = 16_000;
  async function decoded(first: Float32Array, second: Float32Array) {
    const wav = new wavefile.WaveFile();
    wav.fromScratch(
      2,
      wide,
      '16',
      [first, second].map((channel) => Array.from(channel, (x) => Math.round(x * 32_767))),
    );
    const path = inFolder(folder, 'stereo.wav');
    writeFileSync(path, wav.toBuffer());
    const sound = await decodeMedia(binary, path);
    const parts: Float32Array[] = [];
    for await (const { native } of sound.blocks) parts.push(native);
    return { facts: sound.facts, samples: join(...parts) };
  }
  const voice = talk(wide);
  const far = (a: Float32Array, b: Float32Array) => a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);

  test('gives a voice whose second channel is turned round, or empty, as it is', async () => {
    for (const second of [scaled(voice, -1), silence(8, wide)]) {
      const { facts, samples } = await decoded(voice, second);
      expect(samples.length).toBe(voice.length);
      expect(far(samples, voice)).toBeLessThan(1e-3);
      expect(facts).not.toHaveProperty('channelsDiffer');
    }
  });

  test('mixes two voices and says so', async () => {
    const second = other(wide);
    const { facts, samples } = await decoded(join(voice, silence(8, wide)), join(silence(8, wide), second));
    expect(facts).toMatchObject({ channels: 2, channelsDiffer: true });
    expect(far(samples, scaled(join(voice, second), 0.5))).toBeLessThan(1e-3);
  });
});
