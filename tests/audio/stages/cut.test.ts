import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CUT, cut, type Run, type SpeechPiece } from '../../../src/audio/stages/cut.ts';
import { noise } from '../signals.ts';

const RATE = 16_000;
const FRAME = 0.032;

/** A recording of `seconds`: hiss at full level in the words, a thousandth of it elsewhere. */
function recording(seconds: number, words: readonly Run[]): { samples: Float32Array; probabilities: Float32Array } {
  const inWord = (t: number) => words.some((word) => t >= word.start && t < word.end);
  return {
    samples: noise(seconds, RATE, 0.3).map((x, i) => (inWord(i / RATE) ? x : x / 1000)),
    probabilities: Float32Array.from({ length: Math.ceil(seconds / FRAME) }, (_, i) =>
      inWord((i + 0.5) * FRAME) ? 0.95 : 0.02,
    ),
  };
}

function cutWords(seconds: number, words: readonly Run[], runs = words): SpeechPiece[] {
  const { samples, probabilities } = recording(seconds, words);
  return cut(runs, probabilities, samples);
}

const length = (piece: Run) => piece.end - piece.start;

describe('cut', () => {
  test('keeps 100 to 200 ms of the silence on both sides', () => {
    const [piece, ...more] = cutWords(8, [{ start: 2, end: 6 }]);
    expect(more).toEqual([]);
    expect(2 - piece!.start).toBeGreaterThanOrEqual(0.1);
    expect(2 - piece!.start).toBeLessThanOrEqual(0.2);
    expect(piece!.end - 6).toBeGreaterThanOrEqual(0.1);
    expect(piece!.end - 6).toBeLessThanOrEqual(0.2);
    expect(piece).toMatchObject({ cutInSpeech: false, tooShort: false });
  });

  test('keeps no silence where there is none', () => {
    expect(cutWords(4, [{ start: 0, end: 4 }])).toEqual([{ start: 0, end: 4, cutInSpeech: false, tooShort: false }]);
  });

  test('joins what is less than 0.6 s apart, and nothing else', () => {
    expect(
      cutWords(6, [
        { start: 1, end: 2.5 },
        { start: 3, end: 4.5 },
      ]),
    ).toHaveLength(1);
    expect(
      cutWords(6, [
        { start: 1, end: 2.5 },
        { start: 3.2, end: 4.5 },
      ]),
    ).toHaveLength(2);
  });

  test('cuts a long chain in its pauses, into pieces of about 3 to 10 s', () => {
    const words = Array.from({ length: 20 }, (_, i) => ({ start: 1 + i * 2, end: 2.7 + i * 2 }));
    const pieces = cutWords(42, words);
    for (const piece of pieces) {
      expect(length(piece)).toBeGreaterThanOrEqual(3);
      expect(length(piece)).toBeLessThan(10.5);
      expect(words.some((word) => piece.start > word.start && piece.start < word.end)).toBe(false);
      expect(words.some((word) => piece.end > word.start && piece.end < word.end)).toBe(false);
    }
  });

  test('finds the pauses inside a run, and of several takes the longest', () => {
    const words = [
      { start: 0.5, end: 7 },
      { start: 7.2, end: 9 },
      { start: 9.3, end: 15.5 },
    ];
    const pieces = cutWords(16, words, [{ start: 0.5, end: 15.5 }]);
    expect(pieces).toHaveLength(2);
    expect(pieces[0]!.end).toBeGreaterThan(9);
    expect(pieces[1]!.start).toBeLessThan(9.3);
    expect(pieces[0]!.end).toBe(pieces[1]!.start);
  });

  test('cuts speech without a pause at its deepest valley, and says so', () => {
    const { samples, probabilities } = recording(20, [{ start: 0, end: 20 }]);
    // A dip of 80 ms at 11 s that the detector does not see.
    for (let i = 11 * RATE; i < 11.08 * RATE; i++) samples[i]! /= 20;
    const pieces = cut([{ start: 0, end: 20 }], probabilities, samples);
    expect(pieces.map((piece) => piece.cutInSpeech)).toEqual([true, true]);
    expect(pieces[0]!.end).toBeGreaterThan(11);
    expect(pieces[0]!.end).toBeLessThan(11.08);
    expect(pieces[1]!.start).toBe(pieces[0]!.end);
  });

  test('a word alone that is too short is returned as that', () => {
    expect(cutWords(6, [{ start: 3, end: 3.3 }])).toMatchObject([{ tooShort: true }]);
  });

  test('no pause is made of the closure of a plosive', () => {
    const words = [
      { start: 0, end: 9 },
      { start: 9.1, end: 18 },
    ];
    const pieces = cutWords(18, words, [{ start: 0, end: 18 }]);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.cutInSpeech)).toBe(true);
  });

  test('takes nonsense', () => {
    expect(cut([], new Float32Array(0), new Float32Array(0))).toEqual([]);
    expect(cut([{ start: 5, end: 9 }], new Float32Array(0), new Float32Array(100))).toEqual([]);
    expect(
      cut(
        [
          { start: Number.NaN, end: 2 },
          { start: 3, end: 1 },
        ],
        new Float32Array(9),
        new Float32Array(RATE),
      ),
    ).toEqual([]);
    expect(cut([{ start: -3, end: 99 }], new Float32Array(0), new Float32Array(2 * RATE))).toMatchObject([
      { start: 0, end: 2 },
    ]);
  });
});

describe('whatever the speech', () => {
  const SECONDS = 60;
  const samples = noise(SECONDS, RATE, 0.3, 11);
  const runs = fc.array(
    fc.record({ start: fc.integer({ min: 0, max: SECONDS * 100 }), length: fc.integer({ min: 0, max: 4000 }) }),
    { maxLength: 12 },
  );
  const probabilities = fc
    .uint8Array({ minLength: 0, maxLength: SECONDS / FRAME })
    .map((bytes) => Float32Array.from(bytes, (b) => b / 255));
  const scene = fc.tuple(
    runs.map((all) =>
      all.map(({ start, length }) => ({ start: start / 100, end: Math.min(SECONDS * 100, start + length) / 100 })),
    ),
    probabilities,
  );

  test('pieces are in order, disjoint, inside the recording, on whole samples, and no longer than 15 s', () => {
    fc.assert(
      fc.property(scene, ([speech, p]) => {
        let last = 0;
        for (const piece of cut(speech, p, samples)) {
          expect(piece.start).toBeGreaterThanOrEqual(last);
          expect(piece.end).toBeGreaterThan(piece.start);
          expect(piece.end).toBeLessThanOrEqual(SECONDS);
          expect(length(piece)).toBeLessThanOrEqual(CUT.max);
          expect(piece.tooShort).toBe(length(piece) < CUT.min);
          expect(piece.start * RATE).toBeCloseTo(Math.round(piece.start * RATE), 6);
          expect(piece.end * RATE).toBeCloseTo(Math.round(piece.end * RATE), 6);
          last = piece.end;
        }
      }),
    );
  });

  test('no speech is lost: what is in no piece is the middle of a pause', () => {
    fc.assert(
      fc.property(scene, ([speech, p]) => {
        const pieces = cut(speech, p, samples);
        const within = (t: number, all: readonly Run[]) => all.some((run) => t >= run.start && t < run.end);
        for (let frame = 0; frame < SECONDS / FRAME - 1; frame++) {
          const t = (frame + 0.5) * FRAME;
          if (within(t, speech) && !within(t, pieces)) expect(p[frame] ?? 1).toBeLessThan(CUT.silentBelow);
        }
      }),
    );
  });

  test('a cut is in speech only where it says so', () => {
    fc.assert(
      fc.property(scene, ([speech, p]) => {
        const pieces = cut(speech, p, samples);
        const silent = (t: number) =>
          !speech.some((run) => t > run.start && t < run.end) || (p[Math.floor(t / FRAME)] ?? 1) < CUT.silentBelow;
        for (const piece of pieces.filter((each) => !each.cutInSpeech)) {
          expect(silent(piece.start)).toBe(true);
          expect(silent(piece.end)).toBe(true);
        }
      }),
    );
  });
});
