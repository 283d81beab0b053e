import { realpath } from 'node:fs/promises';
import { foldedPath } from '../core/composed.ts';

/**
 * The path as the disk spells it, where the user typed other capitals or another Unicode form and the disk (of Windows,
 * of a Mac) takes both for the same: files are known by their paths from one run to the next. A path that leads through
 * links, or nowhere, stays as it is. `real`: what names the file that a path leads to.
 */
export async function asOnDisk(path: string, real: (path: string) => Promise<string> = realpath): Promise<string> {
  const spelled = await real(path).catch(() => path);
  return foldedPath(spelled) === foldedPath(path) ? spelled : path;
}
