import { breathe } from '../../core/breathe.ts';
import { PersonaError } from '../../core/errors.ts';
import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { Sha256 } from '../rows/identity.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { earlierDuplicates } from '../same/earlier-duplicates.ts';
import { meaningsOf } from '../write/unmask.ts';
import { BREATHE_EVERY, forgottenHeads, rowsByThem } from './drop-forgotten.ts';
import { Forgotten, type ForgottenLine, idBegins } from './forgotten.ts';
import { withIdsFound } from './ids-found.ts';
import { RowHashes, type Rows } from './row-hashes.ts';

/** What to forget: ids or beginnings of ids, and people by one exact name or id each. */
export interface ForgetQuery {
  ids: readonly string[];
  senders: readonly string[];
}

export interface ForgetPlan {
  lines: ForgottenLine[];
  /** These lines together with what was forgotten before. */
  forgotten: Forgotten;
  /** Of all items that go. */
  ids: string[];
  bySubject: number;
  voices: number;
  /** Ids and senders that occur nowhere in the corpus. */
  unknown: { ids: string[]; senders: string[] };
}

export interface PlanDeps {
  date: string;
  sha256: Sha256;
  key: RedactionKey | undefined;
  known: readonly ForgottenLine[];
  signal: AbortSignal;
}

/**
 * What the corpus holds of the query, and the lines that keep it from coming back. Throws `forget-several` for a
 * beginning that several items share, or a name that several people have: only what was meant may be removed.
 * `known`: what was forgotten before. Throws the signal's reason when it aborts.
 */
export async function planForget(query: ForgetQuery, rows: Rows, deps: PlanDeps): Promise<ForgetPlan> {
  const { table } = rows;
  const byIds = itemsByIds(query.ids, rows);
  const people = peopleOf(query.senders, rows, deps.key);
  const persons = new Set(people.whom.map(({ person }) => person));
  const isTheirs = rowsByThem(table, (row) => persons.has(rows.persons.of(table.sender[row] as number)));
  const senders = people.whom.flatMap((whom) => senderLines(whom, rows, deps));
  const asked = keptRows(table, (row) => byIds.rows.has(row) || isTheirs(row));
  const withLines = (lines: readonly ForgottenLine[]) =>
    withIdsFound(new Forgotten([...deps.known, ...lines], deps.sha256), rows).forgotten as Forgotten;
  // What tells the same words, or is by somebody forgotten whose ids are known now, goes too and is counted.
  const linesOf = itemLines(rows, deps);
  const linesOfAsked = [...senders, ...(await linesOf(asked))];
  const forgottenOfAsked = withLines(linesOfAsked);
  const heads = await forgottenHeads(rows, forgottenOfAsked, deps.signal);
  const items = keptRows(table, (row) => heads.has(table.headOf(row)));
  // Of 100,000 items the lines take 100 MB.
  const isAll = items.length === asked.length;
  const lines = isAll ? linesOfAsked : [...senders, ...(await linesOf(items))];
  return {
    lines,
    forgotten: isAll ? forgottenOfAsked : withLines(lines),
    ids: items.map((row) => table.idOf(row)),
    bySubject: items.filter((row) => table.has(row, ROW.bySubject)).length,
    voices: items.filter((row) => table.typeOf(row) === 'voice').length,
    unknown: { ids: byIds.unknown, senders: people.unknown },
  };
}

function keptRows(table: RowTable, isMeant: (row: number) => boolean): number[] {
  const found: number[] = [];
  for (let row = 0; row < table.length; row++) if (table.isKept(row) && isMeant(row)) found.push(row);
  return found;
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

/** One person of the query. */
interface Whom {
  /** Undefined for somebody who wrote nothing: they comment on what others wrote, or are quoted. */
  person: number | undefined;
  /** As comments and quotes name them. */
  mentioned: readonly Sender[];
}

/** The people of the query, by their names as read or as written in the corpus. */
function peopleOf(
  called: readonly string[],
  rows: Rows,
  key: RedactionKey | undefined,
): { whom: Whom[]; unknown: string[] } {
  const whom: Whom[] = [];
  const unknown: string[] = [];
  for (const nameOrId of called) {
    const meanings = meaningsOf(nameOrId, key);
    const byId = calledSo(rows, ({ id }) => id !== undefined && meanings.includes(id));
    const { writers, mentioned, ids } = byId.ids.length
      ? byId
      : calledSo(rows, ({ name, aliases = [] }) => [name, ...aliases].some((word) => meanings.includes(word)));
    if (writers.length > 1 || ids.length > 1) throw several(nameOrId, ids);
    if (writers.length + mentioned.length === 0) unknown.push(nameOrId);
    else whom.push({ person: writers[0], mentioned });
  }
  return { whom, unknown };
}

/** All who are called so. `ids`: one for each person, where any is known. */
function calledSo({ names, persons }: Rows, fits: (sender: Sender) => boolean) {
  const writers = new Set<number>();
  names.senders.forEach((sender, n) => {
    if (fits({ ...sender, aliases: [...(names.aliases.get(n) ?? [])] })) writers.add(persons.of(n));
  });
  const mentioned = [...names.mentioned].filter(fits);
  const ids = [...[...writers].map((n) => persons.idOf(n)), ...mentioned.map(({ id }) => id)];
  return { writers: [...writers], mentioned, ids: [...new Set(ids.filter((id) => id !== undefined))] };
}

const SHOWN = 10;
const several = (what: string, which: readonly string[]) =>
  new PersonaError('forget-several', { what, count: which.length, which: which.slice(0, SHOWN) });

/** One line for every id and every name. */
function senderLines(
  { person, mentioned }: Whom,
  { names, persons }: Rows,
  { date, sha256 }: PlanDeps,
): ForgottenLine[] {
  const all = [...names.senders.filter((_, n) => persons.of(n) === person), ...mentioned];
  const ids = new Set(all.flatMap(({ id }) => id || []));
  const aliases = [...names.aliases].flatMap(([n, known]) => (persons.of(n) === person ? [...known] : []));
  const called = new Set([...all.map(({ name }) => name), ...aliases].filter(Boolean));
  const noId: true | undefined = ids.size ? undefined : true;
  // Whoever is only quoted or answered is told by one word, which may be an id.
  const words = noId && person === undefined ? called : ids;
  return [
    ...[...words].sort().map((id) => ({ date, sender: sha256(id) })),
    ...[...called].sort().map((name) => ({ date, name: sha256(name), ...(noId ? { noId } : {}) })),
  ];
}

function itemLines(rows: Rows, { date, sha256, signal }: PlanDeps) {
  const hashes = new RowHashes(rows, sha256);
  const copies = new Map<string, number[]>();
  for (const row of earlierDuplicates(rows.table)) upsert(copies, rows.table.idOf(row), () => []).push(row);
  const lineOf = (row: number): ForgottenLine => {
    const id = rows.table.idOf(row);
    const words = hashes.words(row);
    const places = [row, ...(copies.get(id) ?? [])].map((one) => hashes.place(one));
    const known = [...new Set(places.filter((each) => each !== undefined))];
    return {
      date,
      item: sha256(id),
      begins: sha256(idBegins(id)),
      ...(known.length ? { rows: known } : {}),
      ...(words === undefined ? {} : { said: [words, ...new Set(hashes.said(row))] }),
    };
  };
  return async (items: readonly number[]): Promise<ForgottenLine[]> => {
    const lines: ForgottenLine[] = [];
    for (const row of items) {
      if (lines.length % BREATHE_EVERY === 0) {
        await breathe();
        signal?.throwIfAborted();
      }
      lines.push(lineOf(row));
    }
    return lines;
  };
}
