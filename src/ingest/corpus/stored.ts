import { PersonaError } from '../../core/errors.ts';
import { isFields, parsedJson } from '../../core/shape.ts';
import type { DroppedItem, Item } from '../../core/types.ts';
import type { RedactionKey } from '../../parse/privacy/key.ts';
import type { CorpusReport } from '../report/report.ts';
import type { CorpusStore } from '../stores.ts';
import { isDroppedItem, isForgottenLine, isItem, isKey, isNotRead, isReport } from './corpus-shape.ts';
import type { ForgottenLine } from './forgotten.ts';

/**
 * What earlier runs have stored in the corpus folder, checked when it is read. Each function names the errors it
 * throws.
 */

/** What the placeholders of the corpus stand for. It lies beside the items and goes into no bundle. */
export const KEY_FILE = 'redaction-key.json';
export const FORGOTTEN_FILE = 'forgotten.jsonl';

/** The part of the last report that the next run needs. */
export type EarlierReport = Pick<CorpusReport, 'subject' | 'files' | 'redaction'> & {
  total: Pick<CorpusReport['total'], 'kept'>;
  /** What people were called; masked as the level says, without those whose names the key alone has. */
  senders?: Pick<CorpusReport['senders'][number], 'name' | 'names' | 'ids'>[];
};

type Lines = Pick<CorpusStore, 'lines'>;
type Texts = Pick<CorpusStore, 'text'>;

/**
 * Items that are kept, in time order. Lines for which `mayMatter` is false are skipped. Throws `damaged-corpus-line`.
 */
export const storedItems = (
  store: Lines,
  mayMatter?: (line: string) => boolean,
): AsyncGenerator<Item, void, undefined> =>
  checkedLines(store, 'items.jsonl', isItem, 'damaged-corpus-line', mayMatter);

export const storedDropped = (
  store: Lines,
  mayMatter?: (line: string) => boolean,
): AsyncGenerator<DroppedItem, void, undefined> =>
  checkedLines(store, 'dropped.jsonl', isDroppedItem, 'damaged-corpus-line', mayMatter);

/** Throws `damaged-forgotten`, because no run can make this file anew. */
export const storedForgotten = (store: Lines): AsyncGenerator<ForgottenLine, void, undefined> =>
  checkedLines(store, FORGOTTEN_FILE, isForgottenLine, 'damaged-forgotten');

async function* checkedLines<T>(
  store: Lines,
  name: string,
  isWhole: (value: unknown) => value is T,
  code: 'damaged-corpus-line' | 'damaged-forgotten',
  mayMatter: (line: string) => boolean = () => true,
): AsyncGenerator<T, void, undefined> {
  let line = 0;
  for await (const json of store.lines(name)) {
    line++;
    if (!json || !mayMatter(json)) continue;
    const value = parsedJson(json);
    if (!isWhole(value)) throw new PersonaError(code, { file: `corpus/${name}`, line });
    yield value;
  }
}

/** Undefined where there is no key. Throws `damaged-corpus-file`, `newer-corpus-file`. */
export async function loadKey(store: Texts): Promise<RedactionKey | undefined> {
  const text = await store.text(KEY_FILE);
  if (text === null) return undefined;
  const key = parsedJson(text);
  refuseNewer(key, KEY_FILE);
  if (!isKey(key)) throw new PersonaError('damaged-corpus-file', { file: `corpus/${KEY_FILE}` });
  return key;
}

/**
 * Null where there is no report, or one that cannot be understood, since it is written anew. Throws
 * `newer-corpus-file`.
 */
export async function loadReport(store: Texts): Promise<EarlierReport | null> {
  const report = parsedJson((await store.text('report.json')) ?? '');
  refuseNewer(report, 'report.json');
  return isReport(report) ? report : null;
}

/** What the last run found and did not read, file by file. */
export type NotRead = Pick<CorpusReport['notRead'], 'unknown' | 'ambiguous' | 'refused' | 'rejected' | 'side'>;

/** Null where there is no report, or one that cannot be understood. */
export async function loadNotRead(store: Texts): Promise<NotRead | null> {
  const report = parsedJson((await store.text('report.json')) ?? '');
  return isFields(report) && isNotRead(report.notRead) ? report.notRead : null;
}

/** Throws for a file of a later version, which may hold something that this version cannot keep. */
function refuseNewer(value: unknown, name: string): void {
  const schema = (value as { schema?: unknown } | null | undefined)?.schema;
  if (typeof schema !== 'string' || SCHEMAS.has(schema) || !/^persona-\w+\/\d+$/u.test(schema)) return;
  throw new PersonaError('newer-corpus-file', { file: `corpus/${name}`, schema });
}
const SCHEMAS: ReadonlySet<string> = new Set<(CorpusReport | RedactionKey)['schema']>([
  'persona-corpus/1',
  'persona-redaction/1',
]);
