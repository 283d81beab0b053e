import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VAD_STEP_SECONDS } from '../../../src/audio/engines.ts';
import { detectSpeech, PERHAPS_SPEECH, SPEECH } from '../../../src/audio/stages/detect-speech.ts';

const steps = (...parts: [count: number, p: number][]) =>
  Float32Array.from(parts.flatMap(([count, p]) => new Array<number>(count).fill(p)));
const inSteps = (runs: { start: number; end: number }[]) =>
  runs.map(({ start, end }) => [Math.round(start / VAD_STEP_SECONDS), Math.round(end / VAD_STEP_SECONDS)]);

describe('detectSpeech', () => {
  test('begins at the upper threshold and ends where it stays below the lower', () => {
    expect(inSteps(detectSpeech(steps([10, 0], [5, 0.4], [20, 0.9], [10, 0.4], [20, 0.1])))).toEqual([[15, 45]]);
  });

  test('bridges a silence shorter than its minimum, and none that is longer', () => {
    expect(inSteps(detectSpeech(steps([20, 0.9], [8, 0], [20, 0.9], [10, 0])))).toEqual([[0, 48]]);
    expect(inSteps(detectSpeech(steps([20, 0.9], [12, 0], [20, 0.9])))).toEqual([
      [0, 20],
      [32, 52],
    ]);
  });

  test('leaves out a click', () => {
    expect(detectSpeech(steps([20, 0], [3, 0.9], [20, 0]))).toEqual([]);
  });

  test('leaves out what is left of a bang right before or after the words', () => {
    const slammed = steps([10, 0], [3, 0.6], [6, 0], [30, 0.9], [6, 0.1], [4, 0.7], [20, 0]);
    expect(inSteps(detectSpeech(slammed))).toEqual([[19, 49]]);
    // A word of its own, a stop within one, and somebody who laughs.
    expect(inSteps(detectSpeech(steps([30, 0.9], [6, 0.1], [7, 0.7], [20, 0])))).toEqual([[0, 43]]);
    expect(inSteps(detectSpeech(steps([30, 0.9], [4, 0.1], [3, 0.7], [20, 0])))).toEqual([[0, 37]]);
    expect(inSteps(detectSpeech(steps([30, 0.9], [6, 0], [4, 0.9], [6, 0], [4, 0.9], [20, 0])))).toEqual([[0, 50]]);
    expect(inSteps(detectSpeech(steps([4, 0.9], [6, 0], [4, 0.9], [6, 0], [4, 0.9], [20, 0])))).toEqual([[0, 24]]);
  });

  test('a denoiser gets wide margins, which join', () => {
    expect(inSteps(detectSpeech(steps([40, 0], [10, 0.3], [28, 0], [10, 0.3], [40, 0]), PERHAPS_SPEECH))).toEqual([
      [24, 104],
    ]);
  });

  test('gives ordered, disjoint runs inside the recording, whatever the probabilities', () =>
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: 0, max: 1, noNaN: true })),
        fc.constantFrom(SPEECH, PERHAPS_SPEECH),
        (p, o) => {
          const end = p.length * VAD_STEP_SECONDS;
          let last = 0;
          for (const run of detectSpeech(Float32Array.from(p), o)) {
            expect(run.start).toBeGreaterThanOrEqual(last);
            expect(run.end).toBeGreaterThan(run.start);
            last = run.end;
          }
          expect(last).toBeLessThanOrEqual(end + 1e-9);
        },
      ),
    ));
});
