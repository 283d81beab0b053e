import { PersonaError } from '../core/errors.ts';
import type { DroppedItem, Item } from '../core/types.ts';
import type { Collector, SourceFile } from './collector.ts';
import type { CorpusStore } from './stores.ts';
import { textsOf } from './texts-of.ts';
import type { Unmasker } from './unmask.ts';
import { upsert } from './upsert.ts';

/** File of an item by where it lies; the same for the corpus and for what is read now. */
export const fileKey = ({ root, file }: { root?: string | undefined; file: string }): string =>
  `${root ?? ''}\n${file}`;

/**
 * Puts the corpus that is there into the collector, so that what is read again is known: its items, and of dropped.jsonl
 * the rows of files that are not read now. Who is who is found by the names that were read, so they come back by the key;
 * texts stay masked. Answers the id of the item that was kept for each row that is a duplicate, by number of the row; none
 * unless wanted.
 */
export async function loadEarlier(
  store: CorpusStore,
  collector: Collector,
  readNow: ReadonlySet<string>,
  unmasker: Unmasker,
  wantsKept: boolean,
): Promise<Map<number, string>> {
  const keptIds = new Map<number, string>();
  const files = new Map<string, SourceFile>();
  let current: SourceFile | undefined;
  const begin = ({ format, file, root = '' }: Item['source']) => {
    const name = `${format}\n${fileKey({ root, file })}`;
    const source = upsert(files, name, (): SourceFile => ({ format, file, root, earlier: true }));
    if (source !== current) collector.begin(source);
    current = source;
  };
  for await (const item of parsed<Item>(store, 'items.jsonl')) {
    begin(item.source);
    unmasker.restoreNames(item);
    const masked = item.flags?.includes('masked');
    if (masked) for (const text of textsOf(item)) unmasker.see(text);
    collector.addEarlier(item, masked ? unmasker.text(item.text) : item.text);
  }
  for await (const item of parsed<DroppedItem>(store, 'dropped.jsonl')) {
    if (readNow.has(fileKey(item.source))) continue;
    begin(item.source);
    unmasker.restoreNames(item);
    if (item.flags?.includes('masked')) for (const text of textsOf(item)) unmasker.see(text);
    if (wantsKept && item.keptId !== undefined) keptIds.set(collector.rows, item.keptId);
    collector.addEarlierDropped(item);
  }
  return keptIds;
}

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
