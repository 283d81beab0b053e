import { expect, test } from 'vitest';
import { plainProgress } from '../../src/cli/reporters/progress.ts';
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
    `"读取: 50.0 MB / 100.0 MB · 5.0 MB/s · 500,000 行 · 每秒 50,000 行 · 剩余 10.0 秒 · /x/�[2J老默.csv"`,
  );
});
