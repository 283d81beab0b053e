import { expect, test } from 'vitest';
import { judge } from '../../src/bundle/judge.ts';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { chooser } from '../../src/bundle/voice/choose.ts';
import type { Profile } from '../../src/core/types.ts';
import { smallWorkspace } from './workspace.ts';

/** Segments of five seconds, of which the first `worded` have words. */
function judged(id: string, count: number, worded: number) {
  const { segments: bare } = smallWorkspace({ talks: 0, segments: count, seconds: () => 5 });
  const segments = bare.map((segment, i) => ({ ...segment, transcript: i < worded ? '你们先吃，别等我。' : null }));
  const profile = PROFILES.find((one) => one.id === id) as Profile;
  const material = { segments, choose: chooser({ segments, pauses: new Map() }), speaker: {} };
  return judge(profile, material).readiness;
}

test.each([
  ['where all seconds are enough', 30],
  ['where they are not', 20],
])('a training set lacks what its clips lack, and words that would add to them: %s', (_, count) => {
  expect(judged('xtts-v2-finetune', count, 8)).toMatchObject({
    verdict: 'not-enough',
    why: 'below-minimum',
    usable: true,
    needs: 120,
    have: 40,
    missing: 80,
    open: ['transcript'],
  });
});

test('less voice is never nearer to enough', () => {
  const missing = [40, 30, 24, 20, 10].map((count) => judged('xtts-v2-finetune', count, 8).missing);
  expect(missing).toEqual([80, 80, 80, 80, 80]);
});

test('where no words are known and the seconds are too few, all seconds are missing', () => {
  expect(judged('xtts-v2-finetune', 10, 0)).toMatchObject({ have: 0, missing: 120, open: ['transcript'] });
});

test('what takes one clip lacks seconds of all voice', () => {
  const { usable, have } = judged('minimax', 1, 0);
  expect({ usable, have }).toEqual({ usable: undefined, have: 5 });
});
