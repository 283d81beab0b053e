import { aliases, type PersonaConfig } from '../../core/persona.ts';
import { upsert } from '../../core/upsert.ts';
import { withoutFileSigns } from '../../parse/names-for-files.ts';
import type { Names } from '../rows/names.ts';
import type { RowTable } from '../rows/row-table.ts';
import { isChatId } from './display-names.ts';

/**
 * Finds what people and chats are really called whose names an exporter has made fit for names of files: MemoTrace
 * writes `老爸_沈岩` for `老爸.沈岩` and for `老爸 沈岩`, in every column and head as well as in its folders, and WeFlow calls
 * its files so. Where other exports, persona.json or the options (`typed`) give exactly one such name, it takes the
 * place of the other one, which stays as an alias. Two names that occur in one file, or that people with different ids
 * have, are of two people. Source: LC044/WeChatMsg, person.py; zprolab/WeChatMsg, manager_v4.py; hicccc77/WeFlow,
 * fileNaming.ts.
 */
export function restoreNames(
  names: Names,
  table: RowTable,
  config: PersonaConfig | null,
  typed: readonly string[],
): void {
  const bearers = bearersOf(names);
  const declared = config ? [...aliases(config.subject), ...(config.owner ? aliases(config.owner) : [])] : [];
  const full = [...new Set([...bearers.keys(), ...declared, ...typed])].filter((name) => SIGN.test(name));
  const whole = new Map<string, string[]>();
  for (const name of full) {
    for (const safe of safeForms(name)) if (bearers.has(safe)) upsert(whole, safe, () => []).push(name);
  }
  if (whole.size === 0) return;
  const filesOf = filesByName(names, table, bearers);
  const restored = new Map<string, string>();
  for (const [safe, [name = '', ...more]] of whole) {
    if (!more.length && !areApart(names, bearers, filesOf, safe, name)) restored.set(safe, name);
  }
  names.restore(restored);
}

const SIGN = /[\\/:*?"<>|\s.]/u;
/** A name of signs alone would be the same as any other such name. */
const LETTER = /[\p{L}\p{N}]/u;

/** What MemoTrace and WeFlow make of a name. */
function safeForms(name: string): Set<string> {
  if (!LETTER.test(name)) return new Set();
  const forms = new Set([name.replace(/[\\/:*?"<>|\s.]/gu, '_'), withoutFileSigns(name)]);
  forms.delete(name);
  return forms;
}

/** By name, the numbers of the senders who have it or are also known by it; a chat alone has none. */
function bearersOf({ senders, aliases: others, conversations }: Names): Map<string, Set<number>> {
  const bearers = new Map<string, Set<number>>();
  const add = (name: string, sender?: number) => {
    if (!name || isChatId(name)) return;
    const known = upsert(bearers, name, () => new Set());
    if (sender !== undefined) known.add(sender);
  };
  senders.forEach(({ name }, n) => {
    for (const called of [name, ...(others.get(n) ?? [])]) add(called, n);
  });
  for (const { id, name = '', between = [] } of conversations) for (const called of [id, name, ...between]) add(called);
  return bearers;
}

/** By number of a sender who bears one of the names, the files in which the sender wrote. */
function filesByName(
  names: Names,
  table: RowTable,
  bearers: ReadonlyMap<string, ReadonlySet<number>>,
): (name: string) => Set<number> {
  const files = names.senders.map(() => new Set<number>());
  for (let row = 0; row < table.length; row++) {
    // What was dropped keeps the name that its file has for it.
    if (table.isKept(row)) files[table.sender[row] as number]?.add(table.file[row] as number);
  }
  return (name) => new Set([...(bearers.get(name) ?? [])].flatMap((sender) => [...(files[sender] as Set<number>)]));
}

function areApart(
  { senders }: Names,
  bearers: ReadonlyMap<string, ReadonlySet<number>>,
  filesOf: (name: string) => Set<number>,
  safe: string,
  name: string,
): boolean {
  const idsOf = (called: string) => [...(bearers.get(called) ?? [])].flatMap((n) => senders[n]?.id ?? []);
  const ids = new Set(idsOf(safe));
  const others = idsOf(name);
  if (ids.size && others.length) return !others.some((id) => ids.has(id));
  const [files, elsewhere] = [filesOf(safe), filesOf(name)];
  const both = [...(bearers.get(safe) ?? [])].some((sender) => bearers.get(name)?.has(sender));
  return !both && [...files].some((file) => elsewhere.has(file));
}
