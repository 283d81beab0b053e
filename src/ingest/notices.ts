import type { Emit, Notice } from '../core/events.ts';
import type { Bilingual } from '../core/types.ts';
import { REFUSED_TEXT } from '../core/wording/corpus.ts';
import { faultText } from '../core/wording/faults.ts';
import { TooLarge } from '../parse/too-large.ts';
import type { IdsFound } from './corpus/ids-found.ts';
import type { EarlierReport } from './corpus/stored.ts';
import { type Discovery, placeOf } from './read/discover.ts';
import type { FileAccount } from './report/account.ts';
import type { SourceFile } from './rows/collector.ts';
import type { Ledger } from './rows/ledger.ts';
import type { Loaded } from './same/earlier.ts';
import { type PersonSeen, personLine } from './who/people.ts';

/** Names of files in one notice; the report has all of them. */
const SHOWN = 10;

/** Counts things and keeps the names of the first few. */
export class Counted {
  count = 0;
  readonly first: string[] = [];

  add(name: string): void {
    this.count++;
    if (this.first.length < SHOWN) this.first.push(name);
  }
}

type Tell = (code: Notice['code'], facts: Notice['facts']) => void;
const teller =
  (emit: Emit): Tell =>
  (code, facts) =>
    emit({ type: 'warn', notice: { code, facts } });

/**
 * The notice for each reason why a file was refused. The keys are the codes of the disk, of the zip or of `discover`.
 */
const REFUSALS: Readonly<Record<string, keyof typeof REFUSED_TEXT>> = {
  EACCES: 'refused-permission',
  EPERM: 'refused-permission',
  ENOENT: 'refused-gone',
  ELOOP: 'refused-gone',
  'not-downloaded': 'refused-not-downloaded',
  'not-a-file': 'refused-special',
  empty: 'refused-empty',
  'damaged-zip': 'refused-damaged',
  damaged: 'refused-damaged',
  shortened: 'refused-damaged',
  encrypted: 'refused-encrypted',
  compression: 'refused-compression',
  climbs: 'refused-outside',
  link: 'refused-outside',
  'zip-bomb': 'refused-bomb',
  'too-large': 'refused-bomb',
  'too-many-entries': 'refused-bomb',
  nested: 'refused-nested',
};
const codeOf = (why: string): Notice['code'] => REFUSALS[why] ?? 'not-taken';

/** Why a file was refused, in a few words, for a list. */
export function refusalText(why: string): Bilingual {
  const code = REFUSALS[why];
  const text = code ? REFUSED_TEXT[code] : faultText(why);
  return typeof text === 'string' ? { en: text, zh: text } : text;
}

/** Files that lie in the inputs and were not read although their names promise something. */
export type FilesLeftOut = Pick<Discovery, 'unknown' | 'ambiguous' | 'refused' | 'rejected'>;

export function tellLeftOut(emit: Emit, found: FilesLeftOut): void {
  for (const notice of leftOut(found)) emit({ type: 'warn', notice });
}

/** Why files were not read, in a notice for each reason. */
export function leftOut({ unknown, ambiguous, refused, rejected }: FilesLeftOut): Notice[] {
  const notices: Notice[] = [];
  const tell: Tell = (code, facts) => notices.push({ code, facts });
  if (unknown.length) tell('unknown-format', { count: unknown.length, files: some(unknown) });
  if (ambiguous.length) {
    const list = ambiguous.map(({ path, candidates }) => `${path} (${candidates.join(', ')})`);
    tell('ambiguous-format', { count: list.length, files: some(list) });
  }
  for (const code of new Set(refused.map(({ why }) => codeOf(why)))) {
    const list = refused.filter(({ why }) => codeOf(why) === code);
    const paths = list.map(({ path, why }) => (code === 'not-taken' ? `${path} (${why})` : path));
    tell(code, { count: list.length, files: some(paths) });
  }
  for (const code of new Set(rejected.map((one) => one.code))) {
    tell(code, { files: some(rejected.filter((one) => one.code === code).map(({ path }) => path)) });
  }
  return notices;
}

/** What has gone out of the corpus since the last run. */
export function tellMissing(emit: Emit, { items, stillMasked }: Loaded, before: EarlierReport | null): void {
  const tell = teller(emit);
  const total = before?.total.kept ?? 0;
  if (items < total) tell('items-missing', { count: items, total });
  if (stillMasked) tell('key-missing', { count: stillMasked });
}

/** Names of forgotten people of which it is not certain whose they are, so that nobody was left out for them. */
export function tellOpenNames(emit: Emit, open: IdsFound['open']): void {
  const tell = teller(emit);
  for (const { name, ids } of open) tell('forgotten-by-name', { name, ids: some(ids) });
}

/**
 * Tells of files that were not read to their end, whichever of their pieces broke off. What was read of them is in the
 * ledger.
 */
export function tellBrokenOff(emit: Emit, { table, files }: Pick<Ledger, 'table' | 'files'>): void {
  const broken = files.flatMap(({ brokeOff }, n) => (brokeOff === undefined ? [] : [n]));
  if (!broken.length) return;
  const rows = new Map(broken.map((n) => [n, 0]));
  for (let row = 0; row < table.length; row++) {
    const count = rows.get(table.file[row] as number);
    if (count !== undefined) rows.set(table.file[row] as number, count + 1);
  }
  const tell = teller(emit);
  for (const n of broken) {
    const { brokeOff = '', ...file } = files[n] as SourceFile;
    if (brokeOff === TooLarge.code) tell('file-too-large', { file: placeOf(file) });
    else tell('file-broke-off', { file: placeOf(file), why: faultText(brokeOff), rows: rows.get(n) });
  }
}

/** What is odd about the people and the voices, besides what the account of each file tells. */
export interface Remarks {
  voice: { messages: number; missing: Counted; embedded: Counted; ambiguous: Counted };
  /** Items of the subject that nobody else could see. */
  onlyMe: number;
  /** Other people, with other ids, who bear the subject's name. */
  namesakes: readonly PersonSeen[];
  /** Items that count as the subject's by their name alone, where a namesake has that name too. */
  byNameAlone: number;
  /** Folders in which the subject is called 我 and nothing else. */
  untoldOwners: readonly string[];
  /** Files that leave out the words of replies which no other export tells, and how many. */
  untoldReplies: readonly { file: string; count: number }[];
}

/**
 * Tells what is odd about what was read: misread files, contradictions, namesakes, items that nobody else was to see,
 * voices without a file.
 */
export function tellRemarks(
  emit: Emit,
  files: readonly FileAccount[],
  { voice, onlyMe, namesakes, byNameAlone, untoldOwners, untoldReplies }: Remarks,
): void {
  const tell = teller(emit);
  for (const { file, format, rows, dropped, misread, conflicts } of files) {
    const bad = dropped.unreadable ?? 0;
    if (misread && bad === rows) tell('gave-nothing', { file, format, row: `${file}:${misread.firstBad}` });
    else if (misread) tell('probably-misread', { file, format, rows, bad, first: `${file}:${misread.firstBad}` });
    if (conflicts) tell('direction-conflicts', { file, count: conflicts });
  }
  for (const { file, count } of untoldReplies) tell('words-not-exported', { file, count });
  if (namesakes.length) tell('subject-namesakes', { people: namesakes.map(personLine) });
  if (byNameAlone) tell('subject-by-name-alone', { count: byNameAlone });
  if (untoldOwners.length > 1) tell('subject-untold', { count: untoldOwners.length, folders: some(untoldOwners) });
  if (onlyMe) tell('only-me', { count: onlyMe });
  for (const [code, { count, first }] of [
    ['voice-missing', voice.missing],
    ['voice-embedded', voice.embedded],
    ['voice-ambiguous', voice.ambiguous],
  ] as const) {
    if (count) tell(code, { count, total: voice.messages, files: some(first, count) });
  }
}

function some(list: readonly string[], all = list.length): string[] {
  const shown = list.slice(0, SHOWN);
  return all > shown.length ? [...shown, `… +${all - shown.length}`] : shown;
}

/** Keeps the notices of a piece until its whole file has been read. */
export const keepNotices =
  (notices: Notice[]): Emit =>
  (event) => {
    if (event.type === 'warn') notices.push(event.notice);
  };

/** Adds up what the pieces of a file counted, so that each file is told of once. */
export class NoticeSum {
  readonly #notices = new Map<string, Notice>();

  add({ code, facts }: Notice): void {
    const { count, ...rest } = facts;
    const key = JSON.stringify([code, rest]);
    const known = this.#notices.get(key);
    if (known && typeof count === 'number') known.facts.count = Number(known.facts.count) + count;
    else if (!known) this.#notices.set(key, { code, facts: { ...facts } });
  }

  get all(): Iterable<Notice> {
    return this.#notices.values();
  }
}
