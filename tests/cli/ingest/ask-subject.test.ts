import { expect, test } from 'vitest';
import { subjectAsker } from '../../../src/cli/ingest/ask-subject.ts';
import type { Asker, Choice } from '../../../src/cli/prompts.ts';
import type { Bilingual, Lang } from '../../../src/core/types.ts';
import type { PersonSeen } from '../../../src/ingest/who/people.ts';

const PERSON: PersonSeen = {
  person: 0,
  name: '老默',
  names: ['陈默'],
  ids: ['wxid_chenmo01'],
  items: 66,
  sent: 0,
  first: '2019-03-08',
  last: '2023-11-01',
  files: ['老默.csv'],
  fileCount: 1,
  bySubject: false,
};

async function asked(lang: Lang, why: 'subject-not-found' | 'subject-several', people: readonly PersonSeen[]) {
  let seen: string[] = [];
  const ask = {
    many: async <T>(question: Bilingual, choices: readonly Choice<T>[]) => {
      seen = [question[lang], ...choices.map(({ name }) => name)];
      return [];
    },
  } as unknown as Asker;
  await subjectAsker({ ask, lang })?.(why, people, 'wxid_typo');
  return seen;
}

test('the question repeats the name that was not found, and each choice says what its number counts', async () => {
  expect(await asked('zh', 'subject-not-found', [PERSON])).toEqual([
    '没有找到“wxid_typo”。以下哪些是本人？',
    '老默 · 陈默（wxid_chenmo01）— 66 条，2019-03-08 … 2023-11-01，老默.csv',
  ]);
  const talkative = { ...PERSON, names: [], ids: [], items: 12_060 };
  expect(await asked('zh', 'subject-not-found', [talkative])).toContain(
    '老默 — 12,060 条，2019-03-08 … 2023-11-01，老默.csv',
  );
  const once = { ...PERSON, names: [], ids: [], items: 1 };
  expect(await asked('en', 'subject-several', [once])).toEqual([
    'Several people are called “wxid_typo”. Which of these is the person?',
    '老默 — 1 item, 2019-03-08 … 2023-11-01, 老默.csv',
  ]);
});

test('nobody is asked without a terminal', () => {
  expect(subjectAsker({ ask: null, lang: 'zh' })).toBeNull();
});
