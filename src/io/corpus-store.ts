import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync, rmdirSync, writeSync } from 'node:fs';
import { readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { beginCommit, putInPlace } from './corpus-commit.ts';
import { ifThere } from './if-there.ts';
import { DiskSink } from './line-sink.ts';
import { makeFolderSync } from './make-folder.ts';
import { FILE_MODE } from './modes.ts';
import { pathError, throwPathError } from './path-error.ts';
import { removeFileSync, WHOLLY } from './remove.ts';
import { CORPUS_LOCK, isAbandoned, type RunLock, takeCorpusLock } from './run-lock.ts';
import { textLines } from './text-lines.ts';
import type { Workspace } from './workspace.ts';

/** A growing file that can be read at any place. */
export class DiskSpool {
  readonly path: string;
  readonly #fd: number;
  size = 0;

  /** `how`: whether to create the file, or to read one that another thread has written. */
  constructor(path: string, how: 'make' | 'read' = 'make') {
    this.path = path;
    try {
      this.#fd = openSync(path, how === 'make' ? 'w+' : 'r', FILE_MODE);
    } catch (error) {
      // Nobody named this file: one that is gone is no misspelt path.
      throw pathError(error, path, 'write');
    }
  }

  append(bytes: Uint8Array): void {
    writeAll(this.#fd, bytes, this.path);
    this.size += bytes.length;
  }

  read(position: number, into: Uint8Array): void {
    let done = 0;
    try {
      while (done < into.length) {
        const n = readSync(this.#fd, into, done, into.length - done, position + done);
        if (n === 0) return;
        done += n;
      }
    } catch (error) {
      throw pathError(error, this.path, 'read');
    }
  }

  /** A file that cannot be closed was written or read before: its fault is told there. */
  close(): void {
    try {
      closeSync(this.#fd);
    } catch {}
  }
}

function writeAll(fd: number, bytes: Uint8Array, path: string): void {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done);
  } catch (error) {
    throw pathError(error, path, 'write');
  }
}

const SCRATCH = /^ingest-\d+-\d+\.tmp$/u;
/** The folder of a run that changes nothing, see `trialCorpusOf`. */
const TRIAL = /^persona-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/u;

/**
 * The files of one corpus folder. They are written beside their final names and renamed together. From its first
 * scratch file on, the run has the corpus for itself.
 */
export class DiskCorpus {
  readonly #dir: string;
  readonly #scratch: string;
  /** Where files are written until they get their final names. */
  readonly #parts: string;
  readonly #isTrial: boolean;
  #sinks = new Map<string, DiskSink>();
  #puts = new Map<string, string>();
  #spools: DiskSpool[] = [];
  #scratches: string[] = [];
  #lock: RunLock | undefined;
  /** Topmost folders that were created for this run. */
  #made: string[] = [];

  /**
   * `scratch`: a folder for files that live no longer than the run. `isTrial`: nothing will be committed; everything is
   * written to the scratch folder, which is deleted with the run.
   */
  constructor(dir: string, scratch: string, isTrial = false) {
    this.#dir = dir;
    this.#scratch = scratch;
    this.#parts = isTrial ? scratch : dir;
    this.#isTrial = isTrial;
  }

  async *lines(name: string): AsyncGenerator<string, void, undefined> {
    const path = join(this.#dir, name);
    try {
      yield* textLines(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw pathError(error, path, 'read');
    }
  }

  async text(name: string): Promise<string | null> {
    const path = join(this.#dir, name);
    return ifThere(path, readFile(path, 'utf8'));
  }

  open(name: string): DiskSink {
    const path = join(this.#parts, name);
    const sink = this.#writing(path, () => new DiskSink(path), this.#parts);
    this.#sinks.set(name, sink);
    return sink;
  }

  put(name: string, content: string): void {
    this.#puts.set(name, content);
  }

  spool(): DiskSpool {
    const path = this.scratch();
    const spool = this.#writing(path, () => new DiskSpool(path), this.#scratch);
    this.#spools.push(spool);
    return spool;
  }

  openSpool(path: string): DiskSpool {
    const spool = new DiskSpool(path, 'read');
    this.#spools.push(spool);
    return spool;
  }

  /** A name for one more scratch file; the file is removed with the others. */
  scratch(): string {
    const path = join(this.#scratch, `ingest-${process.pid}-${this.#scratches.length}.tmp`);
    this.#writing(path, () => this.#begin(), this.#scratch);
    this.#scratches.push(path);
    return path;
  }

  async settle(): Promise<void> {
    for (const sink of this.#sinks.values()) await sink.settle();
  }

  async commit(): Promise<void> {
    for (const sink of this.#sinks.values()) await sink.finish();
    const names = [...this.#sinks.keys()];
    for (const [name, content] of this.#puts) {
      const path = join(this.#dir, name);
      this.#writing(path, () => {});
      await writeFile(`${path}.part`, content, { mode: FILE_MODE }).catch(throwPathError(path, 'write'));
      names.push(name);
    }
    await beginCommit(this.#dir, names);
    // From here on they are not to be discarded, whatever happens.
    this.#sinks.clear();
    this.#puts.clear();
    await putInPlace(this.#dir, names);
    await this.abandon();
  }

  async abandon(): Promise<void> {
    const files = [...this.#scratches];
    for (const [name, sink] of this.#sinks) {
      await sink.discard();
      files.push(`${join(this.#parts, name)}.part`);
    }
    for (const name of this.#puts.keys()) files.push(`${join(this.#dir, name)}.part`);
    for (const spool of this.#spools) spool.close();
    // What stays is taken away by the next run; the fault that this run may have met is the one to be told.
    for (const path of files) await rm(path, { force: true }).catch(() => {});
    this.#lock?.release();
    this.#lock = undefined;
    if (this.#isTrial) await rm(this.#scratch, WHOLLY).catch(() => {});
    // A run that wrote nothing leaves no empty folders behind.
    for (const dir of [this.#dir, this.#scratch]) await this.#removeIfMade(dir);
    this.#sinks = new Map();
    this.#puts = new Map();
    this.#spools = [];
    this.#scratches = [];
    this.#made = [];
  }

  /**
   * Nobody else writes here now, so any scratch files here are left from a run that was killed; they hold private
   * words. Every trial has a folder of its own, so killed ones have left theirs beside it.
   */
  #begin(): void {
    if (this.#lock) return;
    this.#lock = takeCorpusLock(this.#scratch);
    if (this.#isTrial) removeAbandonedTrials(dirname(this.#scratch));
    for (const name of readdirSync(this.#scratch)) {
      if (SCRATCH.test(name)) removeFileSync(join(this.#scratch, name));
    }
  }

  async #removeIfMade(dir: string): Promise<void> {
    const top = this.#made.find((made) => dir === made || dir.startsWith(made + sep));
    if (top === undefined) return;
    for (let at = dir; at.length >= top.length; at = dirname(at)) {
      // A folder with something in it stays.
      const gone = await rmdir(at).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
      );
      if (!gone) return;
    }
  }

  /** The folder is created when it is first written to. */
  #writing<T>(path: string, make: () => T, dir = this.#dir): T {
    try {
      const made = makeFolderSync(dir);
      if (made !== undefined) this.#made.push(made);
      return make();
    } catch (error) {
      throw pathError(error, path, 'write');
    }
  }
}

/** What cannot be removed belongs to somebody else, or another run removes it now. */
function removeAbandonedTrials(dir: string): void {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (!TRIAL.test(name) || !isAbandoned(join(path, CORPUS_LOCK))) continue;
    try {
      for (const file of readdirSync(path)) removeFileSync(join(path, file));
      rmdirSync(path);
    } catch {}
  }
}

/** The corpus as it stands after a run was killed. */
export interface KilledRun {
  /** What the run wrote so far; all of it may hold private words. */
  files: string[];
  /** Removed when they are empty without those files. */
  folders: string[];
}

/** Null unless a killed run has left its lock: nothing else shows that a folder without persona.json is ours. */
export function killedRunIn(workspace: Workspace, names: readonly string[]): KilledRun | null {
  if (!isAbandoned(workspace.cache(CORPUS_LOCK))) return null;
  const scratch = readdirSync(workspace.cache()).filter((name) => SCRATCH.test(name) || name === CORPUS_LOCK);
  const parts = names.flatMap((name) => [`${name}.part`, name]).map((name) => workspace.corpus(name));
  return {
    files: [...parts.filter((path) => existsSync(path)), ...scratch.map((name) => workspace.cache(name))],
    folders: [workspace.corpus(), workspace.cache()],
  };
}

export const corpusOf = (workspace: Workspace): DiskCorpus => new DiskCorpus(workspace.corpus(), workspace.cache());

/** For a run that changes nothing: it may look at a corpus that cannot be written to, even while another run has it. */
export const trialCorpusOf = (workspace: Workspace): DiskCorpus =>
  new DiskCorpus(workspace.corpus(), join(tmpdir(), `persona-${randomUUID()}`), true);
