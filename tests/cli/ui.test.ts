import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Column } from '../../src/cli/table.ts';
import { Ui } from '../../src/cli/ui.ts';

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

  test('on a terminal too narrow for its columns, each row is a paragraph', () => {
    expect(table(40)).toMatchInlineSnapshot(`
      [
        "  MemoTrace/聊天记录/陈默(wxid_chenmo01)",
        "  /陈默_utf8.csv",
        "    id wxid_chenmo01, chenmo  rows 58",
        "    dropped 1 系统提示，12 已撤回，",
        "    3 重复",
        "  a.txt",
        "    id –  rows 1",
      ]
    `);
    for (const columns of [30, 40, 50]) {
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

test('seconds that are there are rounded down, those that are missing up', () => {
  const ui = new Ui({ write: () => {} }, 'en', false);
  expect([ui.seconds(9.954, 'down'), ui.seconds(10 - 9.954, 'up'), ui.seconds(60 - 59.9, 'up')]).toEqual([
    '9.9 s',
    '0.1 s',
    '0.1 s',
  ]);
  expect([ui.seconds(59.96, 'up'), ui.seconds(119.2, 'down'), ui.seconds(59.96, 'down')]).toEqual([
    '1 min 00 s',
    '1 min 59 s',
    '59.9 s',
  ]);
});

test('a paragraph fits the terminal, and stays one line in a pipe', () => {
  const said = (columns: number | undefined) => {
    let text = '';
    new Ui({ write: (more: string) => (text += more), columns }, 'en', false).paragraph(
      'NOT usable: see '.repeat(4),
      4,
    );
    return text;
  };
  expect(said(undefined)).toBe(`    ${'NOT usable: see '.repeat(4)}\n`);
  expect(said(40)).toBe('    NOT usable: see NOT usable: see NOT\n    usable: see NOT usable: see\n');
});
