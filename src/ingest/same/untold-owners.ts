import { aliases, type PersonaConfig } from '../../core/persona.ts';
import { upsert } from '../../core/upsert.ts';
import type { SourceFile } from '../rows/collector.ts';
import type { Ledger } from '../rows/ledger.ts';
import type { Names } from '../rows/names.ts';
import { MESSAGE, MINUTE, ROW, type RowTable } from '../rows/row-table.ts';
import { byUse, idTest, usesOf } from '../who/display-names.ts';
import type { Persons } from '../who/persons.ts';
import { isUntold, type SubjectResult, sendersCalled } from '../who/subject.ts';
import { earlierDuplicates } from './earlier-duplicates.ts';
import { isAtOnce } from './mirrored.ts';
import { minuteBeside, minuteOf, SaidInMinute } from './said-in-minute.ts';

/** At least this many messages must tell who 我 is: people rarely write the same at once, and not three times. */
const COINCIDENCES = 3;
/** More messages than this make nothing surer. */
const ENOUGH = 200;
/** An export that lost its times may say one thing a thousand times in a minute. */
const MOST_AT_ONCE = 50;

/** Whom persona.json names. */
interface Known {
  isSubject(person: number): boolean;
  /** The person whom persona.json calls the owner of the phone; undefined where it names nobody who wrote. */
  owner: number | undefined;
}

/**
 * Puts into `owners` who 我 of each file is, where other exports tell it. What `mark` then says of whose words are whose
 * is returned, else `marked`, which is what it said before.
 */
export function withOwners(
  { table, names, files }: Ledger,
  persons: Persons,
  owners: Int32Array,
  config: PersonaConfig | null,
  marked: SubjectResult,
  mark: () => SubjectResult,
): SubjectResult {
  owners.forEach((owner, file) => {
    if (owner >= 0) owners[file] = persons.of(owner);
  });
  const [owner] = config?.owner ? sendersCalled(names, aliases(config.owner)) : [];
  const known = { isSubject: marked.isSubject, owner: owner === undefined ? undefined : persons.of(owner) };
  return nameOwners(table, names, files, persons, owners, known) ? mark() : marked;
}

/**
 * Finds out who 我 is. Exports that do not know their owner's name write 我, or nothing; 我 of two phones are two people.
 * So it is found by file: another export tells the same messages at the same time, and names who wrote them. Its direction
 * does not count, because what one phone has sent, the other has received. A person whom the file has received messages
 * from is not its owner.
 *
 * Where it is found, the rows of 我 get a sender of that person. Returns whether there are any; `owners` then tells whose
 * phone those files are from. Whose words are whose must be marked anew.
 */
function nameOwners(
  table: RowTable,
  names: Names,
  files: readonly SourceFile[],
  persons: Persons,
  owners: Int32Array,
  known: Known,
): boolean {
  const untold = new Set(files.flatMap((_, n) => (isUntoldPerson(owners[n] as number) ? [n] : [])));
  if (untold.size === 0 || files.length < 2) return false;
  const witnesses = witnessesOf(table, persons, untold, (person) => person >= 0 && !isUntoldPerson(person));
  const found = new Map<number, number>();
  for (const [file, told] of witnesses) {
    const person = ownerBy(told, persons, known);
    if (person !== undefined) found.set(file, person);
  }
  for (let row = 0; row < table.length && found.size > 0; row++) {
    const file = table.file[row] as number;
    if (table.has(row, ROW.received) && found.get(file) === persons.of(table.sender[row] as number)) found.delete(file);
  }
  if (found.size === 0) return false;
  rename(table, names, persons, found);
  for (const [file, person] of found) owners[file] = person;
  return true;

  function isUntoldPerson(person: number): boolean {
    return person >= 0 && !persons.hasId(person) && isUntold(names, person);
  }
}

/** By person, the sent rows of one file that another export says are that person's. */
type Witnesses = Map<number, Set<number>>;

function witnessesOf(
  table: RowTable,
  persons: Persons,
  untold: ReadonlySet<number>,
  isTold: (person: number) => boolean,
): Map<number, Witnesses> {
  const witnesses = new Map<number, Witnesses>();
  const isOwners = (row: number) =>
    untold.has(table.file[row] as number) && table.has(row, ROW.sent) && table.kind[row] === MESSAGE;
  const note = (own: number, other: number) => {
    if (!isOwners(own) || table.file[own] === table.file[other]) return;
    const person = persons.of(table.sender[other] as number);
    if (!isTold(person)) return;
    const told = upsert(witnesses, table.file[own] as number, () => new Map<number, Set<number>>());
    const rows = upsert(told, person, () => new Set<number>());
    if (rows.size < ENOUGH) rows.add(own);
  };
  for (const [a, b] of knownTwins(table)) {
    note(a, b);
    note(b, a);
  }
  const said = new SaidInMinute(table);
  for (let row = 0; row < table.length; row++) if (isOwners(row) && isComparable(table, row)) said.put(row);
  for (let row = 0; row < table.length; row++) {
    if (!isComparable(table, row)) continue;
    let seen = 0;
    const look = (minute: number | undefined) =>
      minute !== undefined &&
      said.find(row, minute, never, (own) => {
        if (isAtOnce(table, own, row)) note(own, row);
        return ++seen === MOST_AT_ONCE;
      });
    if (!look(minuteOf(table, row))) look(minuteBeside(table, row));
  }
  return witnesses;
}

/** Rows that are known to tell of one message: by the server's id, or because an earlier run has joined them. */
function* knownTwins(table: RowTable): Generator<[number, number], void, undefined> {
  const duplicates = new Map<string, number[]>();
  for (const row of earlierDuplicates(table)) {
    if (table.has(row, ROW.telling)) upsert(duplicates, table.idOf(row), () => []).push(row);
  }
  for (let row = 0; row < table.length; row++) {
    const head = table.headOf(row);
    if (head !== row && table.isKept(row) && table.has(row, ROW.telling)) yield [row, head];
    if (!table.has(row, ROW.earlier) || duplicates.size === 0 || (!table.isKept(row) && head === row)) continue;
    for (const duplicate of duplicates.get(table.idOf(row)) ?? []) if (duplicate !== row) yield [duplicate, head];
  }
}

const never = () => false;

/** Whether a row may tell who wrote a message: two people rarely write such words at the same time. */
const isComparable = (table: RowTable, row: number): boolean =>
  table.kind[row] === MESSAGE &&
  table.has(row, ROW.telling) &&
  table.isKept(row) &&
  (table.same[row] as number) < 0 &&
  (table.precision[row] as number) <= MINUTE;

/**
 * The person with whom 我 shares the most messages, and with nobody else half as many. A person with an id, or whom
 * persona.json names, goes before those of whom only a name is known. Of the owner whom persona.json names one message is
 * enough.
 */
function ownerBy(told: Witnesses, persons: Persons, { isSubject, owner }: Known): number | undefined {
  const all = [...told].map(([person, { size }]) => ({ person, size })).sort((a, b) => b.size - a.size);
  const sure = all.filter(({ person }) => persons.hasId(person) || isSubject(person) || person === owner);
  const [first, second] = sure.length ? sure : all;
  if (!first || first.size < (first.person === owner ? 1 : COINCIDENCES)) return undefined;
  return 2 * (second?.size ?? 0) < first.size ? first.person : undefined;
}

/** Gives the rows of 我 the sender under whom their person is best known: with an id, then the most used one. */
function rename(table: RowTable, names: Names, persons: Persons, found: ReadonlyMap<number, number>): void {
  const uses = usesOf(table, table.sender, names.senders.length);
  const better = byUse(idTest(names));
  const best = new Map<number, number>();
  names.senders.forEach(({ id, name }, n) => {
    if (isUntold(names, n)) return;
    const person = persons.of(n);
    const other = best.get(person);
    const known = other === undefined ? undefined : names.senders[other];
    const hasMore = Number(known?.id === undefined) - Number(id === undefined);
    const isBetter = () =>
      better({ name, uses: uses[n] as number }, { name: known?.name ?? '', uses: uses[other ?? n] as number }) < 0;
    if (known === undefined || hasMore > 0 || (hasMore === 0 && isBetter())) best.set(person, n);
  });
  for (let row = 0; row < table.length; row++) {
    const person = found.get(table.file[row] as number);
    if (person === undefined || !table.has(row, ROW.sent) || !isUntold(names, table.sender[row] as number)) continue;
    table.sender[row] = best.get(person) ?? person;
    // What an earlier run took for the subject's because of this 我 is judged anew.
    table.flags[row] = ((table.flags[row] as number) & ~ROW.bySubject) | ROW.untold;
  }
}
