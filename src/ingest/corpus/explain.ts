import { foldedPath } from '../../core/composed.ts';
import type { DroppedItem, DropReason, Item, ItemFlag, ItemType, Source } from '../../core/types.ts';
import { placeOf } from '../read/discover.ts';
import type { CorpusStore } from '../stores.ts';
import { storedDropped, storedItems } from './stored.ts';

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
  /** Ids of the rules that changed or dropped the row, in order: cleaning rules, or a key of RULE_TEXT. */
  rules: string[];
  flags: ItemFlag[];
  /** Id of the item that was kept in its place. */
  keptId: string | null;
  text: string;
}

/** `3f9c2e…` (at least six digits of an id), or `FILE:ROW` with as much of the file's path as identifies it. */
export interface RowQuery {
  id?: string;
  /** As `foldedPath` gives it. */
  file?: string;
  record?: number;
}

export function parseRowQuery(what: string): RowQuery | null {
  const place = /^(.+):(\d+)$/u.exec(what);
  if (place) return { file: foldedPath(place[1] ?? '').replace(/^\.\//u, ''), record: Number(place[2]) };
  return /^[0-9a-f]{6,24}$/u.test(what) ? { id: what } : null;
}

/** Every row that fits; for an id also the rows that were merged into it. */
export async function explain(query: RowQuery, store: CorpusStore): Promise<Explanation[]> {
  const found: Explanation[] = [];
  const mayMatter = (line: string) => mayHold(line, query);
  for await (const item of storedItems(store, mayMatter)) {
    if (query.id === undefined ? isAt(item.source, query) : item.id.startsWith(query.id)) found.push(keptRow(item));
  }
  for await (const item of storedDropped(store, mayMatter)) {
    if (query.id === undefined ? isAt(item.source, query) : item.keptId?.startsWith(query.id))
      found.push(droppedRow(item));
  }
  return found;
}

/** Whether a line may fit: what was typed stands in the line literally. This saves parsing a million lines. */
function mayHold(line: string, { id, record }: RowQuery): boolean {
  return line.includes(id === undefined ? `"record":${record}` : `"${id}`);
}

const isAt = (source: Source, { file = '', record }: RowQuery): boolean =>
  source.record === record && isOf(source, file);

/** `asked`: as `foldedPath` gives it. */
function isOf({ root, file }: Source, asked: string): boolean {
  const path = foldedPath(placeOf({ root, file }));
  return path === asked || path.endsWith(`/${asked}`);
}

/**
 * The first and the last row that the corpus knows of a file; null where it does not know the file. `file`: as
 * `foldedPath` gives it.
 */
export async function rowsOf(file: string, store: CorpusStore): Promise<{ first: number; last: number } | null> {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const rows of [storedItems(store), storedDropped(store)]) {
    for await (const { source } of rows) {
      if (!isOf(source, file)) continue;
      first = Math.min(first, source.record);
      last = Math.max(last, source.record);
    }
  }
  return first > last ? null : { first, last };
}

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
  if (item.rule !== undefined && !rules.includes(item.rule)) rules.push(item.rule);
  if (item.rule === undefined && SAID_BY_EXPORT.has(item.reason)) rules.push('as-exported');
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

/** Reasons that a reader gives because the format says so about the row. */
const SAID_BY_EXPORT: ReadonlySet<DropReason> = new Set([
  'system-line',
  'revoked',
  'empty',
  'not-own-words',
  'unknown-sender',
]);
