import { breathe } from '../../core/breathe.ts';
import type { Emit } from '../../core/events.ts';
import type { Item, Sender } from '../../core/types.ts';
import { upsert } from '../../core/upsert.ts';
import { type EarlierReport, storedDropped, storedItems } from '../corpus/stored.ts';
import { placeOf } from '../read/discover.ts';
import type { Collector, SourceFile } from '../rows/collector.ts';
import { isMyself, type Names } from '../rows/names.ts';
import type { CorpusStore } from '../stores.ts';
import { textsOf } from '../write/texts-of.ts';
import { isStillMasked, type Unmasker } from '../write/unmask.ts';

/** Whether a file lies at a path below a folder or zip that was named once. */
export type HasMedia = (root: string, path: string) => Promise<boolean>;

/** Progress is told once per this many rows: some ten times a second. */
const TELL_EVERY = 5000;

/** What was found of the earlier corpus. */
export interface Loaded {
  items: number;
  /** How many of these items are from files not read now and have masked parts that the key does not resolve. */
  stillMasked: number;
}

/**
 * Puts the earlier corpus into the collector, so that its messages are recognised when they are read again: its items,
 * and those rows of dropped.jsonl whose files are not read now. `readNow`: places of the files that are read now.
 * People are found by their original names, so the key restores the names; texts stay masked. An item whose file is gone
 * keeps its name: the drive may only be unplugged. Throws the signal's reason when it aborts.
 */
export async function loadEarlier(
  collector: Collector,
  { readNow, unmasker, report }: { readNow: ReadonlySet<string>; unmasker: Unmasker; report: EarlierReport | null },
  {
    store,
    hasMedia,
    emit,
    signal,
  }: { store: CorpusStore; hasMedia: HasMedia; emit: Emit; signal: AbortSignal | undefined },
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
  /** Restores the names in the item and returns its words as they were read. */
  const asRead = (item: Omit<Item, 'id' | 'bySubject'>): string => {
    unmasker.restoreNames(item);
    if (!item.flags?.includes('masked')) return item.text;
    for (const text of textsOf(item)) unmasker.see(text);
    return unmasker.text(item.text);
  };
  const isGone = async ({ media, source }: Pick<Item, 'media' | 'source'>): Promise<boolean> => {
    const root = media?.root ?? source.root;
    return root !== undefined && !(await hasMedia(root, media?.path ?? ''));
  };
  let rows = 0;
  const tell = async () => {
    emit({ type: 'progress', task: 'earlier', done: rows, unit: 'items' });
    await breathe();
    signal?.throwIfAborted();
  };
  const loaded: Loaded = { items: 0, stillMasked: 0 };
  for await (const item of storedItems(store)) {
    if (++rows % TELL_EVERY === 0) await tell();
    begin(item.source);
    const words = asRead(item);
    collector.addEarlier(item, words, namesFile(item) && (await isGone(item)));
    loaded.items++;
    if (!current?.readAgain && isStillMasked(item, words)) loaded.stillMasked++;
  }
  for await (const item of storedDropped(store)) {
    if (++rows % TELL_EVERY === 0) await tell();
    if (readNow.has(placeOf(item.source))) continue;
    begin(item.source);
    collector.addEarlierDropped(item, asRead(item), namesFile(item) && (await isGone(item)));
  }
  return loaded;
}

/**
 * Gives the senders of the earlier corpus what else they were called when it was read, such as a remark or a nickname:
 * the next export may know nothing else of them.
 */
export function recallNames(
  names: Names,
  { report, unmasker }: { report: EarlierReport | null; unmasker: Unmasker },
): void {
  const byId = new Map<string, Sender>();
  const byName = new Map<string, Sender>();
  for (const sender of names.senders) {
    if (sender.id === undefined) byName.set(sender.name, sender);
    else byId.set(sender.id, sender);
  }
  for (const { name, names: others, ids } of report?.senders ?? []) {
    const called = [name, ...others].map((each) => unmasker.name(each)).filter((each) => !isMyself(each));
    // One of several names without an id: what two say of a third is doubted (see `Persons`).
    const known = ids.length
      ? ids.flatMap((id) => byId.get(id) ?? [])
      : called.flatMap((each) => byName.get(each) ?? []).slice(0, 1);
    for (const sender of known) names.recall(sender, [...called, ...ids]);
  }
}

const namesFile = ({ media }: Pick<Item, 'media'>): boolean => media !== undefined && media.path !== '';

/** The key of an account in the report: a file in one format. */
const nameOf = (file: Pick<SourceFile, 'format' | 'file' | 'root'>) => `${file.format}\n${placeOf(file)}`;
