import { expect, test } from 'vitest';
import { byHand, carryOver, lostParts } from '../../src/bundle/earlier.ts';

const record = (path: string, sha256 = 'a', more = {}) => ({ path, bytes: 1, sha256, ...more });

test('what people put in or changed is told from what was written', () => {
  const listed = [record('README.md'), record('prompt/system.md'), record('notes.txt', 'a', { kept: true })];
  const there = new Map([
    ['manifest.json', 'x'],
    ['README.md', 'a'],
    ['prompt/system.md', 'b'],
    ['notes.txt', 'c'],
    ['backends/x/consent.wav', 'd'],
    ['voice/.DS_Store', 'e'],
  ]);
  expect(byHand(listed, there)).toEqual({
    added: ['notes.txt', 'backends/x/consent.wav'],
    changed: ['prompt/system.md'],
  });
});

test('what was added stays, and what was changed gives way', () => {
  const hand = { added: ['notes.txt', 'README.md'], changed: ['prompt/system.md'] };
  expect(carryOver(hand, new Set(['README.md', 'prompt/system.md']))).toEqual({
    kept: ['notes.txt'],
    aside: ['README.md', 'prompt/system.md'],
  });
});

test('parts that a bundle would lose; the corpus goes out as it came in', () => {
  const backend = { id: 'x' } as never;
  expect(
    lostParts({ parts: ['prompt', 'voice', 'corpus'], backends: [backend] }, { parts: ['prompt'], backends: [] }),
  ).toEqual(['voice', 'backends']);
  expect(lostParts({ parts: ['prompt'], backends: [] }, { parts: ['prompt', 'voice'], backends: [backend] })).toEqual(
    [],
  );
});
