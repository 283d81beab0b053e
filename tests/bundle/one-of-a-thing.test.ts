import { expect, test } from 'vitest';
import { planBundle } from '../../src/bundle/bundle.ts';
import type { Dialogue, Item } from '../../src/core/types.ts';
import { bundleInput, persona } from './context.ts';

const time = '2021-03-04T10:00:00+08:00';

const said = (kind: Item['kind']): Item => ({
  id: 'm1',
  kind,
  time,
  conversation: 'c',
  conversationName: 'Ann',
  sender: { name: 'Chen' },
  bySubject: true,
  type: 'text',
  text: 'Bye',
  source: { format: 'memotrace-csv', file: 'a', record: 1 },
});

const answered: Dialogue = {
  id: 'd1',
  conversation: 'c',
  start: time,
  session: 's1',
  context: [{ role: 'other', name: 'Ann', text: 'Off?' }],
  question: 1,
  reply: 'Bye',
  bubbles: ['Bye'],
  items: ['m1'],
};

/** All that an English bundle of one item says to people and models. */
async function textsOf(kind: Item['kind']): Promise<string> {
  const data = { items: [said(kind)], dialogues: kind === 'message' ? [answered] : [], segments: [] };
  const { files } = await planBundle(bundleInput(data, {}, { persona: { ...persona, language: 'en' } }));
  return files.flatMap((file) => ('text' in file && /\.(?:md|txt)$/u.test(file.path) ? file.text : [])).join('\n');
}

const SEVERAL = /(?<![\d.–-])1 (?:\w+ )?(?:messages|posts|essays|words|exchanges|samples)\b|\b1 are\b/u;

test.each([
  ['message', '1 chat message'],
  ['post', '1 post'],
  ['essay', '1 essay'],
] as const)('one %s is called %s', async (kind, called) => {
  const text = await textsOf(kind);
  expect(text).toContain(`comes from ${called} that you wrote`);
  expect(SEVERAL.exec(text)?.[0]).toBeUndefined();
});
