import { PersonaError } from '../../core/errors.ts';
import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { Sha256 } from '../rows/identity.ts';
import { ROW } from '../rows/row-table.ts';
import { earlierDuplicates } from '../same/earlier-duplicates.ts';
import { meaningsOf } from '../write/unmask.ts';
import { type ForgottenLine, hashesOf, type Rows, rowsOf } from './forgotten.ts';

/** What to forget: ids or beginnings of ids, and people by one exact name or id each. */
export interface ForgetQuery {
  ids: readonly string[];
  senders: readonly string[];
}

export interface ForgetPlan {
  lines: ForgottenLine[];
  /** Row numbers of the items. */
  items: number[];
  ids: string[];
  bySubject: number;
  voices: number;
  /** Ids and senders that occur nowhere in the corpus. */
  unknown: { ids: string[]; senders: string[] };
}

/** Shorter beginnings of an id match something by chance. */
export const ID_BEGINS = /^[\da-f]{6,24}$/u;

/**
 * What the corpus holds of the query, and the lines that keep it from coming back. Throws `forget-several` for a
 * beginning that several items share, or a name that several people have: only what was meant may be removed.
 */
export function planForget(
  query: ForgetQuery,
  rows: Rows,
  deps: { date: string; sha256: Sha256; key: RedactionKey | undefined },
): ForgetPlan {
  const { table } = rows;
  const byIds = itemsByIds(query.ids, rows);
  const people = peopleOf(query.senders, rows, deps.key);
  const persons = new Set(people.persons);
  const isTheirs = rowsOf(table, (row) => persons.has(rows.persons.of(table.sender[row] as number)));
  const items: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (!table.isKept(row)) continue;
    if (byIds.rows.has(row) || isTheirs(row)) items.push(row);
  }
  return {
    lines: [...senderLines(persons, rows, deps), ...itemLines(items, rows, deps)],
    items,
    ids: items.map((row) => table.idOf(row)),
    bySubject: items.filter((row) => table.has(row, ROW.bySubject)).length,
    voices: items.filter((row) => table.typeOf(row) === 'voice').length,
    unknown: { ids: byIds.unknown, senders: people.unknown },
  };
}

function itemsByIds(ids: readonly string[], { table }: Rows): { rows: Set<number>; unknown: string[] } {
  const found = new Map<string, number[]>(ids.map((id) => [id, []]));
  if (ids.length) {
    for (let row = 0; row < table.length; row++) {
      if (!table.isKept(row)) continue;
      const own = table.idOf(row);
      for (const [id, hits] of found) if (own.startsWith(id)) hits.push(row);
    }
  }
  const rows = new Set<number>();
  const unknown: string[] = [];
  for (const [id, [row, ...more]] of found) {
    if (row === undefined) unknown.push(id);
    else if (more.length)
      throw several(
        id,
        [row, ...more].map((each) => table.idOf(each)),
      );
    else rows.add(row);
  }
  return { rows, unknown };
}

/** The people of the query, by their names as read or as written in the corpus. */
function peopleOf(
  called: readonly string[],
  { names, persons }: Rows,
  key: RedactionKey | undefined,
): { persons: number[]; unknown: string[] } {
  const found: number[] = [];
  const unknown: string[] = [];
  for (const nameOrId of called) {
    const meanings = meaningsOf(nameOrId, key);
    const byId = new Set<number>();
    const byName = new Set<number>();
    names.senders.forEach(({ id, name }, n) => {
      if (id !== undefined && meanings.includes(id)) byId.add(persons.of(n));
      else if (meanings.includes(name)) byName.add(persons.of(n));
    });
    const hits = byId.size ? byId : byName;
    const ids = names.senders.flatMap(({ id, name }, n) => (hits.has(persons.of(n)) ? [id ?? name] : []));
    if (hits.size > 1) throw several(nameOrId, [...new Set(ids)]);
    const [person] = hits;
    if (person === undefined) unknown.push(nameOrId);
    else found.push(person);
  }
  return { persons: found, unknown };
}

const SHOWN = 10;
const several = (what: string, which: readonly string[]) =>
  new PersonaError('forget-several', { what, count: which.length, which: which.slice(0, SHOWN) });

type LineDeps = Parameters<typeof planForget>[2];

/** One line for every id and every name. */
function senderLines(people: ReadonlySet<number>, { names, persons }: Rows, deps: LineDeps): ForgottenLine[] {
  const { date, sha256 } = deps;
  const ids = new Set<string>();
  const called = new Set<string>();
  names.senders.forEach(({ id, name }: Sender, n) => {
    if (!people.has(persons.of(n))) return;
    if (id) ids.add(id);
    if (name) called.add(name);
  });
  return [
    ...[...ids].sort().map((id) => ({ date, sender: sha256(id) })),
    ...[...called].sort().map((name) => ({ date, name: sha256(name) })),
  ];
}

function itemLines(items: readonly number[], rows: Rows, { date, sha256 }: LineDeps): ForgottenLine[] {
  const copies = new Map<string, number[]>();
  for (const row of earlierDuplicates(rows.table)) upsert(copies, rows.table.idOf(row), () => []).push(row);
  return items.map((row) => {
    const id = rows.table.idOf(row);
    const { place, said } = hashesOf(rows, row, sha256);
    const places = [place, ...(copies.get(id) ?? []).map((copy) => hashesOf(rows, copy, sha256).place)];
    const known = [...new Set(places.filter((each) => each !== undefined))];
    return {
      date,
      item: sha256(id),
      ...(known.length ? { rows: known } : {}),
      ...(said.length ? { said: [...new Set(said)] } : {}),
    };
  });
}
