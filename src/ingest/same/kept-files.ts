import type { Media, Seconds } from '../../core/types.ts';
import { placeOf } from '../read/discover.ts';
import type { Ledger } from '../rows/ledger.ts';
import { ROW, type RowTable, typeCode } from '../rows/row-table.ts';
import type { ChosenRows } from './choose.ts';
import { isEarlierDuplicate } from './earlier-duplicates.ts';

/** What a row names, and where. */
interface Named {
  media?: Media;
  source: { root?: string };
}

const VOICE = typeCode('voice');

/**
 * Finds files that the earlier corpus knows of messages whose written row names none that is there: a sound that lay
 * in an export that is not read this time. Returns the row that names it, by number of the written row.
 *
 * A file that is read again takes back what it said before. So an item that it replaces lends only what lies outside
 * of the folders that are searched now (`searched`, absolute); a duplicate from another file still says what it said.
 * Where several sounds fit the message, none is lent, nor is one that another message has. `parse`: a row as it was
 * read.
 */
export function keptFiles(
  ledger: Ledger,
  { idFrom }: ChosenRows,
  searched: readonly string[],
  parse: (row: number) => Named,
): Map<number, number> {
  const { table, files } = ledger;
  const kept = new Map<number, number>();
  if (!files.some(({ earlier }) => earlier)) return kept;
  const folders = searched.map((root) => placeOf({ root, file: '' }));
  const isSearched = (place: string) => folders.some((folder) => place.startsWith(folder));
  const byId = new Map([...idFrom].map(([written, item]) => [table.idOf(item), written]));
  const writtenOf = (row: number): number => {
    if ((table.same[row] as number) >= 0) return table.same[row] as number;
    if (!isEarlierDuplicate(table, row)) return -1;
    const holder = ledger.holderOf(row);
    return byId.get(table.idOf(row)) ?? (holder < 0 ? -1 : table.headOf(holder));
  };
  for (let row = 0; row < table.length; row++) {
    if (!table.has(row, ROW.earlier) || !table.hasFile(row)) continue;
    const written = writtenOf(row);
    if (written < 0 || kept.has(written) || table.hasFile(written) || table.type[row] !== table.type[written]) continue;
    if (table.has(row, ROW.replaced) && isSearched(fileOf(parse(row)))) continue;
    if (table.has(written, ROW.bare) || !parse(written).media?.ambiguous) kept.set(written, row);
  }
  withholdSounds(table, kept, parse);
  return kept;
}

/** Withholds the sounds that another message of the same second has, see tell-sounds.ts. */
function withholdSounds(table: RowTable, kept: Map<number, number>, parse: (row: number) => Named): void {
  const voices = [...kept].filter(([written]) => table.type[written] === VOICE);
  const taken = new Map(voices.map(([written]) => [table.epoch[written] as Seconds, new Set<string>()]));
  if (taken.size === 0) return;
  for (let row = 0; row < table.length; row++) {
    const sounds = table.type[row] === VOICE ? taken.get(table.epoch[row] as Seconds) : undefined;
    const isItem = table.isKept(row) && (table.same[row] as number) < 0 && !table.has(row, ROW.replaced);
    if (sounds && isItem && table.has(row, ROW.hasMedia) && !kept.has(row)) sounds.add(fileOf(parse(row)));
  }
  for (const [written, row] of voices) {
    const sounds = taken.get(table.epoch[written] as Seconds);
    const sound = fileOf(parse(row));
    if (sounds?.has(sound)) kept.delete(written);
    sounds?.add(sound);
  }
}

/** The place of the file that a row names. */
const fileOf = ({ media, source }: Named): string =>
  placeOf({ root: media?.root ?? source.root, file: media?.path ?? '' });
