import { DEFAULT_TIME_ZONE } from '../../core/persona.ts';
import type { RedactionKey } from '../../parse/privacy/key.ts';
import { type Forgotten, loadForgotten } from '../corpus/forgotten.ts';
import { type EarlierReport, loadKey, loadReport } from '../corpus/stored.ts';
import type { IngestDeps } from '../deps.ts';
import { tellLeftOut, tellMissing } from '../notices.ts';
import type { IngestOptions } from '../options.ts';
import { Collector } from '../rows/collector.ts';
import { Ledger } from '../rows/ledger.ts';
import { Spools } from '../rows/spool-reader.ts';
import { loadEarlier, recallNames } from '../same/earlier.ts';
import { dropNoPosts } from '../same/no-posts.ts';
import { meetAgain } from '../same/read-again.ts';
import { Unmasker } from '../write/unmask.ts';
import { type Discovery, discover, place } from './discover.ts';
import { forcedReader } from './forced-reader.ts';
import { readAll } from './read.ts';
import { tellSessions } from './voice-sessions.ts';

/** What the first pass leaves: numbers about every row in the ledger, the texts in the spools. */
export interface FirstPass {
  found: Discovery;
  /** First the rows of the earlier corpus, then, from `firstNew` on, those that were read now. */
  ledger: Ledger;
  firstNew: number;
  spools: Spools;
  timeZone: string;
  earlier: EarlierCorpus;
}

/** What the corpus says that was there before this run. With --who nothing is asked of it. */
export interface EarlierCorpus {
  report: EarlierReport | null;
  key: RedactionKey | undefined;
  unmasker: Unmasker;
  forgotten: Forgotten | null;
}

/** Reads the earlier corpus, then every file that was found. Throws the signal's reason when it aborts. */
export async function firstPass(options: IngestOptions, deps: IngestDeps): Promise<FirstPass> {
  const { config, folders, readers, store, sha256, hasMedia = async () => true, emit, signal, threads } = deps;
  const timeZone = config?.timeZone ?? DEFAULT_TIME_ZONE;
  const found = await discover(folders, readers, forcedReader(options, readers), signal, (file, done) =>
    emit({ type: 'progress', task: 'look', done, unit: 'files', file }),
  );
  const ledger = new Ledger(sha256);
  const spool = store.spool();
  const spools = new Spools((path) => store.openSpool(path));
  const collector = new Collector(options, timeZone, sha256, spool);
  const earlier = await openEarlier(options, deps);
  if (!options.who) {
    const readNow = new Set(found.jobs.map(({ file }) => place(file)));
    const loaded = await loadEarlier(collector, { readNow, ...earlier }, { store, hasMedia, emit, signal });
    tellMissing(emit, loaded, earlier.report);
    ledger.add(collector.take(), 0);
    recallNames(ledger.names, earlier);
  }
  const firstNew = ledger.table.length;
  await tellSessions(found.jobs, { timeZone, emit, signal });
  await readAll(found.jobs, { ledger, collector, spool, spools }, { timeZone, emit, signal }, threads);
  meetAgain(ledger);
  dropNoPosts(ledger.table);
  tellLeftOut(emit, found);
  return { found, ledger, firstNew, spools, timeZone, earlier };
}

async function openEarlier({ who }: IngestOptions, { store, sha256 }: IngestDeps): Promise<EarlierCorpus> {
  const key = who ? undefined : await loadKey(store);
  return {
    key,
    unmasker: new Unmasker(key),
    forgotten: await loadForgotten(store, sha256),
    report: who ? null : await loadReport(store),
  };
}
