import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scan } from '../../../src/parse/privacy/scan.ts';

interface Labelled {
  text: string;
  find?: [kind: string, found: string][];
}
const rows = (name: string): Labelled[] =>
  readFileSync(new URL(`../../../fixtures/redact/${name}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Labelled);

const PRIVATE = rows('private');
const PLAIN = rows('plain');
const found = (text: string) => scan(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

test('the table is large enough to mean something', () => {
  expect(PRIVATE.length).toBeGreaterThanOrEqual(150);
  expect(PLAIN.length).toBeGreaterThanOrEqual(150);
});

test.each(PRIVATE)('finds exactly what is private in $text', ({ text, find }) => {
  expect(found(text)).toEqual(find);
});

test.each(PLAIN)('leaves $text alone', ({ text }) => {
  expect(found(text)).toEqual([]);
});
