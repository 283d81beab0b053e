import type { PersonaConfig } from '../core/persona.ts';
import { aliases } from '../core/persona.ts';
import type { StyleReport } from '../core/style.ts';
import { Accounts, accountsOfFiles } from './account.ts';
import { type AnalysisOptions, DialogueWriter } from './analyse.ts';
import type { Choice } from './choose.ts';
import { CLEANING_RULES } from './clean/index.ts';
import { type Discovery, placeOf } from './discover.ts';
import { type DisplayNames, idsIn } from './display-names.ts';
import { FigureCounter } from './figures.ts';
import { type Forgotten, Stripper } from './forgotten.ts';
import type { IngestDeps, IngestSummary } from './ingest.ts';
import { ItemSource, type PassData } from './item-source.ts';
import { ItemWriter } from './item-writer.ts';
import type { Ledger } from './ledger.ts';
import { namedOthers } from './named-others.ts';
import { tellRemarks } from './notices.ts';
import type { IngestOptions } from './options.ts';
import { orderRows, type RowOrder } from './order.ts';
import type { PersonSeen } from './people.ts';
import type { Persons } from './persons.ts';
import { PlainLines } from './plain-lines.ts';
import { createRedactor, type RedactionKey, type RedactLevel, type RedactorOptions } from './redact/redactor.ts';
import { type CorpusReport, subjectOf } from './report.ts';
import { reportHtml } from './report-html.ts';
import { ShownNames } from './shown-names.ts';
import { recordingsApart } from './sounds.ts';
import type { Spools } from './spool-reader.ts';
import type { Stamper } from './stamp.ts';
import { loadSegmenter } from './style/segment.ts';
import { createStyle, type Style } from './style/style.ts';
import { countByNameAlone, untoldOwners } from './subject.ts';
import type { IngestThreads } from './threads.ts';
import type { Decided } from './who.ts';

export const KEY_FILE = 'redaction-key.json';
/** Fewer items are looked at before a thread has started. */
const THREAD_FROM = 50_000;

/** What is known between the two passes. */
export interface Known {
  ledger: Ledger;
  spools: Spools;
  found: Discovery;
  persons: Persons;
  called: DisplayNames;
  people: readonly PersonSeen[];
  choice: Choice;
  decided: Decided;
  /** Rows from here on were read in this run. */
  firstNew: number;
  level: RedactLevel;
  key: RedactionKey | undefined;
  stamper: Stamper;
  timeZone: string;
  forgotten: Forgotten | null;
  /** Rows that are forgotten. */
  gone: readonly number[];
}

/** Second pass: every file of the corpus, then all of them at once under their names. */
export async function writeCorpus(known: Known, options: IngestOptions, deps: IngestDeps): Promise<IngestSummary> {
  const { store, emit, signal, dryRun, threads } = deps;
  const { ledger, decided, people, choice } = known;
  const { table, files } = ledger;
  const order = orderRows(table, files);
  const { data, subjectNames } = passData(known, order);
  const source = new ItemSource(data, known.spools);
  if (known.forgotten) {
    const stripper = new Stripper(
      known.forgotten,
      known.gone.map((row) => source.parse(row).text),
    );
    source.strip = (item) => stripper.strip(item);
  }
  const writer = new ItemWriter(table, source, new PlainLines(data, known.stamper), {
    items: store.open('items.jsonl'),
    voice: store.open('voice.jsonl'),
    dropped: store.open('dropped.jsonl'),
  });
  const figures = new FigureCounter(table, known.stamper, (file) => files[file]?.format ?? '');
  const look = analysisOptions(decided.config, people, subjectNames);
  const dialogues = new DialogueWriter(look, store.open('dialogues.jsonl'));
  // What is stripped is known to this thread alone.
  const style = startStyle(data, look, known.spools, known.forgotten ? undefined : threads);
  let added = 0;
  for (let i = 0; i < order.kept.length; i++) {
    if ((i & 0xfff) === 0) {
      // Lets a signal in, the other thread's messages, and the disk.
      await new Promise((resolve) => setImmediate(resolve));
      await store.settle();
      signal?.throwIfAborted();
      emit({ type: 'progress', task: 'sort', done: i, total: order.kept.length, unit: 'items' });
    }
    const row = order.kept[i] as number;
    if (row >= known.firstNew && !choice.known.has(row)) added++;
    figures.add(row);
    const text = source.plainText(row);
    const item = text === undefined ? source.full(row) : source.light(row, text);
    if (text === undefined) writer.write(item);
    else writer.plain(row, item);
    const epoch = table.epoch[row] as number;
    const at = order.timeline[row] as number;
    dialogues.push(item, epoch, at);
    style.here?.push(item, epoch, at);
  }
  writer.end();
  for (let i = 0; i < order.dropped.length; i++) {
    if ((i & 0xfff) === 0) await store.settle();
    writer.dropped(order.dropped[i] as number);
  }
  const count = dialogues.finish();
  const habits = await style.finish();
  emit({ type: 'done', task: 'sort' });

  const report = reportOf(known, options, writer, figures, count, source.shown);
  const shownPeople = people.map((person) => shownPerson(person, source.shown, known.level));
  const key = source.redactor.key();
  const hasKey = [key.values, key.person, key.names].some((part) => Object.keys(part).length > 0);
  const put = (name: string, value: unknown) => store.put(name, `${JSON.stringify(value, null, 2)}\n`);
  put('style.json', habits);
  put('report.json', report);
  store.put('report.html', reportHtml(report, habits, deps.lang ?? langOf(decided.config)));
  if (hasKey) put(KEY_FILE, key);
  const namesakes = people.filter(({ person }) => decided.result.namesakes.includes(person));
  const readNow = new Set(files.filter(({ earlier }) => !earlier).map(placeOf));
  const filesNow = report.files.filter((file) => readNow.has(placeOf(file)));
  tellRemarks(emit, filesNow, {
    voice: writer.voice,
    namesakes,
    byNameAlone: countByNameAlone(table, decided.result),
    untoldOwners: untoldOwners(table, ledger.names, files, decided.result),
  });
  signal?.throwIfAborted();
  if (!dryRun) await store.commit();
  return {
    command: 'ingest',
    people: shownPeople,
    report,
    added,
    persona: decided.changed ? decided.config : null,
    written: dryRun ? [] : [...WRITTEN, ...(hasKey ? [KEY_FILE] : [])],
    keyFile: hasKey && !dryRun ? KEY_FILE : null,
  };
}

const WRITTEN = [
  'items.jsonl',
  'dialogues.jsonl',
  'voice.jsonl',
  'dropped.jsonl',
  'style.json',
  'report.json',
  'report.html',
];

/**
 * Names are masked here, each of them once. `subjectNames`: those of the subject as they were read and as they are written.
 */
function passData(
  { ledger, called, choice, decided, people, level, key, timeZone }: Known,
  { kept: order, timeline }: RowOrder,
): { data: PassData; subjectNames: ReadonlySet<string> } {
  const { table, names, files } = ledger;
  const { config } = decided;
  const mine = people.filter(({ bySubject }) => bySubject);
  const subject = {
    names: aliases(config.subject),
    ids: new Set([...config.subject.ids, ...mine.flatMap(({ ids }) => ids)]),
  };
  const options: RedactorOptions = {
    people: level === 'strict' ? namedOthers(names, people, subject) : [],
    keep: level === 'strict' ? subject.names : new Set<string>(),
    lang: langOf(config),
    ...(key ? { state: key } : {}),
  };
  const redactor = createRedactor(level, options);
  const ids = idsIn(names.senders);
  const shown = new ShownNames(redactor, ids, subject);
  const subjectNames = new Set([...subject.names].flatMap((name) => [name, shown.sender({ name }).name]));
  const data = {
    columns: table.columns(),
    timeZone,
    order,
    timeline,
    senders: called.senders().map((sender) => shown.sender(sender)),
    conversations: names.conversations.map((chat) => shown.chat(chat)),
    ids,
    files,
    idFrom: choice.idFrom,
    donors: choice.donors,
    // Whoever goes on has the numbers that the names took.
    redaction: { level, options: { ...options, state: redactor.key() } },
    subject,
  };
  return { data, subjectNames };
}

/** Of placeholders and of the words for media: what the subject's words are in, as far as there are two to choose from. */
const langOf = ({ language }: PersonaConfig) => (/^(?:zh|yue|wuu|nan|hak|cmn)\b/iu.test(language) ? 'zh' : 'en');

function analysisOptions(
  config: PersonaConfig,
  people: readonly PersonSeen[],
  subjectNames: ReadonlySet<string>,
): AnalysisOptions {
  const mine = people.filter(({ bySubject }) => bySubject);
  return {
    lang: langOf(config),
    subjectNames,
    expected: mine.reduce((sum, { items }) => sum + items, 0),
  };
}

/** Style by another thread while this one writes the items and the dialogues, or in the same loop. */
function startStyle(
  data: PassData,
  options: AnalysisOptions,
  spools: Spools,
  threads: IngestThreads | undefined,
): { here: Style | null; finish(): Promise<StyleReport> } {
  const paths = spools.paths.filter((path) => path !== undefined);
  if (threads && data.order.length >= THREAD_FROM && paths.length === spools.paths.length) {
    const result = threads.style(data, options, paths);
    // Awaited when the items are written.
    result.catch(() => {});
    return { here: null, finish: () => result };
  }
  const here = createStyle(options);
  return { here, finish: async () => here.result(await loadSegmenter()) };
}

function reportOf(
  { ledger, persons, people, decided, found, timeZone, level }: Known,
  { from, since, until }: IngestOptions,
  writer: ItemWriter,
  figures: FigureCounter,
  dialogues: number,
  shown: ShownNames,
): CorpusReport {
  const { table, files, names, ruleHits } = ledger;
  const accounts = new Accounts(table, files.length, names.senders.length, persons);
  const { jobs: _, sounds, ...notRead } = found;
  const hits = CLEANING_RULES.map(({ id }, n) => [id, ruleHits[n] ?? 0] as const);
  const flags = writer.flagCounts();
  return {
    schema: 'persona-corpus/1',
    subject: subjectOf(decided.config),
    timeZone,
    options: {
      redact: level,
      ...(from === undefined ? {} : { from }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
    },
    total: accounts.total,
    figures: figures.result(),
    files: accountsOfFiles(accounts, files, decided.result.conflicts),
    senders: accounts.senders(people).map((sender) => shownPerson(sender, shown, level)),
    rules: Object.fromEntries(hits.filter(([, n]) => n > 0)),
    redaction: { level, items: flags.masked ?? 0, byKind: writer.maskedByKind() },
    flags,
    voice: writer.voiceFigures(),
    dialogues,
    notRead: { ...notRead, recordings: recordingsApart(sounds, writer.mediaFolders) },
  };
}

/** Who is not named in the corpus is named nowhere else. */
function shownPerson<T extends Pick<PersonSeen, 'name' | 'names' | 'ids' | 'bySubject'>>(
  person: T,
  shown: ShownNames,
  level: RedactLevel,
): T {
  const [id] = person.ids;
  const { name } = shown.sender({ name: person.name, ...(id === undefined ? {} : { id }) });
  if (level === 'strict' && !person.bySubject) return { ...person, name, names: [], ids: [] };
  return { ...person, name, names: person.names.map((other) => shown.called(other)) };
}
