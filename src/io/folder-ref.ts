import type { ExportFolder } from '../core/export-file.ts';
import { DiskFolder } from './disk.ts';

/** A folder on disk as plain data: another thread opens it without walking it again. */
export interface FolderRef {
  root: string;
  neighbours: boolean;
  files: readonly { path: string; size: number; modified: number }[];
  /** As in ExportFolder: these may be zips. Their files can be found but are not read as exports. */
  beside: FolderRef[];
}

const REFS = new WeakMap<ExportFolder, FolderRef>();
const OPENED = new WeakMap<FolderRef, ExportFolder>();

/** Null for a folder inside a zip. */
export function refOf(folder: ExportFolder): FolderRef | null {
  return folder instanceof DiskFolder ? listOf(folder, folder.neighbours) : null;
}

function listOf(folder: ExportFolder, neighbours = false): FolderRef {
  let ref = REFS.get(folder);
  if (!ref) {
    const files = folder.files.map(({ path, size, modified = 0 }) => ({ path, size, modified }));
    ref = { root: folder.root, neighbours, files, beside: [] };
    // Two folders may each stand beside the other.
    REFS.set(folder, ref);
    ref.beside = (folder.beside ?? []).map((other) => refOf(other) ?? listOf(other));
  }
  return ref;
}

/** The folder of a reference; each reference is opened only once. Nothing on disk is walked again. */
export function openRef(ref: FolderRef): ExportFolder {
  const known = OPENED.get(ref);
  if (known) return known;
  const folder = new DiskFolder(ref.root, ref.neighbours);
  OPENED.set(ref, folder);
  for (const { path, size, modified } of ref.files) folder.add(path, size, modified * 1000);
  folder.beside = ref.beside.map(openRef);
  return folder;
}
