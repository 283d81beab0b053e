import type { Item } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import { ESSAY, MINUTE, ROW, type RowTable, SECOND, TEXT } from '../rows/row-table.ts';
import type { Persons } from '../who/persons.ts';
import type { ChatMatcher } from './chat-matcher.ts';
import { groupRows } from './group-rows.ts';
import { CLOCKS_APART, type Phones } from './phones.ts';
import { type IsSpent, minuteBeside, minuteOf, SaidInMinute } from './said-in-minute.ts';
import { SenderMatcher } from './sender-matcher.ts';
import { ServerIds } from './server-ids.ts';
import { mayBeTitle, standsFor, takenForText } from './taken-for-text.ts';
import { untimedRuns } from './untimed-runs.ts';

/**
 * Finds rows that tell of one message although their ids differ: one export has the server's id and another has none,
 * one writes seconds and another minutes, one knows wxids and another names. A row joins another one if
 *
 * - they are from different files, and neither file has told of that message before (so that 嗯 twice stays twice);
 * - words and type are the same, and the second, or the minute where one of them has no seconds; between two phones,
 *   whose clocks differ, a few seconds are allowed;
 * - not both have a server id, unless they come from two phones (see server-ids.ts);
 * - sender and chat are the same as far as can be known (see `SenderMatcher`, `ChatMatcher`).
 *
 * Without a time of day a row joins as part of a long run of such rows (see untimed-runs.ts). A text joins what is no
 * text if it only stands for it in an export that tells no types (see taken-for-text.ts). Sets `same` of the joined row.
 * `guesses`: by number of the file, whether its format tells no types. `read`: type, title and text of a row.
 */
export function joinAcrossTools(
  table: RowTable,
  files: readonly SourceFile[],
  persons: Persons,
  chats: ChatMatcher,
  phones: Phones,
  guesses: readonly boolean[],
  read: (row: number) => Pick<Item, 'type' | 'title' | 'text'>,
): void {
  const runs = files.length > 1 ? untimedRuns(table, persons) : [];
  if (runs.length === 0 && !chats.seeks && !mayHaveDuplicates(table, files, phones)) return;
  const said = new SaidInMinute(table);
  const senders = new SenderMatcher(table, persons, chats, phones);
  /** Shows a row the earlier ones that it may repeat, until `visit` takes one. */
  const look = (row: number, isSpent: IsSpent, visit: (head: number) => boolean) => {
    const lookAt = (minute: number) =>
      said.find(row, minute, isSpent, (head) => possible(table, head, row, senders, phones) && visit(head));
    if (lookAt(minuteOf(table, row)) || !phones.areSeveral) return;
    const beside = minuteBeside(table, row);
    if (beside !== undefined) lookAt(beside);
  };
  const isOfFile = (head: number, file: number) => table.file[head] === file;
  const each = (visit: (row: number) => void) => {
    for (let row = 0; row < table.length; row++) if (mayBeTwin(table, row)) visit(row);
  };
  each((row) => {
    const telling = table.has(row, ROW.telling);
    if (telling || chats.seeks) {
      let seen = 0;
      look(row, isOfFile, (head) => {
        if (telling) {
          chats.evidence(head, row);
          senders.evidence(head, row);
        }
        if (table.epoch[head] === table.epoch[row]) chats.coincidence(head, row);
        return ++seen === WITNESSES;
      });
    }
    said.put(row);
  });
  for (const { head, row } of runs) chats.evidence(head, row);
  eachById(table, (head, row) => {
    chats.evidence(head, row, true);
    senders.evidence(head, row, true);
  });
  chats.conclude();
  senders.conclude();
  said.clear();
  const told = new Told(table, phones);
  const isTold = (head: number, file: number) => isOfFile(head, file) || told.by(head, file);
  each((row) => {
    let joined = -1;
    look(row, isTold, (head) => {
      if (!chats.same(head, row) || !told.joinable(head, row)) return false;
      joined = head;
      return true;
    });
    if (joined < 0) said.put(row);
    else told.join(joined, row);
  });
  for (const { head, row } of runs) if (chats.same(head, row) && told.joinable(head, row)) told.join(head, row);
  let groups: ReadonlyMap<number, readonly number[]> | undefined;
  for (const { text, other } of takenForText(table, guesses, (row) => mayBeTwin(table, row))) {
    if (!possible(table, text, other, senders, phones) || !chats.same(text, other) || !told.joinable(other, text))
      continue;
    // One export may tell the title and another one not.
    groups ??= groupRows(table);
    const others = (groups.get(other) ?? [other]).filter((row) => table.type[row] !== TEXT);
    const { text: words } = read(text);
    const isUntitled = guesses[table.file[text] as number] === true && mayBeTitle(table, text, others);
    if (isUntitled || others.some((row) => standsFor(words, read(row)))) told.join(other, text);
  }
  callChats(table, chats);
}

/** Visits the rows that have the id of a row of another file: one of both formats may know what the other does not. */
function eachById(table: RowTable, visit: (head: number, row: number) => void): void {
  for (let row = 0; row < table.length; row++) {
    const head = table.same[row] as number;
    if (head >= 0 && table.isKept(row) && table.file[head] !== table.file[row]) visit(head, row);
  }
}

/** Gives the rows of loose chats the chats that these turned out to be. */
function callChats(table: RowTable, chats: ChatMatcher): void {
  const found = chats.found();
  if (found.size === 0) return;
  for (let row = 0; row < table.length; row++) {
    const chat = found.get(table.conversation[row] as number);
    if (chat !== undefined) table.conversation[row] = chat;
  }
}

/** Nothing can be joined if there is one file, or if there is one phone and every message has the server's id. */
function mayHaveDuplicates(table: RowTable, files: readonly SourceFile[], phones: Phones): boolean {
  if (files.length < 2) return false;
  if (phones.areSeveral) return true;
  for (let row = 0; row < table.length; row++) {
    if (mayBeTwin(table, row) && !table.has(row, ROW.serverId)) return true;
  }
  return false;
}

/** Whether a row may join another one: it is kept, stands for itself so far, is no essay and has a time of day. */
function mayBeTwin(table: RowTable, row: number): boolean {
  return (
    // The id of an essay tells everything: see identity.ts.
    table.kind[row] !== ESSAY &&
    table.isKept(row) &&
    (table.same[row] as number) < 0 &&
    (table.precision[row] as number) <= MINUTE
  );
}

/** What a row seems to repeat is evidence about two chats; more such rows than this would add nothing to it. */
const WITNESSES = 50;

/**
 * Whether two rows may tell of one message: same words in the same second (or minute), and no contradiction in id,
 * file, direction and sender.
 */
function possible(table: RowTable, head: number, row: number, senders: SenderMatcher, phones: Phones): boolean {
  if (table.file[head] === table.file[row]) return false;
  const apart = Math.abs((table.epoch[head] as number) - (table.epoch[row] as number));
  const exact = table.precision[head] === SECOND && table.precision[row] === SECOND;
  if (exact) {
    const isAlike = table.has(row, ROW.telling) || table.type[head] === table.type[row];
    const byClocks = apart <= CLOCKS_APART && isAlike && !phones.mayBeOne(head, row);
    if (apart > 0 && !byClocks) return false;
  } else if (minuteOf(table, head) !== minuteOf(table, row)) return false;
  return senders.same(head, row);
}

/** Which files have told of a message, and whether a row may join it. */
class Told {
  readonly #table: RowTable;
  readonly #files = new Map<number, Set<number>>();
  /** Heads that came from the earlier corpus, or that took in a row of it: two such heads never become one. */
  readonly #earlier = new Set<number>();
  readonly #serverIds: ServerIds;

  constructor(table: RowTable, phones: Phones) {
    this.#table = table;
    this.#serverIds = new ServerIds(table, phones);
    // The files of rows that were joined by id have told of the message.
    for (let row = 0; row < table.length; row++) {
      const head = table.same[row] as number;
      if (head >= 0 && table.isKept(row)) this.join(head, row);
    }
  }

  /** Whether a file has told of a message; it will not do so again. */
  by(head: number, file: number): boolean {
    return this.#files.get(head)?.has(file) === true;
  }

  joinable(head: number, row: number): boolean {
    const { file } = this.#table;
    if (this.by(head, file[row] as number)) return false;
    // The row may itself stand for others.
    for (const more of this.#files.get(row) ?? []) if (more === file[head] || this.by(head, more)) return false;
    return !(this.#isEarlier(row) && this.#isEarlier(head)) && this.#serverIds.allow(head, row);
  }

  /**
   * A row that was read again is judged by what was read now: in the right time zone two items may turn out to be one.
   */
  #isEarlier(row: number): boolean {
    const isLeft = this.#table.has(row, ROW.earlier) && !this.#table.has(row, ROW.replaced);
    return isLeft || this.#earlier.has(row);
  }

  join(head: number, row: number): void {
    const files = upsert(this.#files, head, () => new Set());
    files.add(this.#table.file[row] as number);
    for (const more of this.#files.get(row) ?? []) files.add(more);
    if (this.#isEarlier(row)) this.#earlier.add(head);
    this.#serverIds.join(head, row);
    this.#table.same[row] = head;
  }
}
