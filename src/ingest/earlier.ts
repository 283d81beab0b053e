import { PersonaError } from '../core/errors.ts';
import type { DroppedItem, Item } from '../core/types.ts';
import type { Collector, SourceFile } from './collector.ts';
import { placeOf } from './discover.ts';
import type { CorpusReport } from './report.ts';
import type { CorpusStore } from './stores.ts';
import { textsOf } from './texts-of.ts';
import type { Unmasker } from './unmask.ts';
import { upsert } from './upsert.ts';

/** What the last run said of the corpus, as far as the next one needs it. */
export type EarlierReport = Pick<CorpusReport, 'subject' | 'files' | 'redaction'>;

/** Null where there is no report, or none that can be understood: it is written anew. */
export async function loadReport(store: Pick<CorpusStore, 'text'>): Promise<EarlierReport | null> {
  const text = await store.text('report.json');
  try {
    const { subject, files, redaction } = JSON.parse(text ?? 'null') as CorpusReport;
    const isWhole = typeof subject.name === 'string' && Array.isArray(files) && typeof redaction.level === 'string';
    return isWhole ? { subject, files, redaction } : null;
  } catch {
    return null;
  }
}

/**
 * Puts the corpus that is there into the collector, so that what is read again is known: its items, and of dropped.jsonl
 * the rows of files that are not read now. `readNow`: the files that are, by their places. Who is who is found by the names
 * that were read, so they come back by the key; texts stay masked.
 */
export async function loadEarlier(
  store: CorpusStore,
  collector: Collector,
  readNow: ReadonlySet<string>,
  unmasker: Unmasker,
  report: EarlierReport | null,
): Promise<void> {
  const files = new Map<string, SourceFile>();
  const sizes = new Map(report?.files.map((file) => [nameOf(file), file.bytes]));
  let current: SourceFile | undefined;
  const begin = ({ format, file, root = '' }: Item['source']) => {
    const source = upsert(files, `${root}\n${file}\n${format}`, (): SourceFile => {
      const bytes = sizes.get(nameOf({ format, file, root }));
      const readAgain = readNow.has(placeOf({ root, file }));
      return {
        format,
        file,
        root,
        earlier: true,
        ...(bytes === undefined ? {} : { bytes }),
        ...(readAgain ? { readAgain } : {}),
      };
    });
    if (source !== current) collector.begin(source);
    current = source;
  };
  /** Gives the item its names back; answers its words as they were read. */
  const asRead = (item: Omit<Item, 'id' | 'bySubject'>): string => {
    unmasker.restoreNames(item);
    if (!item.flags?.includes('masked')) return item.text;
    for (const text of textsOf(item)) unmasker.see(text);
    return unmasker.text(item.text);
  };
  for await (const item of parsed<Item>(store, 'items.jsonl')) {
    begin(item.source);
    collector.addEarlier(item, asRead(item));
  }
  for await (const item of parsed<DroppedItem>(store, 'dropped.jsonl')) {
    if (readNow.has(placeOf(item.source))) continue;
    begin(item.source);
    collector.addEarlierDropped(item, asRead(item));
  }
}

/** One account of the report: a file in one format. */
const nameOf = (file: Pick<SourceFile, 'format' | 'file' | 'root'>) => `${file.format}\n${placeOf(file)}`;

async function* parsed<T>(store: CorpusStore, name: string): AsyncGenerator<T, void, undefined> {
  let number = 0;
  for await (const line of store.lines(name)) {
    number++;
    let value: T;
    try {
      value = JSON.parse(line) as T;
    } catch (cause) {
      throw new PersonaError(
        'damaged-line',
        { file: `corpus/${name}`, line: number, command: 'persona ingest' },
        { cause },
      );
    }
    yield value;
  }
}
