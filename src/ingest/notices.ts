import type { Emit, Notice } from '../core/events.ts';
import type { Text } from '../core/types.ts';
import { REFUSED_TEXT } from '../core/wording/corpus.ts';
import type { FileAccount } from './account.ts';
import type { Discovery } from './discover.ts';
import { type PersonSeen, personLine } from './people.ts';

/** Names of files in one notice; the report has them all. */
const SHOWN = 10;

type Tell = (code: Notice['code'], facts: Notice['facts']) => void;
const teller =
  (emit: Emit): Tell =>
  (code, facts) =>
    emit({ type: 'warn', notice: { code, facts } });

/** Why a file was refused, as the user may be told of it; by what the disk, the zip or `discover` calls it. */
const REFUSALS: Readonly<Record<string, keyof typeof REFUSED_TEXT>> = {
  EACCES: 'refused-permission',
  EPERM: 'refused-permission',
  ENOENT: 'refused-gone',
  ELOOP: 'refused-gone',
  'not-a-file': 'refused-special',
  empty: 'refused-empty',
  'damaged-zip': 'refused-damaged',
  damaged: 'refused-damaged',
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

/** The same in a few words, for a list. */
export function refusalText(why: string): Text {
  const code = REFUSALS[why];
  return code ? REFUSED_TEXT[code] : { en: why, zh: why };
}

/** Files that lie in the inputs and were not read. */
export function tellLeftOut(emit: Emit, { unknown, ambiguous, refused, rejected }: Discovery): void {
  const tell = teller(emit);
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
}

/** What is odd about what was read: files misread, contradictions, namesakes, voices without a file. */
export function tellRemarks(
  emit: Emit,
  files: readonly FileAccount[],
  {
    voice,
    namesakes,
    byNameAlone,
    untoldOwners,
  }: {
    voice: { messages: number; missing: readonly string[]; missingCount: number };
    namesakes: readonly PersonSeen[];
    /** Items of the subject that nothing but a name says to be so, which a namesake has too. */
    byNameAlone: number;
    /** Folders in which the subject is called 我 and nothing else. */
    untoldOwners: readonly string[];
  },
): void {
  const tell = teller(emit);
  for (const { file, format, rows, dropped, misread, conflicts } of files) {
    const bad = dropped.unreadable ?? 0;
    if (misread && bad === rows) tell('gave-nothing', { file, format, row: `${file}:${misread.firstBad}` });
    else if (misread) tell('probably-misread', { file, format, rows, bad, first: `${file}:${misread.firstBad}` });
    if (conflicts) tell('direction-conflicts', { file, count: conflicts });
  }
  if (namesakes.length) tell('subject-namesakes', { people: namesakes.map(personLine) });
  if (byNameAlone) tell('subject-by-name-alone', { count: byNameAlone });
  if (untoldOwners.length > 1) tell('subject-untold', { count: untoldOwners.length, folders: some(untoldOwners) });
  if (voice.missingCount) {
    const { messages, missing, missingCount } = voice;
    tell('voice-missing', { count: missingCount, total: messages, files: some(missing, missingCount) });
  }
}

function some(list: readonly string[], all = list.length): string[] {
  const shown = list.slice(0, SHOWN);
  return all > shown.length ? [...shown, `… +${all - shown.length}`] : shown;
}

/** What a piece has to say is told once its file is read to the end. */
export const keepNotices =
  (notices: Notice[]): Emit =>
  (event) => {
    if (event.type === 'warn') notices.push(event.notice);
  };

/** A file that was read in pieces tells of itself once: what each piece counted is added up. */
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
