import { describe, expect, test } from 'vitest';
import { answers, type ExplainedStretch, measureLines, parseAudioQuery, pausesAt } from '../../src/audio/explain.ts';
import { THRESHOLDS } from '../../src/audio/stages/grade.ts';

test('parseAudioQuery tells ids from moments', () => {
  expect(parseAudioQuery('58d393120ea11df4')).toEqual({ id: '58d393120ea11df4' });
  expect(parseAudioQuery('videos/2019@home.mp4@83.5')).toEqual({ file: 'videos/2019@home.mp4', second: 83.5 });
  expect(parseAudioQuery('new\nline.wav@3')).toEqual({ file: 'new\nline.wav', second: 3 });
  expect(parseAudioQuery('what?')).toBeNull();
});

test('answers finds a segment by how its id begins, and any stretch by a moment in it', () => {
  const segment = {
    kept: true,
    id: '58d393120ea11df4',
    source: { file: 'a/b.mp4' },
    start: 2,
    end: 5,
  } as ExplainedStretch;
  const rejected = { kept: false, source: { file: 'a/b.mp4' }, start: 5, end: 6 } as ExplainedStretch;
  expect(answers({ id: '58d3' }, segment)).toBe(true);
  expect(answers({ id: 'ffff' }, segment)).toBe(false);
  expect(answers({ file: 'b.mp4', second: 4 }, segment)).toBe(true);
  expect(answers({ file: 'b.mp4', second: 5 }, segment)).toBe(false);
  expect(answers({ file: 'a/b.mp4', second: 5 }, rejected)).toBe(true);
  expect(answers({ file: 'c.mp4', second: 5 }, rejected)).toBe(false);
});

test('pausesAt names what is said before and after, in each recording that lasts so long', () => {
  const source = { file: 'a/b.mp4' };
  const first = { kept: true, id: '58d3', source, start: 2, end: 5 } as ExplainedStretch;
  const second = { kept: false, source, start: 8, end: 9 } as ExplainedStretch;
  const recordings = [
    { file: 'a/b.mp4', seconds: { in: 12 } },
    { file: 'x/b.mp4', seconds: { in: 3 } },
    { file: 'c.mp4', seconds: { in: 12 } },
  ];
  const at = (moment: number) => pausesAt({ file: 'b.mp4', second: moment }, recordings, [second, first]);
  expect(at(6.5)).toEqual([{ file: 'a/b.mp4', second: 6.5, before: first, after: second }]);
  expect(at(10)).toEqual([{ file: 'a/b.mp4', second: 10, before: second, after: null }]);
  expect(at(1).map(({ file }) => file)).toEqual(['a/b.mp4', 'x/b.mp4']);
  expect(at(12)).toEqual([]);
  expect(pausesAt({ id: '58d3' }, recordings, [first])).toEqual([]);
});

describe('measureLines', () => {
  test('puts each number beside what the grades ask of it', () => {
    const lines = measureLines({ snrDb: 12, clipping: 0, decayDbPerS: 500, bandwidthHz: 8000 });
    expect(lines.map(({ measure, met }) => [measure, met])).toEqual([
      ['snrDb', 'B'],
      ['decayDbPerS', null],
      ['clipping', 'A'],
      ['bandwidthHz', null],
    ]);
    expect(lines[0]).toMatchObject({ forA: `≥ ${THRESHOLDS.cleanSnrDb}`, forB: `≥ ${THRESHOLDS.usableSnrDb}` });
    expect(measureLines({ snrDb: THRESHOLDS.usableSnrDb - 1 })[0]!.met).toBe('C');
  });

  test('an echo is looked for in the recording where it is clean, else in what is left after denoising', () => {
    const echoing = { decayDbPerS: 200, mendedDecayDbPerS: 200 };
    const met = (snrDb: number) => measureLines({ snrDb, ...echoing }).map((line) => line.met);
    expect(met(30)).toEqual(['A', 'B', null]);
    expect(met(12)).toEqual(['B', null, 'C']);
  });
});
