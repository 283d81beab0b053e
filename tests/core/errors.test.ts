import { expect, test } from 'vitest';
import { fill, sentence } from '../../src/core/errors.ts';

test.each([
  [0, '0 rows are'],
  [1, '1 row is'],
  [1203, '1,203 rows are'],
])('a number stands with what it counts: %d', (rows, said) => {
  expect(fill('{rows:row is|rows are} older', { rows })).toBe(`${said} older`);
});

test('lists and single facts stand as they are', () => {
  expect(fill('{file}:{files}', { file: 'a', files: ['b', 'c'] })).toBe('a:\n  b\n  c');
});

test('a notice about one row speaks of one', () => {
  const notice = { code: 'direction-conflicts', facts: { file: 'a.csv', count: 1 } } as const;
  expect(sentence(notice, 'en').say).toContain('in 1 row the mark');
  expect(sentence(notice, 'zh').say).toContain('有 1 行');
});
