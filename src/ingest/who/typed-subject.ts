import { aliases, type PersonaConfig } from '../../core/persona.ts';
import { upsert } from '../../core/upsert.ts';
import { isNobody, type Names } from '../rows/names.ts';
import { MESSAGE, ROW, type RowTable } from '../rows/row-table.ts';
import type { Persons } from './persons.ts';

/** Names and ids that were typed for the subject and are not in persona.json. */
export interface TypedSubject {
  /** To be added to persona.json. */
  taken: string[];
  /** Values that are no name or id of any person or chat: a typing mistake would stay in persona.json for good. */
  unknown: string[];
}

/**
 * Sorts what was typed. Where there is no persona.json yet, the first value becomes the name of the persona, whether
 * anybody is called so or not. Where none of the values is known, all of them are taken, and the error will be that the
 * person was not found.
 */
export function typedSubject(config: PersonaConfig | null, typed: readonly string[], names: Names): TypedSubject {
  const known = config ? aliases(config.subject) : new Set<string>();
  const fresh = [...new Set(typed)].filter((value) => !known.has(value));
  if (!fresh.length) return { taken: [], unknown: [] };
  const words = wordsFor(names);
  const isOfUse = (value: string) => words.has(value);
  if (!config && !fresh.some(isOfUse)) return { taken: fresh, unknown: [] };
  const isTaken = (value: string) => isOfUse(value) || (!config && value === fresh[0]);
  return { taken: fresh.filter(isTaken), unknown: fresh.filter((value) => !isTaken(value)) };
}

/** Everything that people and chats are called. */
function wordsFor({ senders, aliases: byNumber, mentioned, conversations }: Names): Set<string> {
  const words = new Set<string>();
  for (const { id, name, aliases: others = [] } of [...senders, ...mentioned]) {
    for (const word of [id ?? '', name, ...others]) words.add(word);
  }
  for (const others of byNumber.values()) for (const word of others) words.add(word);
  for (const { id, name = '', between = [] } of conversations)
    for (const word of [id, name, ...between]) words.add(word);
  return words;
}

/**
 * Persons named by a typed value who only write to the subject. In a chat where nobody else writes, the two are not one
 * person but its two sides. A value that somebody else is called by too is no mistake.
 */
export function otherSides(
  table: RowTable,
  names: Names,
  persons: Persons,
  isSubject: (person: number) => boolean,
  typed: readonly string[],
): number[] {
  if (!typed.length) return [];
  const partners = partnersOf(chatsOfTwo(table, names, persons), isSubject);
  return typed.flatMap((value) => {
    const called = personsCalled(value, names, persons);
    return called.every((person) => partners.has(person)) ? called : [];
  });
}

function personsCalled(value: string, names: Names, persons: Persons): number[] {
  const called = names.senders.flatMap(({ id, name }, n) =>
    id === value || name === value || names.aliases.get(n)?.has(value) ? [persons.of(n)] : [],
  );
  return [...new Set(called)];
}

/** Everybody who shares a chat of two with another person who is the subject. */
function partnersOf(
  chats: readonly (readonly [number, number])[],
  isSubject: (person: number) => boolean,
): Set<number> {
  const sides = chats.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
  return new Set(sides.flatMap(([person, other]) => (isSubject(other) ? [person] : [])));
}

function chatsOfTwo(table: RowTable, names: Names, persons: Persons): [number, number][] {
  const chats = new Map<string, Set<number>>();
  for (let row = 0; row < table.length; row++) {
    if (table.kind[row] !== MESSAGE || !table.isKept(row) || table.has(row, ROW.group)) continue;
    const sender = table.sender[row] as number;
    if (isNobody(names.senders[sender])) continue;
    upsert(chats, `${table.file[row]}\n${table.conversation[row]}`, () => new Set()).add(persons.of(sender));
  }
  return [...chats.values()].flatMap((writers) => (writers.size === 2 ? [[...writers] as [number, number]] : []));
}
