import type { ExportFolder } from '../core/export-file.ts';
import { DiskFolder } from './disk.ts';

/** A folder on disk as data: another thread opens it without walking it again. */
export interface FolderRef {
  root: string;
  neighbours: boolean;
  files: readonly { path: string; size: number; modified: number }[];
}

const REFS = new WeakMap<ExportFolder, FolderRef>();

/** Null for a folder inside a zip or in memory. */
export function refOf(folder: ExportFolder): FolderRef | null {
  if (!(folder instanceof DiskFolder)) return null;
  let ref = REFS.get(folder);
  if (!ref) {
    const files = folder.files.map(({ path, size, modified = 0 }) => ({ path, size, modified }));
    ref = { root: folder.root, neighbours: folder.neighbours, files };
    REFS.set(folder, ref);
  }
  return ref;
}

export function openRef({ root, neighbours, files }: FolderRef): ExportFolder {
  const folder = new DiskFolder(root, neighbours);
  for (const { path, size, modified } of files) folder.add(path, size, modified * 1000);
  return folder;
}
