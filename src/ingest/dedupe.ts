import type { SourceFile } from './collector.ts';
import type { Names } from './names.ts';
import type { Persons } from './persons.ts';
import { PRECISIONS, ROW, type RowTable } from './row-table.ts';

/**
 * Finds rows that tell of one message though their ids differ: one export has the server's id and another has not, one
 * writes seconds and another minutes, one knows wxids and another names. A row joins another one when
 *  - they are of different files, and neither file has told of that message before (so that 嗯 twice stays twice);
 *  - words and type are the same, and the second, or the minute where one of them has no seconds;
 *  - not both have a server id;
 *  - sender and chat are the same as far as can be known (see `sameSender`, `ChatMatcher`).
 * Sets `same` of the joined row.
 */
export function joinAcrossTools(table: RowTable, names: Names, files: readonly SourceFile[], persons: Persons): void {
  if (!mayHaveDuplicates(table, files)) return;
  const buckets = new Buckets(table);
  const chats = new ChatMatcher(table, names, persons);
  const look = (row: number, visit: (head: number) => boolean) => {
    for (let head = buckets.first(row); head >= 0; head = buckets.next(head)) {
      if (possible(table, head, row, persons) && visit(head)) return;
    }
  };
  const each = (visit: (row: number) => void) => {
    for (let row = 0; row < table.length; row++) if (comparable(table, row)) visit(row);
  };
  each((row) => {
    if (table.has(row, ROW.telling)) {
      look(row, (head) => {
        chats.evidence(head, row);
        return false;
      });
    }
    buckets.put(row);
  });
  chats.conclude();
  buckets.clear();
  const told = new Told(table);
  each((row) => {
    let joined = -1;
    look(row, (head) => {
      if (!chats.same(head, row) || !told.joinable(head, row)) return false;
      joined = head;
      return true;
    });
    if (joined < 0) buckets.put(row);
    else told.join(joined, row);
  });
}

/** Nothing can be joined where there is one file, or where every message has the server's own id. */
function mayHaveDuplicates(table: RowTable, files: readonly SourceFile[]): boolean {
  if (files.length < 2) return false;
  for (let row = 0; row < table.length; row++) {
    if (comparable(table, row) && !table.has(row, ROW.serverId)) return true;
  }
  return false;
}

/** A message that stands for itself so far and has a time of day. */
function comparable(table: RowTable, row: number): boolean {
  return (
    table.kind[row] === 0 &&
    table.dropped[row] === 0 &&
    (table.same[row] as number) < 0 &&
    (table.precision[row] as number) <= MINUTE
  );
}
const MINUTE = PRECISIONS.indexOf('minute');

const minuteOf = (table: RowTable, row: number) => Math.floor((table.epoch[row] as number) / 60);

/** Same words in the same second (or minute), nothing against it in id, file, direction and sender. */
function possible(table: RowTable, head: number, row: number, persons: Persons): boolean {
  if (table.file[head] === table.file[row]) return false;
  if (table.has(head, ROW.serverId) && table.has(row, ROW.serverId)) return false;
  if (table.precision[head] === 0 && table.precision[row] === 0 && table.epoch[head] !== table.epoch[row]) return false;
  return sameSender(table, head, row, persons);
}

/**
 * The same person; or, where one export knows names only, nobody that can be told from him: the same side of the chat, or
 * words long enough that two people would not write them at the same time.
 */
function sameSender(table: RowTable, a: number, b: number, persons: Persons): boolean {
  const [left, right] = [table.sender[a] as number, table.sender[b] as number];
  if (persons.of(left) === persons.of(right)) return true;
  if (persons.hasId(left) && persons.hasId(right)) return false;
  const sides = ROW.sent | ROW.received;
  const [sideA, sideB] = [(table.flags[a] as number) & sides, (table.flags[b] as number) & sides];
  if (sideA && sideB) return sideA === sideB;
  return table.has(a, ROW.telling);
}

/** Rows by minute, words and type: chains in typed arrays, 12 bytes a row. */
class Buckets {
  readonly #table: RowTable;
  readonly #slots: Int32Array;
  readonly #next: Int32Array;
  readonly #last: Int32Array;

  constructor(table: RowTable) {
    this.#table = table;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(table.length + 1))).fill(-1);
    this.#last = new Int32Array(this.#slots.length).fill(-1);
    this.#next = new Int32Array(table.length).fill(-1);
  }

  clear(): void {
    this.#slots.fill(-1);
    this.#last.fill(-1);
    this.#next.fill(-1);
  }

  /** Chains keep the order of the rows: the first message of a minute meets the first. */
  put(row: number): void {
    const slot = this.#slot(row);
    const last = this.#last[slot] as number;
    if (last < 0) this.#slots[slot] = row;
    else this.#next[last] = row;
    this.#last[slot] = row;
  }

  first(row: number): number {
    return this.#matching(this.#slots[this.#slot(row)] as number, row);
  }

  /** The next one like `head` in its chain. */
  next(head: number): number {
    return this.#matching(this.#next[head] as number, head);
  }

  #matching(from: number, row: number): number {
    const { words, type } = this.#table;
    for (let at = from; at >= 0; at = this.#next[at] as number) {
      const alike =
        words[2 * at] === words[2 * row] &&
        words[2 * at + 1] === words[2 * row + 1] &&
        type[at] === type[row] &&
        minuteOf(this.#table, at) === minuteOf(this.#table, row);
      if (alike) return at;
    }
    return -1;
  }

  #slot(row: number): number {
    const mixed = Math.imul(minuteOf(this.#table, row), 0x9e3779b1) ^ (this.#table.words[2 * row] as number);
    return (mixed ^ (mixed >>> 15)) & (this.#slots.length - 1);
  }
}

/** Which files have told of a message, and whether a row may join it. */
class Told {
  readonly #table: RowTable;
  readonly #files = new Map<number, Set<number>>();
  /** Heads that came from the earlier corpus or took such a row in: two of those never become one. */
  readonly #earlier = new Set<number>();
  /** Server ids taken in. */
  readonly #identified = new Set<number>();

  constructor(table: RowTable) {
    this.#table = table;
    // Rows joined by id already: their files have told of the message.
    for (let row = 0; row < table.length; row++) {
      const head = table.same[row] as number;
      if (head >= 0 && table.dropped[row] === 0) this.join(head, row);
    }
  }

  joinable(head: number, row: number): boolean {
    const { file } = this.#table;
    if (this.#files.get(head)?.has(file[row] as number)) return false;
    const bothEarlier =
      this.#table.has(row, ROW.earlier) && (this.#table.has(head, ROW.earlier) || this.#earlier.has(head));
    return !bothEarlier && !(this.#table.has(row, ROW.serverId) && this.#identified.has(head));
  }

  join(head: number, row: number): void {
    const files = this.#files.get(head) ?? new Set();
    this.#files.set(head, files.add(this.#table.file[row] as number));
    if (this.#table.has(row, ROW.earlier)) this.#earlier.add(head);
    if (this.#table.has(row, ROW.serverId)) this.#identified.add(head);
    this.#table.same[row] = head;
  }
}

/** Chats are told apart by their ids; a chat that an export knows by name only is found by what was said in it. */
class ChatMatcher {
  readonly #table: RowTable;
  /** Number of the chat as far as names tell, by number of the conversation. */
  readonly #chat: Int32Array;
  readonly #named: boolean[] = [];
  /** `a,b` to how often something telling was said in both at the same time. */
  readonly #together = new Map<string, number>();
  readonly #joined = new Set<string>();

  constructor(table: RowTable, names: Names, persons: Persons) {
    this.#table = table;
    const known = new Map<string, number>();
    const ids = new Set(names.senders.flatMap(({ id }) => (id === undefined ? [] : [id])));
    const isId = (id: string) => ids.has(id) || ID_LIKE.test(id);
    const byName = new Map<string, Set<string>>();
    for (const { id, name } of names.conversations) {
      if (name === undefined || !isId(id)) continue;
      byName.set(name, (byName.get(name) ?? new Set()).add(id));
    }
    this.#chat = Int32Array.from(names.conversations, ({ id, name }, n) => {
      const key = isId(id) ? id : (onlyOne(byName.get(name ?? id)) ?? idOf(id, names, persons) ?? `\n${id}`);
      if (!known.has(key)) known.set(key, n);
      this.#named.push(key.startsWith('\n'));
      return known.get(key) as number;
    });
  }

  evidence(a: number, b: number): void {
    const [left, right] = this.#pair(a, b);
    if (left === right || !this.#mayBeSame(a, b)) return;
    const key = `${left},${right}`;
    this.#together.set(key, (this.#together.get(key) ?? 0) + 1);
  }

  /** Two chats are one when at least three telling messages coincide, and no other chat has half as many with them. */
  conclude(): void {
    const best = new Map<number, [first: number, second: number]>();
    for (const [key, count] of this.#together) {
      for (const chat of key.split(',').map(Number)) {
        const [first, second] = best.get(chat) ?? [0, 0];
        best.set(chat, count > first ? [count, first] : [first, Math.max(second, count)]);
      }
    }
    for (const [key, count] of this.#together) {
      const clear = key.split(',').every((chat) => {
        const [first, second] = best.get(Number(chat)) ?? [0, 0];
        return count === first && 2 * second < first;
      });
      if (clear && count >= 3) this.#joined.add(key);
    }
  }

  same(a: number, b: number): boolean {
    const [left, right] = this.#pair(a, b);
    return left === right || (this.#mayBeSame(a, b) && this.#joined.has(`${left},${right}`));
  }

  /** Two different ids are two chats. */
  #mayBeSame(a: number, b: number): boolean {
    const { conversation } = this.#table;
    return Boolean(this.#named[conversation[a] as number] || this.#named[conversation[b] as number]);
  }

  #pair(a: number, b: number): [number, number] {
    const { conversation } = this.#table;
    const left = this.#chat[conversation[a] as number] as number;
    const right = this.#chat[conversation[b] as number] as number;
    return left <= right ? [left, right] : [right, left];
  }
}

/** What looks like an id of a person or a group in any export. */
const ID_LIKE = /^(?:wxid_|gh_)|@(?:chatroom|openim)$/u;

function onlyOne(set: ReadonlySet<string> | undefined): string | undefined {
  const [only] = set ?? [];
  return set?.size === 1 ? only : undefined;
}

/** A private chat is called after the partner. */
function idOf(name: string, names: Names, persons: Persons): string | undefined {
  const person = persons.named(name);
  return person === undefined ? undefined : names.senders[person]?.id;
}
