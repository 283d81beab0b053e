import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { MANIFEST } from '../core/own-output.ts';
import { prettyJson } from '../core/pretty-json.ts';
import { writeAtomic } from './jsonl.ts';
import { DIR_MODE } from './modes.ts';
import { isBundleFolder, schemaIn } from './own-bundles.ts';
import { pathError } from './path-error.ts';
import { takeLock } from './run-lock.ts';

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
  #lock: { release(): void } | undefined;
  readonly path: string;

  private constructor(target: string) {
    this.#target = target;
    this.path = pathBeside(target);
  }

  /** Puts the old files back if a run was killed in the middle of the exchange. */
  static async recover(target: string): Promise<void> {
    const work = new WorkFolder(target);
    if ((await isThere(target)) || !(await isUnfinished(work.path)) || !(await isThere(work.#old))) return;
    await rename(work.#old, target).catch((error) => {
      throw pathError(error, target, 'write');
    });
  }

  /** Throws `not-replaceable` when another folder has its name. */
  static async mustBeFree(target: string): Promise<void> {
    await mustBe(isUnfinished, pathBeside(target));
  }

  /**
   * Makes the folder anew, without what a killed run left in it. Throws `not-replaceable`, and `workspace-busy` while
   * another run has it.
   */
  static async open(target: string): Promise<WorkFolder> {
    const work = new WorkFolder(target);
    await WorkFolder.recover(target);
    await mustBe(isUnfinished, work.path);
    try {
      await mkdir(work.path, { recursive: true, mode: DIR_MODE });
      await writeAtomic(join(work.path, MANIFEST), prettyJson(UNFINISHED));
      work.#lock = takeLock(join(work.path, LOCK));
      for (const name of await readdir(work.path)) {
        if (name !== MANIFEST && name !== LOCK) await rm(join(work.path, name), { recursive: true, force: true });
      }
      await mkdir(work.fresh, { mode: DIR_MODE });
    } catch (error) {
      throw pathError(error, target, 'write');
    }
    return work;
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

  /** The old files stay when nothing stands in their place: the next run puts them back. */
  async remove(): Promise<void> {
    this.#lock?.release();
    if ((await isThere(this.#old)) && !(await isThere(this.#target))) return;
    await rm(this.path, { recursive: true, force: true }).catch(() => {});
  }
}

const pathBeside = (target: string): string => `${target}.part`;

export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const isUnfinished = async (dir: string): Promise<boolean> => (await schemaIn(dir)) === UNFINISHED.schema;

/** Throws `not-replaceable` when something other than a bundle or an empty folder lies where a bundle should go. */
export const mustBeReplaceable = (dir: string): Promise<void> => mustBe(isBundleFolder, dir);

/** Throws `not-replaceable` for what is there, holds something and is not ours. */
export async function mustBe(isOurs: (dir: string) => Promise<boolean>, dir: string): Promise<void> {
  const info = await stat(dir).catch(() => null);
  if (!info) return;
  const isEmpty = info.isDirectory() && (await readdir(dir)).length === 0;
  if (!isEmpty && !(await isOurs(dir))) throw new PersonaError('not-replaceable', { path: dir });
}
