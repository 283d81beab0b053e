import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { DiskSink } from './line-sink.ts';
import { DIR_MODE, FILE_MODE } from './modes.ts';
import { pathError } from './path-error.ts';
import { isAbandoned, takeLock } from './run-lock.ts';
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
      throw pathError(error, path, how === 'make' ? 'write' : 'read');
    }
  }

  append(bytes: Uint8Array): void {
    writeAll(this.#fd, bytes, this.path);
    this.size += bytes.length;
  }

  read(position: number, into: Uint8Array): void {
    let done = 0;
    while (done < into.length) {
      const n = readSync(this.#fd, into, done, into.length - done, position + done);
      if (n === 0) return;
      done += n;
    }
  }

  close(): void {
    closeSync(this.#fd);
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
const LOCK = 'ingest.lock';
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
  #lock: { release(): void } | undefined;
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
    return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw pathError(error, path, 'read');
    });
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
      await writeFile(`${path}.part`, content, { mode: FILE_MODE }).catch((error) => {
        throw pathError(error, path, 'write');
      });
      names.push(name);
    }
    for (const name of names) {
      const path = join(this.#dir, name);
      await rename(`${path}.part`, path).catch((error) => {
        throw pathError(error, path, 'write');
      });
    }
    this.#sinks.clear();
    this.#puts.clear();
    await this.abandon();
  }

  async abandon(): Promise<void> {
    for (const [name, sink] of this.#sinks) {
      await sink.discard();
      await rm(`${join(this.#parts, name)}.part`, { force: true }).catch(() => {});
    }
    for (const name of this.#puts.keys()) await rm(`${join(this.#dir, name)}.part`, { force: true }).catch(() => {});
    for (const spool of this.#spools) spool.close();
    for (const path of this.#scratches) await rm(path, { force: true }).catch(() => {});
    this.#lock?.release();
    this.#lock = undefined;
    if (this.#isTrial) await rm(this.#scratch, { recursive: true, force: true }).catch(() => {});
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
    this.#lock = takeLock(join(this.#scratch, LOCK));
    if (this.#isTrial) removeAbandonedTrials(dirname(this.#scratch));
    for (const name of readdirSync(this.#scratch)) {
      if (SCRATCH.test(name)) rmSync(join(this.#scratch, name), { force: true });
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
      const made = mkdirSync(dir, { recursive: true, mode: DIR_MODE });
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
    if (!TRIAL.test(name) || !isAbandoned(join(path, LOCK))) continue;
    try {
      rmSync(path, { recursive: true, force: true });
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
  if (!isAbandoned(workspace.cache(LOCK))) return null;
  const scratch = readdirSync(workspace.cache()).filter((name) => SCRATCH.test(name) || name === LOCK);
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
