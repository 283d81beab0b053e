import { describe, expect, test } from 'vitest';
import { balanceOf, duplicateBalance } from '../../src/audio/ledger.ts';
import { audioReport } from '../../src/audio/report.ts';
import { reportHtml } from '../../src/audio/report-html.ts';
import { PROFILES } from '../../src/bundle/profiles.ts';
import { renderAudioReport } from '../../src/cli/render/audio.ts';
import { Ui } from '../../src/cli/ui.ts';
import { readiness } from '../../src/core/readiness.ts';
import type { Lang, Segment } from '../../src/core/types.ts';

const segment: Segment = {
  id: '1',
  source: { file: 'a.m4a', sha256: 'x', item: null },
  start: 0,
  end: 12,
  seconds: 12,
  grade: 'A',
  measures: {},
  speaker: { score: null, by: 'chat' },
  denoised: false,
  labels: ['phone-band'],
  transcript: null,
  file: 'segments/1.wav',
  sampleRate: 24_000,
};
const facts = { sha256: null, item: null };
const report = audioReport(
  [
    {
      file: 'a.m4a',
      ...facts,
      seconds: balanceOf(40, [
        { start: 0, end: 12, fate: 'A' },
        { start: 20, end: 30, fate: 'noisy' },
      ]),
    },
    { file: 'b.m4a', ...facts, duplicateOf: 'a.m4a', seconds: duplicateBalance(40) },
    { file: 'c.silk', ...facts, fault: 'undecodable', seconds: balanceOf(0, []) },
    {
      file: 'd.wav',
      ...facts,
      seconds: balanceOf(0.5, [
        { start: 0, end: 0.1, fate: 'noisy' },
        { start: 0.2, end: 0.5, fate: 'too-short' },
      ]),
    },
  ],
  [segment],
  PROFILES.map((profile) => readiness(profile, { cleanSeconds: 12, longestClip: 12, transcribedSeconds: 0 })),
);

function rendered(lang: Lang, what = report, columns?: number): string {
  let text = '';
  renderAudioReport(what, new Ui({ write: (more: string) => (text += more), columns }, lang, false));
  return text;
}

describe('renderAudioReport', () => {
  test('tells the way of the seconds, how far they reach, and what gave nothing', () => {
    expect(rendered('en')).toMatchInlineSnapshot(`
      "4 recordings, 1 segment kept
        came in                      1 min 21 s  ━━━━━━━━━━━━━━━━━━━━━━━━
        the same sound again           − 40.0 s  ╌╌╌╌╌╌╌╌╌╌╌╌━━━━━━━━━━━━
        not speech                     − 18.1 s  ╌╌╌╌╌╌╌━━━━━
        too noisy                      − 10.1 s  ╌╌╌╌━━━
        too short                       − 0.3 s  ╌╌╌╌━
        clean speech                     12.0 s  ━━━━
          A, ready as it is              12.0 s  ━━━━
          B, usable after denoising       0.0 s

        prompt cloning    ━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  13%  1 min 18 s short of 1 min 30 s
        classic training  ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌   0%  59 min 48 s short of 1 h 00 min

      ✔ enough for gpt-sovits-zero-shot, cosyvoice-zero-shot, f5-tts-zero-shot and 29 more
      ✖ elevenlabs-ivc: 18.0 s missing
      ✖ gpt-sovits-finetune: 48.0 s missing
      ✖ rvc: 48.0 s missing
      \`persona check\` lists every backend.
      Whose voice: sent by the person in a chat 12.0 s
      Worth knowing: 1 × telephone sound
      Nothing came of 2 recordings:
        c.silk  could not be decoded
        d.wav  too short
      "
    `);
  });

  test('the same in Chinese', () => {
    expect(rendered('zh')).toContain('重复的录音');
    expect(rendered('zh')).toContain('距 1 分 30 秒 还差 1 分 18 秒');
  });

  test('clean seconds are rounded down, here and on the page, so that they fit what is short of a mark', () => {
    const long = { file: 'a.m4a', ...facts, seconds: balanceOf(140, [{ start: 0, end: 133.6, fate: 'A' }]) };
    const what = audioReport([long], [{ ...segment, seconds: 133.6 }], []);
    expect(rendered('en', what)).toMatch(/clean speech +2 min 13 s[\s\S]*57 min 47 s short[\s\S]*chat 2 min 13 s/u);
    expect(rendered('en', what)).not.toContain('2 min 14 s');
    const page = reportHtml({
      lang: 'en',
      subject: '陈默',
      report: what,
      segments: [],
      rejected: [],
      peaks: new Map(),
    });
    expect(page).toContain('2 min 13 s');
    expect(page).not.toContain('2 min 14 s');
  });

  test('clean speech that a bundle leaves out is told, here and on the page, and no mark counts it', () => {
    const long = { file: 'a.m4a', ...facts, seconds: balanceOf(140, [{ start: 0, end: 100, fate: 'A' }]) };
    const withheld = { masked: { segments: 2, seconds: 20.4 }, notChosen: { segments: 1, seconds: 4 } };
    const what = audioReport([long], [{ ...segment, seconds: 100 }], [], withheld);
    expect(rendered('en', what)).toMatch(/A bundle leaves out 20\.4 s of it \(2 segments\).*masked in the words/u);
    expect(rendered('en', what)).toMatch(/A bundle leaves out 4\.0 s of it \(1 segment\).*not of the period/u);
    expect(rendered('en', what)).toMatch(/prompt cloning .* 83% +14\.4 s short/u);
    expect(rendered('zh', what)).toContain(
      '其中 20.4 秒（2 段）打包时不会放入，下面也未计入：说出了文字里已遮盖的内容',
    );
    const page = reportHtml({
      lang: 'zh',
      subject: '陈默',
      report: what,
      segments: [],
      rejected: [],
      peaks: new Map(),
    });
    expect(page).toContain(
      '其中 4.0 秒（1 段）打包时不会放入，下面也未计入：不在所选的时间段内，或当初设为仅自己可见。',
    );
    expect(page).toContain('A bundle leaves out 20.4 s of it (2 segments)');
    expect(page).toContain('14.4 s to go');
  });

  test('nothing at all is no fault', () => {
    expect(rendered('en', audioReport([], [], []))).toContain('0 recordings, 0 segments kept');
  });
});

test('a long path loses its beginning on a terminal, and stays whole in a pipe', () => {
  const file = `${'录音/'.repeat(40)}奶奶.m4a`;
  const sound = { ...facts, seconds: balanceOf(40, []), fault: 'no-speech' as const };
  const nothing = audioReport([{ file, ...sound }], [], []);
  expect(rendered('zh', nothing)).toContain(`  ${file}  没有语音\n`);
  expect(rendered('zh', nothing, 60)).toMatch(/^ {2}….*奶奶\.m4a {2}没有语音$/mu);
});

test('names and remarks are listed in the marks of the language', () => {
  expect(rendered('zh')).toContain('足够用于 gpt-sovits-zero-shot、cosyvoice-zero-shot、');
  expect(rendered('zh')).toContain('值得注意：1 段电话音质\n');
});

test('tells which track was read, what breaks off, and keeps odd names on their line', () => {
  const sound = { ...facts, seconds: balanceOf(40, []), fault: 'no-speech' as const };
  const odd = audioReport(
    [
      { file: 'three.mkv', ...sound, tracks: 3 },
      { file: 'call.wav', ...sound, channelsDiffer: true },
      { file: 'cut\n\u001b[2Jshort.wav', ...sound, truncated: true },
    ],
    [],
    [],
  );
  expect(rendered('en', odd)).toContain('Several sound tracks, the first was read:\n  three.mkv  3 tracks\n');
  expect(rendered('zh', odd)).toContain('有多条音轨，只读取第一条：\n  three.mkv  3 条音轨\n');
  expect(rendered('en', odd)).toMatch(/Two channels with different sound.*:\n {2}call\.wav\n/u);
  expect(rendered('en', odd)).toContain('what there is was taken:\n  cut \ufffd[2Jshort.wav\n');
});
