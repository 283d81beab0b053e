import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { Redactor } from '../../parse/privacy/redactor.ts';
import type { Conversation } from '../rows/names.ts';
import { isIdOf } from './display-names.ts';
import type { PersonSeen } from './people.ts';

/** Every name and every id of the subject. */
export interface SubjectNames {
  names: ReadonlySet<string>;
  ids: ReadonlySet<string>;
}

/**
 * What people and chats are called in everything that is written. Private data in names is masked, and in strict mode
 * third parties get pseudonyms. Ids stay, except those of third parties in strict mode, since they are as telling as a
 * name.
 */
export class ShownNames {
  readonly isId: (nameOrId: string) => boolean;
  readonly #redactor: Redactor;
  readonly #subject: SubjectNames;
  readonly #called = new Map<string, string>();

  /** `ids`: the ids of everybody who wrote. */
  constructor(redactor: Redactor, ids: ReadonlySet<string>, subject: SubjectNames) {
    this.#redactor = redactor;
    this.isId = isIdOf(ids, subject.ids);
    this.#subject = subject;
  }

  /** The shown form of a person or chat that is told by one word, which may be a name or an id. */
  called(nameOrId: string): string {
    return upsert(
      this.#called,
      nameOrId,
      () => this.#redactor.pseudonym(nameOrId) ?? (this.isId(nameOrId) ? nameOrId : this.#redactor.name(nameOrId)),
    );
  }

  /** The shown form of a sender; the id tells two people with one name apart. */
  sender(sender: Sender): Sender {
    const { id, name } = sender;
    const own = this.isSubject(sender);
    const shown = own ? this.#ownName(name) : this.called(name);
    if (id === undefined) return { name: shown };
    const pseudonym = own ? undefined : this.#redactor.pseudonym(id);
    return pseudonym === undefined ? { id, name: shown } : { id: pseudonym, name: pseudonym };
  }

  chat({ id, name, group }: Conversation): Conversation {
    return {
      id: this.called(id),
      ...(name === undefined ? {} : { name: this.called(name) }),
      ...(group === undefined ? {} : { group }),
    };
  }

  /** Whether a sender is the subject. Ids decide where one of the subject's is known. */
  isSubject({ id, name, aliases = [] }: Sender): boolean {
    const { names, ids } = this.#subject;
    return id !== undefined && ids.size > 0
      ? [id, ...aliases].some((known) => ids.has(known))
      : [name, ...aliases].some((known) => names.has(known));
  }

  /** Keeps the subject's name where somebody else has it too. */
  #ownName(name: string): string {
    return this.#redactor.pseudonym(name) === undefined ? this.called(name) : name;
  }
}

/** A person as the report shows them. In strict mode only the subject keeps other names and ids. */
export function shownPerson<T extends Pick<PersonSeen, 'name' | 'names' | 'ids' | 'bySubject'>>(
  person: T,
  shown: ShownNames,
  level: RedactLevel,
): T {
  const [id] = person.ids;
  const { name } = shown.sender({ name: person.name, ...(id === undefined ? {} : { id }) });
  if (level === 'strict' && !person.bySubject) return { ...person, name, names: [], ids: [] };
  return { ...person, name, names: person.names.map((other) => shown.called(other)) };
}
