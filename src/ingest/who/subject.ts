import { type DropReason, MOMENTS } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import { isMyself, isNobody, type Names } from '../rows/names.ts';
import { MESSAGE, ROW, type RowTable } from '../rows/row-table.ts';
import type { Persons } from './persons.ts';

/** Whose words are whose, as decided by `markSubject`. */
export interface SubjectResult {
  /** Number of the subject's rows that are kept. */
  rows: number;
  /** Number of rows whose direction contradicts their sender, by number of the file. */
  conflicts: ReadonlyMap<number, number>;
  /** Who wrote the rows whose direction contradicts their sender: a person by the number of the row, -1 for nobody known. */
  writers: ReadonlyMap<number, number>;
  /** Persons with another id who bear a name of the subject; their words do not count as the subject's. */
  namesakes: readonly number[];
  /** Numbers of the senders that are the subject. */
  senders: readonly number[];
  /** Senders without an id that count as the subject by a name that one of the namesakes has too. */
  ambiguous: readonly number[];
  /** Whether a person is the subject. */
  isSubject(person: number): boolean;
  /** Numbers of the different persons that the given names fit equally; nothing is marked then. */
  rivals: readonly number[];
}

/** Who persona.json and the options say the persons are: every exact name and id of each. */
export interface Declared {
  subject: ReadonlySet<string>;
  /** Owner of the phone; empty where nobody said whose phone it is. */
  owner: ReadonlySet<string>;
  /** The earlier corpus was made for the same subject: what was marked in it stays marked. */
  isSame: boolean;
}

/**
 * Sets `bySubject` of every row. An id or name only counts whole. The rules:
 *
 * 1. Where one of the given ids occurs, senders with another id are not the subject, even if they bear the name.
 * 2. A mark of direction decides about the owner of the account: a sent row is the owner's, whatever sender it names; a
 *    received row is not the owner's, even if it names the owner, but the partner's.
 * 3. Then the sender's id decides, then the name.
 * 4. An essay without an author is the subject's, and so is a post of the subject's own pages; in Moments such a post
 *    was forwarded. What was forgotten has lost its author: it is nobody's.
 *
 * `owners`: by file, the person whose phone it is from; -1 where the file does not tell.
 */
export function markSubject(
  table: RowTable,
  names: Names,
  files: readonly SourceFile[],
  persons: Persons,
  owners: Int32Array,
  { subject: aliases, owner: ownerAliases, isSame }: Declared,
): SubjectResult {
  const { marks, called, namesakes, rivals } = matchSenders(names, persons, aliases);
  const isSubject = (person: number) => marks[person] === 1 || called[person] === 1;
  const ambiguous = sharedNames(names, persons, called, namesakes);
  const senders = names.senders.flatMap((_, n) => (called[n] === 1 && !ambiguous.includes(n) ? [n] : []));
  const found = { namesakes, rivals, senders, ambiguous, isSubject };
  if (rivals.length) return { rows: 0, conflicts: new Map(), writers: new Map(), ...found };
  const declared = [...ownerAliases].some((alias) => aliases.has(alias));
  const isOthersPhone = ownerAliases.size > 0 && !declared;
  const ownerIsSubject = files.map((_, file) => {
    const owner = owners[file] as number;
    return owner >= 0 && (marks[owner] === 1 || (declared && isUntold(names, owner)));
  });
  const partners = names.conversations.map(({ id, name, group }) => {
    if (group) return NOT_KNOWN;
    return persons.named(id) ?? (name === undefined ? undefined : persons.named(name)) ?? NOT_KNOWN;
  });
  const isPartner = names.conversations.map(({ id, name, group }, n) => {
    const person = partners[n] as number;
    if (group || person >= 0) return marks[person] === 1;
    return aliases.has(id) || (name !== undefined && aliases.has(name));
  });
  const isOwnPage = names.conversations.map(({ id }) => id !== MOMENTS);
  const conflicts = new Map<number, number>();
  const writers = new Map<number, number>();
  let rows = 0;
  for (let row = 0; row < table.length; row++) {
    const file = table.file[row] as number;
    const sender = table.sender[row] as number;
    const person = persons.of(sender);
    const owner = owners[file] as number;
    let mine = called[sender] === 1;
    let conflict = false;
    if (table.has(row, ROW.sent)) {
      conflict = owner >= 0 && persons.hasId(sender) && person !== owner;
      // A file of which nobody is known to be the owner does not speak against the sender.
      if (owner >= 0) mine = ownerIsSubject[file] as boolean;
      if (conflict) writers.set(row, owner);
    } else if (table.has(row, ROW.received)) {
      conflict = owner >= 0 && person === owner;
      if (conflict || (isNobody(names.senders[sender]) && table.kind[row] === MESSAGE)) {
        mine = !table.has(row, ROW.group) && (isPartner[table.conversation[row] as number] as boolean);
      }
      if (conflict)
        writers.set(
          row,
          table.has(row, ROW.group) ? NOT_KNOWN : (partners[table.conversation[row] as number] as number),
        );
    } else if (isNobody(names.senders[sender])) {
      const isPage = table.kind[row] !== MESSAGE && (isOwnPage[table.conversation[row] as number] as boolean);
      mine = isPage && table.reasonOf(row) !== 'forgotten';
    }
    // An earlier row may have been recognised by a name that its line does not carry; but persona.json
    // decides whose phone it is.
    const wasMine = table.has(row, ROW.earlier) && table.has(row, ROW.bySubject);
    if (wasMine && isSame && !(isOthersPhone && table.has(row, ROW.sent))) mine = true;
    table.flags[row] = ((table.flags[row] as number) & ~ROW.bySubject) | (mine ? ROW.bySubject : 0);
    if (!table.isKept(row) || table.has(row, ROW.replaced)) continue;
    if (mine) rows++;
    if (conflict) conflicts.set(file, (conflicts.get(file) ?? 0) + 1);
  }
  return { rows, conflicts, writers, ...found };
}

/** Stands for the number of a person. */
const NOT_KNOWN = -1;

/** Exports that do not know their owner's name write 我, or nothing. */
export const isUntold = ({ senders }: Names, sender: number) => {
  const { id, name = '' } = senders[sender] ?? {};
  return id === undefined && (name === '' || isMyself(name));
};

/**
 * Which persons (`marks`, by their numbers) and senders (`called`) are the subject. A sender without an id who bears a
 * name of the subject is the subject, whoever else has that name.
 */
function matchSenders(
  names: Names,
  persons: Persons,
  aliases: ReadonlySet<string>,
): { marks: Uint8Array; called: Uint8Array; namesakes: number[]; rivals: number[] } {
  const marks = new Uint8Array(names.senders.length);
  const called = new Uint8Array(names.senders.length);
  const byId = new Set<number>();
  const byName = new Set<number>();
  names.senders.forEach(({ id, name }, n) => {
    const isCalled = aliases.has(name) || [...(names.aliases.get(n) ?? [])].some((alias) => aliases.has(alias));
    if (id === undefined) called[n] = isCalled ? 1 : 0;
    else if (aliases.has(id)) byId.add(persons.of(n));
    else if (isCalled) byName.add(persons.of(n));
  });
  const others = [...byName].filter((person) => !byId.has(person));
  if (byId.size === 0 && others.length > 1) return { marks, called, namesakes: [], rivals: others };
  for (const person of byId.size ? byId : byName) marks[person] = 1;
  // A sender with such a name who is nobody with an id is a person of its own.
  called.forEach((isCalled, n) => {
    if (isCalled === 1 && !persons.hasId(n)) marks[persons.of(n)] = 1;
  });
  called.forEach((_, n) => {
    if (marks[persons.of(n)] === 1) called[n] = 1;
  });
  return { marks, called, namesakes: byId.size ? others : [], rivals: [] };
}

/** Senders without an id that `called` takes for the subject, although somebody with another id has the same name. */
function sharedNames(
  names: Names,
  persons: Persons,
  called: Uint8Array,
  namesakes: readonly number[],
): readonly number[] {
  const others = new Set<string>();
  names.senders.forEach(({ name }, n) => {
    if (!namesakes.includes(persons.of(n))) return;
    for (const alias of [name, ...(names.aliases.get(n) ?? [])]) others.add(alias);
  });
  return names.senders.flatMap(({ id, name }, n) =>
    id === undefined && called[n] === 1 && others.has(name) ? [n] : [],
  );
}

/** How many kept rows count as the subject's by an ambiguous name alone. */
export function countByNameAlone(table: RowTable, { ambiguous }: SubjectResult): number {
  if (ambiguous.length === 0) return 0;
  const senders = new Set(ambiguous);
  let count = 0;
  for (let row = 0; row < table.length; row++) {
    if (senders.has(table.sender[row] as number) && table.isKept(row) && table.has(row, ROW.bySubject)) count++;
  }
  return count;
}

/**
 * Folders whose exports call the subject 我, if the subject was found by that name. Each folder has an owner of its own,
 * and nothing says that these owners are one person. A folder right below what the user named is one export or one
 * person's.
 */
export function untoldOwners(
  table: RowTable,
  names: Names,
  files: readonly SourceFile[],
  { senders }: SubjectResult,
): string[] {
  const untold = new Set(senders.filter((sender) => isUntold(names, sender) && names.senders[sender]?.name));
  if (untold.size === 0) return [];
  const seen = new Set<number>();
  for (let row = 0; row < table.length; row++) {
    if (untold.has(table.sender[row] as number) && table.isKept(row)) seen.add(table.file[row] as number);
  }
  const folders = [...seen].map((file) => {
    const { root = '', file: path = '' } = files[file] ?? {};
    const [top, ...below] = path.split('/');
    return below.length ? `${root}/${top}` : root;
  });
  return [...new Set(folders)].sort();
}

/** Senders with one of these ids, and senders without an id who have one of these names. */
export function sendersCalled({ senders }: Names, aliases: ReadonlySet<string>): number[] {
  return senders.flatMap(({ id, name }, n) => (aliases.has(id ?? name) ? [n] : []));
}

/** Rows dropped for these reasons were written by the exporting tool, or tell no more who wrote them. */
const UNSIGNED: ReadonlySet<DropReason | undefined> = new Set([
  'system-line',
  'revoked',
  'unreadable',
  'unknown-sender',
  'forgotten',
]);

/**
 * By file, the person who wrote most of its sent rows; -1 where no row is marked as sent, or where nobody known sent
 * them. A row tells whose phone it is from whether it is kept or not: in another period, or once another export has told
 * the same, the phone is still the same person's.
 */
export function ownersOf(table: RowTable, files: number, persons: Persons): Int32Array {
  const counts = new Map<number, Map<number, number>>();
  for (let row = 0; row < table.length; row++) {
    if (!table.has(row, ROW.sent) || UNSIGNED.has(table.reasonOf(row))) continue;
    const file = table.file[row] as number;
    const person = persons.of(table.sender[row] as number);
    const byPerson = upsert(counts, file, () => new Map<number, number>());
    byPerson.set(person, (byPerson.get(person) ?? 0) + 1);
  }
  const owners = new Int32Array(files).fill(-1);
  for (const [file, byPerson] of counts) {
    const [most] = [...byPerson].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (most) owners[file] = most[0];
  }
  return owners;
}
