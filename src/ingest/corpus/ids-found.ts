import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { ROW } from '../rows/row-table.ts';
import { Forgotten, type ForgottenLine } from './forgotten.ts';
import type { Rows } from './row-hashes.ts';

/** What a run tells of forgotten people who were known by name alone. */
export interface IdsFound {
  /** The same object where nothing was found. */
  forgotten: Forgotten | null;
  /** Names of which it is not certain who was meant, each with the ids of all who have it. */
  open: { name: string; ids: readonly string[] }[];
}

/**
 * An export may tell the ids of somebody who was forgotten when only a name was known. If exactly one person with an id has
 * that name, and the corpus held nothing of that person when the name was forgotten, that is who was meant. From now on the
 * ids tell: somebody of the same name who turns up later is another. Where one of several has been forgotten by id since,
 * that was the one.
 */
export function withIdsFound(forgotten: Forgotten | null, rows: IdRows): IdsFound {
  const open: IdsFound['open'] = [];
  if (!forgotten?.noIds.size) return { forgotten, open };
  const found = new Map<string, readonly string[]>();
  for (const [name, people] of namesakes(rows)) {
    const hash = forgotten.sha256(name);
    if (!forgotten.noIds.has(hash)) continue;
    const ids = people.flatMap((one) => one.ids).sort();
    const [only, another] = people;
    if (ids.some((id) => forgotten.senders.has(forgotten.sha256(id)))) found.set(hash, []);
    else if (only && !another && !only.isEarlier) found.set(hash, ids);
    else open.push({ name, ids });
  }
  if (found.size === 0) return { forgotten, open };
  const lines = forgotten.lines.flatMap((line): ForgottenLine[] => {
    const { noId: _, ...known } = line;
    const ids = line.noId && line.name !== undefined ? found.get(line.name) : undefined;
    return ids ? [known, ...ids.map((id) => ({ date: line.date, sender: forgotten.sha256(id) }))] : [line];
  });
  return { forgotten: new Forgotten(lines, forgotten.sha256), open };
}

type IdRows = Pick<Rows, 'table' | 'names' | 'persons'>;

interface Namesake {
  ids: readonly string[];
  /** The corpus holds something of them. */
  isEarlier: boolean;
}

/** By name, everybody with an id who has it. */
function namesakes({ table, names, persons }: IdRows): Map<string, Namesake[]> {
  const idsOf = new Map<number | string, Set<string>>();
  const byName = new Map<string, Set<number | string>>();
  const add = ({ id, name, aliases = [] }: Sender, person: number | string) => {
    if (id === undefined) return;
    upsert(idsOf, person, () => new Set<string>()).add(id);
    for (const word of [name, ...aliases]) if (word) upsert(byName, word, () => new Set()).add(person);
  };
  names.senders.forEach((sender, n) => {
    add({ ...sender, aliases: [...(names.aliases.get(n) ?? [])] }, persons.of(n));
  });
  for (const sender of names.mentioned) {
    if (sender.id !== undefined) add(sender, persons.named(sender.id) ?? sender.id);
  }
  const earlier = new Set<number | string>();
  for (let row = 0; row < table.length; row++) {
    const sender = table.sender[row] as number;
    if (table.has(row, ROW.earlier) && names.senders[sender]?.id !== undefined) earlier.add(persons.of(sender));
  }
  const told = (person: number | string): Namesake => ({
    ids: [...(idsOf.get(person) ?? [])].sort(),
    isEarlier: earlier.has(person),
  });
  return new Map([...byName].map(([name, people]) => [name, [...people].map(told)]));
}
