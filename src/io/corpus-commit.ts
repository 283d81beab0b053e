import { readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PersonaError } from '../core/errors.ts';
import { prettyJson } from '../core/pretty-json.ts';
import { isFields, isList, isText, parsedJson } from '../core/shape.ts';
import { faultText } from '../core/wording/faults.ts';
import { ifThere } from './if-there.ts';
import { writeAtomic } from './jsonl.ts';
import { WHOLLY } from './remove.ts';
import { rename } from './rename.ts';
import { takeCorpusLock } from './run-lock.ts';
import type { Workspace } from './workspace.ts';

/**
 * Names of the files that are complete under `NAME.part`. From the moment it is there the new corpus counts, and it goes
 * when all of them have their names: without it, a run that is killed between two renames would leave items of one run
 * beside the masking key of another.
 */
const COMMIT_FILE = 'commit.json';
const SCHEMA = 'persona-commit/1';

/** From here on the new files count; `putInPlace` gives them their names. */
export const beginCommit = (dir: string, names: readonly string[]): Promise<void> =>
  writeAtomic(join(dir, COMMIT_FILE), prettyJson({ schema: SCHEMA, files: names }));

/** Throws `corpus-half-in-place`; the next call, or the next run, goes on from there. */
export async function putInPlace(dir: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(dir, name);
    await rename(`${path}.part`, path).catch((error: NodeJS.ErrnoException) => {
      // It has its name already.
      if (error.code !== 'ENOENT') throw halfInPlace(error, path);
    });
  }
  const list = join(dir, COMMIT_FILE);
  await rm(list, WHOLLY).catch((error) => {
    throw halfInPlace(error, list);
  });
}

/**
 * Gives the files of a commit their names where a run was stopped in the middle of it. Every command that reads the corpus
 * begins with this. Throws `workspace-busy` while the run is still at it, `corpus-half-in-place` and
 * `damaged-corpus-file`.
 */
export async function finishCommit(workspace: Workspace): Promise<void> {
  const dir = workspace.corpus();
  if (!(await filesToName(dir))) return;
  const lock = takeCorpusLock(workspace.cache());
  try {
    // The run that was at it may have ended meanwhile.
    await putInPlace(dir, (await filesToName(dir)) ?? []);
  } finally {
    lock.release();
  }
}

/** Null where no commit is under way. */
async function filesToName(dir: string): Promise<readonly string[] | null> {
  const path = join(dir, COMMIT_FILE);
  const text = await ifThere(path, readFile(path, 'utf8'));
  if (text === null) return null;
  const list = parsedJson(text);
  if (isFields(list) && list.schema === SCHEMA && isList(list.files, isFileName)) return list.files;
  throw new PersonaError('damaged-corpus-file', { file: `corpus/${COMMIT_FILE}` });
}

const isFileName = (value: unknown): value is string => isText(value) && basename(value) === value;

const halfInPlace = (error: NodeJS.ErrnoException, path: string) =>
  new PersonaError('corpus-half-in-place', { path, why: faultText(error.code ?? '') }, { cause: error });
