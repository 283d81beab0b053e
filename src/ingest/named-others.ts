import type { Sender } from '../core/types.ts';
import { idsIn, isIdOf } from './display-names.ts';
import { isMyself, type Names } from './names.ts';
import type { PersonSeen } from './people.ts';
import type { SubjectNames } from './shown-names.ts';

/**
 * Everybody but the subject, as far as the exports name them: who wrote, the busiest first, then whoever is only quoted or
 * answered, comments, is listed as a member, stands on a card, or is the other side of a private chat.
 */
export function namedOthers(
  { mentioned, conversations }: Names,
  people: readonly PersonSeen[],
  subject: SubjectNames,
): { names: readonly string[]; ids: readonly string[] }[] {
  const partners = conversations.flatMap(({ id, name, group }): Sender[] =>
    group === false ? [{ id, name: name ?? id }] : [],
  );
  const others = [...mentioned, ...partners];
  const isId = isIdOf(new Set(people.flatMap(({ ids }) => ids)), idsIn(mentioned));
  const own = new Set([
    ...subject.names,
    ...subject.ids,
    ...people.flatMap(({ bySubject, name, names }) => (bySubject ? [name, ...names] : [])),
    ...others.flatMap(({ id, name, aliases = [] }) =>
      id !== undefined && subject.ids.has(id) ? [name, ...aliases] : [],
    ),
  ]);
  const writers = people.filter(({ bySubject }) => !bySubject);
  return [
    ...writers.map(({ name, names, ids }) => ({ names: [name, ...names].filter((one) => !ids.includes(one)), ids })),
    ...others
      .filter(({ id, name }) => (id === undefined ? !own.has(name) && !isPronoun(name) : !subject.ids.has(id)))
      .map(({ id, name, aliases = [] }) => {
        const called = [...new Set([id ?? '', name, ...aliases])].filter((one) => one && !own.has(one));
        return { names: called.filter((one) => !isId(one)), ids: called.filter(isId) };
      }),
  ];
}

const isPronoun = (name: string) => isMyself(name) || /^(?:你|you)$/iu.test(name);
