import { PersonaError } from '../core/errors.ts';
import type { Emit, Summary } from '../core/events.ts';
import type { ExportFolder } from '../core/export-file.ts';
import { nearWords } from '../core/near.ts';
import { aliases, type PersonaConfig } from '../core/persona.ts';
import type { Dialogue, Sender } from '../core/types.ts';
import { Accounts, type FileAccount, sumOf } from './account.ts';
import { ChatMatcher } from './chat-matcher.ts';
import { chooseRows } from './choose.ts';
import { CLEANING_RULES } from './clean/index.ts';
import { Collector, type SourceFile } from './collector.ts';
import { Composer } from './compose.ts';
import { joinAcrossTools } from './dedupe.ts';
import { DialogueLines } from './dialogue-lines.ts';
import { discover } from './discover.ts';
import { fileKey, loadEarlier } from './earlier.ts';
import { FigureCounter } from './figures.ts';
import type { Sha256 } from './identity.ts';
import { flagMassSent } from './mass-sent.ts';
import { tellNotices } from './notices.ts';
import type { IngestOptions } from './options.ts';
import { sortRows } from './order.ts';
import { listPeople, type PersonSeen } from './people.ts';
import { Persons } from './persons.ts';
import { readAll } from './read.ts';
import type { Reader } from './reader.ts';
import { createRedactor, type RedactionKey } from './redact/redactor.ts';
import { type CorpusReport, subjectOf } from './report.ts';
import { ROW, type RowTable } from './row-table.ts';
import { Stamper } from './stamp.ts';
import type { CorpusStore } from './stores.ts';
import { ownersOf } from './subject.ts';
import { createDialogues } from './turns.ts';
import { decideSubject, type SubjectAsker } from './who.ts';

export interface IngestDeps {
  /** What the user named, opened. */
  folders: readonly ExportFolder[];
  readers: readonly Reader[];
  /** persona.json; null where there is none yet. */
  config: PersonaConfig | null;
  store: CorpusStore;
  sha256: Sha256;
  emit: Emit;
  signal?: AbortSignal;
  /** Asks whose persona it shall be; absent where nobody can be asked. */
  askSubject?: SubjectAsker;
  /** Do everything and write nothing. */
  dryRun?: boolean;
}

export interface IngestSummary extends Summary {
  command: 'ingest';
  /** Everybody who wrote; all there is with --who. */
  people: PersonSeen[];
  report: CorpusReport | null;
  /** Items that were not in the corpus before. */
  added: number;
  /** What persona.json has to say now; null when it stays as it is. */
  persona: PersonaConfig | null;
  written: string[];
  /** The key that undoes the masking, when there is one: mode 0600, never part of a bundle. */
  keyFile: string | null;
}

export const KEY_FILE = 'redaction-key.json';

/**
 * Reads every export into the corpus: once through all files into a spool, then, in time order, out of the spool into the
 * corpus. Between the two it is known who everybody is and what is told twice. Memory holds numbers about rows, no texts.
 */
export async function ingest(options: IngestOptions, deps: IngestDeps): Promise<IngestSummary> {
  try {
    return await run(options, deps);
  } finally {
    await deps.store.abandon();
  }
}

async function run(options: IngestOptions, deps: IngestDeps): Promise<IngestSummary> {
  const { store, emit, signal } = deps;
  const timeZone = deps.config?.timeZone ?? 'Asia/Shanghai';
  const found = await discover(deps.folders, deps.readers, forcedReader(options, deps.readers), signal, (file) =>
    emit({ type: 'progress', task: 'look', done: 0, unit: 'files', file }),
  );
  const spool = store.spool();
  const collector = new Collector(options, timeZone, deps.sha256, spool);
  const key = options.who ? undefined : await loadKey(store);
  const readNow = new Set(found.jobs.map(({ file }) => fileKey({ root: file.folder.root, file: file.path })));
  if (!options.who) await loadEarlier(store, collector, readNow, key);
  const firstNew = collector.table.length;
  await readAll(found.jobs, collector, timeZone, emit, signal);

  const { table, names, files } = collector;
  const persons = new Persons(names);
  const owners = ownersOf(table, files.length, persons);
  const stamper = new Stamper(timeZone);
  const people = () => listPeople(table, names, files, persons, (epoch) => stamper.iso(epoch).slice(0, 10));
  if (options.who) return { ...EMPTY, people: people() };
  if (table.length === firstNew) {
    tellNotices(emit, found, [], null);
    throw new PersonaError('nothing-read', { paths: deps.folders.map(({ root }) => root).join(', ') });
  }

  const { config, result, changed } = await decideSubject(collector, persons, owners, options, deps, people);
  joinAcrossTools(table, files, persons, new ChatMatcher(table, names, persons, owners));
  const choice = chooseRows(table, files, (sender) => persons.hasId(sender));
  flagMassSent(table, persons);
  const everybody = people();

  const order = orderOf(table, files);
  const level = options.redact;
  const redactor = createRedactor(level, {
    people: everybody
      .filter(({ bySubject }) => !bySubject)
      .map(({ name, names, ids }) => ({ names: [name, ...names, ...ids] })),
    keep: level === 'strict' ? aliases(config.subject) : new Set(),
    ...(key ? { state: key } : {}),
  });
  const figures = new FigureCounter(table, stamper, (file) => files[file]?.format ?? '');
  const lang = /^(?:zh|yue|wuu|nan|hak)\b/iu.test(config.language) ? 'zh' : 'en';
  const turns = createDialogues({ subjectNames: aliases(config.subject), lang });
  const dialogueLines = new DialogueLines();
  const dialogueSink = store.open('dialogues.jsonl');
  const put = (dialogues: readonly Dialogue[]) => {
    for (const dialogue of dialogues) dialogueSink.bytes(dialogueLines.line(dialogue), 1);
  };
  const sinks = {
    items: store.open('items.jsonl'),
    voice: store.open('voice.jsonl'),
    dropped: store.open('dropped.jsonl'),
  };
  const composer = new Composer({
    collector,
    choice,
    spool,
    redactor,
    masks: level !== 'none',
    pseudonyms: level === 'strict',
    isSubject: subjectTest(config, everybody),
    watch: (item, epoch) => put(turns.push(item, epoch)),
    sinks,
  });
  let added = 0;
  for (let i = 0; i < order.kept.length; i++) {
    const row = order.kept[i] as number;
    if ((i & 0xffff) === 0) {
      signal?.throwIfAborted();
      emit({ type: 'progress', task: 'sort', done: i, total: order.kept.length, unit: 'items' });
    }
    if (row >= firstNew && !choice.known.has(row)) added++;
    figures.add(row);
    composer.item(row);
  }
  put(turns.end());
  for (const row of order.dropped) composer.dropped(row);
  emit({ type: 'done', task: 'sort' });

  const { jobs: _, ...notRead } = found;
  const accounts = new Accounts(table, files.length, names.senders.length, persons);
  const report: CorpusReport = {
    schema: 'persona-corpus/1',
    subject: subjectOf(config),
    timeZone,
    options: {
      redact: options.redact,
      ...(options.from === undefined ? {} : { from: options.from }),
      ...(options.since === undefined ? {} : { since: options.since }),
      ...(options.until === undefined ? {} : { until: options.until }),
    },
    total: accounts.total,
    figures: figures.result(),
    files: fileAccounts(accounts, files, result.conflicts),
    senders: accounts.senders(everybody),
    rules: Object.fromEntries(
      CLEANING_RULES.map(({ id }, n) => [id, collector.ruleHits[n] ?? 0] as const).filter(([, n]) => n > 0),
    ),
    redaction: { level, items: composer.flagCounts().masked ?? 0, byKind: composer.maskedByKind() },
    flags: composer.flagCounts(),
    voice: composer.voiceFigures(),
    dialogues: dialogueSink.count,
    notRead,
  };
  store.put('report.json', `${JSON.stringify(report, null, 2)}\n`);
  const newKey = redactor.key();
  const hasKey = Object.keys(newKey.values).length > 0 || newKey.person.length > 0;
  if (hasKey) store.put(KEY_FILE, `${JSON.stringify(newKey, null, 2)}\n`);
  tellNotices(emit, found, report.files, {
    voice: composer.voice,
    namesakes: everybody.filter(({ person }) => result.namesakes.includes(person)),
  });
  signal?.throwIfAborted();
  const written = [
    'items.jsonl',
    'dialogues.jsonl',
    'voice.jsonl',
    'dropped.jsonl',
    'report.json',
    ...(hasKey ? [KEY_FILE] : []),
  ];
  if (!deps.dryRun) await store.commit();
  return {
    command: 'ingest',
    people: everybody,
    report,
    added,
    persona: changed ? config : null,
    written: deps.dryRun ? [] : written,
    keyFile: hasKey ? KEY_FILE : null,
  };
}

const EMPTY: IngestSummary = {
  command: 'ingest',
  people: [],
  report: null,
  added: 0,
  persona: null,
  written: [],
  keyFile: null,
};

function forcedReader({ from }: IngestOptions, readers: readonly Reader[]): Reader | undefined {
  if (from === undefined) return undefined;
  const reader = readers.find(({ id }) => id === from);
  if (reader) return reader;
  const known = readers.map(({ id }) => id);
  const near = nearWords(from, known);
  throw new PersonaError('unknown-reader', { id: from, near: (near.length ? near : known).join(', ') });
}

async function loadKey(store: CorpusStore): Promise<RedactionKey | undefined> {
  const text = await store.text(KEY_FILE);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as RedactionKey;
  } catch (cause) {
    throw new PersonaError(
      'damaged-line',
      { file: `corpus/${KEY_FILE}`, line: 1, command: 'persona ingest' },
      { cause },
    );
  }
}

/**
 * Kept rows by time, dropped ones by place. Rows of one time stand as in their file, files by path: the order says nothing
 * about the run in which a row was first read. Rows without a time come last.
 */
function orderOf(table: RowTable, files: readonly SourceFile[]): { kept: Uint32Array; dropped: Uint32Array } {
  const paths = files.map((file) => fileKey(file));
  const rank = new Map([...new Set(paths)].sort().map((path, n) => [path, n]));
  const ranks = Uint32Array.from(paths, (path) => rank.get(path) ?? 0);
  let kept = 0;
  let dropped = 0;
  for (let row = 0; row < table.length; row++) {
    if (table.has(row, ROW.replaced)) continue;
    if (table.dropped[row] === 0) kept++;
    else dropped++;
  }
  const order = { kept: new Uint32Array(kept), dropped: new Uint32Array(dropped) };
  for (let row = table.length - 1; row >= 0; row--) {
    if (table.has(row, ROW.replaced)) continue;
    if (table.dropped[row] === 0) order.kept[--kept] = row;
    else order.dropped[--dropped] = row;
  }
  const { epoch, file, record } = table;
  const byPlace = (a: number, b: number) =>
    (ranks[file[a] as number] as number) - (ranks[file[b] as number] as number) ||
    (record[a] as number) - (record[b] as number) ||
    a - b;
  const byTime = (a: number, b: number) => {
    const [left, right] = [epoch[a] as number, epoch[b] as number];
    if (left < right) return -1;
    if (left > right) return 1;
    return (Number.isNaN(left) ? 1 : 0) - (Number.isNaN(right) ? 1 : 0) || byPlace(a, b);
  };
  return { kept: sortRows(order.kept, byTime), dropped: sortRows(order.dropped, byPlace) };
}

/** Files that were read in several runs have one account. */
function fileAccounts(
  accounts: Accounts,
  files: readonly SourceFile[],
  conflicts: ReadonlyMap<number, number>,
): FileAccount[] {
  const merged = new Map<string, FileAccount>();
  files.forEach((file, n) => {
    const account = accounts.file(n, file, conflicts.get(n) ?? 0);
    const name = `${fileKey(file)}\n${file.format}`;
    const known = merged.get(name);
    if (!known) merged.set(name, account);
    else merged.set(name, { ...known, ...account, ...sumOf(known, account) });
  });
  // An earlier file of which everything was read again has no rows of its own left.
  return [...merged]
    .filter(([, { rows }], _, all) => rows > 0 || all.length === 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, account]) => account);
}

/** Tells whether somebody without a row of their own (the writer of a comment) is the subject. */
function subjectTest({ subject }: PersonaConfig, people: readonly PersonSeen[]): (sender: Sender) => boolean {
  const named = aliases(subject);
  const ids = new Set([...subject.ids, ...people.filter(({ bySubject }) => bySubject).flatMap((person) => person.ids)]);
  return ({ id, name }) => (id === undefined ? named.has(name) : ids.has(id) || (ids.size === 0 && named.has(name)));
}
