import { counted, grouped } from '../../core/counted.ts';
import type { Bilingual } from '../../core/types.ts';
import type { PersonSeen } from '../../ingest/who/people.ts';
import type { SubjectAsker, WhyAsk } from '../../ingest/who/who.ts';
import type { Context } from '../command.ts';

/** Asks with a list to tick: one person may be in it under several names and ids. */
export function subjectAsker({ ask, lang }: Pick<Context, 'ask' | 'lang'>): SubjectAsker | null {
  if (!ask) return null;
  return (why, people, names) =>
    ask.many(
      WHO_IS_IT[why](names),
      people.map((person) => ({ name: choiceText(person)[lang], value: person })),
    );
}

/** The question by the reason for it; `names`: those that were typed, or stand in persona.json. */
const WHO_IS_IT: Record<WhyAsk, (names: string) => Bilingual> = {
  'subject-unknown': () => ({
    en: 'Whose persona shall it be? (Tick all entries that are this one person)',
    zh: '要整理的是谁？（同一个人的多个称呼请都勾上）',
  }),
  'subject-not-found': (names) => ({
    en: `Nobody here is called “${names}”. Which of these is the person?`,
    zh: `没有找到“${names}”。以下哪些是本人？`,
  }),
  'subject-several': (names) => ({
    en: `Several people are called “${names}”. Which of these is the person?`,
    zh: `有好几个人都叫“${names}”。以下哪些是本人？`,
  }),
};

/** `老默 · 陈默 (wxid_chenmo01) — 66 items, 2019-03-08 … 2023-11-01, 老默.csv` */
function choiceText({ name, names, ids, items, first, last, files }: PersonSeen): Bilingual {
  const called = [name, ...names.slice(0, 3)].join(' · ');
  const rest = `${first ? `, ${first} … ${last}` : ''}, ${files[0] ?? ''}`;
  return {
    en: `${called}${ids.length ? ` (${ids.join(', ')})` : ''} — ${counted(items, 'item')}${rest}`,
    zh: `${called}${ids.length ? `（${ids.join('、')}）` : ' '}— ${grouped(items)} 条${rest.replaceAll(', ', '，')}`,
  };
}
