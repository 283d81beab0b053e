import { PersonaError } from '../core/errors.ts';
import type { DroppedItem, Item } from '../core/types.ts';
import type { Collector, SourceFile } from './collector.ts';
import type { RedactionKey } from './redact/redactor.ts';
import type { CorpusStore } from './stores.ts';
import { unmask } from './unmask.ts';
import { upsert } from './upsert.ts';

/** File of an item by where it lies; the same for the corpus and for what is read now. */
export const fileKey = ({ root, file }: { root?: string | undefined; file: string }): string =>
  `${root ?? ''}\n${file}`;

/**
 * Puts the corpus that is there into the collector, so that what is read again is known: its items, and of dropped.jsonl
 * the rows of files that are not read now. Answers the id of the item that was kept for each row that is a duplicate, by
 * number of the row; none unless wanted.
 */
export async function loadEarlier(
  store: CorpusStore,
  collector: Collector,
  readNow: ReadonlySet<string>,
  key: RedactionKey | undefined,
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
    collector.addEarlier(item, key && item.flags?.includes('masked') ? unmask(item.text, key) : item.text);
  }
  for await (const item of parsed<DroppedItem>(store, 'dropped.jsonl')) {
    if (readNow.has(fileKey(item.source))) continue;
    begin(item.source);
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
