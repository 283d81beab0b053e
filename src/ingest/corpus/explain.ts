import { foldedPath } from '../../core/composed.ts';
import type { Notice } from '../../core/events.ts';
import type { DroppedItem, DropReason, Item, ItemFlag, ItemType, Source } from '../../core/types.ts';
import type { DropRule } from '../../core/wording/corpus.ts';
import { leftOut } from '../notices.ts';
import { placeOf } from '../read/discover.ts';
import type { CorpusStore } from '../stores.ts';
import { loadNotRead, type NotRead, storedDropped, storedItems } from './stored.ts';

/** What became of one row, and by which rules. */
export interface Explanation {
  fate: 'kept' | 'dropped';
  source: Source;
  /** Id of the item, if the row is one. */
  id: string | null;
  time: string | null;
  type: ItemType;
  bySubject: boolean | null;
  reason: DropReason | null;
  /** Ids of the rules that changed or dropped the row, in order: cleaning rules, and what drops a row before them. */
  rules: string[];
  flags: ItemFlag[];
  /** Id of the item that was kept in its place. */
  keptId: string | null;
  text: string;
}

/** `3f9c2e…` (at least six digits of an id), or `FILE:ROW` with as much of the file's path as identifies it. */
export interface RowQuery {
  id?: string;
  /** As it was typed, with `/`. */
  file?: string;
  record?: number;
}

export function parseRowQuery(what: string): RowQuery | null {
  const place = /^(.+):(\d+)$/u.exec(what);
  if (place) return { file: (place[1] ?? '').replaceAll('\\', '/').replace(/^\.\//u, ''), record: Number(place[2]) };
  return /^[0-9a-f]{6,24}$/u.test(what) ? { id: what } : null;
}

/** Every row that fits; for an id also the rows that were merged into it. */
export async function explain(query: RowQuery, store: CorpusStore): Promise<Explanation[]> {
  const found: Explanation[] = [];
  const mayMatter = (line: string) => mayHold(line, query);
  const isMeant = fileTest(query.file ?? '');
  const isThere = (source: Source) => source.record === query.record && isMeant(placeOf(source));
  for await (const item of storedItems(store, mayMatter)) {
    if (query.id === undefined ? isThere(item.source) : item.id.startsWith(query.id)) found.push(keptRow(item));
  }
  for await (const item of storedDropped(store, mayMatter)) {
    if (query.id === undefined ? isThere(item.source) : item.keptId?.startsWith(query.id)) found.push(droppedRow(item));
  }
  return found;
}

/** Whether a line may fit: what was typed stands in the line literally. This saves parsing a million lines. */
function mayHold(line: string, { id, record }: RowQuery): boolean {
  return line.includes(id === undefined ? `"record":${record}` : `"${id}`);
}

/** Whether a place is that of the file that was asked for: its path, or the end of it in whole names. */
function fileTest(asked: string): (place: string) => boolean {
  const file = foldedPath(asked);
  return (place) => {
    const path = foldedPath(place);
    return path === file || path.endsWith(`/${file}`);
  };
}

/** The first and the last row that the corpus knows of a file; null where it does not know the file. */
export async function rowRangeOf(file: string, store: CorpusStore): Promise<{ first: number; last: number } | null> {
  const isMeant = fileTest(file);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const rows of [storedItems(store), storedDropped(store)]) {
    for await (const { source } of rows) {
      if (!isMeant(placeOf(source))) continue;
      first = Math.min(first, source.record);
      last = Math.max(last, source.record);
    }
  }
  return first > last ? null : { first, last };
}

/** Why a file that the last run found was not read; null where it was read, or not found. */
export async function whyNotRead(file: string, store: CorpusStore): Promise<Notice | null> {
  const { unknown, ambiguous, refused, rejected, side } = (await loadNotRead(store)) ?? NOTHING;
  const is = fileTest(file);
  const isThat = ({ path }: { path: string }) => is(path);
  const [notice] = leftOut({
    unknown: unknown.filter(is),
    ambiguous: ambiguous.filter(isThat),
    refused: refused.filter(isThat),
    rejected: rejected.filter(isThat),
  });
  if (notice) return notice;
  const beside = side.find(is);
  return beside === undefined ? null : { code: 'side-file', facts: { file: beside } };
}
const NOTHING: NotRead = { unknown: [], ambiguous: [], refused: [], rejected: [], side: [] };

function keptRow(item: Item): Explanation {
  return {
    fate: 'kept',
    source: item.source,
    id: item.id,
    time: item.time,
    type: item.type,
    bySubject: item.bySubject,
    reason: null,
    rules: item.rules ?? [],
    flags: item.flags ?? [],
    keptId: null,
    text: item.text,
  };
}

function droppedRow(item: DroppedItem): Explanation {
  const rules = [...(item.rules ?? [])];
  const told = item.rule ?? BY_REASON[item.reason];
  if (told !== undefined && !rules.includes(told)) rules.push(told);
  return {
    fate: 'dropped',
    source: item.source,
    id: null,
    time: item.time,
    type: item.type,
    bySubject: null,
    reason: item.reason,
    rules,
    flags: item.flags ?? [],
    keptId: item.keptId ?? null,
    text: item.text,
  };
}

/** What a row was dropped by whose line names no rule. */
const BY_REASON: Partial<Record<DropReason, DropRule>> = {
  'system-line': 'as-exported',
  revoked: 'as-exported',
  empty: 'as-exported',
  'not-own-words': 'as-exported',
  'unknown-sender': 'sender-untold',
  unreadable: 'no-row',
};
