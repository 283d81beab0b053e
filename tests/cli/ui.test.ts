import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { type Column, Ui } from '../../src/cli/ui.ts';

const COLUMNS: Column[] = [
  { title: 'file', narrow: 'path' },
  { title: 'id', narrow: 'wrap' },
  { title: 'rows', align: 'right' },
  { title: 'dropped', narrow: 'wrap' },
];
const ROWS = [
  [
    'MemoTrace/聊天记录/陈默(wxid_chenmo01)/陈默_utf8.csv',
    'wxid_chenmo01, chenmo',
    '58',
    '1 系统提示，12 已撤回，3 重复',
  ],
  ['a.txt', '–', '1', ''],
];

function table(columns: number | undefined): string[] {
  let text = '';
  new Ui({ write: (more: string) => (text += more), columns }, 'zh', false).table(COLUMNS, ROWS);
  return text.trimEnd().split('\n');
}

describe('a table', () => {
  test('fits the terminal, Chinese characters counted as two: paths lose their beginning, lists go on below', () => {
    expect(table(60)).toMatchInlineSnapshot(`
      [
        "  file              id                rows  dropped",
        "  …)/陈默_utf8.csv  wxid_chenmo01,      58  1 系统提示，",
        "                    chenmo                  12 已撤回，",
        "                                            3 重复",
        "  a.txt             –                    1",
      ]
    `);
    for (const columns of [60, 70, 80, 100, 140]) {
      for (const line of table(columns)) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  test('stays whole in a pipe, and where there is room', () => {
    expect(table(undefined)[1]).toContain(
      'MemoTrace/聊天记录/陈默(wxid_chenmo01)/陈默_utf8.csv  wxid_chenmo01, chenmo',
    );
    expect(table(undefined)).toEqual(table(200));
  });

  test('keeps words whole as far as they can be kept', () => {
    expect(table(20).join('\n')).toContain('wxid_chenmo01');
  });
});
