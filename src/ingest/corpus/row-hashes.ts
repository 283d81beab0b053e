import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import { ID_DIGITS, type Sha256 } from '../rows/identity.ts';
import type { Names } from '../rows/names.ts';
import { MESSAGE, ROW, type RowTable, SECOND } from '../rows/row-table.ts';
import type { ChosenRows } from '../same/choose.ts';
import { minuteOf } from '../same/said-in-minute.ts';
import { CalledPersons } from '../who/called.ts';
import type { Persons } from '../who/persons.ts';
import { shortHash } from './forgotten.ts';

/** The rows of a run and what is known of them. */
export interface Rows {
  table: RowTable;
  names: Names;
  files: readonly SourceFile[];
  persons: Persons;
  choice: ChosenRows;
}

const NO_ID = '0'.repeat(ID_DIGITS);

/** Hashes by which rows are known again in any export, also where it gives the message another id. */
export class RowHashes {
  readonly #rows: Rows;
  readonly #sha256: Sha256;
  readonly #called: CalledPersons;
  readonly #chats: CalledChats;
  /** By person and chat. */
  readonly #tellers = new Map<string, Tellers>();

  constructor(rows: Rows, sha256: Sha256) {
    this.#rows = rows;
    this.#sha256 = sha256;
    this.#called = new CalledPersons(rows.names, rows.persons);
    this.#chats = new CalledChats(rows, this.#called);
  }

  /** Of its ids: its own, and that of the item that it gives. */
  items(row: number): string[] {
    const { table, choice } = this.#rows;
    const ids = new Set([table.idOf(row), table.idOf(choice.idFrom.get(row) ?? row)]);
    ids.delete(NO_ID);
    return [...ids].map(this.#sha256);
  }

  /** Of its place in its file. */
  place(row: number): string | undefined {
    const { table, files } = this.#rows;
    const file = files[table.file[row] as number]?.file ?? '';
    const epoch = table.epoch[row] as number;
    // Words are the same in whatever time zone a file is read again; a row without words is identified by its time.
    const what = table.has(row, ROW.hasText) ? wordsIn(table, row) : Number.isNaN(epoch) ? undefined : epoch;
    return what === undefined ? undefined : this.#sha256(`${file}\n${table.record[row]}\n${what}`);
  }

  /** Of what was said in which minute, if it has enough words to be known by them. Only with `said` does it tell a row. */
  words(row: number): string | undefined {
    const { table } = this.#rows;
    const epoch = table.epoch[row] as number;
    return Number.isNaN(epoch) || !table.has(row, ROW.telling)
      ? undefined
      : shortHash(this.#sha256(`${table.kindOf(row)}\n${minuteOf(table, row)}\n${wordsIn(table, row)}`));
  }

  /**
   * Of who said these words in which chat and minute, for a row with `words`. An id is one person's in every export. A name
   * is not: two people who are called 妈妈 pass on one greeting at New Year, so with a name goes the chat. And one person has
   * different names in different tools, so the chat alone tells too: with the second, or with many words.
   */
  said(row: number): string[] {
    const { table } = this.#rows;
    const epoch = table.epoch[row] as number;
    const { minute, second, long } = this.#tellersOf(row);
    const hash = (teller: string, time: number) =>
      shortHash(this.#sha256(`${table.kindOf(row)}\n${teller}\n${time}\n${wordsIn(table, row)}`));
    return [
      ...minute.map((teller) => hash(teller, minuteOf(table, row))),
      ...(table.precision[row] === SECOND ? second.map((teller) => hash(teller, epoch)) : []),
      ...(table.has(row, ROW.long) ? long.map((teller) => hash(teller, minuteOf(table, row))) : []),
    ];
  }

  #tellersOf(row: number): Tellers {
    const { table, persons } = this.#rows;
    const sender = table.sender[row] as number;
    const chat = table.conversation[row] as number;
    return upsert(this.#tellers, `${persons.of(sender)}\n${chat}`, () => {
      const { ids, names } = this.#called.of(sender);
      const { own, partners } = this.#chats.of(chat);
      const all = [...new Set([...own, ...partners])];
      const others = all.filter((one) => !ids.has(one) && !names.has(one));
      return {
        minute: [
          ...[...ids].map((id) => `\n${id}`),
          ...[...names].flatMap((name) => others.map((one) => `${one}\n${name}`)),
        ],
        second: all.map((one) => `${one}\n`),
        long: [...own].map((one) => `${one}\n\n`),
      };
    });
  }
}

/** What tells a row together with its words and its minute, its second, or its minute where it is long. */
interface Tellers {
  /** `\nID`, and `CHAT\nNAME` for every name of both. */
  minute: readonly string[];
  second: readonly string[];
  long: readonly string[];
}

const wordsIn = ({ words }: RowTable, row: number) => `${words[2 * row]}-${words[2 * row + 1]}`;

/** What a chat is called. Each phone calls a chat of two after the other side, so both of its people tell it. */
class CalledChats {
  readonly #rows: Rows;
  readonly #called: CalledPersons;
  /** By id of the chat. */
  readonly #names = new Map<string, Set<string>>();
  readonly #groups = new Set<string>();
  /** By id of the chat: a sender number for every person who writes messages there. */
  readonly #writers = new Map<string, Map<number, number>>();

  constructor(rows: Rows, called: CalledPersons) {
    this.#rows = rows;
    this.#called = called;
    const { table, names, persons } = rows;
    for (const { id, name, group } of names.conversations) {
      const known = upsert(this.#names, id, () => new Set([id]));
      if (name) known.add(name);
      if (group) this.#groups.add(id);
    }
    for (let row = 0; row < table.length; row++) {
      if (table.kind[row] !== MESSAGE) continue;
      const sender = table.sender[row] as number;
      const id = names.conversations[table.conversation[row] as number]?.id;
      if (id !== undefined && names.senders[sender]?.name)
        upsert(this.#writers, id, () => new Map<number, number>()).set(persons.of(sender), sender);
    }
  }

  /** `own`: id and names. `partners`: ids and names of those who write there; empty for a group. */
  of(chat: number): { own: ReadonlySet<string>; partners: readonly string[] } {
    const id = this.#rows.names.conversations[chat]?.id ?? '';
    const own = this.#names.get(id) ?? new Set();
    if (this.#groups.has(id)) return { own, partners: [] };
    const writers = [...(this.#writers.get(id)?.values() ?? [])].map((sender) => this.#called.of(sender));
    return { own, partners: writers.flatMap(({ ids, names }) => [...ids, ...names]) };
  }
}
