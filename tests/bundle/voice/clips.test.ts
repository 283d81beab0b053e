import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClipWish } from '../../../src/bundle/layout.ts';
import { chooseClips } from '../../../src/bundle/voice/choose.ts';
import { speechOf } from '../../../src/bundle/voice/clip-info.ts';
import { cutAtPauses } from '../../../src/bundle/voice/cut.ts';
import { pausesIn } from '../../../src/bundle/voice/pauses.ts';
import { renderClip } from '../../../src/bundle/voice/render-clip.ts';
import type { Segment } from '../../../src/core/types.ts';
import { smallWorkspace, speechLike } from '../workspace.ts';

const [base] = smallWorkspace({ segments: 1 }).segments as [Segment];
const segment = (id: string, seconds: number, over: Partial<Segment> = {}): Segment => ({
  ...base,
  id,
  seconds,
  start: Number(id.replace(/\D/gu, '')) * 30,
  transcript: null,
  grade: 'A',
  denoised: false,
  ...over,
});
const wish: ClipWish = {
  min: 3,
  max: 10,
  ideal: [5, 9],
  count: 1,
  join: 'never',
  transcript: 'prefer',
  gap: 0.3,
  lead: 0.1,
  tail: 0.2,
  band: 12_000,
};
const shelf = (...segments: Segment[]) => ({ segments, pauses: new Map() });
const ids = (clips: ReturnType<typeof chooseClips>) =>
  clips.map(({ parts }) => parts.map((part) => part.segment.id).join('+'));

describe('the choice of a clip', () => {
  test('grade before length, words before silence about them, calm before loud', () => {
    expect(ids(chooseClips(shelf(segment('s1', 6, { grade: 'B' }), segment('s2', 4)), wish))).toEqual(['s2']);
    expect(
      ids(chooseClips(shelf(segment('s1', 6), segment('s2', 6, { transcript: '天冷了,多穿点。' })), wish)),
    ).toEqual(['s2']);
    const words = { transcript: '天冷了,多穿点。' };
    expect(
      ids(chooseClips(shelf(segment('s1', 6, { transcript: '哈哈,太好了!' }), segment('s2', 6, words)), wish)),
    ).toEqual(['s2']);
    expect(ids(chooseClips(shelf(segment('s1', 6, { labels: ['cut-in-speech'] }), segment('s2', 6)), wish))).toEqual([
      's2',
    ]);
  });

  test('of two that are alike the one with the wider band, as far as the clip can hold it', () => {
    const narrow = segment('s1', 6, { sampleRate: 16_000, measures: { ...base.measures, bandwidthHz: 7500 } });
    const wide = segment('s2', 6, { sampleRate: 44_100, measures: { ...base.measures, bandwidthHz: 20_000 } });
    const dull = segment('s3', 6, { sampleRate: 44_100, measures: { ...base.measures, bandwidthHz: 9000 } });
    const three = { ...wish, count: 3 };
    expect(ids(chooseClips(shelf(narrow, dull, wide), three))).toEqual(['s2', 's3', 's1']);
    expect(ids(chooseClips(shelf(narrow, dull, wide), { ...three, band: 7000 }))).toEqual(['s1', 's2', 's3']);
  });

  test('nothing outside the limits, silence included', () => {
    expect(chooseClips(shelf(segment('s1', 2.6), segment('s2', 9.8)), wish)).toEqual([]);
    expect(chooseClips(shelf(segment('s1', 2.8)), wish)[0]?.seconds).toBeCloseTo(3.1, 6);
  });

  test('a clip whose words must be known is never one without', () => {
    expect(chooseClips(shelf(segment('s1', 6)), { ...wish, transcript: 'must' })).toEqual([]);
  });

  test('several are joined only where the wish says so, in the order they were spoken', () => {
    const scraps = shelf(segment('s3', 4), segment('s1', 4), segment('s2', 4));
    const long = { ...wish, min: 10, max: 300, ideal: [10, 20] as const };
    expect(chooseClips(scraps, long)).toEqual([]);
    const [clip] = chooseClips(scraps, { ...long, join: 'needed' });
    expect(clip?.parts.map((part) => part.segment.id)).toEqual(['s1', 's2', 's3']);
    expect(clip?.seconds).toBeCloseTo(12 + 2 * 0.3 + 0.3, 6);
    expect(clip?.transcript).toBeNull();
  });

  test('joined words are those of all parts, each closed as a sentence', () => {
    const two = shelf(segment('s1', 6, { transcript: '先吃饭吧' }), segment('s2', 6, { transcript: '我晚点到。' }));
    const [clip] = chooseClips(two, { ...wish, min: 10, max: 30, ideal: [10, 20], join: 'fill' });
    expect(clip?.transcript).toBe('先吃饭吧。我晚点到。');
  });

  test('a training set is everything that fits, in the order of the recordings', () => {
    const all = chooseClips(shelf(segment('s2', 4), segment('s1', 5), segment('s3', 40)), {
      ...wish,
      max: 15,
      count: 'all',
    });
    expect(ids(all)).toEqual(['s1', 's2']);
  });

  test('large files are filled up to the longest allowed', () => {
    const clips = chooseClips(shelf(...Array.from({ length: 10 }, (_, i) => segment(`s${i}`, 8))), {
      ...wish,
      max: 30,
      count: 'all',
      join: 'fill',
    });
    expect(clips.map(({ parts }) => parts.length)).toEqual([3, 3, 3, 1]);
    expect(clips.every(({ seconds }) => seconds <= 30)).toBe(true);
  });

  test('order of the segments does not matter', () => {
    const { segments } = smallWorkspace({ segments: 20 });
    const long: ClipWish = { ...wish, max: 60, ideal: [20, 40], join: 'fill', count: 3 };
    expect(ids(chooseClips(shelf(...[...segments].reverse()), long))).toEqual(
      ids(chooseClips(shelf(...segments), long)),
    );
  });

  test('whatever the segments, every clip keeps the wish', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 15, noNaN: true }), { maxLength: 30 }),
        fc.constantFrom('never', 'needed', 'fill' as const),
        fc.double({ min: 3, max: 60, noNaN: true }),
        (lengths, join, max) => {
          const segments = lengths.map((seconds, i) => segment(`s${i}`, seconds));
          const all = chooseClips(shelf(...segments), { ...wish, max, join: join as ClipWish['join'], count: 5 });
          for (const clip of all) {
            expect(clip.seconds).toBeGreaterThanOrEqual(wish.min - 1e-9);
            expect(clip.seconds).toBeLessThanOrEqual(max + 1e-9);
            if (join === 'never') expect(clip.parts.length).toBe(1);
          }
        },
      ),
    ));
});

describe('cutting a segment', () => {
  const pauses = [
    { start: 3.7, end: 4.1 },
    { start: 7.6, end: 8 },
  ];
  const words = '我今天去菜场买了两斤排骨,你们别等我先吃饭吧。天冷了记得多穿一件衣服。';

  test('only at pauses, and with the words in between when they can be told', () => {
    const cut = cutAtPauses(segment('s1', 12, { transcript: words }), pauses, { min: 3, max: 9, ideal: [5, 8] });
    expect(cut?.start).toBe(0);
    expect(cut?.end).toBeCloseTo(7.7, 6);
    expect(cut?.transcript).toBe('我今天去菜场买了两斤排骨,你们别等我先吃饭吧。');
  });

  test('words keep the spaces that stood between them', () => {
    const english = 'We went to the market, and bought two pounds of ribs. Then he left. It is late today, you know.';
    const spoken = [
      { start: 4.3, end: 4.7 },
      { start: 5.7, end: 6.1 },
    ];
    const cut = cutAtPauses(segment('s1', 9.1, { transcript: english }), spoken, { min: 3, max: 8, ideal: [5, 6] });
    expect(cut?.transcript).toBe('We went to the market, and bought two pounds of ribs. Then he left.');
  });

  test('silence at either end of a segment is no pause between words', () => {
    const around = [
      { start: 0, end: 0.5 },
      ...pauses.map(({ start, end }) => ({ start: start + 0.5, end: end + 0.5 })),
    ];
    const longer = segment('s1', 13, { transcript: words });
    const cut = cutAtPauses(longer, [...around, { start: 12.5, end: 13 }], { min: 3, max: 9, ideal: [5, 8] });
    expect(cut?.start).toBeCloseTo(0.4, 6);
    expect(cut?.transcript).toBe('我今天去菜场买了两斤排骨,你们别等我先吃饭吧。');
  });

  test('no words where a foreign word leaves the rate of speech uncertain', () => {
    const mixed = '慢慢来，用的是Bluetooth耳机，七点差五分；门口有一棵槐树。一共花了128块5。';
    const spoken = [1.44, 3.66, 6.02, 9.28].map((start) => ({ start, end: start + 0.3 }));
    const cut = cutAtPauses(segment('s1', 13.2, { transcript: mixed }), spoken, { min: 3, max: 9, ideal: [5, 8] });
    expect(cut?.transcript).toBeNull();
  });

  test('words that no pause tells apart are not guessed', () => {
    const one = segment('s1', 12, { transcript: '我今天去菜场买了两斤排骨你们别等我先吃饭吧天冷了记得多穿一件衣服' });
    expect(cutAtPauses(one, pauses, { min: 3, max: 9, ideal: [5, 8] })?.transcript).toBeNull();
  });

  test('no pause, no cut', () => {
    expect(cutAtPauses(segment('s1', 12), [], { min: 3, max: 9, ideal: [5, 8] })).toBeNull();
  });

  test('pauses are found where nothing is said', () => {
    const found = pausesIn({ samples: speechLike(6, 1), sampleRate: 24_000 });
    expect(found.map(({ start }) => Math.round(start * 10) / 10)).toEqual([1.7, 3.7, 5.7]);
    expect(pausesIn({ samples: new Float32Array(0), sampleRate: 24_000 })).toEqual([]);
  });
});

describe('the speech of clips', () => {
  const [one, two] = [segment('s1', 6), segment('s2', 4)];
  const clip = (...parts: [Segment, number, number][]) => ({
    parts: parts.map(([of, start, end]) => ({ segment: of, start, end })),
    gap: 0.3,
    lead: 0.1,
    tail: 1,
    seconds: 60,
    transcript: null,
  });

  test.each([
    ['silence put around it is none', [clip([one, 0, 6], [two, 0, 4])], 10],
    ['what two of them hold counts once', [clip([one, 0, 4]), clip([two, 0, 4], [one, 2, 6]), clip([one, 1, 2])], 10],
    ['what none holds does not count', [clip([one, 0, 1]), clip([one, 5, 6])], 2],
    ['no clips', [], 0],
  ])('%s', (_, clips, seconds) => expect(speechOf(clips)).toBeCloseTo(seconds, 9));
});

describe('rendering a clip', () => {
  const read = async ({ seconds }: Segment) => ({ samples: speechLike(seconds, 2), sampleRate: 24_000 });

  test.each([16_000, 22_050, 24_000, 32_000, 44_100])('has exactly the stated length at %i Hz', async (rate) => {
    const [clip] = chooseClips(shelf(segment('s1', 5)), { ...wish, tail: 1 });
    if (!clip) throw new Error('no clip');
    const samples = await renderClip(clip, rate, read);
    expect(Math.abs(samples.length / rate - clip.seconds)).toBeLessThan(2 / rate);
    expect(samples.subarray(0, 0.1 * rate - 1).every((x) => x === 0)).toBe(true);
    expect(samples.subarray(-rate + 1).every((x) => x === 0)).toBe(true);
    expect(samples.reduce((peak, x) => Math.max(peak, x), 0)).toBeGreaterThan(0.2);
  });

  test('joined parts have the gap between them', async () => {
    const [clip] = chooseClips(shelf(segment('s1', 4), segment('s2', 4)), {
      ...wish,
      min: 8,
      ideal: [8, 9],
      join: 'fill',
    });
    if (!clip) throw new Error('no clip');
    const samples = await renderClip(clip, 24_000, read);
    const gap = samples.subarray(Math.round(4.1 * 24_000), Math.round(4.4 * 24_000));
    expect(gap.every((x) => x === 0)).toBe(true);
  });
});
