import { expect, test } from 'vitest';
import { passagesOf } from '../../../src/audio/stages/passages.ts';
import { noise } from '../signals.ts';

const STEP = 512;
const SECOND = 16_000 / STEP;

/** Speech of so many seconds at so many dB, with half a second of silence around each. */
function said(...parts: [seconds: number, db: number][]) {
  const levels = parts.flatMap(([seconds, db]) => [
    ...Array.from({ length: Math.round(seconds * SECOND) }, () => db),
    ...Array.from({ length: Math.round(0.5 * SECOND) }, () => -90),
  ]);
  const hiss = noise((levels.length * STEP) / 16_000, 16_000);
  return {
    samples: hiss.map((x, i) => x * 10 ** (levels[Math.floor(i / STEP)]! / 20)),
    probabilities: Float32Array.from(levels, (db) => (db > -90 ? 0.95 : 0.02)),
    region: { start: 0, end: (levels.length * STEP) / 16_000 },
  };
}

const lengths = ({ samples, probabilities, region }: ReturnType<typeof said>) =>
  passagesOf(region, samples, probabilities).map(({ start, end }) => Number((end - start).toFixed(1)));

test('soft speech beside loud speech is a passage of its own, parted in the silence', () => {
  const scene = said([3, -20], [3, -20], [4, -44], [2, -22]);
  const passages = passagesOf(scene.region, scene.samples, scene.probabilities);
  expect(passages).toHaveLength(3);
  expect(passages[0]!.start).toBe(0);
  expect(passages[2]!.end).toBe(scene.region.end);
  for (const [i, passage] of passages.slice(1).entries()) {
    expect(passage.start).toBe(passages[i]!.end);
    expect((passage.start * 16_000) % STEP).toBeCloseTo(0, 6);
    expect(scene.probabilities[Math.round((passage.start * 16_000) / STEP)]).toBeLessThan(0.1);
  }
});

test('what is about as loud, or too short to tell, is not parted', () => {
  expect(lengths(said([3, -20], [3, -28], [3, -24]))).toHaveLength(1);
  expect(lengths(said([3, -20], [0.6, -44], [3, -24]))).toHaveLength(1);
  expect(lengths(said([0.6, -20]))).toHaveLength(1);
  // A soft word goes with the soft speech beside it.
  expect(lengths(said([3, -20], [0.6, -44], [3, -46]))).toEqual([expect.closeTo(3.2, 0), expect.closeTo(5, 0)]);
});

test('a region without speech is one passage', () => {
  const { region, samples } = said([2, -20]);
  expect(passagesOf(region, samples, new Float32Array(200))).toEqual([region]);
});
