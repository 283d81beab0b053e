import { breathe } from '../../core/breathe.ts';
import { languageOf } from '../../core/language.ts';
import { prettyJson } from '../../core/pretty-json.ts';
import { undoesAnything } from '../../parse/privacy/key.ts';
import { forgottenText } from '../corpus/forgotten.ts';
import { ForgottenWords } from '../corpus/forgotten-words.ts';
import { FORGOTTEN_FILE, KEY_FILE } from '../corpus/stored.ts';
import { Stripper } from '../corpus/stripper.ts';
import type { IngestDeps } from '../deps.ts';
import { type Remarks, tellRemarks } from '../notices.ts';
import type { IngestOptions } from '../options.ts';
import { placeOf } from '../read/discover.ts';
import { makeReport } from '../report/make-report.ts';
import { reportHtml } from '../report/report-html.ts';
import { busiestChats } from '../style/busiest-chats.ts';
import type { StyleOptions } from '../style/style.ts';
import { startStyle } from '../style/style-beside.ts';
import type { IngestSummary } from '../summary.ts';
import { CalledPersons } from '../who/called.ts';
import { shownPerson } from '../who/shown-names.ts';
import { countByNameAlone, untoldOwners } from '../who/subject.ts';
import { ItemSource, type PassData } from './item-source.ts';
import type { Known } from './known.ts';
import { orderRows } from './order.ts';
import { passData } from './pass-data.ts';
import { type WrittenRows, writeRows } from './write-rows.ts';

/** Second pass: writes every file of the corpus, then puts all of them under their names at once. */
export async function writeCorpus(known: Known, options: IngestOptions, deps: IngestDeps): Promise<IngestSummary> {
  const { store, emit, signal, dryRun, threads } = deps;
  const { ledger, people, decided, level, forgotten, knowsMore } = known;
  const order = orderRows(ledger.table, ledger.files);
  const { data, subjectNames } = await passData(known, order);
  const source = itemSource(data, known);
  const look = styleOptions(known, data, subjectNames);
  // Only this thread knows what must be stripped.
  const style = startStyle(data, look, known.spools, forgotten ? undefined : threads);
  const rows = await writeRows(known, order, data, source, look, style.here, deps);
  const all = order.kept.length;
  emit({ type: 'progress', task: 'sort', done: all, total: all, unit: 'items', stage: 'style' });
  await breathe();
  const habits = await style.finish();
  if (habits.method.segmenter === 'none') emit({ type: 'warn', notice: { code: 'no-segmenter', facts: {} } });
  emit({ type: 'done', task: 'sort' });

  const report = makeReport(known, options, rows, source.shown);
  const shownPeople = people.map((person) => shownPerson(person, source.shown, level));
  // Every name has been shown by now and has its number.
  const key = source.redactor.key();
  const files = new Map([
    ['style.json', prettyJson(habits)],
    ['report.json', prettyJson(report)],
    ['report.html', reportHtml(report, habits, deps.lang ?? languageOf(decided.config))],
    ...(undoesAnything(key) ? [[KEY_FILE, prettyJson(key)] as const] : []),
    ...(forgotten && knowsMore ? [[FORGOTTEN_FILE, forgottenText(forgotten.lines)] as const] : []),
  ]);
  for (const [name, content] of files) store.put(name, content);
  const readNow = new Set(ledger.files.filter(({ earlier }) => !earlier).map(placeOf));
  const filesNow = report.files.filter((file) => readNow.has(placeOf(file)));
  tellRemarks(emit, filesNow, remarks(known, rows));
  signal?.throwIfAborted();
  if (!dryRun) await store.commit();
  return {
    command: 'ingest',
    people: shownPeople,
    report,
    added: rows.added,
    persona: decided.changed ? decided.config : null,
    written: dryRun ? [] : [...LINE_FILES, ...files.keys()],
    keyFile: files.has(KEY_FILE) && !dryRun ? KEY_FILE : null,
  };
}

/** What `writeRows` writes. */
const LINE_FILES = ['items.jsonl', 'dialogues.jsonl', 'voice.jsonl', 'dropped.jsonl'];
/** All that a first run may write into the corpus folder. */
export const CORPUS_FILES = [...LINE_FILES, 'style.json', 'report.json', 'report.html', KEY_FILE];

/** The rows as items, without the words of forgotten items that others quote. */
function itemSource(data: PassData, { ledger: { table, names }, spools, persons, forgotten, gone }: Known): ItemSource {
  const source = new ItemSource(data, spools);
  if (forgotten) {
    const chatOf = (row: number) => names.conversations[table.conversation[row] as number]?.id ?? '';
    const words = new ForgottenWords(new CalledPersons(names, persons));
    for (const row of gone) words.add(source.parse(row), table.sender[row] as number, chatOf(row));
    const stripper = new Stripper(forgotten, words);
    source.strip = (item, row) => stripper.strip(item, chatOf(row));
  }
  return source;
}

const styleOptions = ({ decided, people }: Known, data: PassData, subjectNames: ReadonlySet<string>): StyleOptions => ({
  lang: languageOf(decided.config),
  subjectNames,
  chats: busiestChats(data),
  expected: people.reduce((sum, { bySubject, items }) => sum + (bySubject ? items : 0), 0),
});

const remarks = (
  { ledger: { table, names, files }, people, decided: { result }, untoldReplies }: Known,
  rows: WrittenRows,
): Remarks => ({
  voice: rows.writer.voice,
  onlyMe: rows.writer.onlyMe,
  namesakes: people.filter(({ person }) => result.namesakes.includes(person)),
  byNameAlone: countByNameAlone(table, result),
  untoldOwners: untoldOwners(table, names, files, result),
  untoldReplies: [...untoldReplies].flatMap(([n, count]) => {
    const file = files[n];
    return file && !file.earlier ? [{ file: file.file, count }] : [];
  }),
});
