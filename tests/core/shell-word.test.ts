import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { shellWord } from '../../src/core/shell-word.ts';

describe('a word of a command line', () => {
  test.each([
    ['/home/lin/陈默.persona', '/home/lin/陈默.persona'],
    ["Robert O'Brien.persona", `'Robert O'\\''Brien.persona'`],
    ['A$AP `touch PWNED` 加油!', "'A$AP `touch PWNED` 加油!'"],
    ['~.persona', "'~.persona'"],
    ['', "''"],
  ])('%s in a POSIX shell', (word, typed) => expect(shellWord(word, 'linux')).toBe(typed));

  test.each([
    ['C:\\Users\\lin\\陈默.persona', 'C:\\Users\\lin\\陈默.persona'],
    ["C:\\Robert O'Brien & son.persona", `"C:\\Robert O'Brien & son.persona"`],
    ["A$AP's", "'A$AP''s'"],
    ['“爸爸”.persona', "'“爸爸”.persona'"],
    ['„Opa“ ‘99’', "'„Opa“ ‘‘99’’'"],
    ['‘爸爸’.persona', '"‘爸爸’.persona"'],
    ['a,b', '"a,b"'],
    ['@foo', '"@foo"'],
    ['lin@home', 'lin@home'],
  ])('%s on Windows', (word, typed) => expect(shellWord(word, 'win32')).toBe(typed));

  test.skipIf(process.platform === 'win32').each(['A$AP `id` $(id) "x" \\ \'y\' !! *', 'a;b|c&d\n<e>', '#x', '-n'])(
    'a shell takes %j as it stands',
    (word) => expect(execFileSync('bash', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word),
  );
});
