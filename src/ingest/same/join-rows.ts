import type { PersonaConfig } from '../../core/persona.ts';
import type { Item } from '../../core/types.ts';
import type { IngestDeps } from '../deps.ts';
import type { FirstPass } from '../read/first-pass.ts';
import type { Reader } from '../reader.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { SpoolReader } from '../rows/spool-reader.ts';
import { nameChats } from '../who/conversations.ts';
import { DisplayNames } from '../who/display-names.ts';
import { findGroups, settleGroups } from '../who/groups.ts';
import type { Persons } from '../who/persons.ts';
import type { SubjectResult } from '../who/subject.ts';
import { ChatMatcher } from './chat-matcher.ts';
import { type ChosenRows, chooseRows } from './choose.ts';
import { joinAcrossTools } from './dedupe.ts';
import { followItems } from './earlier-duplicates.ts';
import { keptFiles } from './kept-files.ts';
import { Phones } from './phones.ts';
import { type SoundDoubts, tellSounds } from './tell-sounds.ts';

/** What is known once the rows of one message are joined. */
export interface Joined {
  choice: ChosenRows;
  /** What everybody and every chat is called. */
  called: DisplayNames;
  /** Where the file of a written row is that which another row names: number of that row. */
  fileFrom: ReadonlyMap<number, number>;
  doubts: SoundDoubts;
}

/**
 * Finds what is told twice. `owners`: by file, the person whose phone it is from; -1 where that is not known. `marked`:
 * whose words are whose, as far as that is known by now.
 */
export async function joinRows(
  { ledger, spools }: Pick<FirstPass, 'ledger' | 'spools'>,
  persons: Persons,
  owners: Int32Array,
  marked: SubjectResult,
  {
    config,
    readers,
    folders,
    soundLength = async () => null,
  }: Pick<IngestDeps, 'config' | 'readers' | 'folders' | 'soundLength'>,
): Promise<Joined> {
  const { table, names, files } = ledger;
  const guessing = new Set(readers.filter(guessesTypes).map(({ id }) => id));
  const guesses = files.map(({ format }) => guessing.has(format));
  findGroups(table, names, persons);
  const called = new DisplayNames(table, names, persons);
  const loose = nameChats(table, names, files, persons, called, owners, marked.isSubject, config && phoneOf(config));
  const spool = new SpoolReader(spools, files.length);
  const textOf = (row: number) => spool.text(...placeIn(table, row), table.has(row, ROW.escaped));
  const asRead = (row: number): Item => spool.parse(...placeIn(table, row));
  const contentOf = (row: number) =>
    table.has(row, ROW.bare) ? { type: table.typeOf(row), text: textOf(row) } : asRead(row);
  const phones = new Phones(table, names, persons, owners);
  joinAcrossTools(table, files, persons, new ChatMatcher(table, names, loose), phones, guesses, contentOf);
  settleGroups(table, names);
  const doubts = await tellSounds(table, persons, asRead, soundLength);
  const choice = chooseRows(ledger, persons, guesses, (row) => ledger.holderOf(row), textOf);
  followItems(table, choice);
  const searched = folders.flatMap(({ root, beside = [] }) => [root, ...beside.map((folder) => folder.root)]);
  const fileFrom = keptFiles(ledger, choice, searched, asRead);
  return { choice, called, fileFrom, doubts };
}

/** An essay in which somebody's chat was found holds it as it was copied. */
const guessesTypes = (reader: Reader) => reader.guessesTypes === true || reader.kind === 'essay';

/** Where the spool has what a row left there. */
const placeIn = ({ offset, size }: RowTable, row: number) => [offset[row] as number, size[row] as number] as const;

/** Whose phone the exports are from, as persona.json says. */
function phoneOf({ owner }: PersonaConfig): { id?: string; name: string } | null {
  if (!owner) return null;
  const [id] = owner.ids;
  return id === undefined ? { name: owner.name } : { id, name: owner.name };
}
