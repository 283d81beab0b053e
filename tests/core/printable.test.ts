import { expect, test } from 'vitest';
import { fill } from '../../src/core/errors.ts';
import { printable } from '../../src/core/printable.ts';

test('what moves the cursor or turns the writing round is shown, not done', () => {
  expect(printable('a\u001b[31mred\u0007\u009b2J\u202egnp.exe')).toBe('a�[31mred��2J�gnp.exe');
  expect(printable('一家三口❤️\n第二行\t👨‍👩‍👧')).toBe('一家三口❤️\n第二行\t👨‍👩‍👧');
});

test('names of files in a sentence cannot write to the terminal', () => {
  expect(fill('Left out:{files} {why}', { files: ['\u001b]0;x\u0007.csv'], why: '\u001b[2J' })).toBe(
    'Left out:\n  �]0;x�.csv �[2J',
  );
});
