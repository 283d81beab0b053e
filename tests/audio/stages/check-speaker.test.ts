import { describe, expect, test } from 'vitest';
import { voiceDistance, voiceStats } from '../../../src/audio/measures/voice.ts';
import { enrol, partsOf, type VoiceMarks, voiceMarks } from '../../../src/audio/stages/check-speaker.ts';
import { add, join, noise } from '../signals.ts';
import { daughter, father } from '../voices.ts';

const enrolled = () => enrol([1, 2, 3].map((seed) => voiceMarks(father(4, seed))))!;

describe('voice statistics', () => {
  test('are near within a voice, far between voices, and bear some noise', () => {
    const [one, two, other] = [father(4, 1), father(4, 5), daughter(4, 3)].map((x) => voiceStats(x)!);
    expect(voiceDistance(one!, two!)).toBeLessThan(0.1);
    expect(voiceDistance(one!, other!)).toBeGreaterThan(0.6);
    const noisy = voiceStats(add(father(4, 7), noise(4, 16_000, 0.00005)))!;
    expect(voiceDistance(one!, noisy)).toBeLessThan(voiceDistance(noisy, other!));
  });

  test('say nothing about silence, noise, or a word', () => {
    expect(voiceStats(new Float32Array(16_000))).toBeNull();
    expect(voiceStats(noise(2, 16_000, 0.1))).toBeNull();
    expect(voiceStats(father(1, 1).subarray(0, 3200))).toBeNull();
  });
});

describe('enrol by statistics', () => {
  test('knows the subject again and turns others away', () => {
    const judge = enrolled();
    expect(judge.by).toBe('voice-statistics');
    const same = judge.judge(voiceMarks(father(5, 9)));
    expect(same.verdict).toBe('subject');
    expect(same.score).toBeGreaterThan(0.5);
    expect(judge.judge(voiceMarks(daughter(5, 9)))).toMatchObject({ verdict: 'other' });
  });

  test('refuses a piece in which another voice takes over', () => {
    const piece = join(father(9, 4), daughter(3, 4));
    expect(enrolled().judge(voiceMarks(piece)).verdict).not.toBe('subject');
  });

  test('refuses what has too little voice to tell', () => {
    expect(enrolled().judge(voiceMarks(noise(2, 16_000, 0.1)))).toEqual({ score: 0, verdict: 'uncertain' });
  });

  test('is no judge by a single word', () => {
    expect(enrol([voiceMarks(father(1, 1))])).toBeNull();
    expect(enrol([])).toBeNull();
  });
});

describe('enrol by voiceprints', () => {
  const print = (x: number, y: number): VoiceMarks => ({ stats: [null], prints: [[x, y]] });
  const judge = enrol([print(1, 0.1), print(1, 0), print(1, -0.1)])!;

  test('goes by the cosine where a model gave prints', () => {
    expect(judge.by).toBe('voiceprint');
    expect(judge.judge(print(0.9, 0.2))).toMatchObject({ verdict: 'subject' });
    expect(judge.judge(print(0.65, 0.76)).verdict).toBe('uncertain');
    expect(judge.judge(print(0, 1)).verdict).toBe('other');
  });

  test('looks at the parts too', () => {
    const mixed = {
      stats: [null],
      prints: [
        [1, 0.1],
        [1, 0],
        [0, 1],
      ],
    };
    expect(judge.judge(mixed).verdict).toBe('mixed');
  });
});

test('partsOf gives the whole, then parts of two seconds and more that cover it', () => {
  const parts = partsOf(new Float32Array(7 * 16_000));
  expect(parts.map((part) => part.length)).toEqual([112_000, 37_333, 37_334, 37_333]);
  expect(partsOf(new Float32Array(3 * 16_000))).toHaveLength(1);
});
