import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { balanceOf, duplicateBalance } from '../../src/audio/ledger.ts';
import { Peaks } from '../../src/audio/peaks.ts';
import { audioReport } from '../../src/audio/report.ts';
import { reportHtml } from '../../src/audio/report-html.ts';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { readiness } from '../../src/core/readiness.ts';
import type { Rejected, Segment } from '../../src/core/types.ts';
import { inBrowser } from '../support/browser.ts';
import { babbleVoice, join as joined, noise, scaled, silence } from './signals.ts';

const RATE = 16_000;
const FILE = '语音/爸爸 <1>.m4a';

function segment(id: string, start: number, end: number, more: Partial<Segment> = {}): Segment {
  return {
    id,
    source: { file: FILE, sha256: 'x', item: null },
    start,
    end,
    seconds: end - start,
    grade: 'A',
    measures: { snrDb: 27.4, bandwidthHz: 7900 },
    speaker: { score: null, by: 'chat' },
    denoised: false,
    labels: [],
    transcript: null,
    file: `segments/${id}.wav`,
    sampleRate: RATE,
    ...more,
  };
}

const segments = [
  segment('a1', 1, 6, { transcript: '路上堵车，<b>晚点</b>到家 & 别等我' }),
  segment('a2', 7, 12, { grade: 'B', denoised: true, labels: ['phone-band', 'cut-in-speech'] }),
];
const left: Rejected = {
  source: { file: FILE, sha256: 'x', item: null },
  start: 13,
  end: 17,
  seconds: 4,
  reason: 'other-speaker',
  measures: {},
  speaker: null,
};
const rejected = [
  left,
  { ...left, source: { ...left.source, file: 'b.silk' }, start: 0, end: 0, seconds: 0, reason: 'undecodable' as const },
];
const sound = joined(
  silence(1, RATE),
  babbleVoice(5, RATE),
  silence(1, RATE),
  scaled(babbleVoice(5, RATE, 180, 2), 0.5),
  silence(1, RATE),
  babbleVoice(4, RATE, 220, 5),
  scaled(noise(3, RATE), 0.01),
);
const peaks = new Peaks();
peaks.add(sound);

const page = reportHtml({
  lang: 'zh',
  subject: '陈默 "老默"',
  report: audioReport(
    [
      {
        file: FILE,
        sha256: 'x',
        item: null,
        seconds: balanceOf(20, [
          { start: 1, end: 6, fate: 'A' },
          { start: 7, end: 12, fate: 'B' },
          { start: 13, end: 17, fate: 'other-speaker' },
        ]),
      },
      {
        ...{ file: 'b.silk', sha256: null, item: null, fault: 'undecodable', why: 'header-only' },
        ...{ tracks: 3, truncated: true, seconds: balanceOf(0, []) },
      },
      { file: 'c.m4a', sha256: 'x', item: null, duplicateOf: FILE, seconds: duplicateBalance(20) },
    ],
    segments,
    PROFILES.map((profile) => readiness(profile, { cleanSeconds: 10, longestClip: 5, transcribedSeconds: 5 })),
  ),
  segments,
  rejected,
  peaks: new Map([[FILE, { bytes: peaks.bytes(), length: peaks.length }]]),
});

describe('reportHtml', () => {
  test('shows names and transcripts as text, never as markup', () => {
    expect(page).toContain('路上堵车，&lt;b&gt;晚点&lt;/b&gt;到家 &amp; 别等我');
    expect(page).toContain('语音/爸爸 &lt;1&gt;.m4a');
    expect(page).not.toContain('<b>');
  });

  test('reads nothing but the segments beside it', () => {
    const links = [...page.matchAll(/(?:src|href)="([^"]*)"/gu)].map(([, link]) => link);
    expect(links).toEqual(['segments/a1.wav', 'segments/a2.wav']);
    expect(page).not.toMatch(/https?:|@import|url\(/u);
  });

  test('says all of its words in both languages', () => {
    expect(page.match(/class="en"/gu)?.length).toBe(page.match(/class="zh"/gu)?.length);
    expect(page).toContain('somebody else');
    expect(page).toContain('别人的声音');
  });

  test('names why a recording gave nothing, and what a duplicate repeats', () => {
    expect(page).toMatch(/b\.silk[\s\S]*只有文件头，没有声音[\s\S]*文件不完整[\s\S]*3 条音轨，只读取第一条/u);
    expect(page).toContain('= 语音/爸爸 &lt;1&gt;.m4a');
  });

  test('marks the time below an outline, and lets B go on where A ends', () => {
    const ticks = [...page.matchAll(/<b style="left:([\d.]+)%">([\d:.]+)<\/b>/gu)].map(([, left, time]) => [
      left,
      time,
    ]);
    expect(ticks).toEqual([
      ['0.000', '0:00'],
      ['25.000', '0:05'],
      ['50.000', '0:10'],
      ['75.000', '0:15'],
    ]);
    // 5 of 40 seconds each.
    expect(page).toContain('<i class="A" style="left:0.000%;width:12.500%">');
    expect(page).toContain('<i class="B" style="left:12.500%;width:12.500%">');
  });

  test('nothing at all is a page too', () => {
    const empty = reportHtml({
      lang: 'en',
      subject: 'X',
      report: audioReport([], [], []),
      segments: [],
      rejected: [],
      peaks: new Map(),
    });
    expect(empty).toContain('0.0 s');
  });
});

/** 16-bit mono. */
function wav(samples: Float32Array): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length * 2, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length * 2, 40);
  const data = Int16Array.from(samples, (x) => Math.round(32_767 * Math.max(-1, Math.min(1, x))));
  return Buffer.concat([head, Buffer.from(data.buffer)]);
}

/** A browser of this system, or none: then the test says so and is skipped. */
const chromium = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, name)))
  .find((path) => existsSync(path));

describe.skipIf(!chromium)(`in a real browser${chromium ? '' : ' (skipped: no chromium on the PATH)'}`, () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'persona-page-'));
    mkdirSync(join(dir, 'segments'));
    for (const { file, start, end } of segments) {
      writeFileSync(join(dir, file), wav(sound.subarray(start * RATE, end * RATE)));
    }
    writeFileSync(join(dir, 'report.html'), page);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('draws every waveform, puts a player into every segment, and nothing complains', async () => {
    // Each player is told to read its file, and is waited for until it knows how long it is.
    const look = `new Promise((ready) => {
      const check = () => (document.querySelector('.load, canvas:not([data-drawn])') ? setTimeout(check, 50) : ready());
      check();
    }).then(() => Promise.all([...document.querySelectorAll('audio')].map((a) => new Promise((resolve) => {
      a.onloadedmetadata = () => resolve({ src: a.getAttribute('src'), seconds: a.duration });
      a.preload = 'metadata';
      a.load();
    })))).then((players) => ({ players, drawn: document.querySelectorAll('canvas[data-drawn="yes"]').length,
      unloaded: document.querySelectorAll('.load').length }))`;
    const { value, errors } = await inBrowser<{ players: object[]; drawn: number; unloaded: number }>(
      chromium!,
      join(dir, 'profile'),
      pathToFileURL(join(dir, 'report.html')).href,
      look,
    );
    expect(value).toEqual({
      players: [
        { src: 'segments/a1.wav', seconds: 5 },
        { src: 'segments/a2.wav', seconds: 5 },
      ],
      drawn: 1,
      unloaded: 0,
    });
    expect(errors).toBe(0);
  });
});

describe.skipIf(!chromium)('the line over the outline', () => {
  test('runs over the segment that plays', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'persona-page-'));
    try {
      writeFileSync(join(dir, 'report.html'), page);
      // What a player tells while it plays, told here: no test waits for seconds of sound.
      const look = `new Promise((ready) => {
        const check = () => (document.querySelector('.load, canvas:not([data-drawn])') ? setTimeout(check, 50) : ready());
        check();
      }).then(() => {
        const audio = document.querySelectorAll('audio')[1];
        Object.defineProperty(audio, 'duration', { value: 5 });
        Object.defineProperty(audio, 'currentTime', { value: 2.5 });
        audio.dispatchEvent(new Event('play'));
        audio.dispatchEvent(new Event('timeupdate'));
        const head = document.querySelector('.head');
        const wave = document.querySelector('.wave > div');
        return { shown: getComputedStyle(head).display, at: head.offsetLeft / wave.offsetWidth,
          now: document.querySelector('li.now').id };
      })`;
      const { value, errors } = await inBrowser<{ shown: string; at: number; now: string }>(
        chromium!,
        join(dir, 'profile'),
        pathToFileURL(join(dir, 'report.html')).href,
        look,
      );
      expect(value).toMatchObject({ shown: 'block', now: 's-a2' });
      // The middle of 7 to 12 s, of 20 s.
      expect(value.at).toBeCloseTo(9.5 / 20, 2);
      expect(errors).toBe(0);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('Peaks', () => {
  test('the outline does not depend on the size of the blocks', () => {
    const whole = new Peaks();
    whole.add(sound);
    const parts = new Peaks();
    for (let at = 0; at < sound.length; at += 777) parts.add(sound.subarray(at, at + 777));
    expect(parts.bytes()).toEqual(whole.bytes());
    expect(parts.length).toBe(whole.length);
  });

  test('six hours fit into 4096 numbers, and the loud minute is where it was', () => {
    const long = new Peaks();
    const minute = new Float32Array(60 * RATE);
    for (let i = 0; i < 360; i++) long.add(i === 180 ? minute.map(() => 0.5) : minute);
    const bytes = long.bytes();
    expect(bytes.length).toBeLessThanOrEqual(4096);
    const loud = [...bytes].flatMap((byte, i) => (byte > 0 ? [i / long.length] : []));
    expect(loud[0]).toBeCloseTo(0.5, 2);
    expect(loud.at(-1)).toBeCloseTo(0.5 + 1 / 360, 2);
  });

  test('nothing is nothing', () => {
    expect(new Peaks().bytes()).toEqual(new Uint8Array(0));
  });
});
