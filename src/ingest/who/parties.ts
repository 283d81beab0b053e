import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { isMyself, type Names } from '../rows/names.ts';
import type { DisplayNames } from './display-names.ts';
import type { Persons } from './persons.ts';
import type { ShownNames } from './shown-names.ts';

/** Somebody who wrote, commented or was named. */
export interface Party {
  /** Number of the person; below 0 for somebody who is only mentioned. */
  person: number;
  /** Missing where only an id is known. */
  name?: string | undefined;
}

/** Whom each id means in all that was read, and each name that only one person has. */
export function partiesByWord(
  { senders, aliases, mentioned }: Pick<Names, 'senders' | 'aliases' | 'mentioned'>,
  persons: Persons,
  called: Pick<DisplayNames, 'isId' | 'person'>,
): Map<string, Party> {
  const parties = new Map<number, Party>();
  const byId = new Map<string, Party>();
  const byName = new Map<string, Set<Party>>();
  const add = ({ id, name, aliases: others = [] }: Sender, person: number) => {
    const party = upsert(parties, person, () => ({ person, name: called.person(person) }));
    if (party.name === undefined && !called.isId(name)) party.name = name;
    if (id !== undefined) byId.set(id, party);
    for (const word of [name, ...others]) if (word && !isMyself(word)) upsert(byName, word, () => new Set()).add(party);
  };
  senders.forEach((sender, n) => {
    add({ ...sender, aliases: [...(aliases.get(n) ?? [])] }, persons.of(n));
  });
  for (const sender of mentioned) {
    if (sender.id === undefined) continue;
    const known = byId.get(sender.id)?.person ?? persons.named(sender.id);
    add(sender, known ?? -1 - parties.size);
  }
  const single = [...byName].flatMap(([word, those]) =>
    those.size === 1 ? [[word, [...those][0] as Party] as const] : [],
  );
  return new Map([...single, ...byId]);
}

/** Tells whether two names are of one person, as far as the exports of a run show it. */
export class Parties {
  readonly #byWord: ReadonlyMap<string, Party>;
  readonly #shown: Pick<ShownNames, 'isSubject' | 'isId'>;

  constructor(byWord: ReadonlyMap<string, Party>, shown: Pick<ShownNames, 'isSubject' | 'isId'>) {
    this.#byWord = byWord;
    this.#shown = shown;
  }

  /** Whether two senders are one person; undefined where that is not known. */
  same(a: Sender, b: Sender): boolean | undefined {
    const [left, right] = [this.#personOf(a), this.#personOf(b)];
    if (left !== undefined && right !== undefined) return left === right;
    if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
    return a.name === b.name || undefined;
  }

  /** The same for two words, each of which may be a name or an id. */
  sameCalled(a: string, b: string): boolean | undefined {
    return a === b || this.same(this.#sender(a), this.#sender(b));
  }

  /** The name for an id, where one is known; other words stay. */
  nameOf(nameOrId: string): string {
    return this.#shown.isId(nameOrId) ? (this.#byWord.get(nameOrId)?.name ?? nameOrId) : nameOrId;
  }

  #sender(nameOrId: string): Sender {
    return this.#shown.isId(nameOrId) ? { id: nameOrId, name: nameOrId } : { name: nameOrId };
  }

  #personOf(sender: Sender): number | typeof SUBJECT | undefined {
    return this.#shown.isSubject(sender) ? SUBJECT : this.#byWord.get(sender.id ?? sender.name)?.person;
  }
}
const SUBJECT = 'subject';
