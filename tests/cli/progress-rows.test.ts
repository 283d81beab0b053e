import { expect, test, vi } from 'vitest';
import { plainProgress, terminalProgress } from '../../src/cli/reporters/progress.ts';
import { Ui } from '../../src/cli/ui.ts';
import type { Lang } from '../../src/core/types.ts';

/** What is printed for a file that is read at 50,000 rows a second, after ten seconds. */
function lastLine(lang: Lang): string {
  let text = '';
  let now = 0;
  const ui = new Ui({ write: (more: string) => (text += more) }, lang, false);
  const progress = plainProgress({ now: () => new Date(now) } as never, ui);
  for (; now <= 10_000; now += 1000) {
    const rows = now * 50;
    progress.update({
      type: 'progress',
      task: 'read',
      done: rows * 100,
      total: 100_000_000,
      unit: 'bytes',
      file: '/x/\u001b[2J老默.csv',
      rows,
    });
  }
  return text.trimEnd().split('\n').at(-1) ?? '';
}

test('reading is told by bytes and rows a second, in words of its language, and no name can move the cursor', () => {
  expect(lastLine('en')).toMatchInlineSnapshot(
    `"Reading: 50.0 MB / 100.0 MB · 5.0 MB/s · 500,000 rows · 50,000 rows/s · 10.0 s left · /x/�[2J老默.csv"`,
  );
  expect(lastLine('zh')).toMatchInlineSnapshot(
    `"读取：50.0 MB / 100.0 MB · 5.0 MB/s · 500,000 行 · 每秒 50,000 行 · 剩余 10.0 秒 · /x/�[2J老默.csv"`,
  );
});

test('a new step stands on the terminal before it begins, since it may block everything else', () => {
  vi.stubEnv('CI', undefined);
  vi.stubEnv('TERM', 'xterm');
  let shown = '';
  const nothing = () => true;
  const terminal = { clearLine: nothing, cursorTo: nothing, moveCursor: nothing, isTTY: true, columns: 100 };
  const stderr = { ...terminal, write: (text: string) => (shown += text) };
  const progress = terminalProgress({ now: () => new Date(0), stderr } as never, new Ui(stderr, 'en', false));
  const all = { type: 'progress', task: 'plan', done: 9, total: 9, unit: 'bytes' } as const;
  progress.update(all);
  progress.update({ ...all, stage: 'profile' });
  expect(shown).toContain('Going through the corpus (working out how they write)');
  progress.end();
  vi.unstubAllEnvs();
});

test.each(['en', 'zh'] as const)('a narrow terminal shows the pace of cleaning without words (%s)', async (lang) => {
  // On a build server the spinner stands still.
  vi.stubEnv('CI', undefined);
  vi.stubEnv('TERM', 'xterm');
  let shown = '';
  const nothing = () => true;
  const terminal = { clearLine: nothing, cursorTo: nothing, moveCursor: nothing, isTTY: true, columns: 46 };
  const stderr = { ...terminal, write: (text: string) => (shown += text) };
  const progress = terminalProgress({ now: () => new Date(now), stderr } as never, new Ui(stderr, lang, false));
  let now = 0;
  for (; now <= 10_000; now += 1000) {
    const done = (30 * now) / 1000;
    progress.update({ type: 'progress', task: 'clean', done, total: 3600, unit: 'seconds', file: '爸爸.m4a' });
  }
  await vi.waitFor(() => expect(shown).toContain('30×'));
  progress.end();
  vi.unstubAllEnvs();
  expect(shown).not.toMatch(/× real time|倍速/u);
});
