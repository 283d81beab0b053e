import { upsert } from '../../core/upsert.ts';
import { type Conversation, isMyself, isNobody, type Names } from '../rows/names.ts';
import { MESSAGE, ROW, type RowTable } from '../rows/row-table.ts';
import { usesOf } from './display-names.ts';
import type { Persons } from './persons.ts';

/** Fewer messages than this of somebody may be lines that only look like the head of a message. */
const ENOUGH = 3;

export const isGroupId = (id: string): boolean => id.endsWith('@chatroom');

/**
 * Finds groups among the chats of which an export does not say what they are, and marks their rows. In a file a chat is
 * a group if it holds a line such as 加入了群聊, or if three people write among each other. Whoever is called otherwise
 * in a later part of a file, where a remark was changed or another talk was pasted below, is no third one.
 */
export function findGroups(table: RowTable, names: Names, persons: Persons): void {
  const { conversations } = names;
  const count = conversations.length;
  const isOpen = conversations.map(({ group }) => group === undefined);
  if (!isOpen.includes(true)) return;
  const keyOf = (row: number) => (table.file[row] as number) * count + (table.conversation[row] as number);
  const isOfOpen = (row: number) => table.kind[row] === MESSAGE && isOpen[table.conversation[row] as number] === true;
  const groups = new Set<number>();
  const writers = new Map<number, Map<number, Span>>();
  let last = -1;
  let spans = new Map<number, Span>();
  for (let row = 0; row < table.length; row++) {
    if (!isOfOpen(row)) continue;
    const key = keyOf(row);
    if (table.has(row, ROW.group)) groups.add(key);
    if (!table.isKept(row)) continue;
    if (key !== last) spans = upsert(writers, key, () => new Map<number, Span>());
    last = key;
    const span = spans.get(table.sender[row] as number);
    if (!span) spans.set(table.sender[row] as number, { first: row, last: row, rows: 1 });
    else {
      span.last = row;
      span.rows++;
    }
  }
  for (const [key, spans] of writers) if (threeAtOnce(byPerson(spans, names, persons))) groups.add(key);
  if (groups.size === 0) return;
  const asGroup = new Map<number, number>();
  for (let row = 0; row < table.length; row++) {
    if (!isOfOpen(row) || !groups.has(keyOf(row))) continue;
    table.set(row, ROW.group);
    const conversation = table.conversation[row] as number;
    table.conversation[row] = upsert(asGroup, conversation, () => told(names, conversation, true));
  }
}

/** The first and the last row that somebody wrote in a chat, and how many. */
interface Span {
  first: number;
  last: number;
  rows: number;
}

function byPerson(bySender: ReadonlyMap<number, Span>, names: Names, persons: Persons): Span[] {
  const spans = new Map<number, Span>();
  for (const [n, { first, last, rows }] of bySender) {
    const sender = names.senders[n];
    // 我 may be one of those who are named.
    if (isNobody(sender) || isMyself(sender?.name ?? '')) continue;
    const span = upsert(spans, persons.of(n), () => ({ first, last, rows: 0 }));
    span.first = Math.min(span.first, first);
    span.last = Math.max(span.last, last);
    span.rows += rows;
  }
  return [...spans.values()].filter(({ rows }) => rows >= ENOUGH);
}

/** Whether there is a row that lies within three of the spans. */
function threeAtOnce(spans: readonly Span[]): boolean {
  let [latest, second] = [-1, -1];
  for (const { first, last } of spans.toSorted((a, b) => a.first - b.first)) {
    if (second >= first) return true;
    if (last > latest) [latest, second] = [last, latest];
    else if (last > second) second = last;
  }
  return false;
}

/** Gives each chat one answer to whether it is a group: what its id says, else what most rows with an answer say. */
export function settleGroups(table: RowTable, names: Names): void {
  const chats = new Map<string, number[]>();
  for (const [n, { id }] of names.conversations.entries()) upsert(chats, id, () => []).push(n);
  const groupOf = (n: number) => names.conversations[n]?.group;
  const isSettled = ([id, numbers]: [string, number[]]) =>
    numbers.every((n) => groupOf(n) === (isGroupId(id) || groupOf(numbers[0] as number)));
  const open = [...chats].filter((chat) => !isSettled(chat));
  if (open.length === 0) return;
  const uses = usesOf(table, table.conversation, names.conversations.length);
  const settled = new Map<number, number>();
  for (const [id, numbers] of open) {
    const rows = (group: boolean) =>
      numbers.reduce((sum, n) => sum + (groupOf(n) === group ? (uses[n] as number) : 0), 0);
    const [groups, others] = [rows(true), rows(false)];
    if (groups + others === 0 && !isGroupId(id)) continue;
    const group = isGroupId(id) || groups >= others;
    for (const n of numbers) if (uses[n] && groupOf(n) !== group) settled.set(n, told(names, n, group));
  }
  if (settled.size === 0) return;
  for (let row = 0; row < table.length; row++) {
    const n = settled.get(table.conversation[row] as number);
    if (n !== undefined) table.conversation[row] = n;
  }
}

/** The number of a conversation with this answer to whether it is a group. */
function told(names: Names, conversation: number, group: boolean): number {
  const { id, name } = names.conversations[conversation] as Conversation;
  return names.conversation({ conversation: id, ...(name === undefined ? {} : { conversationName: name }), group });
}
