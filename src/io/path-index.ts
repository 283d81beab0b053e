import { foldedPath } from '../core/composed.ts';
import type { ExportFile } from '../core/export-file.ts';
import { entryPath } from './archive-path.ts';

/**
 * Files by their paths. Exporters write a path in one way and disks keep it in another: backslashes, capitals, and the
 * decomposed letters of macOS (NFD). The exact path wins; otherwise a path that differs only in these.
 */
export class PathIndex {
  readonly #exact = new Map<string, ExportFile>();
  #folded: Map<string, ExportFile> | undefined;

  add(file: ExportFile): void {
    this.#exact.set(file.path, file);
    this.#folded = undefined;
  }

  has(path: string): boolean {
    return this.#exact.has(path);
  }

  get(path: string): ExportFile | undefined {
    const clean = entryPath(path);
    const exact = this.#exact.get(clean);
    if (exact) return exact;
    this.#folded ??= new Map(this.sorted().map((file) => [foldedPath(file.path), file]));
    return this.#folded.get(foldedPath(clean));
  }

  sorted(): ExportFile[] {
    return [...this.#exact.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}
