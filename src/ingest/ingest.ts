import { PersonaError } from '../core/errors.ts';
import type { Emit, Summary } from '../core/events.ts';
import type { ExportFolder } from '../core/export-file.ts';
import { nearWords } from '../core/near.ts';
import { aliases, DEFAULT_TIME_ZONE, type PersonaConfig } from '../core/persona.ts';
import { shellWord } from '../core/shell-word.ts';
import { DROP_REASONS, type DropReason, type Item, type Lang } from '../core/types.ts';
import { withNumbersTaken } from '../parse/privacy/key.ts';
import { dropForgotten, type Forgotten, loadForgotten, type Rows } from './corpus/forgotten.ts';
import { loadKey, loadReport } from './corpus/stored.ts';
import { tellLeftOut, tellMissing } from './notices.ts';
import type { IngestOptions } from './options.ts';
import { type Discovery, discover, place } from './read/discover.ts';
import { readAll } from './read/read.ts';
import { recordingsApart, voicesApart } from './read/sounds.ts';
import { tellSessions } from './read/voice-sessions.ts';
import type { Reader } from './reader.ts';
import type { CorpusReport } from './report/report.ts';
import { Collector } from './rows/collector.ts';
import type { Sha256 } from './rows/identity.ts';
import { Ledger } from './rows/ledger.ts';
import { fateCode, ROW, type RowTable } from './rows/row-table.ts';
import { SpoolReader, Spools } from './rows/spool-reader.ts';
import { Stamper } from './rows/stamp.ts';
import { ChatMatcher } from './same/chat-matcher.ts';
import { type Choice, chooseRows } from './same/choose.ts';
import { joinAcrossTools } from './same/dedupe.ts';
import { loadEarlier } from './same/earlier.ts';
import { followItems } from './same/earlier-duplicates.ts';
import { flagMassSent } from './same/mass-sent.ts';
import { dropNoPosts } from './same/no-posts.ts';
import { meetAgain } from './same/read-again.ts';
import { type SoundDoubts, type SoundLength, tellSounds } from './same/tell-sounds.ts';
import type { CorpusStore } from './stores.ts';
import type { IngestThreads } from './threads.ts';
import { nameChats } from './who/conversations.ts';
import { DisplayNames } from './who/display-names.ts';
import { listPeople, type PersonSeen } from './who/people.ts';
import { Persons } from './who/persons.ts';
import { ownersOf, type SubjectResult, sendersCalled } from './who/subject.ts';
import { decideSubject, markKnown, type SubjectAsker } from './who/who.ts';
import { levelByKey, redactLevel } from './write/redact-level.ts';
import { Unmasker } from './write/unmask.ts';
import { writeCorpus } from './write/write-corpus.ts';

export interface IngestDeps {
  /** The folders and files that the user named, opened. */
  folders: readonly ExportFolder[];
  readers: readonly Reader[];
  /** persona.json; null where there is none yet. */
  config: PersonaConfig | null;
  store: CorpusStore;
  sha256: Sha256;
  /** Length of a sound; asked only for the few sounds that two messages name. Without it no length is known. */
  soundLength?: SoundLength;
  emit: Emit;
  signal?: AbortSignal;
  /** Asks whose persona this is; absent where nobody can be asked. */
  askSubject?: SubjectAsker;
  threads?: IngestThreads;
  /** Language in which report.html opens; default: the persona's. */
  lang?: Lang;
  /** Do everything and write nothing. */
  dryRun?: boolean;
  /**
   * Reads nothing and takes what this returns out of the corpus; if it returns null, nothing changes. It is awaited
   * before anything is written, so that it can ask first and put its own record on disk.
   */
  forget?: (rows: Rows) => Promise<Forgotten | null>;
}

export interface IngestSummary extends Summary {
  command: 'ingest';
  /** Everybody who wrote; with --who this is the whole result. */
  people: PersonSeen[];
  report: CorpusReport | null;
  /** Items that were not in the corpus before. */
  added: number;
  /** What persona.json must say now; null when it stays as it is. */
  persona: PersonaConfig | null;
  written: string[];
  /** The key that undoes the masking, if one was written: mode 0600, never part of a bundle. */
  keyFile: string | null;
}

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
  const { store, emit, signal, sha256 } = deps;
  const timeZone = deps.config?.timeZone ?? DEFAULT_TIME_ZONE;
  const found = await discover(deps.folders, deps.readers, forcedReader(options, deps.readers), signal, (file, done) =>
    emit({ type: 'progress', task: 'look', done, unit: 'files', file }),
  );
  const ledger = new Ledger(sha256);
  const spool = store.spool();
  const spools = new Spools((path) => store.openSpool(path));
  const collector = new Collector(options, timeZone, sha256, spool);
  const keyBefore = options.who ? undefined : await loadKey(store);
  const unmasker = new Unmasker(keyBefore);
  const known = await loadForgotten(store, sha256);
  const before = options.who ? null : await loadReport(store);
  if (!options.who) {
    const readNow = new Set(found.jobs.map(({ file }) => place(file)));
    tellMissing(emit, await loadEarlier(store, collector, readNow, unmasker, before), before);
    ledger.add(collector.take(), 0);
  }
  const firstNew = ledger.table.length;
  await tellSessions(found.jobs, { timeZone, signal });
  await readAll(found.jobs, { ledger, collector, spool, spools }, { timeZone, emit, signal }, deps.threads);
  meetAgain(ledger);
  dropNoPosts(ledger.table);

  const { table, names, files } = ledger;
  const stamper = new Stamper(timeZone);
  const persons = new Persons(names);
  const people = () => listPeople(table, names, files, persons, (epoch) => stamper.iso(epoch).slice(0, 10));
  tellLeftOut(emit, found);
  if (table.length === firstNew && !deps.forget) throw nothingRead(found, deps.folders.map(named).join(', '));
  if (!deps.forget) assertAnyOfUse(ledger, firstNew, deps.folders);
  const told = ownersOf(table, files.length, persons);
  if (options.who) {
    const marked = markKnown(ledger, persons, told, options, { ...deps, before });
    await joinRows(ledger, spools, persons, told, marked, deps);
    return { ...NOTHING_WRITTEN, people: people().filter(({ items }) => items > 0) };
  }
  const decided = await decideSubject(ledger, persons, told, options, { ...deps, before }, people);
  // All senders that are called as persona.json says are one person, whatever each export knows of them.
  persons.unite(decided.result.senders, names);
  if (decided.config.owner) persons.unite(sendersCalled(names, aliases(decided.config.owner)), names);
  const joined = await joinRows(ledger, spools, persons, told, decided.result, { ...deps, config: decided.config });
  const { choice, called, doubts } = joined;
  const rows = { table, names, files, persons, choice };
  const forgotten = deps.forget ? await deps.forget(rows) : known;
  if (deps.forget && !forgotten) return NOTHING_WRITTEN;
  const gone = forgotten ? dropForgotten(rows, forgotten) : [];
  flagMassSent(table, persons);
  ledger.close();
  return writeCorpus(
    {
      ledger,
      spools,
      found,
      persons,
      called,
      people: people().map((one) => signed(one, decided.config)),
      choice,
      doubts,
      decided,
      firstNew,
      level: redactLevel(options, before?.redaction.level ?? levelByKey(keyBefore), emit),
      key: withNumbersTaken(keyBefore, unmasker.highest),
      stamper,
      timeZone,
      forgotten,
      gone,
    },
    options,
    deps,
  );
}

/** Finds what is told twice. `marked` says whose words are whose, as far as that is known by now. */
async function joinRows(
  ledger: Ledger,
  spools: Spools,
  persons: Persons,
  told: Int32Array,
  marked: SubjectResult,
  { config, soundLength = async () => null }: Pick<IngestDeps, 'config' | 'soundLength'>,
): Promise<{ choice: Choice; called: DisplayNames; doubts: SoundDoubts }> {
  const { table, names, files } = ledger;
  const owners = told.map((owner) => (owner < 0 ? owner : persons.of(owner)));
  const called = new DisplayNames(table, names, persons);
  const loose = nameChats(table, names, files, persons, called, owners, marked.isSubject, config && phoneOf(config));
  joinAcrossTools(table, files, persons, new ChatMatcher(table, names, persons, owners, loose));
  const spool = new SpoolReader(spools, files.length);
  const asRead = (row: number): Item => spool.parse(...placeIn(table, row));
  const doubts = await tellSounds(table, persons, asRead, soundLength);
  const textOf = (row: number) => spool.text(...placeIn(table, row), table.has(row, ROW.escaped));
  const choice = chooseRows(ledger, persons, (row) => ledger.holderOf(row), textOf);
  followItems(table, choice);
  return { choice, called, doubts };
}

/** Where the spool has what a row left there. */
const placeIn = ({ offset, size }: RowTable, row: number) => [offset[row] as number, size[row] as number] as const;

const NOTHING_WRITTEN: IngestSummary = {
  command: 'ingest',
  people: [],
  report: null,
  added: 0,
  persona: null,
  written: [],
  keyFile: null,
};

/** The error for inputs without any text; it says what lies there instead, where that is known. */
function nothingRead({ sounds, pictures }: Discovery, paths: string): PersonaError {
  const recordings = recordingsApart(sounds, new Set());
  const count = recordings.reduce((sum, each) => sum + each.count, 0);
  if (count) {
    const words = recordings.map(({ path }) => shellWord(path)).join(' ');
    return new PersonaError('nothing-but-recordings', { paths, count, words });
  }
  const voices = voicesApart(sounds, new Set());
  if (voices) return new PersonaError('nothing-but-voices', { paths, count: voices });
  return pictures
    ? new PersonaError('nothing-but-pictures', { paths, count: pictures })
    : new PersonaError('nothing-read', { paths });
}

/**
 * Throws where nothing is kept because no row read now was understood, or because all usable rows lie outside the
 * period.
 */
function assertAnyOfUse({ table, files }: Ledger, firstNew: number, folders: readonly ExportFolder[]): void {
  const fates = new Float64Array(DROP_REASONS.length + 1);
  for (let row = 0; row < table.length; row++) {
    const fate = table.dropped[row] as number;
    if (!table.has(row, ROW.replaced)) fates[fate] = (fates[fate] as number) + 1;
  }
  const [kept = 0] = fates;
  const dropped = (reason: DropReason) => fates[fateCode(reason)] ?? 0;
  const paths = folders.map(named).join(', ');
  const outside = dropped('outside-period');
  if (kept === 0 && outside > 0) throw new PersonaError('nothing-in-period', { rows: outside, paths });
  const unreadable = fateCode('unreadable');
  for (let row = firstNew; row < table.length; row++) if (table.dropped[row] !== unreadable) return;
  const formats = [...new Set(files.filter(({ earlier }) => !earlier).map(({ format }) => format))].join(', ');
  throw new PersonaError('nothing-understood', { rows: table.length - firstNew, paths, formats });
}

/** What the user named: a folder, or the one file in it. */
const named = (folder: ExportFolder): string => {
  const [only, ...more] = folder.files;
  return only && !more.length ? place(only) : folder.root;
};

/** Lists what nobody signed under the subject's name where it counts as the subject's. */
const signed = (one: PersonSeen, { subject }: PersonaConfig): PersonSeen =>
  one.unsigned && one.bySubject ? { ...one, name: subject.name } : one;

/** The largest family of formats has nine. */
const FORMATS_NAMED = 12;

function forcedReader({ from }: IngestOptions, readers: readonly Reader[]): Reader | undefined {
  if (from === undefined) return undefined;
  const reader = readers.find(({ id }) => id === from);
  if (reader) return reader;
  const known = readers.map(({ id }) => id);
  const near = nearWords(from, known, FORMATS_NAMED);
  throw new PersonaError('unknown-reader', { id: from, near: (near.length ? near : known).join(', ') });
}

/** Whose phone the exports are from, as persona.json says. */
function phoneOf({ owner }: PersonaConfig): { id?: string; name: string } | null {
  if (!owner) return null;
  const [id] = owner.ids;
  return id === undefined ? { name: owner.name } : { id, name: owner.name };
}
