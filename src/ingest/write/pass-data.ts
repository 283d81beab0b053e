import { languageOf } from '../../core/language.ts';
import { createRedactor, type RedactorOptions } from '../../parse/privacy/redactor.ts';
import { ROW, type RowTable } from '../rows/row-table.ts';
import { idsIn } from '../who/display-names.ts';
import { everydayWords } from '../who/everyday-words.ts';
import { namedOthers } from '../who/named-others.ts';
import { partiesByWord } from '../who/parties.ts';
import { ShownNames } from '../who/shown-names.ts';
import { namesOfSubject } from '../who/subject-names.ts';
import type { PassData } from './item-source.ts';
import type { Known } from './known.ts';
import type { RowOrder } from './order.ts';

/**
 * The data of the second pass, ready for another thread. Names are masked here, each of them once. `subjectNames`: the
 * subject's names as they were read and as they are written.
 */
export async function passData(
  { ledger, persons, called, choice, fileFrom, doubts, decided, people, level, key, timeZone }: Known,
  { kept: order, timeline }: RowOrder,
): Promise<{ data: PassData; subjectNames: ReadonlySet<string> }> {
  const { table, names, files } = ledger;
  const { config } = decided;
  const subject = namesOfSubject(config.subject, names, people);
  const isStrict = level === 'strict';
  const others = isStrict ? namedOthers(names, people, subject) : [];
  const known = isStrict ? (key?.person ?? []) : [];
  const options: RedactorOptions = {
    people: others,
    words: await everydayWords([...others, ...known].flatMap((one) => one.names)),
    keep: isStrict ? subject.names : new Set<string>(),
    lang: languageOf(config),
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
    fileFrom,
    doubts,
    // The next redactor starts with the numbers that the names have taken.
    redaction: { level, options: { ...options, state: redactor.key() } },
    subject,
    parties: hasComments(table) ? partiesByWord(names, persons, called) : new Map(),
    isSameSubject: decided.isSame,
  };
  return { data, subjectNames };
}

const hasComments = (table: RowTable): boolean => {
  for (let row = 0; row < table.length; row++) if (table.has(row, ROW.comments)) return true;
  return false;
};
