import type { Emit } from '../core/events.ts';
import type { ExportFolder } from '../core/export-file.ts';
import type { PersonaConfig } from '../core/persona.ts';
import type { Lang } from '../core/types.ts';
import type { Forgotten } from './corpus/forgotten.ts';
import type { Rows } from './corpus/row-hashes.ts';
import type { Reader } from './reader.ts';
import type { Sha256 } from './rows/identity.ts';
import type { HasMedia } from './same/earlier.ts';
import type { SoundLength } from './same/tell-sounds.ts';
import type { CorpusStore } from './stores.ts';
import type { IngestThreads } from './threads.ts';
import type { SubjectAsker } from './who/who.ts';

/** All that `ingest` needs of the world outside. */
export interface IngestDeps {
  /** The folders and files that the user named, opened. */
  folders: readonly ExportFolder[];
  readers: readonly Reader[];
  /** persona.json; null where there is none yet. */
  config: PersonaConfig | null;
  store: CorpusStore;
  sha256: Sha256;
  /** Length of a sound; asked only for the few sounds that two messages name. Without it no length is known. */
  soundLength?: SoundLength;
  /** Asked for the files that earlier items name. Without it they are taken to be there. */
  hasMedia?: HasMedia;
  emit: Emit;
  signal?: AbortSignal;
  /** Asks whose persona this is; absent where nobody can be asked. */
  askSubject?: SubjectAsker;
  threads?: IngestThreads;
  /** Language in which report.html opens; default: the persona's. */
  lang?: Lang;
  /** Do everything and write nothing. */
  dryRun?: boolean;
  /**
   * Reads nothing and takes what this returns out of the corpus; if it returns null, nothing changes. It is awaited
   * before anything is written, so that it can ask first and put its own record on disk.
   */
  forget?: (rows: Rows) => Promise<Forgotten | null>;
}
