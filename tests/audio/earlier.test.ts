import { describe, expect, test } from 'vitest';
import {
  type AudioLines,
  filesNotTheirs,
  givesWay,
  linesWithout,
  sourcesOf,
  strangersIn,
  unheard,
} from '../../src/audio/earlier.ts';
import { duplicateBalance } from '../../src/audio/ledger.ts';
import type { Segment } from '../../src/core/types.ts';

const source = (file: string, sha256: string, item: string | null = null) => ({ file, sha256, item });

describe('givesWay', () => {
  test('the same file does, whatever it holds; so do the same bytes that lie elsewhere by now', () => {
    const now = [source('a.wav', '1'), { ...source('unreadable.wav', ''), sha256: null }];
    const isReplaced = givesWay(now, new Set(['moved.wav']));
    expect(isReplaced(source('a.wav', '2', 'msg'))).toBe(true);
    expect(isReplaced(source('moved.wav', '1'))).toBe(true);
    expect(isReplaced(source('copied.wav', '1'))).toBe(false);
    expect(isReplaced({ ...source('b.wav', ''), sha256: null })).toBe(false);
  });

  test('a message gives way to itself elsewhere, not to a file of the same bytes', () => {
    const message = source('voice.silk', '1', 'msg-1');
    expect(givesWay([source('copy.silk', '1')], new Set(['voice.silk']))(message)).toBe(false);
    expect(givesWay([source('new/voice.silk', '1', 'msg-1')], new Set())(message)).toBe(true);
  });
});

test('a message that could never be read where it lay gives way to itself elsewhere', () => {
  const unread = { ...source('old/voice.silk', '', 'msg-1'), sha256: null };
  expect(givesWay([source('new/voice.silk', '1', 'msg-1')], new Set())(unread)).toBe(true);
  expect(givesWay([source('new/voice.silk', '1', 'msg-2')], new Set())(unread)).toBe(false);
});

describe('unheard', () => {
  const silent = { fault: 'undecodable' as const, why: 'not-there' };
  const gone = (file: string, item: string | null = null) => ({ ...source(file, '', item), sha256: null, ...silent });
  const stood: AudioLines = {
    segments: [{ source: source('clip.wav', '1') } as Segment],
    rejected: [],
    recordings: [
      { ...source('old.silk', '2', 'msg-2'), seconds: duplicateBalance(0), segments: 0 },
      { ...gone('never.silk', 'msg-3'), seconds: duplicateBalance(0), segments: 0 },
    ],
  };

  test('tells what was heard before, by file or by message, from messages of which nothing ever was', () => {
    const now = [gone('clip.wav'), gone('new.silk', 'msg-2'), gone('never.silk', 'msg-3'), gone('file.wav')];
    const { standing, missing } = unheard([...now, source('heard.wav', '9')], stood);
    expect([...standing]).toEqual(['clip.wav', 'new.silk']);
    expect([...missing]).toEqual(['never.silk']);
  });

  test('counts as missing only what is not there', () => {
    expect(unheard([{ ...gone('a.silk', 'msg-9'), why: 'damaged' }], stood).missing.size).toBe(0);
  });
});

describe('filesNotTheirs', () => {
  const recording = (file: string, item: string | null, duplicateOf?: string) => ({
    ...source(file, file, item),
    ...(duplicateOf ? { duplicateOf } : {}),
    seconds: duplicateBalance(4),
    segments: 0,
  });
  const lines: AudioLines = {
    segments: [{ source: source('line-only.silk', '9', 'msg-9') } as Segment],
    rejected: [],
    recordings: [
      recording('theirs.silk', 'msg-1'),
      recording('other.silk', 'msg-2'),
      recording('copy-of-other.mp3', null, 'other.silk'),
      recording('vouched.wav', null),
      recording('vouching.silk', 'msg-3', 'vouched.wav'),
      recording('copy-of-theirs.mp3', null, 'theirs.silk'),
      recording('video.mp4', null),
    ],
  };

  test('are messages of others, and what is kept or left out for being a copy of one', () => {
    const foreign = filesNotTheirs(lines, new Set(['msg-1']));
    expect([...foreign].sort()).toEqual([
      'copy-of-other.mp3',
      'line-only.silk',
      'other.silk',
      'vouched.wav',
      'vouching.silk',
    ]);
    const left = linesWithout(lines, ({ file }) => foreign.has(file));
    expect(sourcesOf(left).map(({ file }) => file)).toEqual(['theirs.silk', 'copy-of-theirs.mp3', 'video.mp4']);
  });

  test('are recordings too that turn out to be messages of somebody else, if anything was kept of them', () => {
    const kept = { ...lines, segments: [{ source: source('vouched.wav', 'v') } as Segment] };
    expect(strangersIn(kept).map(({ file }) => file)).toEqual(['vouched.wav']);
    const all = new Set(['msg-1', 'msg-2', 'msg-3']);
    expect([...filesNotTheirs(kept, all, new Set(['vouched.wav']))]).toEqual(['vouched.wav']);
    expect(strangersIn(lines)).toEqual([]);
  });

  test('are none while all messages are the subject’s', () => {
    expect(filesNotTheirs(lines, new Set(['msg-1', 'msg-2', 'msg-3', 'msg-9'])).size).toBe(0);
  });
});
