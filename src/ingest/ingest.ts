import { aliases, type PersonaConfig } from '../core/persona.ts';
import { withNumbersTaken } from '../parse/privacy/key.ts';
import { dropForgotten } from './corpus/drop-forgotten.ts';
import { withIdsFound } from './corpus/ids-found.ts';
import type { IngestDeps } from './deps.ts';
import { tellOpenNames } from './notices.ts';
import type { IngestOptions } from './options.ts';
import { firstPass } from './read/first-pass.ts';
import { assertAnyOfUse } from './read/nothing-of-use.ts';
import { Stamper } from './rows/stamp.ts';
import { joinRows } from './same/join-rows.ts';
import { flagMassSent } from './same/mass-sent.ts';
import { joinWordlessReplies } from './same/replies-told-elsewhere.ts';
import { withOwners } from './same/untold-owners.ts';
import { type IngestSummary, NOTHING_WRITTEN } from './summary.ts';
import { restoreNames } from './who/file-safe-names.ts';
import { namePartners } from './who/partners.ts';
import { listPeople, type PersonSeen } from './who/people.ts';
import { Persons } from './who/persons.ts';
import { ownersOf, sendersCalled } from './who/subject.ts';
import { decideSubject, markAs, markKnown } from './who/who.ts';
import { levelByKey, redactLevel } from './write/redact-level.ts';
import { writeCorpus } from './write/write-corpus.ts';

/**
 * Reads every export into the corpus, in two passes: through all files into a spool, then, in time order, from the
 * spool into the corpus. Between the two passes it finds out who everybody is and what is told twice. Memory holds
 * numbers about rows, no texts. Throws a PersonaError where nothing can be read or kept.
 */
export async function ingest(options: IngestOptions, deps: IngestDeps): Promise<IngestSummary> {
  try {
    return await run(options, deps);
  } finally {
    await deps.store.abandon();
  }
}

async function run(options: IngestOptions, deps: IngestDeps): Promise<IngestSummary> {
  const read = await firstPass(options, deps);
  if (!deps.forget) assertAnyOfUse(read, deps.folders);

  const { ledger, earlier } = read;
  const { table, names, files } = ledger;
  const stamper = new Stamper(read.timeZone);
  restoreNames(names, table, deps.config, options.subject);
  namePartners(table, names);
  const persons = new Persons(names);
  const people = () => listPeople(table, names, files, persons, (epoch) => stamper.iso(epoch).slice(0, 10));
  const owners = ownersOf(table, files.length, persons);
  const whoDeps = { ...deps, before: earlier.report };
  if (options.who) {
    const mark = () => markKnown(ledger, persons, owners, options, whoDeps);
    await joinRows(read, persons, owners, withOwners(ledger, persons, owners, deps.config, mark(), mark), deps);
    const wrote = people().filter(({ items }) => items > 0);
    // What nobody signed is the subject's only once somebody is named.
    const isNamed = deps.config !== null || options.subject.length > 0;
    return { ...NOTHING_WRITTEN, people: isNamed ? wrote : wrote.map((one) => ({ ...one, bySubject: false })) };
  }
  const decided = await decideSubject(ledger, persons, owners, options, whoDeps, people);
  // All senders that are called as persona.json says are one person, whatever each export knows of them.
  persons.unite(decided.result.senders, names);
  if (decided.config.owner) persons.unite(sendersCalled(names, aliases(decided.config.owner)), names);

  const { config } = decided;
  const mark = () => markAs(config, ledger, persons, owners, earlier.report);
  decided.result = withOwners(ledger, persons, owners, config, decided.result, mark);

  const joined = await joinRows(read, persons, owners, decided.result, { ...deps, config });
  const rows = { table, names, files, persons, choice: joined.choice };
  const asked = deps.forget ? await deps.forget(rows) : earlier.forgotten;
  const { forgotten, open } = withIdsFound(asked, rows);
  if (deps.forget && !forgotten) return NOTHING_WRITTEN;
  tellOpenNames(deps.emit, open);
  const gone = forgotten ? await dropForgotten(rows, forgotten, deps.signal) : [];
  flagMassSent(table, persons);
  const untoldReplies = joinWordlessReplies(table, persons);
  ledger.close();

  const known = {
    ...read,
    ...joined,
    persons,
    people: people().map((one) => signed(one, decided.config)),
    decided,
    level: redactLevel(options, earlier.report?.redaction.level ?? levelByKey(earlier.key), deps.emit),
    key: withNumbersTaken(earlier.key, earlier.unmasker.highest),
    stamper,
    forgotten,
    knowsMore: forgotten !== asked,
    gone,
    untoldReplies,
  };
  return writeCorpus(known, options, deps);
}

/** Lists what nobody signed under the subject's name where it counts as the subject's. */
const signed = (one: PersonSeen, { subject }: PersonaConfig): PersonSeen =>
  one.unsigned && one.bySubject ? { ...one, name: subject.name } : one;
