import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { fitLine } from '../../src/cli/reporters/fit-line.ts';
import { plainProgress } from '../../src/cli/reporters/progress.ts';
import { Ui } from '../../src/cli/ui.ts';
import type { Lang } from '../../src/core/types.ts';
import { fakeEnv } from '../support/env.ts';

/** Every update half a minute after the one before, as lines. */
function lines(lang: Lang, events: readonly object[]): string[] {
  let now = 0;
  const env = { ...fakeEnv('/'), now: () => new Date(now) };
  let text = '';
  const progress = plainProgress(env, new Ui({ write: (more: string) => (text += more) }, lang, false));
  for (const event of events) {
    progress.update({ type: 'progress', task: 'clean', done: 0, unit: 'files', ...event });
    now += 30_000;
  }
  return text.trim().split('\n');
}

describe('the line of progress', () => {
  const video = (done: number) => ({ unit: 'seconds' as const, done, total: 21_600, stage: 'hear', file: 'a.mp4' });

  test('tells stage, × real time and the time left', () => {
    expect(lines('en', [video(0), video(900)]).at(-1)).toBe(
      'Cleaning speech (listening): 15 min 00 s / 6 h 00 min · 30× real time · 11 min 30 s left · a.mp4',
    );
    expect(lines('zh', [video(0), video(90)]).at(-1)).toBe(
      '清理语音（听取）：1 分 30 秒 / 6 小时 00 分 · 3.0 倍速 · 剩余 1 小时 59 分 · a.mp4',
    );
  });

  test('goes by the sound behind the files, and by the last half minute', () => {
    const files = (done: number, heard: number) => ({ done, total: 9, sound: { done: heard, total: 3600 } });
    expect(lines('en', [files(0, 0), files(5, 3000), files(6, 3060), files(7, 3120)]).at(-1)).toBe(
      'Cleaning speech: 7 / 9 · 2.0× real time · 4 min 00 s left',
    );
  });
});

describe('fitLine', () => {
  const parts = {
    label: 'Cleaning speech (listening)',
    shortLabel: 'listening',
    share: 0.45,
    text: '2 h 43 min / 6 h 00 min · 30× real time · 11 min 30 s left',
    shortText: '30× · 11 min 30 s left',
    file: '/home/lin/爸爸的录像/2019 春节.mp4',
  };
  const bar = (share: number, cells: number) => '━'.repeat(Math.round(share * cells)).padEnd(cells, '╌');
  const at = (width: number) => fitLine(parts, width, bar);

  test('says all of it where there is room', () => {
    expect(at(200)).toBe(`${parts.label} ${bar(0.45, 24)} 45% ${parts.text} · ${parts.file}`);
  });

  test('at 80 columns it still tells the step, the pace, the time left and the file', () => {
    expect(at(77)).toBe('listening ━━━━╌╌╌╌ 45% 30× · 11 min 30 s left · …lin/爸爸的录像/2019 春节.mp4');
  });

  test('is never wider than it may be', () => {
    for (let width = 10; width < 160; width++) expect(stringWidth(at(width))).toBeLessThanOrEqual(width);
  });
});
