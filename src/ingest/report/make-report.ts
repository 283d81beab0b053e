import { CLEANING_RULES } from '../clean/index.ts';
import type { IngestOptions } from '../options.ts';
import { recordingsApart, voicesApart } from '../read/sounds.ts';
import { type ShownNames, shownPerson } from '../who/shown-names.ts';
import type { Known } from '../write/known.ts';
import type { WrittenRows } from '../write/write-rows.ts';
import { Accounts, accountsOfFiles } from './account.ts';
import { type CorpusReport, subjectOf } from './report.ts';

/** Makes report.json: what is said of the corpus that was just written. */
export function makeReport(
  { ledger, persons, people, decided, found, timeZone, level, stamper }: Known,
  { from, since, until }: IngestOptions,
  { writer, figures, dialogues }: WrittenRows,
  shown: ShownNames,
): CorpusReport {
  const { table, files, names, ruleHits } = ledger;
  const accounts = new Accounts(table, files.length, names.senders.length, persons, decided.result);
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
    senders: accounts
      .senders(people, (epoch) => stamper.iso(epoch).slice(0, 10))
      .map((sender) => shownPerson(sender, shown, level)),
    rules: Object.fromEntries(hits.filter(([, n]) => n > 0)),
    redaction: { level, items: flags.masked ?? 0, byKind: writer.maskedByKind() },
    flags,
    voice: writer.voiceFigures(),
    comments: writer.comments,
    dialogues,
    notRead: {
      ...notRead,
      recordings: recordingsApart(sounds, writer.mediaFolders),
      voices: voicesApart(sounds, writer.mediaFolders),
    },
  };
}
