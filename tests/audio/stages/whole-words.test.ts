import { describe, expect, test } from 'vitest';
import { wholeWords } from '../../../src/audio/stages/whole-words.ts';
import { add, join, noise, scaled, silence } from '../signals.ts';

const RATE = 16_000;
const word = (seconds: number) => noise(seconds, RATE, 0.3);
const hiss = (seconds: number) => noise(seconds, RATE, 0.0003);
/** The middle of 4 s: a word from 1 to 3 s. */
const spoken = join(hiss(1), word(2), hiss(1));

describe('wholeWords', () => {
  test('takes back the part of a word that the detector noticed late or let go of early', () => {
    expect(wholeWords([{ start: 1.25, end: 2.8 }], spoken)).toEqual([{ start: 1, end: 3 }]);
  });

  test('leaves an end alone that lies in silence already', () => {
    const run = { start: 0.9, end: 3.1 };
    expect(wholeWords([run], spoken)).toEqual([run]);
  });

  test('passes the closure of a plosive, and stops at a real silence', () => {
    const closed = join(hiss(1), word(0.2), hiss(0.08), word(1.72), hiss(1));
    expect(wholeWords([{ start: 1.4, end: 3 }], closed)[0]!.start).toBeCloseTo(1, 6);
    const apart = join(hiss(1), word(0.2), hiss(0.12), word(1.68), hiss(1));
    expect(wholeWords([{ start: 1.4, end: 3 }], apart)[0]!.start).toBeCloseTo(1.32, 2);
  });

  test('finds where a word begins above music that stayed', () => {
    const music = scaled(noise(4, RATE, 0.3, 5), 0.06);
    expect(wholeWords([{ start: 1.25, end: 2.8 }], add(spoken, music))).toEqual([{ start: 1, end: 3 }]);
  });

  test('leaves an end alone where noise leaves no silence to reach', () => {
    const noisy = join(scaled(word(1), 0.3), word(2), scaled(word(1), 0.3));
    const run = { start: 1.2, end: 2.8 };
    expect(wholeWords([run], noisy)).toEqual([run]);
  });

  test('reaches the end of a recording that begins or ends within a word', () => {
    const cut = join(word(2), silence(0.04, RATE));
    expect(wholeWords([{ start: 0.3, end: 1.8 }], cut)).toEqual([{ start: 0, end: 2 }]);
  });

  test('never meets its neighbour where speech goes on between them', () => {
    const runs = [
      { start: 0, end: 0.8 },
      { start: 1.15, end: 2 },
    ];
    expect(wholeWords(runs, word(2))).toEqual(runs);
  });
});
