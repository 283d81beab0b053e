import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WordsChoice } from '../../../src/bundle/options.ts';
import { styleFor } from '../../../src/cli/stored/style.ts';
import { PersonaConfig } from '../../../src/core/persona.ts';
import type { Item } from '../../../src/core/types.ts';
import { createStyle } from '../../../src/ingest/style/style.ts';
import { loadSegmenter } from '../../../src/parse/segmenter.ts';
import { PERSONA, smallWorkspace, writeWorkspace } from '../../bundle/workspace.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'persona-style-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const persona = PersonaConfig.parse(PERSONA);
const { items, ...rest } = smallWorkspace({ talks: 20, segments: 0 });
const secret = items.slice(0, 20).map(
  (item, i): Item => ({
    ...item,
    id: `secret${i}`,
    kind: 'post',
    conversation: 'moments',
    bySubject: true,
    text: `今儿心里苦，甭提了${i}`,
    flags: ['private'],
  }),
);

async function countedIn(list: readonly Item[]) {
  const style = createStyle({ lang: 'zh', expected: list.length, subjectNames: new Set(['陈默', '老默', '爸爸']) });
  for (const item of list) style.push(item);
  return style.result(await loadSegmenter());
}

/** What a bundle is given of a corpus with these items, and what is of all of them. */
async function styles(name: string, list: readonly Item[], choice: Partial<WordsChoice>) {
  const dir = join(root, name);
  mkdirSync(dir);
  writeWorkspace(dir, { ...rest, items: [...list] });
  const whole = await countedIn(list);
  writeFileSync(join(dir, 'corpus/style.json'), JSON.stringify(whole));
  const corpus = (...parts: string[]) => join(dir, 'corpus', ...parts);
  return { whole, given: await styleFor({ withoutOnlyMe: false, ...choice }, persona, { corpus }) };
}

test('what only its author could see is in no figure where it is left out', async () => {
  const all = [...secret, ...items];
  const { whole, given } = await styles('secret', all, { withoutOnlyMe: true });
  expect(whole.dialect.map(({ region }) => region)).toEqual(['beijing']);
  expect(given?.dialect).toEqual([]);
  expect(given).toEqual(await countedIn(items));
  expect((await styles('asked', all, {})).given).toEqual(whole);
});

test('where nothing is left out, the figures are those of the corpus', async () => {
  const { whole, given } = await styles('open', items, { withoutOnlyMe: true });
  expect(given).toEqual(whole);
});

test('a style of another version is counted anew', async () => {
  const { whole } = await styles('current', items, {});
  const dir = join(root, 'current');
  writeFileSync(join(dir, 'corpus/style.json'), JSON.stringify({ schema: 'persona-style/1' }));
  const corpus = (...parts: string[]) => join(dir, 'corpus', ...parts);
  expect(await styleFor({ withoutOnlyMe: false }, persona, { corpus })).toEqual(whole);
});

test('a period has no figures of its own', async () => {
  expect((await styles('period', items, { period: { from: '2021', to: '' } })).given).toBeNull();
});
