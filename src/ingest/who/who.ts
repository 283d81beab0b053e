import { PersonaError } from '../../core/errors.ts';
import type { Emit } from '../../core/events.ts';
import { aliases, PersonaConfig } from '../../core/persona.ts';
import type { EarlierReport } from '../corpus/stored.ts';
import type { IngestOptions } from '../options.ts';
import type { Ledger } from '../rows/ledger.ts';
import { calledInFull, type PersonSeen, personLine } from './people.ts';
import type { Persons } from './persons.ts';
import { markSubject, type SubjectResult } from './subject.ts';
import { otherSides, typedSubject } from './typed-subject.ts';

/** Why somebody has to be chosen. */
export type WhyAsk = 'subject-unknown' | 'subject-not-found' | 'subject-several';

/**
 * Lets the user at the terminal choose: all entries that are the one person, or null where nothing is chosen. `names`:
 * what the person was called when nobody, or several, were found.
 */
export type SubjectAsker = (
  why: WhyAsk,
  people: readonly PersonSeen[],
  names: string,
) => Promise<readonly PersonSeen[] | null>;

export interface Decided {
  config: PersonaConfig;
  result: SubjectResult;
  /** The earlier corpus was made for the same person. */
  isSame: boolean;
  /** persona.json must be written: there was none, or a name or id was added. */
  changed: boolean;
}

/** Above this many people the rest is only counted. */
const PEOPLE_SHOWN = 30;

/**
 * Marks the subject's rows. When it is not known who the subject is, when nobody has the given name, or when several
 * people have it, it asks; where nobody can be asked, the error lists the people. What was typed is added to
 * persona.json when it is a name or id of this one person.
 */
export async function decideSubject(
  ledger: Ledger,
  persons: Persons,
  owners: Int32Array,
  options: Pick<IngestOptions, 'subject'>,
  deps: {
    config: PersonaConfig | null;
    askSubject?: SubjectAsker;
    emit: Emit;
    forget?: unknown;
    before: EarlierReport | null;
  },
  people: () => PersonSeen[],
): Promise<Decided> {
  const { taken, unknown } = typedSubject(deps.config, options.subject, ledger.names);
  if (unknown.length)
    deps.emit({ type: 'warn', notice: { code: 'subject-unknown-name', facts: { names: unknown.join(' / ') } } });
  let config = withAliases(deps.config, taken, ledger);
  const mark = (who: PersonaConfig | null) => markAs(who, ledger, persons, owners, deps.before);
  let result = mark(config);
  const others = otherSides(ledger.table, ledger.names, persons, result.isSubject, taken);
  if (others.length) throw otherSide(others, people(), deps.config);
  // Taking things out of the corpus does not need a subject.
  const why = deps.forget && config ? undefined : whyAsk(config, result);
  if (why) {
    const list = candidates(people(), result);
    const chosen = list.length ? await deps.askSubject?.(why, list, called(config)) : null;
    if (!chosen?.length) throw unknownSubject(why, config, list);
    config = withPeople(why === 'subject-not-found' || why === 'subject-several' ? config : null, chosen, deps.config);
    result = mark(config);
    if (result.rows === 0) throw unknownSubject('subject-not-found', config, list);
  }
  if (!config) throw unknownSubject('subject-unknown', null, []);
  if (!deps.config) config = withFoundIds(config, people());
  return {
    config,
    result,
    isSame: isSameAs(deps.before, config),
    changed: JSON.stringify(config) !== JSON.stringify(deps.config),
  };
}

/**
 * Whether the corpus was made for this person: persona.json still has each of the names and ids under which it was
 * made, and may have more.
 */
function isSameAs(before: EarlierReport | null, config: PersonaConfig | null): boolean {
  if (!before || !config) return false;
  const now = aliases(config.subject);
  return [...aliases(before.subject)].every((alias) => now.has(alias));
}

/** Marks the rows of everybody who is called as persona.json and the options say, and asks nobody. */
export function markKnown(
  ledger: Ledger,
  persons: Persons,
  owners: Int32Array,
  { subject }: Pick<IngestOptions, 'subject'>,
  { config, before }: { config: PersonaConfig | null; before: EarlierReport | null },
): SubjectResult {
  const { taken } = typedSubject(config, subject, ledger.names);
  return markAs(withAliases(config, taken, ledger), ledger, persons, owners, before);
}

/** Marks the rows of the person whom persona.json names. */
export function markAs(
  who: PersonaConfig | null,
  { table, names, files }: Ledger,
  persons: Persons,
  owners: Int32Array,
  before: EarlierReport | null,
): SubjectResult {
  return markSubject(table, names, files, persons, owners, {
    subject: who ? aliases(who.subject) : new Set<string>(),
    owner: who?.owner ? aliases(who.owner) : new Set<string>(),
    isSame: isSameAs(before, who),
  });
}

function whyAsk(config: PersonaConfig | null, result: SubjectResult): WhyAsk | undefined {
  if (!config) return 'subject-unknown';
  if (result.rivals.length) return 'subject-several';
  return result.rows === 0 ? 'subject-not-found' : undefined;
}

/** Only the rivals, where there are any; nobody whose name and id are unknown, or of whom nothing is kept. */
function candidates(people: readonly PersonSeen[], { rivals }: SubjectResult): PersonSeen[] {
  const named = people.filter(({ name, ids, items }) => items > 0 && (name || ids.length));
  return rivals.length ? named.filter(({ person }) => rivals.includes(person)) : named;
}

function unknownSubject(why: WhyAsk, config: PersonaConfig | null, people: readonly PersonSeen[]): PersonaError {
  const shown = people.slice(0, PEOPLE_SHOWN).map(personLine);
  if (people.length > PEOPLE_SHOWN) shown.push(`… +${people.length - PEOPLE_SHOWN}`);
  const names = called(config);
  if (!people.length)
    return names ? new PersonaError('subject-nobody', { names }) : new PersonaError('subject-unsigned');
  return new PersonaError(why, { people: shown, names });
}

const called = (config: PersonaConfig | null): string => (config ? [...aliases(config.subject)].join(' / ') : '');

/** `others`: whom the typed names mean and who write to the subject. */
function otherSide(
  others: readonly number[],
  people: readonly PersonSeen[],
  config: PersonaConfig | null,
): PersonaError {
  const known = config ? aliases(config.subject) : new Set<string>();
  const isKnown = ({ name, names, ids }: PersonSeen) => [name, ...names, ...ids].some((called) => known.has(called));
  const isOther = ({ person }: PersonSeen) => others.includes(person);
  const told = people.filter((one) => one.bySubject && !isOther(one) && isKnown(one)).map(calledInFull);
  const typed = people
    .filter((one) => isOther(one) || (one.bySubject && !one.unsigned && !isKnown(one)))
    .map(calledInFull);
  if (told.length) return new PersonaError('subject-other-than-known', { people: typed, known: told });
  return new PersonaError('subject-other-side', { people: typed });
}

/** Adds new names and ids to those of persona.json; a value that is the id of some sender is added as an id. */
function withAliases(config: PersonaConfig | null, fresh: readonly string[], { names }: Ledger): PersonaConfig | null {
  if (!fresh.length) return config;
  const isId = (value: string) => names.senders.some(({ id }) => id === value);
  return extended(
    config,
    fresh.filter((value) => !isId(value)),
    fresh.filter(isId),
    names.senders,
  );
}

function withPeople(
  config: PersonaConfig | null,
  chosen: readonly PersonSeen[],
  before: PersonaConfig | null,
): PersonaConfig {
  const called = chosen.flatMap(({ name, names }) => [name, ...names]);
  return extended(
    config ?? before,
    called,
    chosen.flatMap(({ ids }) => ids),
    [],
  );
}

/** A new persona.json also gets the ids under which the person was found: names change, ids do not. */
function withFoundIds(config: PersonaConfig, people: readonly PersonSeen[]): PersonaConfig {
  const mine = people.filter(({ bySubject }) => bySubject);
  const known = aliases(config.subject);
  const matched = mine.filter(({ name, names, ids }) => [name, ...names, ...ids].some((alias) => known.has(alias)));
  return extended(
    config,
    [],
    matched.flatMap(({ ids }) => ids),
    [],
  );
}

function extended(
  config: PersonaConfig | null,
  names: readonly string[],
  ids: readonly string[],
  senders: readonly { id?: string; name: string }[],
): PersonaConfig {
  const subject = config?.subject ?? { name: '', names: [], ids: [] };
  const nameOfId = senders.find(({ id, name }) => id !== undefined && ids.includes(id) && name)?.name;
  const [first = '', ...rest] = [...new Set([subject.name, ...names, nameOfId ?? '', ids[0] ?? ''])].filter(Boolean);
  const others = [...subject.names, ...rest].filter((name) => name !== first && !ids.includes(name));
  return PersonaConfig.parse({
    ...(config ?? { schema: 'persona/1' }),
    subject: { name: first, names: [...new Set(others)], ids: [...new Set([...subject.ids, ...ids])] },
  });
}
