import { stat } from 'node:fs/promises';
import { throwPathError } from './path-error.ts';

/**
 * What `reading` a path gives; null where nothing lies there. Every other fault is thrown: a folder that cannot be read
 * is not an empty one.
 */
export const ifThere = <T>(path: string, reading: Promise<T>): Promise<T | null> =>
  reading.catch((error: NodeJS.ErrnoException) =>
    NOTHING_THERE.has(error.code ?? '') ? null : throwPathError(path, 'read')(error),
  );

/** The second one is of a path that leads through a file. */
const NOTHING_THERE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

export const isThere = async (path: string): Promise<boolean> => (await ifThere(path, stat(path))) !== null;
