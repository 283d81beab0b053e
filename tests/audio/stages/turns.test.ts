import { describe, expect, test } from 'vitest';
import { cut } from '../../../src/audio/stages/cut.ts';
import { turnsIn } from '../../../src/audio/stages/turns.ts';
import { add, join, noise, silence } from '../signals.ts';
import { daughter, father } from '../voices.ts';

const RATE = 16_000;
const gap = silence(0.15, RATE);
const talk = join(gap, father(3, 4), gap, daughter(3, 4), gap, father(3, 6), gap);
const samples = add(talk, noise(talk.length / RATE, RATE, 1e-7));
const speech = { start: 0.15, end: 9.6 };
/** Such pauses are too short for the detector. */
const heard = new Float32Array(Math.ceil(samples.length / 512)).fill(0.95);

describe('turnsIn', () => {
  test('finds the pauses between quick turns, and none at the ends of the speech', () => {
    const long = turnsIn(samples)
      .pauses(speech)
      .filter(({ start, end }) => end - start >= 0.135);
    expect(long.map(({ start, end }) => (start + end) / 2)).toEqual([
      expect.closeTo(3.225, 1),
      expect.closeTo(6.375, 1),
    ]);
  });

  test('tells two voices apart, and one from itself not', () => {
    const turns = turnsIn(samples);
    expect(turns.differ({ start: 1.15, end: 3.15 }, { start: 3.3, end: 5.3 })).toBe(true);
    expect(turns.differ({ start: 1.15, end: 3.15 }, { start: 6.45, end: 8.45 })).toBe(false);
    // Too short to say.
    expect(turns.differ({ start: 2.75, end: 3.15 }, { start: 3.3, end: 5.3 })).toBe(false);
  });

  test('no piece goes on where the voice changes; where nobody else may speak all is one piece', () => {
    expect(cut([speech], heard, samples)).toHaveLength(1);
    const pieces = cut([speech], heard, samples, undefined, turnsIn(samples));
    for (const seam of [3.225, 6.375]) {
      const over = pieces.find(({ start, end }) => start < seam - 0.1 && end > seam + 0.1);
      expect(over).toBeUndefined();
    }
    expect(pieces.reduce((sum, { start, end }) => sum + end - start, 0)).toBeCloseTo(
      pieces.at(-1)!.end - pieces[0]!.start,
      6,
    );
  });
});
