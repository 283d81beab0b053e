import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { isMyself, type Names } from '../rows/names.ts';
import { idsIn, isIdOf } from './display-names.ts';
import type { PersonSeen } from './people.ts';
import type { SubjectNames } from './shown-names.ts';

/**
 * Everybody but the subject, as far as the exports name them: first the writers, the busiest first; then everybody who
 * is only quoted or answered, comments, likes a post, is listed as a member, writes in a forwarded talk, stands on a
 * card, or is the other side of a private chat.
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
  const shared = sharedNames(people);
  const writers = people.filter(({ bySubject }) => !bySubject);
  return [
    ...writers.map((one) => {
      const { name, names, ids } = one;
      const isTheirs = (called: string) => (shared.get(called) ?? one) === one && !ids.includes(called);
      return { names: [name, ...names].filter(isTheirs), ids };
    }),
    ...partiesOf(shared),
    ...others
      .filter(({ id, name }) => (id === undefined ? !own.has(name) && !isPronoun(name) : !subject.ids.has(id)))
      .map(({ id, name, aliases = [] }) => {
        const called = [...new Set([id ?? '', name, ...aliases])].filter((one) => one && !own.has(one));
        return { names: called.filter((one) => !isId(one)), ids: called.filter(isId) };
      }),
  ];
}

/**
 * Names shared by several people without ids, such as an account in which two authors write, and its number. A name
 * shared by several people without ids belongs to whoever has it as first name (the account itself); otherwise to
 * nobody, and the group is listed here.
 */
function sharedNames(people: readonly PersonSeen[]): ReadonlyMap<string, PersonSeen | readonly PersonSeen[]> {
  const callers = new Map<string, PersonSeen[]>();
  for (const one of people) {
    if (one.ids.length) continue;
    for (const called of new Set([one.name, ...one.names])) if (called) upsert(callers, called, () => []).push(one);
  }
  const isShared = (called: string) => (callers.get(called)?.length ?? 0) > 1;
  return new Map(
    [...callers]
      .filter(([called]) => isShared(called))
      .map(([called, those]) => [
        called,
        those.find(({ name }) => name === called) ?? those.find(({ name }) => isShared(name)) ?? those,
      ]),
  );
}

/** Names that the same people share become one party: an account and its number. */
function partiesOf(shared: ReturnType<typeof sharedNames>): { names: string[]; ids: string[] }[] {
  const parties = new Map<string, { names: string[]; ids: string[] }>();
  for (const [called, those] of shared) {
    if (!Array.isArray(those)) continue;
    const key = those.map(({ person }) => person).join();
    upsert(parties, key, () => ({ names: [], ids: [] })).names.push(called);
  }
  return [...parties.values()];
}

const isPronoun = (name: string) => isMyself(name) || /^(?:你|you)$/iu.test(name);
