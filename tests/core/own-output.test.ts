import { expect, test } from 'vitest';
import { findOwnOutput, isOwnOutput } from '../../src/core/own-output.ts';
import { memoryFolder } from '../support/memory-folder.ts';

const PERSONA = JSON.stringify({ schema: 'persona/1', subject: { name: '陈默' } });
const MANIFEST = JSON.stringify({ schema: 'persona-bundle/1', files: [] });

async function partsOf(files: Record<string, string>): Promise<string[]> {
  return [...(await findOwnOutput(memoryFolder(files)))].sort();
}

test('of a workspace only what was written is its own, at any depth', async () => {
  const inside = { 'persona.json': PERSONA, 'corpus/report.html': '', 'audio/segments/1.wav': '', '导出/a.csv': '' };
  expect(await partsOf(inside)).toEqual(['audio', 'corpus', 'persona.json']);
  const below = Object.fromEntries(Object.entries(inside).map(([path, text]) => [`家里/爸爸/${path}`, text]));
  expect(await partsOf({ ...below, 'corpus/a.csv': '' })).toEqual([
    '家里/爸爸/audio',
    '家里/爸爸/corpus',
    '家里/爸爸/persona.json',
  ]);
});

test('a bundle is own output as a whole, one that is being written too', async () => {
  const files = {
    'x.persona/manifest.json': MANIFEST,
    'x.persona/prompt/system.md': '',
    'y.persona.part/manifest.json': JSON.stringify({ schema: 'persona-bundle/unfinished' }),
    'y.persona.part/new/README.md': '',
  };
  expect(await partsOf(files)).toEqual(['x.persona', 'y.persona.part']);
  expect(await partsOf({ 'manifest.json': MANIFEST, 'prompt/system.md': '' })).toEqual(['']);
});

test.each(['{}', '{', 'null', JSON.stringify({ schema: 'persona-corpus/1' })])('%s marks nothing', async (text) => {
  expect(await partsOf({ 'persona.json': text, 'a/manifest.json': text, 'a/b.txt': '', 'corpus/a.csv': '' })).toEqual(
    [],
  );
});

test('a name that begins like a part is no part', () => {
  const parts = new Set(['corpus']);
  expect(['corpus', 'corpus/a', 'corpus2/a', 'a/corpus'].map((path) => isOwnOutput(path, parts))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
