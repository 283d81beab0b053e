import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Balance,
  balanceOf,
  cleanSeconds,
  duplicateBalance,
  type Stretch,
  sumOfBalances,
  waterfall,
} from '../../src/audio/ledger.ts';
import { audioReport } from '../../src/audio/report.ts';
import { REJECT_REASONS, type Segment } from '../../src/core/types.ts';

/** Whether every second that came in is in exactly one place, to the sample. */
function addsUp({ in: total, kept, rejected, notSpeech }: Balance): boolean {
  const parts = [kept.A, kept.B, notSpeech, ...Object.values(rejected)];
  return Math.round(total * 16_000) === parts.reduce((sum, each) => sum + Math.round(each * 16_000), 0);
}

describe('balanceOf', () => {
  const balance = balanceOf(10, [
    { start: 6, end: 7.5, fate: 'noisy' },
    { start: 1, end: 4, fate: 'A' },
    { start: 4, end: 6, fate: 'B' },
    { start: 8, end: 8.25, fate: 'too-short' },
  ]);

  test('puts every second in one place', () => {
    expect(balance).toEqual({
      in: 10,
      kept: { A: 3, B: 2 },
      rejected: { 'too-short': 0.25, noisy: 1.5 },
      notSpeech: 3.25,
    });
    expect(addsUp(balance)).toBe(true);
    expect(cleanSeconds(balance)).toBe(5);
  });

  test.each<[string, Stretch[]]>([
    [
      'overlap',
      [
        { start: 0, end: 2, fate: 'A' },
        { start: 1.9999, end: 3, fate: 'B' },
      ],
    ],
    ['leave the recording', [{ start: 9, end: 10.001, fate: 'A' }]],
    ['start before it', [{ start: -0.001, end: 1, fate: 'A' }]],
    ['end before they start', [{ start: 3, end: 2, fate: 'A' }]],
  ])('refuses stretches that %s', (_, stretches) => {
    expect(() => balanceOf(10, stretches)).toThrow(RangeError);
  });

  test('an empty file, and one that cannot be decoded, are all zero', () => {
    expect(balanceOf(0, [])).toEqual({ in: 0, kept: { A: 0, B: 0 }, rejected: {}, notSpeech: 0 });
    expect(duplicateBalance(0)).toEqual(balanceOf(0, []));
  });
});

const stretches = fc
  .uniqueArray(fc.nat(16_000 * 60), { maxLength: 20 })
  .chain((cuts) => {
    const at = [...cuts].sort((a, b) => a - b);
    return fc.tuple(
      fc.constant(at),
      fc.array(fc.constantFrom('A', 'B', ...REJECT_REASONS), { minLength: 20, maxLength: 20 }),
    );
  })
  .map(([at, fates]) =>
    at
      .slice(1)
      .map((end, i): Stretch => ({ start: at[i]! / 16_000, end: end / 16_000, fate: fates[i] as Stretch['fate'] })),
  );

test('however a recording is divided, and however many there are, it adds up to the sample', () => {
  fc.assert(
    fc.property(fc.array(stretches, { maxLength: 6 }), (all) => {
      const balances = all.map((each) => balanceOf(60, each));
      for (const balance of balances) expect(addsUp(balance)).toBe(true);
      const total = sumOfBalances([...balances, duplicateBalance(12.3456)]);
      expect(addsUp(total)).toBe(true);
      const steps = waterfall(total);
      expect(steps.at(-3)!.left).toBe(steps.at(-3)!.seconds);
      expect(steps.at(-3)!.seconds).toBe(cleanSeconds(total));
      for (const step of steps) expect(step.left).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('the waterfall runs from what came in to what is left', () => {
  const total = sumOfBalances([
    balanceOf(20, [
      { start: 0, end: 12, fate: 'A' },
      { start: 12, end: 13, fate: 'clipped' },
      { start: 13, end: 16, fate: 'noisy' },
    ]),
    duplicateBalance(5),
  ]);
  expect(waterfall(total).map(({ what, seconds, left }) => [what, seconds, left])).toEqual([
    ['in', 25, 25],
    ['duplicate', 5, 20],
    ['not-speech', 4, 16],
    ['noisy', 3, 13],
    ['clipped', 1, 12],
    ['clean', 12, 12],
    ['A', 12, 12],
    ['B', 0, 0],
  ]);
});

test('the report counts segments by file, grade, evidence and label', () => {
  const segment = (id: string, more: Partial<Segment>): Segment => ({
    id,
    source: { file: 'b.m4a', sha256: 'x', item: null },
    start: 0,
    end: 3,
    seconds: 3,
    grade: 'A',
    measures: {},
    speaker: { score: null, by: 'assumed' },
    denoised: false,
    labels: [],
    transcript: null,
    file: `segments/${id}.wav`,
    sampleRate: 24_000,
    ...more,
  });
  const report = audioReport(
    [
      {
        file: 'b.m4a',
        sha256: 'x',
        item: null,
        seconds: balanceOf(10, [
          { start: 0, end: 3, fate: 'A' },
          { start: 3, end: 7.1, fate: 'B' },
        ]),
      },
      { file: 'a.wav', sha256: null, item: null, fault: 'undecodable', seconds: balanceOf(0, []) },
    ],
    [
      segment('1', {}),
      segment('2', { grade: 'B', seconds: 4.1, denoised: true, labels: ['phone-band'], transcript: 'x' }),
    ],
    [],
  );
  expect(report).toMatchObject({
    cleanSeconds: 7.1,
    segments: { A: 1, B: 1, longest: 4.1, denoised: 1, transcribed: 1 },
    bySpeakerEvidence: { assumed: 7.1 },
    labels: { 'phone-band': 1 },
    recordings: [
      { file: 'a.wav', segments: 0, fault: 'undecodable' },
      { file: 'b.m4a', segments: 2 },
    ],
  });
});
