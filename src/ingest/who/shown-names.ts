import type { Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import type { RedactLevel } from '../../parse/privacy/levels.ts';
import type { Redactor } from '../../parse/privacy/redactor.ts';
import type { Conversation } from '../rows/names.ts';
import { isIdOf } from './display-names.ts';
import type { PersonSeen } from './people.ts';

/** Every name, and every id, of the subject. */
export interface SubjectNames {
  names: ReadonlySet<string>;
  ids: ReadonlySet<string>;
}

/**
 * What people and chats are called in all that is written: names with what is private in them masked, third parties by
 * their pseudonyms in strict mode. Ids stay, but for those of third parties: they are as telling as a name.
 */
export class ShownNames {
  readonly isId: (nameOrId: string) => boolean;
  readonly #redactor: Redactor;
  readonly #subject: SubjectNames;
  readonly #called = new Map<string, string>();

  /** `ids`: of everybody who wrote. */
  constructor(redactor: Redactor, ids: ReadonlySet<string>, subject: SubjectNames) {
    this.#redactor = redactor;
    this.isId = isIdOf(ids, subject.ids);
    this.#subject = subject;
  }

  /** Somebody, or a chat, told by one word, which may be a name or an id. */
  called(nameOrId: string): string {
    return upsert(
      this.#called,
      nameOrId,
      () => this.#redactor.pseudonym(nameOrId) ?? (this.isId(nameOrId) ? nameOrId : this.#redactor.name(nameOrId)),
    );
  }

  /** An id tells two people of one name apart. */
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

  /** An id decides, where one of the subject's is known. */
  isSubject({ id, name, aliases = [] }: Sender): boolean {
    const { names, ids } = this.#subject;
    return id !== undefined && ids.size > 0
      ? [id, ...aliases].some((known) => ids.has(known))
      : [name, ...aliases].some((known) => names.has(known));
  }

  /** Of a name that the subject and somebody else have, the subject's stays. */
  #ownName(name: string): string {
    return this.#redactor.pseudonym(name) === undefined ? this.called(name) : name;
  }
}

/** Somebody as the report names them; in strict mode whoever is not named in the corpus is named nowhere else. */
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
