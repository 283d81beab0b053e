import type { Item, Quote, Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import { ID_DIGITS, idOfMessage, type Sha256 } from '../rows/identity.ts';
import type { Names } from '../rows/names.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import type { Choice } from '../same/choose.ts';
import type { CorpusStore } from '../stores.ts';
import type { Persons } from '../who/persons.ts';
import { storedForgotten } from './stored.ts';

/**
 * One line of corpus/forgotten.jsonl: what must not come back. It holds only SHA-256 hashes of what would name it,
 * nothing readable.
 *   {"date":"2026-03-01","item":"9f…","rows":["4c…"],"said":["07…"],"sounds":[]}
 *   {"date":"2026-03-01","sender":"b1…"}
 */
export interface ForgottenLine {
  date: string;
  /** Hash of the item's id. */
  item?: string;
  /** Hashes of the places it was read from, duplicates included: another export may give it another id. */
  rows?: string[];
  /** Hashes of chat, minute, words and each way of calling the sender, if it has enough words to identify a message. */
  said?: string[];
  /** Hashes of the SHA-256 of its recording: the same bytes may be named as a file some day. */
  sounds?: string[];
  /** Hash of an id of a sender. */
  sender?: string;
  /** Hash of a name of a sender, for exports without ids. */
  name?: string;
}

/** All lines together. */
export class Forgotten {
  readonly items = new Set<string>();
  readonly rows = new Set<string>();
  readonly said = new Set<string>();
  readonly sounds = new Set<string>();
  readonly senders = new Set<string>();
  readonly names = new Set<string>();
  readonly sha256: Sha256;

  constructor(lines: Iterable<ForgottenLine>, sha256: Sha256) {
    this.sha256 = sha256;
    for (const { item, rows = [], said = [], sounds = [], sender, name } of lines) {
      if (item !== undefined) this.items.add(item);
      for (const row of rows) this.rows.add(row);
      for (const words of said) this.said.add(words);
      for (const sound of sounds) this.sounds.add(sound);
      if (sender !== undefined) this.senders.add(sender);
      if (name !== undefined) this.names.add(name);
    }
  }

  hasItem(id: string): boolean {
    return this.items.has(this.sha256(id));
  }

  hasSound(sha256: string | null): boolean {
    return sha256 !== null && this.sounds.has(this.sha256(sha256));
  }

  /** A sender with an id is recognised by the id alone, because another sender may have the same name. */
  hasSender({ id, name }: Sender): boolean {
    return id === undefined ? name !== '' && this.names.has(this.sha256(name)) : this.senders.has(this.sha256(id));
  }

  /** The same for somebody who is quoted and told by one word, which may be a name or an id. */
  hasCalled(nameOrId: string): boolean {
    const hash = this.sha256(nameOrId);
    return this.senders.has(hash) || this.names.has(hash);
  }
}

export async function loadForgotten(store: Pick<CorpusStore, 'lines'>, sha256: Sha256): Promise<Forgotten | null> {
  const lines: ForgottenLine[] = [];
  for await (const line of storedForgotten(store)) lines.push(line);
  return lines.length ? new Forgotten(lines, sha256) : null;
}

/** The rows of a run and what is known of them. */
export interface Rows {
  table: RowTable;
  names: Names;
  files: readonly SourceFile[];
  persons: Persons;
  choice: Choice;
}

const NO_ID = '0'.repeat(ID_DIGITS);

/** Hashes that identify one row: of its id, its place and its words. */
export function hashesOf(rows: Rows, row: number, sha256: Sha256) {
  const { table, names, files, choice } = rows;
  const own = table.idOf(row);
  const ids = [own, table.idOf(choice.idFrom.get(row) ?? row)].filter((id) => id !== NO_ID);
  const file = files[table.file[row] as number]?.file ?? '';
  const epoch = table.epoch[row] as number;
  const chat = names.conversations[table.conversation[row] as number]?.id ?? '';
  const words = `${table.words[2 * row]}-${table.words[2 * row + 1]}`;
  const timed = !Number.isNaN(epoch);
  return {
    items: [...new Set(ids)].map((id) => sha256(id)),
    // Words are the same in whatever time zone a file is read again; a row without words is identified by its time.
    place: table.has(row, ROW.hasText)
      ? sha256(`${file}\n${table.record[row]}\n${words}`)
      : timed
        ? sha256(`${file}\n${table.record[row]}\n${epoch}`)
        : undefined,
    said:
      timed && own !== NO_ID && table.has(row, ROW.telling)
        ? calledBy(rows, row).map((who) =>
            sha256(`${table.kindOf(row)}\n${chat}\n${who}\n${Math.floor(epoch / 60)}\n${words}`),
          )
        : [],
  };
}

/** Every id and name of the person who wrote a row: another tool may know only one of them. */
function calledBy({ table, names, persons }: Rows, row: number): readonly string[] {
  let people = called.get(persons);
  if (!people) {
    people = new Map<number, string[]>();
    called.set(persons, people);
    for (const [n, { id, name }] of names.senders.entries()) {
      upsert(people, persons.of(n), () => [] as string[]).push(...[id ?? '', name].filter(Boolean));
    }
  }
  return people.get(persons.of(table.sender[row] as number)) ?? [];
}
const called = new WeakMap<Persons, Map<number, string[]>>();

/**
 * Marks every row that tells of something forgotten, however it is recognised. Returns the numbers of the marked rows.
 */
export function dropForgotten(rows: Rows, forgotten: Forgotten): number[] {
  const { table, names, persons } = rows;
  const senders = forgottenSenders(names, persons, forgotten);
  const heads = new Set<number>();
  const isTheirs = rowsOf(table, (row) => senders.has(table.sender[row] as number));
  const isForgotten = (row: number): boolean => {
    if (isTheirs(row)) return true;
    // A row that was dropped when it was read has neither id nor words.
    const { items, place, said } = hashesOf(rows, row, forgotten.sha256);
    return (
      items.some((item) => forgotten.items.has(item)) ||
      (place !== undefined && forgotten.rows.has(place)) ||
      said.some((words) => forgotten.said.has(words))
    );
  };
  for (let row = 0; row < table.length; row++) if (isForgotten(row)) heads.add(table.headOf(row));
  const marked: number[] = [];
  for (let row = 0; row < table.length; row++) {
    if (!heads.has(table.headOf(row))) continue;
    table.drop(row, 'forgotten');
    marked.push(row);
  }
  return marked;
}

/**
 * Tests for the rows of some people. If one of them is the subject, that includes what counts as the subject's and
 * names nobody, such as an essay.
 */
export function rowsOf(table: RowTable, isByThem: (row: number) => boolean): (row: number) => boolean {
  let subject = false;
  for (let row = 0; row < table.length && !subject; row++) subject = table.has(row, ROW.bySubject) && isByThem(row);
  return (row) => isByThem(row) || (subject && table.has(row, ROW.bySubject));
}

/** Numbers of all senders that are a forgotten person. A person with ids anywhere is recognised by ids alone. */
function forgottenSenders(names: Names, persons: Persons, forgotten: Forgotten): ReadonlySet<number> {
  const gone = new Set<number>();
  const withId = new Set<number>();
  names.senders.forEach(({ id }, n) => {
    if (id !== undefined) withId.add(persons.of(n));
  });
  names.senders.forEach((sender, n) => {
    const person = persons.of(n);
    if (sender.id === undefined && withId.has(person)) return;
    if (forgotten.hasSender(sender)) gone.add(person);
  });
  const numbers = names.senders.map((_, n) => n);
  return new Set(numbers.filter((n) => gone.has(persons.of(n))));
}

/**
 * Removes forgotten words that others repeat from what stays: quotes of forgotten items, comments by forgotten people.
 */
export class Stripper {
  readonly #forgotten: Forgotten;
  readonly #texts: ReadonlySet<string>;

  /** `texts`: the texts of the forgotten rows of this run. */
  constructor(forgotten: Forgotten, texts: Iterable<string>) {
    this.#forgotten = forgotten;
    this.#texts = new Set([...texts].map(bare).filter(Boolean));
  }

  strip(item: Pick<Item, 'kind' | 'quote' | 'comments'>): void {
    if (item.quote && this.#isQuoted(item.kind, item.quote)) delete item.quote;
    if (!item.comments) return;
    const rest = item.comments.filter(({ sender, replyTo }) => {
      if (this.#forgotten.hasSender(sender)) return false;
      return replyTo === undefined || !this.#forgotten.hasCalled(replyTo);
    });
    if (rest.length) item.comments = rest;
    else delete item.comments;
  }

  #isQuoted(kind: Item['kind'], { sender, text, messageId }: Quote): boolean {
    const { sha256 } = this.#forgotten;
    if (sender && this.#forgotten.hasCalled(sender)) return true;
    if (messageId && this.#forgotten.hasItem(idOfMessage(kind, messageId, sha256))) return true;
    return this.#texts.has(bare(text));
  }
}

/** Tools differ in the white space of a quote, and in the marks after a quote that is cut. */
const bare = (text: string) => text.replace(/\s+|(?:…|\.{3})$/gu, '');
