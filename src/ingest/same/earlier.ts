import type { Item } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { type EarlierReport, storedDropped, storedItems } from '../corpus/stored.ts';
import { placeOf } from '../read/discover.ts';
import type { Collector, SourceFile } from '../rows/collector.ts';
import type { CorpusStore } from '../stores.ts';
import { textsOf } from '../write/texts-of.ts';
import { isStillMasked, type Unmasker } from '../write/unmask.ts';

/** What was found of the corpus that there should be. */
export interface Loaded {
  items: number;
  /** Of these, items of files that are not read now and of which the key does not tell what was masked. */
  stillMasked: number;
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
): Promise<Loaded> {
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
  const loaded: Loaded = { items: 0, stillMasked: 0 };
  for await (const item of storedItems(store)) {
    begin(item.source);
    const words = asRead(item);
    collector.addEarlier(item, words);
    loaded.items++;
    if (!current?.readAgain && isStillMasked(item, words)) loaded.stillMasked++;
  }
  for await (const item of storedDropped(store)) {
    if (readNow.has(placeOf(item.source))) continue;
    begin(item.source);
    collector.addEarlierDropped(item, asRead(item));
  }
  return loaded;
}

/** One account of the report: a file in one format. */
const nameOf = (file: Pick<SourceFile, 'format' | 'file' | 'root'>) => `${file.format}\n${placeOf(file)}`;
