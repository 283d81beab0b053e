import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Heard } from '../../src/audio/clean-recording.ts';
import { findCopies } from '../../src/audio/copies.ts';
import { printDistance, samePrint, soundPrint } from '../../src/audio/sound-print.ts';
import { resample } from '../../src/core/resample.ts';
import { decodeMedia } from '../../src/io/ffmpeg.ts';
import { findFfmpeg } from '../../src/io/ffmpeg-binary.ts';
import { decodeSilk, SILK_RATE } from '../../src/io/silk.ts';
import { add, join, noise, scaled, silence } from './signals.ts';

const path = (name: string) => fileURLToPath(new URL(`../../fixtures/voice/${name}`, import.meta.url));
const silk = async (name: string) =>
  resample((await decodeSilk(readFileSync(path(name)), 1)).samples, SILK_RATE, 16_000);
async function media(name: string): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for await (const { analysis } of (await decodeMedia(await findFfmpeg(), path(name))).blocks) parts.push(analysis!);
  return join(...parts);
}

const sounds: Record<string, Float32Array> = {};
beforeAll(async () => {
  sounds.englishSilk = await silk('macos-aud-silk/Audio/2916569afb73ba9ecd7621.aud.silk');
  sounds.englishMp3 = await media('mp3/211.mp3');
  sounds.melonSilk = await silk('silk-tencent/voice_0002.silk');
  sounds.melonM4a = await media('m4a/新录音 12.m4a');
  sounds.homework = await silk('silk-tencent/voice_0001.silk');
  sounds.long = await silk('silk-tencent/voice_0004_long.silk');
});
const print = (name: string) => soundPrint(sounds[name]!);

describe('soundPrint', () => {
  test('is the same through another codec, louder, and shifted', () => {
    expect(samePrint(print('englishSilk'), print('englishMp3'))).toBe(true);
    expect(samePrint(print('melonSilk'), print('melonM4a'))).toBe(true);
    expect(samePrint(print('homework'), soundPrint(scaled(sounds.homework!, 0.2)))).toBe(true);
    expect(samePrint(print('homework'), soundPrint(join(silence(0.05, 16_000), sounds.homework!)))).toBe(true);
  });

  test('differs between sentences of one voice', () => {
    const names = ['englishSilk', 'melonSilk', 'homework', 'long'];
    for (const a of names)
      for (const b of names) if (a !== b) expect(printDistance(print(a), print(b))).toBeGreaterThan(0.36);
  });

  test('never calls silence, noise or a word the same as anything', () => {
    const quiet = soundPrint(silence(5, 16_000));
    expect(samePrint(quiet, quiet)).toBe(false);
    expect(samePrint(soundPrint(noise(5, 16_000, 0.1, 1)), soundPrint(noise(5, 16_000, 0.1, 2)))).toBe(false);
    const word = soundPrint(sounds.homework!.subarray(0, 9000));
    expect(samePrint(word, word)).toBe(false);
  });
});

describe('findCopies', () => {
  interface Given {
    codec?: string;
    band?: number;
    rate?: number;
    A?: number;
    B?: number;
    item?: string;
  }
  const recording = (
    sha256: string,
    name: string,
    { codec = 'aac', band = 8000, rate = 24_000, A = 0, B = 0, item }: Given,
  ) => {
    const piece = (grade: 'A' | 'B', seconds: number) => ({
      start: 0,
      end: seconds * 16_000,
      grade,
      measures: { bandwidthHz: band },
    });
    const heard: Partial<Heard> = {
      length: sounds[name]!.length,
      print: print(name),
      facts: { codec, container: 'x', sampleRate: rate, channels: 1, tracks: 1, declared: null },
      pieces: [piece('A', A), piece('B', B)] as unknown as Heard['pieces'],
    };
    return { item: item ?? null, sha256, heard: heard as Heard };
  };

  test('groups the same bytes and the same sound', () => {
    expect(
      findCopies([
        recording('a', 'melonSilk', { A: 3 }),
        recording('b', 'melonM4a', { A: 5 }),
        recording('c', 'englishSilk', { A: 4 }),
        recording('c', 'englishSilk', { A: 4 }),
        { item: null, sha256: null, heard: null },
        recording('d', 'englishMp3', { A: 4.1 }),
      ]),
    ).toEqual([1, 1, 2, 2, 4, 2]);
  });

  const best = (a: Given, b: Given) =>
    findCopies([recording('a', 'melonSilk', a), recording('b', 'melonM4a', b)])[0] === 0 ? a : b;
  const wav = { codec: 'pcm_s16le', band: 10_600, rate: 48_000, A: 10, B: 11 };

  test.each<[string, Given, Given]>([
    ['clearly more clean sound', { ...wav, codec: 'aac' }, { ...wav, A: 5 }],
    [
      'the wide one, though its telephone copy measures cleaner',
      wav,
      { codec: 'amr_nb', band: 4000, rate: 8000, A: 21 },
    ],
    ['more of grade A', { ...wav, codec: 'opus', A: 12, B: 9 }, { ...wav, codec: 'aac' }],
    ['the original of a lossy copy', { ...wav, rate: 44_100 }, { ...wav, codec: 'speex', A: 21, B: 0 }],
    ['16 bits before 8, whose hiss reaches higher', wav, { ...wav, codec: 'pcm_u8', band: 24_000, rate: 44_100 }],
    ['the higher rate', { ...wav }, { ...wav, rate: 44_100 }],
    ['a message of the subject', { codec: 'amr_nb', band: 4000, rate: 8000, A: 2, item: 'msg-7' }, wav],
    ['the first of equal ones', { ...wav }, { ...wav }],
  ])('of two copies it takes %s', (_, better, other) => {
    expect(best(better, other)).toBe(better);
    if (JSON.stringify(better) !== JSON.stringify(other)) expect(best(other, better)).toBe(better);
  });

  test('leaves alone what only lasts as long', () => {
    const other = recording('y', 'melonSilk', { A: 5 });
    other.heard = { ...other.heard, print: soundPrint(add(noise(5.7, 16_000, 0.1, 5))) };
    expect(findCopies([recording('x', 'melonSilk', { A: 5 }), other])).toEqual([0, 1]);
  });
});
