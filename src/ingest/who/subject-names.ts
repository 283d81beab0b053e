import { aliases, type Party } from '../../core/persona.ts';
import { isMyself, type Names } from '../rows/names.ts';
import type { PersonSeen } from './people.ts';
import type { SubjectNames } from './shown-names.ts';

/**
 * What the subject is called: everything that persona.json says, the ids under which the subject wrote, and those of
 * the subject's names that nobody else bears. A comment, a quote or a reply may know nothing else: an export may show
 * the nickname of an account whose remark or id is all that persona.json holds. A name that is known only from comments
 * counts where it stands beside one of these.
 */
export function namesOfSubject(party: Party, { mentioned }: Pick<Names, 'mentioned'>, people: readonly PersonSeen[]) {
  const mine = people.filter(({ bySubject }) => bySubject);
  const ids = new Set([...party.ids, ...mine.flatMap((one) => one.ids)]);
  const names = new Set([...aliases(party), ...ids]);
  const others = new Set(people.flatMap((one) => (one.bySubject ? [] : [one.name, ...one.names])));
  for (const { id, name, aliases: known = [] } of mentioned) {
    if (id !== undefined && !ids.has(id)) for (const called of [name, ...known]) others.add(called);
  }
  const add = (name: string) => {
    if (name && !isMyself(name) && !others.has(name)) names.add(name);
  };
  for (const one of mine) for (const name of [one.name, ...one.names]) add(name);
  for (const { id, name, aliases: known } of mentioned) {
    if (id === undefined && known?.some((alias) => names.has(alias))) add(name);
  }
  return { names, ids } satisfies SubjectNames;
}
