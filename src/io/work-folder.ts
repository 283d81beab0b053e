import { mkdir, readdir, rmdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { MANIFEST } from '../core/own-output.ts';
import { prettyJson } from '../core/pretty-json.ts';
import { ifThere, isThere } from './if-there.ts';
import { writeAtomic } from './jsonl.ts';
import { makeFolder } from './make-folder.ts';
import { DIR_MODE } from './modes.ts';
import { isBundleFolder, isMarkedAs } from './own-bundles.ts';
import { pathError, throwPathError } from './path-error.ts';
import { remove } from './remove.ts';
import { rename } from './rename.ts';
import { type RunLock, takeLock } from './run-lock.ts';

const LOCK = 'lock';

/**
 * This manifest marks the folder of a run: after a kill, it shows that the folder is ours and that nothing in it is
 * complete.
 */
const UNFINISHED = { schema: 'persona-bundle/unfinished' };

/**
 * The one place beside a bundle that is written to: the new files are in `fresh`, and during the exchange the old files
 * are beside them. Other people's folders are never touched, whatever their names: ours has a manifest.
 */
export class WorkFolder {
  readonly #target: string;
  #lock: RunLock | undefined;
  readonly path: string;

  private constructor(target: string) {
    this.#target = target;
    this.path = pathBeside(target);
  }

  /** Puts the old files back if a run was killed in the middle of the exchange. */
  static async recover(target: string): Promise<void> {
    const work = new WorkFolder(target);
    if ((await isThere(target)) || !(await isUnfinished(work.path)) || !(await isThere(work.#old))) return;
    await rename(work.#old, target).catch(throwPathError(target, 'write'));
  }

  /** Throws `not-replaceable` when another folder has its name. */
  static async mustBeFree(target: string): Promise<void> {
    await mustBe(isUnfinished, pathBeside(target));
  }

  /**
   * Makes the folder anew, without what a killed run left in it, and removes it when `make` has ended. Throws
   * `not-replaceable`, `workspace-busy` while another run has it, and `old-bundle-left` where `make` has done its work
   * and the folder cannot be removed.
   */
  static async use<T>(target: string, make: (work: WorkFolder) => Promise<T>): Promise<T> {
    await WorkFolder.recover(target);
    await WorkFolder.mustBeFree(target);
    const work = new WorkFolder(target);
    let made: T;
    try {
      await work.#begin();
      made = await make(work);
    } catch (error) {
      // That the folder stays too is told by the next run that wants it.
      await work.#remove().catch(() => {});
      throw error;
    }
    await work.#remove().catch((error: unknown) => {
      if (!(error instanceof PersonaError)) throw error;
      throw new PersonaError(
        'old-bundle-left',
        { ...error.facts, bundle: target, folder: work.path },
        { cause: error },
      );
    });
    return made;
  }

  /** The lock of such a folder, by its path; none for other paths. Throws `workspace-busy` while a run writes there. */
  static lockIn(path: string): RunLock[] {
    return path.endsWith(pathBeside('')) ? [takeLock(join(path, LOCK))] : [];
  }

  get fresh(): string {
    return join(this.path, 'new');
  }

  get #old(): string {
    return join(this.path, 'old');
  }

  /** A place for a file that will replace `path`, which lies beside the target, by `rename`. */
  beside(path: string): string {
    return join(this.path, basename(path));
  }

  /** Puts the files in `fresh` in the place of the target. */
  async exchange(): Promise<void> {
    const there = await isThere(this.#target);
    try {
      if (there) await rename(this.#target, this.#old);
      await rename(this.fresh, this.#target);
    } catch (error) {
      if (there) await rename(this.#old, this.#target).catch(() => {});
      throw pathError(error, this.#target, 'write');
    }
  }

  async #begin(): Promise<void> {
    try {
      await makeFolder(this.path);
      await writeAtomic(join(this.path, MANIFEST), prettyJson(UNFINISHED));
      this.#lock = takeLock(join(this.path, LOCK));
      await this.#clear();
      await mkdir(this.fresh, { mode: DIR_MODE });
    } catch (error) {
      throw pathError(error, this.#target, 'write');
    }
  }

  /**
   * The manifest goes last, and only when all else is gone: by it the next run and `forget` know the folder as ours. The
   * old files stay when nothing stands in their place: the next run puts them back.
   */
  async #remove(): Promise<void> {
    // Goes only when empty: another run may have it.
    if (!this.#lock) return rmdir(this.path);
    try {
      if ((await isThere(this.#old)) && !(await isThere(this.#target))) return;
      await this.#clear();
    } finally {
      this.#lock.release();
    }
    for (const name of [LOCK, MANIFEST]) await remove(join(this.path, name));
    await rmdir(this.path).catch(throwPathError(this.path, 'write'));
  }

  /** Removes all but what marks the folder. */
  async #clear(): Promise<void> {
    for (const name of (await ifThere(this.path, readdir(this.path))) ?? []) {
      if (name !== MANIFEST && name !== LOCK) await remove(join(this.path, name));
    }
  }
}

const pathBeside = (target: string): string => `${target}.part`;

const isUnfinished = (dir: string): Promise<boolean> => isMarkedAs(UNFINISHED.schema, dir);

/** Throws `not-replaceable` when something other than a bundle or an empty folder lies where a bundle should go. */
export const mustBeReplaceable = (dir: string): Promise<void> => mustBe(isBundleFolder, dir);

/** Throws `not-replaceable` for what is there, holds something and is not ours. */
export async function mustBe(isOurs: (dir: string) => Promise<boolean>, dir: string): Promise<void> {
  const info = await ifThere(dir, stat(dir));
  if (!info) return;
  const isEmpty = info.isDirectory() && (await ifThere(dir, readdir(dir)))?.length === 0;
  if (!isEmpty && !(await isOurs(dir))) throw new PersonaError('not-replaceable', { path: dir });
}
