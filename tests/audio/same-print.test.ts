import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { printDistance, samePrint } from '../../src/audio/same-print.ts';
import { ANALYSIS_RATE } from '../../src/core/sound.ts';
import { embeddedPath } from '../../src/io/ffmpeg-binary.ts';
import { encodeWav } from '../../src/io/wav.ts';
import { printOf } from './print-of.ts';
import { join, noise, scaled, silence } from './signals.ts';
import { media, spoken } from './spoken.ts';

let sounds: Awaited<ReturnType<typeof spoken>>;
beforeAll(async () => {
  sounds = await spoken();
});

test('a print is the same through another codec, louder, and shifted', () => {
  const { englishSilk, englishMp3, melonSilk, melonM4a, homework } = sounds;
  expect(samePrint(printOf(englishSilk), printOf(englishMp3))).toBe(true);
  expect(samePrint(printOf(melonSilk), printOf(melonM4a))).toBe(true);
  expect(samePrint(printOf(homework), printOf(scaled(homework, 0.2)))).toBe(true);
  expect(samePrint(printOf(homework), printOf(join(silence(0.05, ANALYSIS_RATE), homework)))).toBe(true);
});

test('it differs between sentences of one voice', () => {
  const { englishSilk, melonSilk, homework, long } = sounds;
  const prints = [englishSilk, melonSilk, homework, long].map((sound) => printOf(sound));
  for (const a of prints)
    for (const b of prints) if (a !== b) expect(printDistance(a, b).overall).toBeGreaterThan(0.36);
});

test('silence, noise or a word is never the same as anything', () => {
  const quiet = printOf(silence(5, ANALYSIS_RATE));
  expect(samePrint(quiet, quiet)).toBe(false);
  const hiss = (seed: number) => printOf(noise(5, ANALYSIS_RATE, 0.1, seed));
  expect(samePrint(hiss(1), hiss(2))).toBe(false);
  const word = printOf(sounds.homework.subarray(0, 9000));
  expect(samePrint(word, word)).toBe(false);
});

describe('recordings that begin alike', () => {
  const differ = (a: Float32Array, b: Float32Array) => {
    expect(a).toHaveLength(b.length);
    const distance = printDistance(printOf(a), printOf(b));
    expect(distance.overall).toBeLessThan(0.28);
    expect(distance.worst).toBeGreaterThan(0.45);
    expect(samePrint(printOf(a), printOf(b))).toBe(false);
  };

  test('and go on differently are not the same, however much of them is', () => {
    const { long, homework, melonSilk, englishSilk } = sounds;
    differ(join(long, long, homework, melonSilk, englishSilk), join(long, long, englishSilk, melonSilk, homework));
  });

  test('nor are long ones that differ for one minute', () => {
    const { long, homework, melonSilk, englishSilk } = sounds;
    const before = Array<Float32Array>(5).fill(long);
    const minute = [long, homework, melonSilk, englishSilk, homework];
    differ(join(...before, ...minute, long), join(...before, ...minute.toReversed(), long));
  });
});

describe('a copy is known from end to end', () => {
  const folder = mkdtempSync(joinPath(tmpdir(), 'persona-prints-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string) => joinPath(folder, name);
  let original: string;
  beforeAll(() => {
    const { long, homework, melonSilk, englishSilk } = sounds;
    const rest = silence(4, ANALYSIS_RATE);
    const parts = [long, rest, scaled(homework, 0.1), melonSilk, homework, englishSilk, rest, long, melonSilk, long];
    const sound = join(...parts);
    writeFileSync(file('original.wav'), encodeWav(sound, ANALYSIS_RATE));
    original = printOf(sound);
  });

  test.each([
    ['MP3 at 8 kbit/s', 'mp3', '-ar 8000 -b:a 8k'],
    ['MP3 at 32 kbit/s', 'mp3', '-b:a 32k'],
    ['AMR at 4.75 kbit/s', 'amr', '-ar 8000 -b:a 4.75k'],
    ['AMR at 12.2 kbit/s', 'amr', '-ar 8000 -b:a 12.2k'],
    ['AAC at 24 kbit/s', 'm4a', '-b:a 24k'],
    ['Opus at 16 kbit/s', 'opus', '-c:a libopus -b:a 16k'],
    ['Speex at 6 kbit/s', 'spx', '-ar 8000 -c:a libspeex -b:a 6k'],
    ['8 bits at 11 kHz', 'wav', '-ar 11025 -c:a pcm_u8'],
    ['a telephone line', 'wav', '-ar 8000 -af highpass=f=300,lowpass=f=3400 -c:a pcm_mulaw'],
    ['25 dB less', 'wav', '-af volume=-25dB'],
    ['a compressor', 'wav', '-af acompressor=threshold=0.05:ratio=4:makeup=3'],
    ['44.1 kHz and a start that is cut off', 'wav', '-ss 0.2 -ar 44100'],
    ['MP3 at 16 kbit/s and a start that is cut off', 'mp3', '-ss 0.12 -b:a 16k'],
  ])('through %s', async (_, ending, how) => {
    const copy = file(`copy.${ending}`);
    execFileSync(embeddedPath()!, ['-v', 'error', '-y', '-i', file('original.wav'), ...how.split(' '), copy]);
    const { overall, worst } = printDistance(original, printOf(await media(copy)));
    expect(overall).toBeLessThan(0.25);
    expect(worst).toBeLessThan(0.4);
  });
});
