import { composed } from '../../core/composed.ts';
import { upsert } from '../../core/upsert.ts';
import { nameOf } from '../../parse/written-path.ts';
import { placeOf } from '../read/discover.ts';
import type { SourceFile } from '../rows/collector.ts';
import { isMyself, type Names } from '../rows/names.ts';
import { MESSAGE, type RowTable } from '../rows/row-table.ts';
import type { DisplayNames } from './display-names.ts';
import type { Persons } from './persons.ts';

/** With whom a chat is: the one other person in it, or, for a group, the folders that only its file lies in. */
export type ApartChat = { person: number } | { folder: string };

/**
 * Tells apart chats that are named only after files of the same name: `妈妈/聊天记录.csv` is not `老友/聊天记录.csv`. Files of one
 * format and name hold one chat as long as the people who write in them, apart from the subject and the owner of the
 * phone, are linked by any of the files. Otherwise the name says nothing, and each chat is with those who write in it.
 * The files of the earlier corpus are compared too, so the answer is the same whatever is read again.
 */
export class SharedFileNames {
  readonly #names: Names;
  readonly #files: readonly SourceFile[];
  /** By number of the file; only for files whose name several chats share. */
  readonly #chats = new Map<number, ApartChat>();

  constructor(
    table: RowTable,
    names: Names,
    files: readonly SourceFile[],
    persons: Persons,
    called: DisplayNames,
    /** Whether a person's writing in a file tells nothing: true for the subject and for the owner of the phone. */
    isOneself: (person: number, file: number) => boolean,
  ) {
    this.#names = names;
    this.#files = files;
    const alike = filesOfOneName(files, names);
    if (alike.length === 0) return;
    const others = othersIn(table, names, persons, new Set(alike.flat()), isOneself);
    for (const group of alike) {
      const chats = linked(group, others);
      if (chats.length < 2) continue;
      const folders = distinctFolders(chats.map(({ files: [first = 0] }) => this.#place(first)));
      chats.forEach((chat, n) => {
        const [person, ...more] = chat.people;
        const isNamed = person !== undefined && (persons.hasId(person) || called.person(person));
        const apart = isNamed && !more.length ? { person } : { folder: folders[n] as string };
        for (const file of chat.files) this.#chats.set(file, apart);
      });
    }
  }

  /**
   * Which chat the rows of a file belong to; undefined where its name tells, or where something else has named them.
   */
  chatOf(file: number, conversation: number): ApartChat | undefined {
    const chat = this.#chats.get(file);
    const label = this.#names.conversations[conversation]?.id;
    return chat && label && fileName(this.#files[file] as SourceFile).includes(label) ? chat : undefined;
  }

  #place(file: number): string {
    return placeOf(this.#files[file] as SourceFile);
  }
}

/** The name of a file in the form of the names of chats. */
const fileName = ({ file }: SourceFile): string => composed(nameOf(file));

/**
 * Groups of files with the same format and name, where some chat is called after that name and the files lie in more
 * than one place. Numbers of the files, in the order of their places.
 */
function filesOfOneName(files: readonly SourceFile[], { conversations }: Names): number[][] {
  const byName = new Map<string, number[]>();
  files.forEach((file, n) => {
    upsert(byName, `${file.format}\n${fileName(file)}`, () => []).push(n);
  });
  const place = (n: number) => placeOf(files[n] as SourceFile);
  return [...byName]
    .filter(([name, group]) => {
      const isShared = group.length > 1 && new Set(group.map(place)).size > 1;
      return isShared && conversations.some(({ id }) => id && name.includes(id));
    })
    .map(([, group]) => group)
    .map((group) => group.sort((a, b) => (place(a) < place(b) ? -1 : 1)));
}

function othersIn(
  table: RowTable,
  names: Names,
  persons: Persons,
  files: ReadonlySet<number>,
  isOneself: (person: number, file: number) => boolean,
): Map<number, Set<number>> {
  const seen = new Map<number, Set<number>>();
  for (let row = 0; row < table.length; row++) {
    const file = table.file[row] as number;
    if (table.kind[row] === MESSAGE && files.has(file))
      upsert(seen, file, () => new Set()).add(table.sender[row] as number);
  }
  return new Map(
    [...seen].map(([file, senders]) => {
      const told = [...senders].filter((n) => {
        const { id, name = '' } = names.senders[n] ?? {};
        return (id !== undefined || name) && !isMyself(name) && !isOneself(persons.of(n), file);
      });
      return [file, new Set(told.map((n) => persons.of(n)))];
    }),
  );
}

interface Linked {
  files: number[];
  people: Set<number>;
}

/** Joins files that share any writer. Files in which nobody else writes belong to no chat. */
function linked(files: readonly number[], others: ReadonlyMap<number, ReadonlySet<number>>): Linked[] {
  let chats: Linked[] = [];
  for (const file of files) {
    const people = others.get(file) ?? new Set<number>();
    if (people.size === 0) continue;
    const same = chats.filter((chat) => [...people].some((person) => chat.people.has(person)));
    const joined: Linked = {
      files: [...same.flatMap((chat) => chat.files), file],
      people: new Set([...same.flatMap((chat) => [...chat.people]), ...people]),
    };
    chats = [...chats.filter((chat) => !same.includes(chat)), joined];
  }
  return chats;
}

/** For each place, as many folders above the file as are needed to tell it from the others. */
function distinctFolders(places: readonly string[]): string[] {
  const folders = places.map((place) => place.split('/').filter(Boolean).slice(0, -1));
  for (let depth = 1; ; depth++) {
    const ends = folders.map((parts) => parts.slice(-depth).join('/'));
    if (new Set(ends).size === ends.length || folders.every(({ length }) => length <= depth)) return ends;
  }
}
