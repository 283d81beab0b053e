import { beforeAll, describe, expect, test } from 'vitest';
import type { Heard } from '../../src/audio/clean-recording.ts';
import { findCopies } from '../../src/audio/copies.ts';
import { printOf } from './print-of.ts';
import { join, noise } from './signals.ts';
import { spoken } from './spoken.ts';

let sounds: Awaited<ReturnType<typeof spoken>>;
beforeAll(async () => {
  sounds = await spoken();
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
    name: keyof typeof sounds,
    { codec = 'aac', band = 8000, rate = 24_000, A = 0, B = 0, item }: Given,
  ) => {
    const piece = (grade: 'A' | 'B', seconds: number) => ({
      start: 0,
      end: seconds * 16_000,
      grade,
      measures: { bandwidthHz: band },
    });
    const heard: Partial<Heard> = {
      length: sounds[name].length,
      print: printOf(sounds[name]),
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
    other.heard = { ...other.heard, print: printOf(noise(5.7, 16_000, 0.1, 5)) };
    expect(findCopies([recording('x', 'melonSilk', { A: 5 }), other])).toEqual([0, 1]);
  });

  describe('of two that begin alike', () => {
    const alike = () => {
      const { long, homework, melonSilk } = sounds;
      const endings = [
        [homework, melonSilk],
        [melonSilk, homework],
      ];
      return endings.map((ending, i) => {
        const whole = join(long, long, ...ending);
        const candidate = recording(`${i}`, 'long', { A: 60 });
        return { ...candidate, heard: { ...candidate.heard, length: whole.length, print: printOf(whole) } };
      });
    };

    test('and go on differently each stands for itself', () => {
      expect(findCopies(alike())).toEqual([0, 1]);
    });

    test('and of which only that is known, as earlier versions kept it, only the same bytes are a copy', () => {
      const [one, other] = alike().map((each) => ({ ...each, heard: { ...each.heard, print: printOf(sounds.long) } }));
      expect(findCopies([one!, other!, { ...one! }])).toEqual([0, 1, 0]);
    });
  });
});
